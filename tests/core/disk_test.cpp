#include "core/disk.h"

#include "core/atomic_file.h"
#include "core/error.h"
#include "tests/support/temporary_folder.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <thread>

namespace core {
namespace {

namespace filesystem = std::filesystem;

/// What the storage error of an act says; empty where there was none.
std::string said(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::storage) << error.what();
        return error.what();
    }
    return {};
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

class DiskTest : public testing::Test {
protected:
    filesystem::path path(const std::string& name) const { return folder_ / name; }
    std::string content(const std::string& name) const { return read_file(path(name)); }

    support::TemporaryFolder folder_;
};

TEST_F(DiskTest, CreatesOnlyWhatIsNotThere) {
    disk::write(disk::create(path("new"), 0600).get(), "x", "new");
    EXPECT_EQ(content("new"), "x");
    EXPECT_EQ(filesystem::status(path("new")).permissions(), filesystem::perms(0600));
    const std::string message = said([&] { disk::create(path("new")); });
    EXPECT_TRUE(contains(message, path("new").string() + "': File exists")) << message;
    filesystem::create_symlink(path("elsewhere"), path("planted"));
    EXPECT_NE(said([&] { disk::create(path("planted")); }), "");
    EXPECT_NE(said([&] { disk::open_or_create(path("planted")); }), "") << "a link is not followed";
    EXPECT_FALSE(filesystem::exists(path("elsewhere")));
}

TEST_F(DiskTest, OpensWhatIsThereAndKeepsIt) {
    write_file(path("old"), "old");
    disk::open_or_create(path("old"));
    EXPECT_EQ(content("old"), "old");
    disk::open_or_create(path("young"));
    EXPECT_EQ(content("young"), "");
}

TEST_F(DiskTest, LeavesNoNameWhereNoneIsWanted) {
    const FileDescriptor file = disk::open_unnamed(folder_.path());
    disk::write(file.get(), "x", "unnamed");
    EXPECT_TRUE(filesystem::is_empty(folder_.path()));
    EXPECT_NE(said([&] { disk::open_unnamed(path("none")); }), "");
}

TEST_F(DiskTest, WritesAtThePositionOrAtAPlace) {
    const FileDescriptor file = disk::create(path("x"));
    disk::write(file.get(), "one", "x");
    disk::write_at(file.get(), "N", 1, "x");
    disk::write(file.get(), "two", "x");
    EXPECT_EQ(content("x"), "oNetwo");
    disk::resize(file.get(), 2, "x");
    EXPECT_EQ(content("x"), "oN");
    disk::sync(file.get(), "x");
    disk::sync_data(file.get(), "x");
}

TEST_F(DiskTest, WritesAllOfItWhereTheSystemTakesALittleAtATime) {
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    FileDescriptor reading(ends[0]);
    FileDescriptor writing(ends[1]);
    const std::string sent(1 << 20, 'x');
    std::string received;
    std::thread reader([&] {
        std::string piece(1000, '\0');
        for (ssize_t got = 1; got > 0; received.append(piece, 0, static_cast<std::size_t>(got)))
            got = ::read(reading.get(), piece.data(), piece.size());
    });
    disk::write(writing.get(), sent, "pipe");
    writing.reset();
    reader.join();
    EXPECT_EQ(received.size(), sent.size());
}

TEST_F(DiskTest, NamesTheFileThatCouldNotBeWritten) {
    write_file(path("x"), "x");
    const FileDescriptor file = open_to_read(path("x"));
    EXPECT_TRUE(contains(said([&] { disk::write(file.get(), "y", "the x"); }), "cannot write 'the x': Bad file"));
    EXPECT_NE(said([&] { disk::write_at(file.get(), "y", 0, "x"); }), "");
    EXPECT_NE(said([&] { disk::resize(file.get(), 0, "x"); }), "");
    EXPECT_NE(said([&] { disk::sync(-1, "x"); }), "");
    EXPECT_NE(said([&] { disk::sync_data(-1, "x"); }), "");
    EXPECT_NE(said([&] { disk::close(FileDescriptor(), "x"); }), "");
}

TEST_F(DiskTest, CopiesTheWholeWhereverThePositionsAre) {
    const std::string bytes(3 << 20, 'b');
    const FileDescriptor from = disk::create(path("from"));
    disk::write(from.get(), bytes, "from");
    const FileDescriptor to = disk::create(path("to"));
    disk::write(to.get(), "before", "to");
    disk::copy(from.get(), to.get(), "to");
    EXPECT_EQ(content("to"), bytes);
    EXPECT_EQ(::lseek(to.get(), 0, SEEK_CUR), 6) << "the position does not move";
    // What no file system copies by itself, and what is larger than it says.
    const FileDescriptor unsized_file = open_to_read("/proc/self/status");
    const FileDescriptor status = disk::create(path("status"));
    disk::copy(unsized_file.get(), status.get(), "status");
    EXPECT_TRUE(contains(content("status"), "VmSize"));
    EXPECT_TRUE(contains(said([&] { disk::copy(-1, to.get(), "to"); }), "'to'"));
}

TEST_F(DiskTest, CopiesToAnotherFileSystem) {
    if (!filesystem::is_directory("/dev/shm")) GTEST_SKIP() << "no second file system";
    const std::string bytes(700 << 10, 'b');
    write_file(path("from"), bytes);
    const FileDescriptor to = disk::open_unnamed("/dev/shm");
    disk::copy(open_to_read(path("from")).get(), to.get(), "to");
    std::string copied(bytes.size() + 1, '\0');
    EXPECT_EQ(::pread(to.get(), copied.data(), copied.size(), 0), static_cast<ssize_t>(bytes.size()));
    copied.pop_back();
    EXPECT_EQ(copied, bytes);
}

TEST_F(DiskTest, SaysWhetherThereIsRoom) {
    EXPECT_FALSE(disk::is_full(folder_.path()));
    EXPECT_FALSE(disk::is_full(path("none")));
    // A file system without blocks of its own is not full.
    EXPECT_FALSE(disk::is_full("/proc"));
}

TEST_F(DiskTest, RemovesNothingWithoutComplaintWhereNothingMayBeWritten) {
    EXPECT_FALSE(disk::remove("/proc/no-such-file"));
    EXPECT_NE(said([&] { disk::remove("/proc/version"); }), "");
}

TEST_F(DiskTest, RenamesLinksAndRemoves) {
    write_file(path("a"), "a");
    write_file(path("b"), "b");
    disk::rename(path("a"), path("b"));
    EXPECT_EQ(content("b"), "a");
    EXPECT_TRUE(contains(said([&] { disk::rename(path("a"), path("c")); }), "/c': No such file"));
    EXPECT_TRUE(disk::link(open_to_read(path("b")).get(), path("twin")));
    EXPECT_TRUE(filesystem::equivalent(path("b"), path("twin")));
    EXPECT_TRUE(
        contains(said([&] { disk::link(open_to_read(path("b")).get(), path("twin")); }), "/twin': File exists"));
    EXPECT_TRUE(disk::remove(path("twin")));
    EXPECT_FALSE(disk::remove(path("twin")));
    EXPECT_NE(said([&] { disk::remove(folder_.path()); }), "");
    EXPECT_FALSE(disk::discard(folder_.path()));
    EXPECT_TRUE(disk::discard(path("b")));
    disk::sync_folder(folder_.path());
    disk::sync_file_system(folder_.path());
    EXPECT_NE(said([&] { disk::sync_folder(path("none")); }), "");
}

TEST_F(DiskTest, SaysThatALinkToAnotherFileSystemCannotBe) {
    struct stat here {};
    struct stat there {};
    if (::stat(folder_.path().c_str(), &here) != 0 || ::stat("/dev/shm", &there) != 0 || here.st_dev == there.st_dev)
        GTEST_SKIP() << "no second file system";
    write_file(path("a"), "a");
    EXPECT_FALSE(
        disk::link(open_to_read(path("a")).get(), "/dev/shm/newscast-test-link-" + std::to_string(::getpid())));
}

TEST_F(DiskTest, MakesFoldersAndNamesWhatIsInTheWay) {
    disk::make_folders(path("a/b/c"));
    EXPECT_TRUE(filesystem::is_directory(path("a/b/c")));
    disk::make_folders(path("a/b/c/"));
    disk::make_folders("");
    disk::make_folders(".");
    filesystem::create_directory_symlink(path("a"), path("linked"));
    disk::make_folders(path("linked/d"));
    EXPECT_TRUE(filesystem::is_directory(path("a/d")));
    write_file(path("a/file"), "");
    const std::string message = said([&] { disk::make_folders(path("a/file/x/y")); });
    EXPECT_TRUE(contains(message, path("a/file").string() + "': File exists")) << message;
    filesystem::create_symlink(path("nowhere"), path("broken"));
    EXPECT_TRUE(contains(said([&] { disk::make_folders(path("broken/x")); }), "/broken': File exists"));
}

}  // namespace
}  // namespace core
