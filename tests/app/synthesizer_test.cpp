// Synthesizers that fail, in runs and in newscast align: shell scripts that stand first in PATH.

#include "core/text.h"
#include "tests/app/read_along_fixture.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <thread>
#include <utility>
#include <vector>

namespace app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

using SynthesizerTest = ReadAlongTest;

TEST_F(SynthesizerTest, IsNamedWhereItFailsAndNotTheRecording) {
    const filesystem::path recording = read_aloud("ferry", ferry);
    const filesystem::path text = paper.folder / "text.txt";
    core::write_file(text, ferry);
    const std::string no_sound = "espeak-ng gave no sound that can be used for 'Từ tuần này, bến phà";
    const std::string header = "printf 'RIFF\\377\\377\\377\\377WAVEfmt \\020\\0\\0\\0\\001\\0";
    const std::string rest = "\\0\\0\\0\\0\\002\\0\\020\\0data\\377\\377\\377\\377'; head -c 40000 /dev/zero\n";
    const std::vector<std::pair<std::string, std::string>> cases{
        {"#!/bin/sh\nprintf RIFFx\n", no_sound},
        {"#!/bin/sh\nexit 0\n", no_sound},
        {"#!/bin/sh\nhead -c 100000 /dev/urandom\n", no_sound},
        {"#!/bin/sh\n" + header + "\\001\\0\\001\\0\\0\\0" + rest, no_sound},        // 1 Hz
        {"#!/bin/sh\n" + header + "\\001\\0\\0\\0\\0\\0" + rest, no_sound},          // none
        {"#!/bin/sh\n" + header + "\\001\\0\\377\\377\\377\\377" + rest, no_sound},  // absurd
        {"#!/bin/sh\n" + header + "\\002\\0\\042\\126\\0\\0" + rest, no_sound},      // stereo
        {"#!/bin/sh\n" + header + "\\001\\0\\042\\126\\0\\0\\0\\0\\0\\0\\002\\0\\020\\0data\\0\\0\\0\\0'\n",
         "espeak-ng says nothing of the whole text"},
        {"#!/bin/sh\ncase \"$(cat)\" in *tuần*) r='\\042\\126';; *) r='\\100\\037';; esac\n" + header +
             "\\001\\0'; printf $r; printf '\\0\\0" + rest,
         "espeak-ng gave 'Hai chiếc phà nhỏ thay nhau chở khách qua sông.' at 8000 Hz, and at 22050 Hz what came "
         "before"},
        {"#!/bin/sh\necho \"Error processing file 'phontab': No such file or directory.\" >&2; exit 1\n",
         "espeak-ng fails: Error processing file 'phontab': No such file or directory\n"},
        {"#!/bin/sh\nexit 9\n", "espeak-ng fails: it ended with exit code 9 and without a word"},
        {"no program", "espeak-ng fails: it cannot be executed: Exec format error"},
        {"#!/bin/sh\nkill -SEGV $$\n", "espeak-ng was ended by signal 11 (Segmentation fault)"},
        {"#!/bin/sh\nt=$(cat)\ncase \"$t\" in *khách*) echo boom >&2; exit 3;; esac\necho \"$t\" | /usr/bin/espeak-ng "
         "\"$@\"\n",
         "espeak-ng cannot read 'Hai chiếc phà nhỏ thay nhau chở khách qua sông.': boom"},
    };
    Synthesizer synthesizer("");
    for (const auto& [script, said] : cases) {
        synthesizer.become(script);
        const Answer answer = align(sound::quoted(text) + " " + sound::quoted(recording) + " --language vi");
        EXPECT_EQ(answer.exit_code, 3) << script << answer.output;
        EXPECT_THAT(answer.output, StartsWith("newscast: " + said)) << script;
    }
}

/// One whose data are gone.
constexpr const char* broken = "#!/bin/sh\necho \"Error processing file 'phontab': No such file.\" >&2; exit 1\n";

TEST_F(SynthesizerTest, ThatIsBrokenFailsAnArticleUntilItIsRepaired) {
    publish_story(ferry, ferry);
    Synthesizer synthesizer(broken);
    EXPECT_EQ(told(ExitCode::some_failed),
              "newscast: article 'Bến phà thêm chuyến': espeak-ng fails: Error processing file 'phontab': No such "
              "file\n");
    EXPECT_EQ(status_of_transcript().at("timing"), "unknown");
    EXPECT_THAT(status_text(), AllOf(HasSubstr("1 transcript without times: the looking for them failed, and is tried "
                                               "again\n"),
                                     HasSubstr("failed to align, 1 try, ")));
    EXPECT_THAT(told(), IsEmpty()) << "it is not tried again at once";
    synthesizer.become(std::string("#!/bin/sh\n") + reads_on);
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_EQ(status_of_transcript().at("timing"), "timed");
}

TEST_F(SynthesizerTest, ThatFailsTimeAndAgainIsLeftAloneForTheRun) {
    std::vector<std::string> names;
    for (int story = 0; story < 12; ++story) names.push_back(fmt::format("bai{}", story));
    print_all(names);
    const Synthesizer synthesizer(broken);
    const std::string said = told(ExitCode::some_failed);
    EXPECT_THAT(said, HasSubstr("newscast: show test: espeak-ng fails: Error processing file 'phontab': No such file; "
                                "transcripts wait for the next run\n"));
    std::size_t articles = 0;
    std::size_t waits = 0;
    for (const std::string& line : core::split_lines(said)) {
        if (line.starts_with("newscast: article ")) ++articles;
        if (line.find("transcripts wait") != std::string::npos) ++waits;
    }
    EXPECT_EQ(waits, 1u) << said;
    EXPECT_GE(articles, 3u);
    EXPECT_LE(articles, 2u + std::max(1u, std::thread::hardware_concurrency())) << said;
}

TEST_F(SynthesizerTest, MayGetAVoiceWithoutChangingItself) {
    publish_story(ferry, ferry);
    const filesystem::path data = paper.folder / "data";
    const filesystem::path calls = paper.folder / "calls";
    const Synthesizer synthesizer(
        fmt::format("#!/bin/sh\necho >>'{}'\nif test ! -e '{}'; then\necho 'Error: The specified espeak-ng voice does "
                    "not exist.' >&2; exit 1\nfi\n{}",
                    calls.string(), data.string(), reads_on));
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_EQ(status_of_transcript().at("reason"), "espeak-ng has no voice for the language 'vi'");
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_EQ(status_of_transcript().at("timing"), "no-voice");
    core::write_file(data, "");
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_EQ(status_of_transcript().at("timing"), "timed");
    filesystem::remove(calls);
    EXPECT_THAT(told(), IsEmpty());
    EXPECT_FALSE(filesystem::exists(calls)) << "nothing new is no work for it";
}

}  // namespace
}  // namespace app
