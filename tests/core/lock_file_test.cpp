#include "core/lock_file.h"

#include "core/atomic_file.h"
#include "core/disk.h"
#include "core/error.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>
#include <sys/file.h>

namespace core {
namespace {

TEST(LockFile, IsHeldOnceAndFreeAgainAfterItsScope) {
    const support::TemporaryFolder folder;
    {
        const auto first = LockFile::try_acquire(folder.path());
        ASSERT_TRUE(first);
        EXPECT_FALSE(LockFile::try_acquire(folder.path()));
        const support::TemporaryFolder another;
        EXPECT_TRUE(LockFile::try_acquire(another.path()));
    }
    EXPECT_TRUE(LockFile::try_acquire(folder.path()));
}

TEST(LockFile, LetsNobodyInWhereItsFileIsRemovedOrReplaced) {
    const support::TemporaryFolder folder;
    const auto held = LockFile::try_acquire(folder.path());
    ASSERT_TRUE(held);
    ASSERT_TRUE(std::filesystem::remove(folder / "lock"));
    EXPECT_FALSE(LockFile::try_acquire(folder.path()));
    write_file(folder / "lock", "");
    EXPECT_FALSE(LockFile::try_acquire(folder.path()));
}

TEST(LockFile, ExcludesAProgramThatLocksTheFileOnlyAndIsExcludedByIt) {
    const support::TemporaryFolder folder;
    {
        const FileDescriptor theirs = disk::open_or_create(folder / "lock");
        ASSERT_EQ(::flock(theirs.get(), LOCK_EX | LOCK_NB), 0);
        EXPECT_FALSE(LockFile::try_acquire(folder.path()));
    }
    const auto ours = LockFile::try_acquire(folder.path());
    ASSERT_TRUE(ours) << "what was given up is held no longer";
    const FileDescriptor theirs = disk::open_or_create(folder / "lock");
    EXPECT_NE(::flock(theirs.get(), LOCK_EX | LOCK_NB), 0);
}

TEST(LockFile, NamesTheFolderThatIsNotThere) {
    const support::TemporaryFolder folder;
    try {
        LockFile::try_acquire(folder / "none");
        FAIL() << "a missing folder was locked";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::storage);
        EXPECT_NE(std::string(error.what()).find("/none'"), std::string::npos) << error.what();
    }
}

TEST(LockFile, IsNotWrittenThroughALink) {
    const support::TemporaryFolder folder;
    write_file(folder / "precious", "mine");
    std::filesystem::create_symlink(folder / "precious", folder / "lock");
    EXPECT_THROW(LockFile::try_acquire(folder.path()), Error);
}

}  // namespace
}  // namespace core
