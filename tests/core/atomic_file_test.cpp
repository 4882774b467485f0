#include "core/atomic_file.h"

#include "core/disk_fault.h"
#include "core/error.h"
#include "core/text.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <thread>
#include <vector>

namespace core {
namespace {

std::vector<std::string> names_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) names.push_back(entry.path().filename());
    return names;
}

TEST(AtomicFile, AppearsOnlyWhenCommitted) {
    const support::TemporaryFolder folder;
    {
        AtomicFile file(folder / "a/b.txt");
        file.write("half");
        EXPECT_FALSE(std::filesystem::exists(folder / "a/b.txt"));
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder / "a"));
    AtomicFile file(folder / "a/b.txt");
    file.write("whole");
    file.commit();
    EXPECT_EQ(read_file(folder / "a/b.txt"), "whole");
}

TEST(AtomicFile, ReplacesALinkInsteadOfWritingThroughIt) {
    const support::TemporaryFolder folder;
    write_file(folder / "target", "precious");
    std::filesystem::create_symlink(folder / "target", folder / "feed.xml");
    EXPECT_EQ(write_file(folder / "feed.xml", "new"), Written::replaced);
    EXPECT_EQ(read_file(folder / "target"), "precious");
    EXPECT_FALSE(std::filesystem::is_symlink(folder / "feed.xml"));
    EXPECT_EQ(read_file(folder / "feed.xml"), "new");
}

TEST(AtomicFile, DoesNotMeetAnotherWriterOfTheSameFile) {
    const support::TemporaryFolder folder;
    AtomicFile first(folder / "x");
    AtomicFile second(folder / "x");
    first.write("first");
    second.write("second");
    second.commit();
    first.commit();
    EXPECT_EQ(read_file(folder / "x"), "first");
    EXPECT_EQ(names_in(folder.path()).size(), 1u);
}

TEST(AtomicFile, HasManyWritersThatAllSucceed) {
    const support::TemporaryFolder folder;
    constexpr int writers = 16;
    std::atomic<int> failed = 0;
    std::atomic<bool> torn = false;
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&, writer] {
            // Contents of differing length, so that nobody's half can pass for somebody's whole.
            const std::string content(1000 + static_cast<std::size_t>(writer), static_cast<char>('a' + writer));
            for (int round = 0; round < 20; ++round) {
                try {
                    write_file(folder / "x", content);
                    const std::string found = read_file(folder / "x");
                    if (found != std::string(1000 + static_cast<std::size_t>(found[0] - 'a'), found[0])) torn = true;
                } catch (const Error&) {
                    ++failed;
                }
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(failed, 0);
    EXPECT_FALSE(torn);
    EXPECT_EQ(names_in(folder.path()).size(), 1u) << "no temporary file stays";
}

TEST(AtomicFile, HasATemporaryNameAlsoForTheLongestName) {
    const support::TemporaryFolder folder;
    std::string syllables;
    while (syllables.size() + 3 <= 255) syllables += "\u1ebf";  // of three bytes each
    for (const std::string& name : {std::string(255, 'x'), syllables, std::string("x")}) {
        AtomicFile file(folder / name);
        const std::vector<std::string> names = names_in(folder.path());
        ASSERT_EQ(names.size(), 1u);
        EXPECT_TRUE(is_temporary_name(names[0])) << names[0];
        EXPECT_LT(names[0].size(), 255u);
        EXPECT_EQ(clean_utf8(names[0]), names[0]) << "cut between two characters";
        file.commit();
        EXPECT_TRUE(std::filesystem::remove(folder / name));
    }
}

TEST(AtomicFile, IsSpentWhenItsSyncHasFailed) {
    const support::TemporaryFolder folder;
    write_file(folder / "x", "old");
    AtomicFile file(folder / "x");
    file.write("new");
    disk::arm({disk::Fault::Act::fail, 1, EIO});
    EXPECT_THROW(file.commit(), Error);
    disk::disarm();
    EXPECT_THROW(file.commit(), Error) << "a second fsync finds nothing that it could report";
    EXPECT_EQ(read_file(folder / "x"), "old");
}

TEST(TemporaryName, IsToldFromThoseOfOthers) {
    for (const char* ours : {".feed.xml.0123456789ab.part", ".x.ffffffffffff.part", "..0.0123456789ab.part"})
        EXPECT_TRUE(is_temporary_name(ours)) << ours;
    for (const char* other :
         {"", ".part", ".feed.xml.part", "feed.xml.0123456789ab.part", ".0123456789ab.part", "..0123456789ab.part",
          ".x.0123456789aB.part", ".x.0123456789a.part", ".x.0123456789ab.parts", ".my.presentation.part",
          ".x-0123456789ab.part", ".x.0123456789ab"})
        EXPECT_FALSE(is_temporary_name(other)) << other;
}

TEST(SweepTemporaries, RemovesWhatIsOldAndOfThatShapeOnly) {
    const support::TemporaryFolder folder;
    const std::string old_name = ".x.0123456789ab.part";
    const std::vector<std::string> names{old_name, ".x.ba9876543210.part", ".x.part", "x", "below/" + old_name};
    for (const std::string& name : names) write_file(folder / name, "x");
    std::filesystem::create_directory(folder / ".folder.0123456789ab.part");
    std::filesystem::create_symlink("x", folder / ".link.0123456789ab.part");
    for (const char* name : {".x.0123456789ab.part", ".x.part", "x", "below/.x.0123456789ab.part"})
        std::filesystem::last_write_time(folder / name,
                                         std::filesystem::file_time_type::clock::now() - std::chrono::hours(25));
    EXPECT_EQ(sweep_temporaries(folder.path(), std::chrono::hours(24)), 1u);
    EXPECT_FALSE(std::filesystem::exists(folder / old_name));
    EXPECT_EQ(names_in(folder.path()).size(), 6u);
    EXPECT_TRUE(std::filesystem::exists(folder / "below" / old_name));
    EXPECT_EQ(sweep_temporaries(folder.path(), std::chrono::hours(24)), 0u);
    EXPECT_EQ(sweep_temporaries(folder / "none", std::chrono::hours(24)), 0u);
}

TEST(WriteFile, LeavesAFileThatHoldsTheSameBytes) {
    const support::TemporaryFolder folder;
    EXPECT_EQ(write_file(folder / "x", "same"), Written::replaced);
    struct stat before {};
    ASSERT_EQ(::stat((folder / "x").c_str(), &before), 0);
    EXPECT_EQ(write_file(folder / "x", "same"), Written::unchanged);
    struct stat after {};
    ASSERT_EQ(::stat((folder / "x").c_str(), &after), 0);
    EXPECT_EQ(before.st_ino, after.st_ino);
    EXPECT_EQ(write_file(folder / "x", "sane"), Written::replaced);
}

TEST(ReadFile, NamesTheFileAndTheReason) {
    const support::TemporaryFolder folder;
    try {
        read_file(folder / "missing.txt");
        FAIL() << "a missing file was read";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::storage);
        EXPECT_NE(std::string(error.what()).find("missing.txt': No such file"), std::string::npos) << error.what();
    }
    write_file(folder / "large", std::string(100, 'x'));
    EXPECT_THROW(read_file(folder / "large", 99), Error);
    EXPECT_THROW(read_file(folder.path()), Error);
}

}  // namespace
}  // namespace core
