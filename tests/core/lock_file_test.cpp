#include "core/lock_file.h"

#include "core/error.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

namespace core {
namespace {

TEST(LockFile, IsHeldOnceAndFreeAgainAfterItsScope) {
    const support::TemporaryFolder folder;
    {
        const auto first = LockFile::try_acquire(folder / "lock");
        ASSERT_TRUE(first);
        EXPECT_FALSE(LockFile::try_acquire(folder / "lock"));
        EXPECT_TRUE(LockFile::try_acquire(folder / "another"));
    }
    EXPECT_TRUE(LockFile::try_acquire(folder / "lock"));
}

TEST(LockFile, NamesTheFolderThatIsNotThere) {
    const support::TemporaryFolder folder;
    EXPECT_THROW(LockFile::try_acquire(folder / "none/lock"), Error);
}

}  // namespace
}  // namespace core
