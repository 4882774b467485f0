// What disks and other users' files refuse: the first cause is told, with what helps.

#include "core/atomic_file.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>

namespace app {
namespace {

namespace filesystem = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Disks : public testing::Test {
protected:
    Disks() {
        paper.print_all({"mot", "hai"});
        config = write_config(paper);
    }

    std::string command(const std::string& words) const {
        return fmt::format("'{}' {} '{}'", NEWSCAST_PROGRAM, words, config.string());
    }
    /// The command with a small file system of its own at a folder.
    Answer with_disk(const filesystem::path& folder, const std::string& options, const std::string& command) const {
        filesystem::create_directories(folder);
        core::write_file(paper.folder / "with_disk", fmt::format("mount -t tmpfs -o {} tmpfs '{}' || exit 99\n{}\n",
                                                                 options, folder.string(), command));
        return shell(fmt::format("unshare -m --propagation private sh '{}'", (paper.folder / "with_disk").string()));
    }
    bool may_mount() const { return with_disk(paper.folder / "trial", "size=64k", "exit 0").exit_code == 0; }

    Newspaper paper;
    filesystem::path config;
};

TEST_F(Disks, OneThatTakesNoMoreNamesIsFull) {
    if (!may_mount()) GTEST_SKIP() << "this user may not mount a disk";
    for (int names = 3; names < 14; ++names) {
        const Answer answer =
            with_disk(paper.folder / "state", fmt::format("size=20m,nr_inodes={}", names), command("run"));
        EXPECT_EQ(answer.exit_code, 3) << names << ": " << answer.output;
        EXPECT_THAT(answer.output, AllOf(HasSubstr("No space left on device"), Not(HasSubstr("No such file"))))
            << names;
        filesystem::remove_all(paper.folder / "out");
    }
}

TEST_F(Disks, OneThatMayOnlyBeReadIsToldOfAsSuch) {
    if (!may_mount()) GTEST_SKIP() << "this user may not mount a disk";
    const filesystem::path out = paper.folder / "out";
    const Answer answer = with_disk(out, "size=20m",
                                    fmt::format("{0} || exit 98\nsed -i 's/^title = .*/title = \"Tên khác\"/' '{1}'\n"
                                                "mount -o remount,ro '{2}' || exit 97\n{0}",
                                                command("run"), config.string(), out.string()));
    EXPECT_EQ(answer.exit_code, 3) << answer.output;
    EXPECT_THAT(answer.output, AllOf(HasSubstr("Read-only file system"), Not(HasSubstr("cannot remove"))));
}

TEST_F(Disks, AFullPlaceOfCopiesIsNamedWithWhatHelps) {
    ASSERT_EQ(shell(command("run")).exit_code, 0);
    for (const char* words : {"status", "doctor", "run --dry-run"}) {
        const std::string said = shell("TMPDIR=/proc " + command(words)).output;
        EXPECT_THAT(said, AllOf(HasSubstr("cannot make a folder in '/proc'"), HasSubstr("set TMPDIR"),
                                Not(HasSubstr("directory is not set"))))
            << words;
        if (!may_mount()) continue;
        const filesystem::path place = paper.folder / "temporary";
        const Answer full = with_disk(place, "size=16k", fmt::format("TMPDIR='{}' {}", place.string(), command(words)));
        EXPECT_EQ(full.exit_code, 3) << words;
        EXPECT_THAT(full.output, AllOf(HasSubstr(place.string() + "/newscast-"), HasSubstr("No space left on device"),
                                       HasSubstr("set TMPDIR"), Not(HasSubstr("directory is not set"))))
            << words;
    }
}

TEST_F(Disks, WhatAnotherUserOwnsIsNoReasonForAnotherFolder) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can be somebody else";
    ASSERT_EQ(shell(command("run")).exit_code, 0);
    filesystem::permissions(paper.folder.path(), filesystem::perms{0755});
    const std::string as_other = "setpriv --reuid=65534 --regid=65534 --clear-groups ";
    if (shell(as_other + "test -r '" + config.string() + "' -a -x '" + NEWSCAST_PROGRAM + "'").exit_code != 0)
        GTEST_SKIP() << "another user cannot come here";
    const Answer answer = shell(as_other + command("run"));
    EXPECT_EQ(answer.exit_code, 3) << answer.output;
    EXPECT_THAT(answer.output, AllOf(HasSubstr("run as the user who owns it (root)"), Not(HasSubstr("directory = "))));
}

TEST_F(Disks, WhatWaitsToBePublishedIsNotToBeMadeAnew) {
    ASSERT_EQ(shell(command("run")).exit_code, 0);
    const std::string name = paper.media().front();
    const filesystem::path catalog = paper.config.state_folder() / "catalog.db";
    const std::string sql = "sqlite3 '" + catalog.string() + "' \"";
    std::string sha256 = shell(sql + "SELECT sha256 FROM files WHERE path = 'media/" + name + "'\"").output;
    sha256.pop_back();
    ASSERT_EQ(shell(sql + "DELETE FROM manifest WHERE path = 'media/" + name + "'\"").exit_code, 0);
    const filesystem::path made = paper.config.state_folder() / "made" / sha256;
    filesystem::rename(paper.config.show_folder() / "media" / name, made);
    const Answer waits = shell(command("doctor"));
    EXPECT_EQ(waits.exit_code, 1);
    EXPECT_THAT(waits.output,
                AllOf(HasSubstr("'media/" + name + "': made, and not published yet; the next run publishes it"),
                      Not(HasSubstr("--remake"))));
    filesystem::remove(made);
    EXPECT_THAT(shell(command("doctor")).output,
                AllOf(HasSubstr("the next run makes it again"), Not(HasSubstr("--remake"))));
    EXPECT_EQ(shell(command("run")).exit_code, 0);
    EXPECT_EQ(paper.media().size(), 2u);
    const Answer well = shell(command("doctor"));
    EXPECT_EQ(well.exit_code, 0) << well.output;
}

}  // namespace
}  // namespace app
