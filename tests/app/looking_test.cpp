#include "core/atomic_file.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <map>

namespace app {
namespace {

namespace filesystem = std::filesystem;
using filesystem::perms;

std::map<std::string, std::string> contents(const filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : filesystem::recursive_directory_iterator(folder))
        files[entry.path().string()] = entry.is_regular_file() ? core::read_file(entry.path()) : std::string();
    return files;
}

void change_all(const filesystem::path& folder, perms change, filesystem::perm_options how) {
    for (const auto& entry : filesystem::recursive_directory_iterator(folder))
        filesystem::permissions(entry.path(), entry.is_directory() ? change : change & ~perms(0111), how);
    filesystem::permissions(folder, change, how);
}

/// cron runs as one user, and somebody else looks: who may read the show and not write it.
class Looking : public testing::Test {
protected:
    Looking() {
        paper.print({"mot", "Bài một"});
        paper.record("mot", 0.1);
        paper.print_listing({"mot"});
        config = write_config(paper);
    }
    ~Looking() override { change_all(paper.folder.path(), perms::owner_all, filesystem::perm_options::add); }

    Answer look(const std::string& command) const {
        const std::string arguments = command + " '" + config.string() + "'";
        if (::geteuid() != 0) return newscast(arguments);
        // The build's own folder may be closed to others.
        const filesystem::path program = paper.folder / "program";
        filesystem::copy_file(NEWSCAST_PROGRAM, program, filesystem::copy_options::skip_existing);
        return shell(
            fmt::format("setpriv --reuid=65534 --regid=65534 --clear-groups '{}' {}", program.string(), arguments));
    }

    void close() const {
        using filesystem::perm_options;
        const perms read = perms(0555);
        change_all(paper.folder.path(), read, perm_options::add);
        if (::geteuid() != 0) change_all(paper.folder.path(), perms(0222), perm_options::remove);
    }

    Newspaper paper;
    filesystem::path config;
};

TEST_F(Looking, StatusAndDoctorAnswerWhoMayOnlyReadAndChangeNothing) {
    ASSERT_EQ(newscast("run '" + config.string() + "'").exit_code, 0);
    close();
    const auto before = contents(paper.folder / "state");
    const auto published = contents(paper.folder / "out");
    const Answer status = look("status");
    EXPECT_EQ(status.exit_code, 0) << status.output;
    EXPECT_NE(status.output.find("Bài một"), std::string::npos) << status.output;
    const Answer doctor = look("doctor");
    EXPECT_EQ(doctor.exit_code, 0) << doctor.output;
    EXPECT_NE(doctor.output.find("all well"), std::string::npos) << doctor.output;
    EXPECT_EQ(contents(paper.folder / "state"), before);
    EXPECT_EQ(contents(paper.folder / "out"), published);
}

TEST_F(Looking, StatusAnswersWhileARunIsUnderWayAndAfterItWasKilled) {
    ASSERT_EQ(newscast("run '" + config.string() + "'").exit_code, 0);
    paper.print({"hai", "Bài hai"});
    paper.print_listing({"mot", "hai"});
    paper.server.on("/hai.wav", support::silence());
    {
        Program program({"run", config.string()});
        while (paper.requests("/hai.wav") == 0) std::this_thread::yield();
        change_all(paper.folder.path(), perms(0555), filesystem::perm_options::add);
        const Answer during = look("status");
        EXPECT_EQ(during.exit_code, 0) << during.output;
        EXPECT_NE(during.output.find("Bài một"), std::string::npos) << during.output;
    }
    close();
    const auto before = contents(paper.folder / "state");
    EXPECT_TRUE(before.contains((paper.folder / "state/test/catalog.db-wal").string())) << "the run was to be killed";
    const Answer after = look("status");
    EXPECT_EQ(after.exit_code, 0) << after.output;
    EXPECT_EQ(contents(paper.folder / "state"), before);
}

}  // namespace
}  // namespace app
