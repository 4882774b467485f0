#include "core/temporary_folder.h"

#include "core/atomic_file.h"
#include "core/disk.h"
#include "core/disk_fault.h"
#include "core/error.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>

#include <chrono>
#include <cstdlib>
#include <optional>

namespace core {
namespace {

namespace filesystem = std::filesystem;

class TemporaryFolderTest : public testing::Test {
protected:
    TemporaryFolderTest() { ::setenv("TMPDIR", place_.path().c_str(), 1); }
    ~TemporaryFolderTest() override { ::unsetenv("TMPDIR"); }

    /// Makes a folder that looks so old.
    filesystem::path left(const char* name, std::chrono::hours age, filesystem::perms mode = filesystem::perms(0700)) {
        const filesystem::path folder = place_ / name;
        filesystem::create_directory(folder);
        write_file(folder / "speech.wav", "x");
        filesystem::permissions(folder, mode);
        filesystem::last_write_time(folder, filesystem::file_time_type::clock::now() - age);
        return folder;
    }

    support::TemporaryFolder place_;
};

TEST_F(TemporaryFolderTest, IsForItsOwnerAloneAndGoesWithAllThatIsInIt) {
    write_file(place_ / "elsewhere", "stays");
    filesystem::path path;
    {
        const TemporaryFolder folder;
        path = folder.path();
        EXPECT_EQ(path.parent_path(), filesystem::canonical(place_.path()));
        EXPECT_EQ(filesystem::status(path).permissions(), filesystem::perms(0700));
        EXPECT_NE(TemporaryFolder().path(), path);
        filesystem::create_directories(folder / "a/b");
        write_file(folder / "a/b/c", "x");
        filesystem::create_symlink(place_.path(), folder / "link");
    }
    EXPECT_FALSE(filesystem::exists(path));
    EXPECT_EQ(read_file(place_ / "elsewhere"), "stays") << "no link is followed";
}

TEST_F(TemporaryFolderTest, OfAProcessThatWasEndedIsRemovedADayLater) {
    const filesystem::path old = left("newscast-aB3xY9", std::chrono::hours(25));
    const filesystem::path young = left("newscast-aB3xY8", std::chrono::hours(23));
    const filesystem::path another = left("newscast-backup-1", std::chrono::hours(9999));
    const filesystem::path shared = left("newscast-public", std::chrono::hours(9999), filesystem::perms(0755));
    filesystem::create_symlink(another, place_ / "newscast-linked");
    const TemporaryFolder folder;
    EXPECT_FALSE(filesystem::exists(old));
    for (const filesystem::path& path : {young, another, shared}) EXPECT_TRUE(filesystem::exists(path / "speech.wav"));
}

TEST_F(TemporaryFolderTest, SaysWhereItCannotBe) {
    ::setenv("TMPDIR", (place_ / "none").c_str(), 1);
    try {
        const TemporaryFolder folder;
        FAIL() << folder.path();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::storage);
        EXPECT_THAT(error.what(),
                    testing::StartsWith("cannot make a folder in '" + (place_ / "none").string() + "': "));
    }
    ::setenv("TMPDIR", place_.path().c_str(), 1);
    disk::arm({disk::Fault::Act::fail, 1, ENOSPC});
    EXPECT_THROW(TemporaryFolder(), Error);
    disk::disarm();
    EXPECT_TRUE(filesystem::is_empty(place_.path()));
}

}  // namespace
}  // namespace core
