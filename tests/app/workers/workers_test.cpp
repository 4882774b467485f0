#include "app/workers/workers.h"

#include "app/workers/channel.h"
#include "core/atomic_file.h"
#include "core/disk.h"
#include "core/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"
#include "transcode/sound_hash.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <thread>

namespace app {
namespace {

/// The processes that a process has started, or none once it is gone.
std::vector<pid_t> children_of(pid_t process) {
    std::vector<pid_t> children;
    std::error_code gone;
    for (const auto& task : std::filesystem::directory_iterator("/proc/" + std::to_string(process) + "/task", gone)) {
        std::ifstream list(task.path() / "children");
        for (pid_t child = 0; list >> child;) children.push_back(child);
    }
    return children;
}

/// The process in which a job runs: the zygote's only child.
pid_t wait_for_job() {
    for (;;) {
        for (const pid_t zygote : children_of(::getpid()))
            for (const pid_t job : children_of(zygote)) return job;
        std::this_thread::yield();
    }
}

/// A file that is open so many times.
struct Recordings {
    Recordings(const std::filesystem::path& path, std::size_t count) {
        for (std::size_t number = 0; number < count; ++number) {
            files.push_back(core::open_to_read(path));
            descriptors.push_back(files.back().get());
        }
    }

    std::vector<core::FileDescriptor> files;
    std::vector<int> descriptors;
};

class WorkersTest : public testing::Test {
protected:
    /// Ten minutes of noise take long enough to be killed in the middle.
    std::filesystem::path long_recording() {
        const std::filesystem::path path = folder_ / "long.wav";
        sound::write_wav(path, sound::babble(600, 0.1, 44100, 1));
        return path;
    }
    std::filesystem::path short_recording() {
        const std::filesystem::path path = folder_ / "short.wav";
        sound::write_wav(path, sound::babble(2, 0.1, 22050, 1));
        return path;
    }

    support::TemporaryFolder folder_;
    Workers workers_;
};

TEST_F(WorkersTest, JoinAsManyPartsAsARecordingMayHave) {
    const Recordings parts(short_recording(), 50);
    const core::FileDescriptor output = sound::open_to_write(folder_ / "joined.flac");
    EXPECT_EQ(workers_.join(parts.descriptors, output.get()).duration, std::chrono::seconds(2 * 50));
}

TEST_F(WorkersTest, AssembleAsManyRecordingsAsCanCrossWithPicturesOfMegabytes) {
    const Recordings recordings(short_recording(), most_inputs);
    std::vector<transcode::Piece> pieces;
    core::Tags tags;
    tags.title = "Tin sáng";
    for (std::size_t index = 0; index < most_inputs; ++index) {
        pieces.push_back({index, std::chrono::milliseconds(0), true});
        tags.chapters.push_back({{},
                                 std::string(200, 'x') + std::to_string(index),
                                 "https://news.test/" + std::string(300, 'y'),
                                 "",
                                 "\xFF\xD8\xFF" + std::string(20'000, static_cast<char>(index))});
    }
    core::Recipe recipe;
    recipe.encoder_quality = 9;
    const core::FileDescriptor output = sound::open_to_write(folder_ / "bulletin.mp3");
    double last = 0;
    const transcode::Assembled made = workers_.assemble(recordings.descriptors, pieces, output.get(), recipe, tags,
                                                        [&last](double share) { last = share; });
    EXPECT_GT(last, 0.9);
    ASSERT_EQ(made.places.size(), most_inputs);
    ASSERT_EQ(made.made.chapters.size(), most_inputs);
    EXPECT_EQ(made.made.chapters[249].start, made.places[249].start);
    EXPECT_EQ(made.made.chapters[249].title, tags.chapters[249].title);
    EXPECT_EQ(made.made.chapters[249].picture, "");
    EXPECT_NEAR(static_cast<double>(made.made.duration.count()), 250 * 1990, 200) << "each shares 10 ms with the next";
    if (!sound::have_mutagen()) GTEST_SKIP() << "python3-mutagen is not installed";
    std::istringstream lines(sound::mutagen(folder_ / "bulletin.mp3"));
    int chapters = 0;
    for (std::string line; std::getline(lines, line);) chapters += line.starts_with("CHAP:") ? 1 : 0;
    EXPECT_EQ(chapters, 250);
}

TEST_F(WorkersTest, SayWhichPieceCannotBeAssembledAndWhenThereAreTooMany) {
    const std::filesystem::path silent = folder_ / "silent.wav";
    sound::write_wav(silent, sound::silence(2));
    const core::FileDescriptor good = core::open_to_read(short_recording());
    const core::FileDescriptor bad = core::open_to_read(silent);
    const core::FileDescriptor output = sound::open_to_write(folder_ / "bulletin.mp3");
    const std::vector<int> recordings{good.get(), bad.get()};
    try {
        workers_.assemble(recordings, {{0, {}, false}, {0, {}, false}, {1, {}, false}}, output.get(), {}, {});
        ADD_FAILURE() << "assembled silence";
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::media);
        EXPECT_EQ(transcode::faulty_piece(error), 2u) << error.what();
    }
    try {
        workers_.assemble(std::vector<int>(most_inputs + 1, good.get()), {{0, {}, false}}, output.get(), {}, {});
        ADD_FAILURE() << "too many";
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::config);
        EXPECT_STREQ(error.what(), "251 recordings are too many for one file: it may have 250");
    }
}

TEST_F(WorkersTest, GiveBackWhatTheWorkGave) {
    const core::FileDescriptor input = core::open_to_read(short_recording());
    const core::FileDescriptor output = core::disk::open_unnamed(folder_.path());
    core::Tags tags;
    tags.title = "Tiêu đề";
    tags.lyrics = std::string(1 << 20, 'x');
    double last = 0;
    const core::Made prepared =
        workers_.prepare(input.get(), output.get(), core::Recipe{}, tags, [&](double share) { last = share; });
    EXPECT_NEAR(prepared.after.integrated_lufs, -16.0, 0.2);
    EXPECT_EQ(prepared.bytes, static_cast<std::uint64_t>(::lseek(output.get(), 0, SEEK_END)));
    EXPECT_GT(prepared.bytes, 1u << 20) << "a megabyte of lyrics crossed";
    EXPECT_GT(last, 0.0);
    const transcode::Measurement measured = workers_.measure(output.get(), true);
    EXPECT_NEAR(measured.loudness.integrated_lufs, prepared.after.integrated_lufs, 0.01);

    const std::string hash = workers_.sound_hash(output.get());
    EXPECT_EQ(hash, transcode::sound_hash(output.get()));
    const core::FileDescriptor retagged = core::disk::open_unnamed(folder_.path());
    workers_.retag(output.get(), retagged.get(), core::Format::mp3, core::Tags{});
    EXPECT_EQ(workers_.sound_hash(retagged.get()), hash);
}

TEST_F(WorkersTest, ThrowWhatTheWorkThrew) {
    core::write_file(folder_ / "page.mp3", "<html>not found</html>");
    const core::FileDescriptor input = core::open_to_read(folder_ / "page.mp3");
    try {
        workers_.measure(input.get(), true);
        FAIL() << "a page was measured";
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::media);
    }
    try {
        workers_.sound_hash(input.get());
        FAIL() << "a page has a sound";
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::media);
    }
}

TEST_F(WorkersTest, TellOfACrashAndGoOn) {
    const core::FileDescriptor input = core::open_to_read(long_recording());
    const core::FileDescriptor output = core::disk::open_unnamed(folder_.path());
    // SIGSEGV would be told by the address sanitizer instead of by the kernel.
    for (const auto& [signal, said] : {std::pair(SIGABRT, "Aborted"), std::pair(SIGKILL, "Killed")}) {
        std::jthread killer([signal = signal] { ::kill(wait_for_job(), signal); });
        try {
            workers_.prepare(input.get(), output.get(), core::Recipe{}, core::Tags{});
            FAIL() << "a killed job gave a result";
        } catch (const core::Error& error) {
            EXPECT_EQ(error.kind(), core::ErrorKind::network) << "another try may live";
            EXPECT_NE(std::string(error.what()).find(said), std::string::npos) << error.what();
        }
    }
    const core::FileDescriptor next = core::open_to_read(short_recording());
    EXPECT_GT(workers_.measure(next.get(), true).duration.count(), 1900);
}

TEST_F(WorkersTest, WorkSideBySide) {
    const std::filesystem::path path = short_recording();
    std::atomic<int> measured = 0;
    {
        std::vector<std::jthread> threads;
        for (int index = 0; index < 8; ++index)
            threads.emplace_back([&] {
                const core::FileDescriptor input = core::open_to_read(path);
                if (workers_.measure(input.get(), true).duration.count() > 1900) ++measured;
            });
    }
    EXPECT_EQ(measured, 8);
}

TEST_F(WorkersTest, StopAtOnce) {
    const core::FileDescriptor input = core::open_to_read(long_recording());
    const core::FileDescriptor output = core::disk::open_unnamed(folder_.path());
    std::jthread stopper([&] {
        wait_for_job();
        workers_.stop();
    });
    EXPECT_THROW(workers_.prepare(input.get(), output.get(), core::Recipe{}, core::Tags{}), core::Error);
    EXPECT_THROW(workers_.measure(input.get(), true), core::Error);
    stopper.join();
    EXPECT_TRUE(children_of(::getpid()).empty());
}

TEST(Workers, DieWithTheProcessThatStartedThem) {
    const support::TemporaryFolder folder;
    sound::write_wav(folder / "long.wav", sound::babble(600, 0.1, 44100, 1));
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t parent = ::fork();
    if (parent == 0) {
        ::close(ends[0]);
        Workers workers;
        std::thread([&] {
            const core::FileDescriptor input = core::open_to_read(folder / "long.wav");
            const core::FileDescriptor output = core::disk::open_unnamed(folder.path());
            workers.prepare(input.get(), output.get(), core::Recipe{}, core::Tags{});
        }).detach();
        const pid_t job = wait_for_job();
        if (::write(ends[1], &job, sizeof job) != sizeof job) ::_exit(1);
        ::pause();
        ::_exit(0);
    }
    ::close(ends[1]);
    pid_t job = 0;
    ASSERT_EQ(::read(ends[0], &job, sizeof job), static_cast<ssize_t>(sizeof job));
    ::kill(parent, SIGKILL);
    ::waitpid(parent, nullptr, 0);
    // The pipe's other end is held by whoever of them still lives: end of file means that all are gone.
    char byte = 0;
    EXPECT_EQ(::read(ends[0], &byte, 1), 0);
    ::close(ends[0]);
}

}  // namespace
}  // namespace app
