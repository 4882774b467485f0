#include "core/atomic_file.h"

#include "core/error.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

namespace core {
namespace {

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
    std::filesystem::create_symlink(folder / "target", folder / ".feed.xml.part");
    EXPECT_EQ(write_file(folder / "feed.xml", "new"), Written::replaced);
    EXPECT_EQ(read_file(folder / "target"), "precious");
    EXPECT_FALSE(std::filesystem::is_symlink(folder / "feed.xml"));
    EXPECT_EQ(read_file(folder / "feed.xml"), "new");
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

TEST(OpenUnnamed, LeavesNoName) {
    const support::TemporaryFolder folder;
    const FileDescriptor file = open_unnamed(folder.path());
    EXPECT_TRUE(file);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace core
