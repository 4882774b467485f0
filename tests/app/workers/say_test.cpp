// The operator's command is a shell script here, mostly.

#include "app/workers/say.h"

#include "app/workers/program.h"
#include "core/atomic_file.h"
#include "core/disk.h"
#include "core/error.h"
#include "tests/support/temporary_folder.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <optional>

namespace app {
namespace {

namespace filesystem = std::filesystem;

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// Begins what a script writes, so that it is taken for a sound.
constexpr const char* wav = "printf 'RIFF\\0\\0\\0\\0WAVE'; ";
/// Fills it up to the length of one.
constexpr const char* full = "; head -c 200 /dev/zero";

class SayTest : public testing::Test {
protected:
    SayTest() { ::setenv("TMPDIR", place_.path().c_str(), 1); }
    ~SayTest() override {
        ::unsetenv("TMPDIR");
        // Whatever came of it.
        EXPECT_TRUE(filesystem::is_empty(place_.path()));
    }

    /// A program that is this shell script.
    std::string script(const std::string& content, const char* name = "speak") {
        const filesystem::path file = folder_ / name;
        core::write_file(file, "#!/bin/sh\n" + content + "\n");
        filesystem::permissions(file, filesystem::perms(0755));
        return file.string();
    }
    /// How what is said of that program begins.
    std::string named() const { return "say: " + (folder_ / "speak").string(); }
    /// What is in the file after the command has read the text, behind the sound's beginning and before its end.
    std::string said(const std::vector<std::string>& command, const std::string& text = "Phà sớm",
                     const std::string& language = "vi") {
        const core::FileDescriptor file = core::disk::open_unnamed(folder_.path());
        say(command, text, language, file.get());
        const std::string all = core::read_file("/proc/self/fd/" + std::to_string(file.get()));
        return all.substr(12, all.find('\0', 12) - 12);
    }
    std::string said_by_script(const std::string& content, const std::vector<std::string>& arguments = {},
                               const std::string& language = "vi") {
        std::vector<std::string> command{script(content)};
        command.insert(command.end(), arguments.begin(), arguments.end());
        return said(command, "Phà sớm", language);
    }
    std::string failure(const std::vector<std::string>& command, core::ErrorKind kind = core::ErrorKind::media,
                        const std::string& text = "Phà sớm", const std::string& language = "vi") {
        try {
            return "it said '" + said(command, text, language) + "'";
        } catch (const core::Error& error) {
            EXPECT_EQ(error.kind(), kind) << error.what();
            return error.what();
        }
    }
    std::string failure_of_script(const std::string& content, const std::vector<std::string>& arguments = {}) {
        std::vector<std::string> command{script(content)};
        command.insert(command.end(), arguments.begin(), arguments.end());
        return failure(command);
    }

    support::TemporaryFolder folder_;
    support::TemporaryFolder place_;  ///< of temporary folders
};

TEST_F(SayTest, GivesTheTextAndTakesTheSoundFromStandardOutput) {
    EXPECT_EQ(said_by_script(std::string(wav) + "cat" + full), "Phà sớm\n");
}

TEST_F(SayTest, TakesTheSoundFromTheFileItNames) {
    const std::string writes = std::string("{ ") + wav + "cat" + full + "; } >\"$2\"; echo heard; echo \"$2\" >&2";
    EXPECT_EQ(said_by_script(writes, {"-w", "{output}"}), "Phà sớm\n") << "and nothing that it says beside";
    EXPECT_EQ(said_by_script("{ " + std::string(wav) + "echo \"$1\"" + full + "; } >\"${1#--to=}\"", {"--to={output}"})
                  .substr(0, 5 + place_.path().string().size()),
              "--to=" + place_.path().string());
    EXPECT_THAT(said_by_script("{ " + std::string(wav) + "echo \"$1\"" + full + "; } >\"$1\"", {"{output}"}),
                AllOf(StartsWith("/"), EndsWith("/speech.wav\n")));
    // A new file in its place, as programs make that rename, is as good.
    EXPECT_EQ(said_by_script("{ " + std::string(wav) + "cat" + full + "; } >x; mv x \"$1\"", {"{output}"}),
              "Phà sớm\n");
}

TEST_F(SayTest, TellsTheLanguageAsItIs) {
    const std::string echoes = std::string(wav) + "echo \"$@\"" + full;
    EXPECT_EQ(said_by_script(echoes, {"-v", "{language}", "{language}/{language}.onnx"}, "en-US"),
              "-v en-US en-US/en-US.onnx\n");
    EXPECT_EQ(said_by_script(echoes, {"{language}"}, "zh-Hans-CN"), "zh-Hans-CN\n");
    for (const char* no_tag : {"", "-v", "../../etc/passwd", "not a language"})
        EXPECT_EQ(failure({script(echoes), "{language}"}, core::ErrorKind::media, "x", no_tag),
                  named() + " cannot be told the language '" + std::string(no_tag) + "', which is no tag");
}

TEST_F(SayTest, LeavesArgumentsAsTheyAre) {
    const std::string counts = std::string(wav) + "for a; do printf '<%s>\\n' \"$a\"; done" + full;
    EXPECT_EQ(said_by_script(counts, {"a b", "", " ", "$HOME", "`id`", "\"'", "*", "; exit 3", "{text}", "\\n"}),
              "<a b>\n<>\n< >\n<$HOME>\n<`id`>\n<\"'>\n<*>\n<; exit 3>\n<{text}>\n<\\n>\n");
}

TEST_F(SayTest, GivesNoMoreThanIsSaid) {
    ::setenv("NEWSCAST_TEST_SECRET", "1", 1);
    const int ours = ::open("/dev/null", O_RDONLY);  // NOLINT: one that is left open on purpose
    const std::string found = said_by_script(
        std::string(wav) + "env; ls /proc/self/fd | wc -l; grep NoNewPrivs /proc/self/status; ulimit -c; pwd" + full);
    ::close(ours);
    ::unsetenv("NEWSCAST_TEST_SECRET");
    EXPECT_THAT(found, Not(HasSubstr("SECRET")));
    EXPECT_THAT(found, Not(HasSubstr("HOME=")));
    EXPECT_THAT(found, HasSubstr("PATH=/usr/local/bin:/usr/bin:/bin\n"));
    EXPECT_THAT(found, HasSubstr("\n4\nNoNewPrivs:\t1\n0\n")) << "three files, and the listed folder itself";
    EXPECT_THAT(found, HasSubstr("TMPDIR=" + place_.path().string() + "/newscast-"));
    EXPECT_THAT(found, HasSubstr("\n" + place_.path().string() + "/newscast-")) << "it works there";
}

TEST_F(SayTest, IsBoundedMoreWidelyTheMoreThereIsToRead) {
    const std::string tells = std::string(wav) + "ulimit -v; ulimit -f; ulimit -t" + full;
    const long cores = std::max(1L, ::sysconf(_SC_NPROCESSORS_ONLN));
    const auto limits = [&](const std::string& text) { return said({script(tells)}, text); };
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    const std::string addresses = std::to_string(8L << 20) + "\n";
#else
    const std::string addresses = "unlimited\n";
#endif
    // KiB, blocks of 512 bytes, seconds.
    EXPECT_EQ(limits("aaaaa"),
              addresses + std::to_string((128L << 11) + 5 * 64) + "\n" + std::to_string(61 * cores + 1) + "\n");
    EXPECT_EQ(limits(std::string(20'000, 'a')),
              addresses + std::to_string((128L << 11) + 20'000 * 64) + "\n" + std::to_string(4'060 * cores + 1) + "\n");
    EXPECT_EQ(limits(std::string(400'000, 'a')),
              addresses + std::to_string(2L << 21) + "\n" + std::to_string(43'200 * cores + 1) + "\n");
}

TEST_F(SayTest, ReadsNoControlCharactersAndNoPhonemes) {
    EXPECT_EQ(said({script(std::string(wav) + "cat" + full)}, std::string("one\x01 \x1b[3mtwo\n[[three]]\0four", 27)),
              "one [3mtwo\n[ three]]four\n");
    EXPECT_EQ(failure({script("cat")}, core::ErrorKind::media, " \n\x01"), named() + " is given nothing to read");
}

TEST_F(SayTest, SaysThatAProgramIsNotThere) {
    EXPECT_EQ(failure({"no-such-program"}, core::ErrorKind::config),
              "say: no-such-program is not installed; install it, or name another program");
    EXPECT_EQ(failure({"/no/such/program"}, core::ErrorKind::config),
              "say: /no/such/program is not there; name a program that is");
    EXPECT_EQ(failure({folder_.path().string()}, core::ErrorKind::config),
              "say: " + folder_.path().string() + " is not there; name a program that is");
    core::write_file(folder_ / "plain", "x");
    EXPECT_EQ(failure({(folder_ / "plain").string()}, core::ErrorKind::config),
              "say: " + (folder_ / "plain").string() + " cannot be executed; give it the mode 755");
    filesystem::permissions(folder_ / "plain", filesystem::perms(0755));
    EXPECT_EQ(failure({(folder_ / "plain").string()}, core::ErrorKind::config),
              "say: " + (folder_ / "plain").string() + " fails: it cannot be executed: Exec format error");
    core::write_file(folder_ / "plain", "#!/no/such/shell\n");
    filesystem::permissions(folder_ / "plain", filesystem::perms(0755));
    EXPECT_EQ(failure({(folder_ / "plain").string()}, core::ErrorKind::config),
              "say: " + (folder_ / "plain").string() + " fails: it cannot be executed: No such file or directory");
}

TEST_F(SayTest, SaysHowAProgramFails) {
    EXPECT_EQ(failure_of_script("echo first >&2; echo 'no voice.' >&2; exit 3"),
              named() + " ended with exit code 3: no voice");
    EXPECT_EQ(failure_of_script("exit 127"), named() + " ended with exit code 127 and without a word");
    EXPECT_EQ(failure_of_script("kill -SEGV $$"), named() + " was ended by signal 11 (Segmentation fault)");
    EXPECT_EQ(failure_of_script(std::string(wav) + "head -c 200 /dev/zero; exit 1"),
              named() + " ended with exit code 1 and without a word")
        << "whatever it has given";
}

TEST_F(SayTest, TakesNothingForNoSound) {
    EXPECT_EQ(failure_of_script("exit 0"), named() + " gave nothing");
    EXPECT_EQ(failure_of_script("echo 'no key' >&2"), named() + " gave nothing: no key");
    EXPECT_EQ(failure_of_script("cat"), named() + " gave no sound but what is text");
    EXPECT_EQ(failure_of_script("echo '<html>'"), named() + " gave no sound but what is an HTML page");
    EXPECT_EQ(failure_of_script("head -c 5000 /dev/zero"), named() + " gave no sound but what is not audio");
    EXPECT_EQ(failure_of_script(std::string(wav) + "head -c 32 /dev/zero"),
              named() + " gave an empty sound of 44 bytes");
    EXPECT_EQ(failure_of_script(std::string(wav) + "head -c 200 /dev/zero", {"{output}"}),
              named() + " wrote no file {output}")
        << "it was to write one";
    EXPECT_EQ(failure_of_script("echo 'no room' >&2", {"{output}"}), named() + " wrote no file {output}: no room");
    EXPECT_EQ(failure_of_script(": >\"$1\"", {"{output}"}), named() + " gave nothing");
    EXPECT_EQ(failure_of_script("cat >\"$1\"", {"{output}"}), named() + " gave no sound but what is text");
}

TEST_F(SayTest, TakesNoLinkPipeOrFolderForAFile) {
    const std::string refused = named() + " made something else of {output} than a file that can be read";
    core::write_file(folder_ / "secret", "RIFF....WAVE" + std::string(200, 'x'));
    EXPECT_EQ(failure_of_script("ln -s '" + (folder_ / "secret").string() + "' \"$1\"", {"{output}"}), refused);
    EXPECT_EQ(failure_of_script("ln -s /dev/zero \"$1\"", {"{output}"}), refused);
    EXPECT_EQ(failure_of_script("mkfifo \"$1\"", {"{output}"}), refused) << "it is not waited for";
    EXPECT_EQ(failure_of_script("mkdir -p \"$1/a/b\"", {"{output}"}), refused);
    EXPECT_TRUE(filesystem::exists(folder_ / "secret"));
}

TEST_F(SayTest, TakesNoMoreThanItsBound) {
    // 128 MiB and 32 KiB for each character.
    const std::string bound = std::to_string((128L << 20) + 7 * 32768);
    EXPECT_EQ(failure_of_script(std::string(wav) + "cat /dev/zero"), named() + " gave more than " + bound + " bytes");
    EXPECT_EQ(failure_of_script("exec cat /dev/zero >\"$1\"", {"{output}"}),
              named() + " wrote more than " + bound + " bytes");
    EXPECT_EQ(failure_of_script("cat /dev/zero", {"{output}"}), named() + " gave more than " + bound + " bytes")
        << "nor of what nobody listens to";
    // Somebody else's file, to which its limits are none.
    const filesystem::path large = folder_ / "large";
    core::disk::resize(core::disk::create(large).get(), 200 << 20, "large");
    EXPECT_EQ(
        failure_of_script("ln '" + large.string() + "' \"$1\" || mv '" + large.string() + "' \"$1\"", {"{output}"}),
        named() + " wrote more than " + bound + " bytes");
}

TEST_F(SayTest, EndsWithWhatItHasStartedWhenItIsToEnd) {
    const filesystem::path line = folder_ / "line";
    ASSERT_EQ(::mkfifo(line.c_str(), 0600), 0);
    const core::FileDescriptor listening = core::open_to_read(line);
    const std::string command = script("exec 9>'" + line.string() + "'; echo ready >&9; sleep 99999 & sleep 99999");
    const core::FileDescriptor file = core::disk::open_unnamed(folder_.path());
    int questions = 0;
    std::string heard;
    try {
        say({command}, "Phà sớm", "vi", file.get(), [&] {
            char word = 0;
            while (::read(listening.get(), &word, 1) == 1) heard += word;
            return ++questions > 2 && heard == "ready\n";
        });
        ADD_FAILURE() << "it came to its end";
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::network);
        EXPECT_STREQ(error.what(), "interrupted");
    }
    pollfd line_end{listening.get(), POLLIN, 0};
    EXPECT_EQ(::poll(&line_end, 1, 30'000), 1);
    EXPECT_NE(line_end.revents & POLLHUP, 0) << "nobody holds the line any more";
}

TEST_F(SayTest, DoesNotBeginWhatIsEndedAlready) {
    const core::FileDescriptor file = core::disk::open_unnamed(folder_.path());
    EXPECT_THROW(say({script("sleep 99999")}, "x", "vi", file.get(), [] { return true; }), core::Error);
}

// That is what the operator trusts it with: the test is there so that nobody believes otherwise.
TEST_F(SayTest, DoesNotKeepAProgramFromWritingElsewhere) {
    const filesystem::path elsewhere = folder_ / "elsewhere";
    said_by_script("echo x >'" + elsewhere.string() + "'; " + wav + "cat" + full);
    EXPECT_EQ(core::read_file(elsewhere), "x\n");
}

TEST_F(SayTest, LeavesNothingInTheTemporaryFolder) {
    said_by_script("mkdir -p a/b; echo x >a/b/c; mktemp; mktemp -d; ln -s / root; { " + std::string(wav) + "cat" +
                       full + "; } >\"$1\"",
                   {"{output}"});
    EXPECT_TRUE(filesystem::is_empty(place_.path()));
    EXPECT_TRUE(filesystem::exists("/tmp"));
}

TEST_F(SayTest, HearsEspeak) {
    if (!find_program("espeak-ng")) GTEST_SKIP() << "espeak-ng is not installed";
    const std::string greeting = "Xin chào.";
    for (const char* language : {"vi", "en-US", "en-GB", "pt-BR", "zh-Hans"}) {
        const core::FileDescriptor file = core::disk::open_unnamed(folder_.path());
        say({"espeak-ng", "-v", "{language}", "--stdin", "-w", "{output}"}, greeting, language, file.get());
        const core::FileDescriptor again = core::disk::open_unnamed(folder_.path());
        say({"espeak-ng", "-v", "{language}", "--stdin", "-w", "{output}"}, greeting, language, again.get());
        const auto bytes = [](const core::FileDescriptor& of) {
            return core::read_file("/proc/self/fd/" + std::to_string(of.get()));
        };
        EXPECT_GT(bytes(file).size(), 10'000U) << language;
        EXPECT_EQ(bytes(file), bytes(again)) << language;
    }
    EXPECT_EQ(failure({"espeak-ng", "-v", "{language}", "--stdin", "--stdout"}, core::ErrorKind::media, "x", "tlh"),
              "say: espeak-ng ended with exit code 1: Error: The specified espeak-ng voice does not exist");
}

TEST(SayKey, IsAnotherOneForAnotherCommandTextOrLanguage) {
    const std::string key = say_key({"espeak-ng", "-v", "{language}"}, "Phà sớm", "vi");
    EXPECT_EQ(key, say_key({"espeak-ng", "-v", "{language}"}, "Phà sớm", "vi"));
    EXPECT_EQ(key.size(), 32U);
    for (const std::string& other : {say_key({"espeak-ng", "-v", "{language}", ""}, "Phà sớm", "vi"),
                                     say_key({"espeak-ng", "-v {language}"}, "Phà sớm", "vi"),
                                     say_key({"espeak-ng", "-v", "{language}"}, "Phà sớm.", "vi"),
                                     say_key({"espeak-ng", "-v", "{language}"}, "Phà sớm", "en")})
        EXPECT_NE(key, other);
}

}  // namespace
}  // namespace app
