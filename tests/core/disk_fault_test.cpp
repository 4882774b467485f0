#include "core/disk_fault.h"

#include "core/atomic_file.h"
#include "core/disk.h"
#include "core/error.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <functional>
#include <thread>
#include <vector>

namespace core {
namespace {

using disk::Fault;
using Act = Fault::Act;

/// Does something in a child; how it ended, as waitpid says.
int in_child(const std::function<void()>& act) {
    const pid_t child = ::fork();
    if (child == 0) {
        act();
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

bool was_killed(int status) {
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

class DiskFaultTest : public testing::Test {
protected:
    ~DiskFaultTest() override { disk::disarm(); }

    /// One call after another until one throws; its message.
    std::string first_failure() {
        try {
            const FileDescriptor file = disk::create(folder_ / "x");
            disk::write(file.get(), "abcdefgh", "x");
            disk::sync(file.get(), "x");
            disk::rename(folder_ / "x", folder_ / "y");
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::storage);
            return error.what();
        }
        return {};
    }

    support::TemporaryFolder folder_;
};

TEST_F(DiskFaultTest, CountsOnlyWhileArmed) {
    EXPECT_EQ(disk::calls(), 0u);
    disk::arm({});
    EXPECT_EQ(first_failure(), "");
    EXPECT_EQ(disk::calls(), 4u);
    disk::arm({});
    EXPECT_EQ(disk::calls(), 0u);
    disk::disarm();
    disk::discard(folder_ / "y");
    EXPECT_EQ(disk::calls(), 0u);
}

TEST_F(DiskFaultTest, FailsTheOneCall) {
    const std::vector<std::string> messages{
        "cannot create '" + (folder_ / "x").string() + "': No space left on device",
        "cannot write 'x': No space left on device", "cannot sync 'x': No space left on device",
        "cannot replace '" + (folder_ / "y").string() + "': No space left on device", ""};
    for (std::size_t index = 0; index < messages.size(); ++index) {
        disk::arm({Act::fail, index + 1, ENOSPC});
        EXPECT_EQ(first_failure(), messages[index]);
        disk::disarm();
        disk::discard(folder_ / "x");
        disk::discard(folder_ / "y");
    }
}

TEST_F(DiskFaultTest, DoesNothingOfACallThatFails) {
    disk::arm({Act::fail, 2, EIO});
    EXPECT_NE(first_failure(), "");
    EXPECT_EQ(read_file(folder_ / "x"), "");
}

TEST_F(DiskFaultTest, FailsThatCallAndAllAfterIt) {
    disk::arm({Act::fail_from, 2, ENOSPC});
    EXPECT_NE(first_failure(), "");
    EXPECT_THROW(disk::remove(folder_ / "x"), Error);
    EXPECT_FALSE(disk::discard(folder_ / "x"));
    disk::disarm();
    EXPECT_TRUE(disk::remove(folder_ / "x"));
}

TEST_F(DiskFaultTest, EndsTheProcessBeforeTheCall) {
    disk::arm({Act::end, 2});
    EXPECT_TRUE(was_killed(in_child([&] { first_failure(); })));
    EXPECT_EQ(disk::calls(), 2u) << "the child's calls are counted here";
    disk::disarm();
    EXPECT_EQ(read_file(folder_ / "x"), "");
}

TEST_F(DiskFaultTest, TearsAWriteInTwo) {
    disk::arm({Act::tear, 2});
    EXPECT_TRUE(was_killed(in_child([&] { first_failure(); })));
    disk::disarm();
    EXPECT_EQ(read_file(folder_ / "x"), "abcd");
}

TEST_F(DiskFaultTest, TearsACopyInTwo) {
    write_file(folder_ / "from", "abcdefgh");
    const FileDescriptor from = open_to_read(folder_ / "from");
    const FileDescriptor to = disk::create(folder_ / "to");
    disk::arm({Act::tear, 1});
    EXPECT_TRUE(was_killed(in_child([&] { disk::copy(from.get(), to.get(), "to"); })));
    disk::disarm();
    EXPECT_EQ(read_file(folder_ / "to"), "abcd");
}

TEST_F(DiskFaultTest, EndsAtACallThatWritesNothingWhereItWasToBeTorn) {
    disk::arm({Act::tear, 4});
    EXPECT_TRUE(was_killed(in_child([&] { first_failure(); })));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "y"));
}

TEST_F(DiskFaultTest, CountsThreadsAndProcessesTogether) {
    constexpr std::size_t each = 200;
    disk::arm({Act::fail, 3 * each, EIO});
    std::atomic<std::size_t> failed = 0;
    const auto work = [&] {
        for (std::size_t index = 0; index < each; ++index) {
            try {
                disk::remove(folder_ / "none");
            } catch (const Error&) {
                ++failed;
            }
        }
    };
    EXPECT_EQ(in_child(work), 0);
    std::vector<std::thread> threads;
    for (int index = 0; index < 4; ++index) threads.emplace_back(work);
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(disk::calls(), 5 * each);
    EXPECT_EQ(failed, 1u);
}

TEST_F(DiskFaultTest, LeavesTheOldFileOrPutsTheNewOneWhereverAWriterEnds) {
    const std::string was(1000, 'a');
    const std::string will_be(1000, 'b');
    disk::arm({});
    write_file(folder_ / "n/feed.xml", was);
    const std::uint64_t all = disk::calls();
    ASSERT_GT(all, 4u);
    for (const Act act : {Act::fail, Act::fail_from, Act::end, Act::tear}) {
        for (std::uint64_t number = 1; number < all; ++number) {
            write_file(folder_ / "n/feed.xml", was);
            disk::arm({act, number, ENOSPC});
            const int status = in_child([&] {
                try {
                    write_file(folder_ / "n/feed.xml", will_be);
                } catch (const Error&) {
                    ::_exit(3);
                }
            });
            disk::disarm();
            EXPECT_TRUE(was_killed(status) || WEXITSTATUS(status) == 3) << number;
            const std::string found = read_file(folder_ / "n/feed.xml");
            EXPECT_TRUE(found == was || found == will_be) << number;
        }
    }
    sweep_temporaries(folder_ / "n", std::chrono::seconds(-10));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_ / "n"), {}), 1);
}

TEST_F(DiskFaultTest, ReadsWhatTheEnvironmentAsks) {
    const Fault end = disk::parse_fault("end@17");
    EXPECT_EQ(end.act, Act::end);
    EXPECT_EQ(end.at, 17u);
    EXPECT_EQ(disk::parse_fault("tear@1").act, Act::tear);
    EXPECT_EQ(disk::parse_fault("count").act, Act::count);
    const Fault fail = disk::parse_fault("fail@3:EIO");
    EXPECT_EQ(fail.act, Act::fail);
    EXPECT_EQ(fail.error, EIO);
    const Fault from = disk::parse_fault("from@18446744073709551615:ENOSPC");
    EXPECT_EQ(from.act, Act::fail_from);
    EXPECT_EQ(from.at, UINT64_MAX);
    EXPECT_EQ(from.error, ENOSPC);
    for (const char* wrong :
         {"", "end", "end@", "end@0", "end@-1", "end@x", "end@1x", "end@1:EIO", "fail@1", "fail@1:", "fail@1:EWHAT",
          "fail@1:28", "fail:EIO", "@1", "count@1", "stop@1", "end@18446744073709551616", " end@1"}) {
        try {
            disk::parse_fault(wrong);
            ADD_FAILURE() << wrong << " was taken";
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::config) << wrong;
        }
    }
}

TEST_F(DiskFaultTest, IsArmedByTheEnvironmentOnlyWhereItSaysSo) {
    ::unsetenv("NEWSCAST_FAULT");
    EXPECT_FALSE(disk::arm_from_environment());
    EXPECT_EQ(first_failure(), "");
    ::setenv("NEWSCAST_FAULT", "fail@1:EROFS", 1);
    EXPECT_TRUE(disk::arm_from_environment());
    EXPECT_NE(first_failure().find("Read-only"), std::string::npos);
    ::setenv("NEWSCAST_FAULT", "nonsense", 1);
    EXPECT_THROW(disk::arm_from_environment(), Error);
    ::unsetenv("NEWSCAST_FAULT");
}

}  // namespace
}  // namespace core
