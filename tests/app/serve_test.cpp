// The preview: an address that leads to the show's page, a list of shows, and nothing from outside of the folder.

#include "core/atomic_file.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <regex>

namespace app {
namespace {

namespace filesystem = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Serve : public testing::Test {
protected:
    Serve() {
        paper.print({"mot", "Bài một"});
        paper.record("mot", 0.1);
        paper.print_listing({"mot"});
        EXPECT_EQ(newscast("run '" + write_config(paper).string() + "'").exit_code, 0);
    }

    /// The addresses that a server prints, each on a line of its own.
    static std::vector<std::string> addresses(const std::string& said) {
        std::vector<std::string> found;
        const std::regex line("(^|\n)(http://\\S+)(?=\n)");
        for (std::sregex_iterator match(said.begin(), said.end(), line); match != std::sregex_iterator(); ++match)
            found.push_back((*match)[2]);
        return found;
    }
    static Answer ask(const std::string& url, const std::string& options = {}) {
        return shell(
            fmt::format("curl -s --noproxy '*' {} -w '\\n%{{http_code}} %{{redirect_url}}' '{}'", options, url));
    }

    Newspaper paper;
    filesystem::path out = paper.folder / "out";
};

/// A server on a port that was free; it has said where.
struct Preview {
    explicit Preview(const filesystem::path& folder) : program({"serve", folder.string(), "--port", "0"}) {
        // What it prints is written at once.
        program.says("/\n");
    }
    Program program;
};

TEST_F(Serve, PrintsTheAddressOfTheShowsPageOnALineOfItsOwn) {
    Preview preview(out);
    const auto printed = addresses(preview.program.output());
    ASSERT_EQ(printed.size(), 1u) << preview.program.output();
    EXPECT_THAT(printed[0], testing::MatchesRegex("http://127\\.0\\.0\\.1:[0-9]+/test/"));
    EXPECT_THAT(ask(printed[0]).output, AllOf(HasSubstr("Bài một"), HasSubstr("\n200 ")));
    EXPECT_THAT(ask(printed[0] + "feed.xml", "-r 0-4").output, AllOf(HasSubstr("<?xml"), HasSubstr("\n206 ")));
    // Without the slash, and with several.
    const std::string origin = printed[0].substr(0, printed[0].size() - 6);
    EXPECT_THAT(ask(origin + "/test?a=b").output, HasSubstr("\n301 " + printed[0] + "?a=b"));
    EXPECT_THAT(ask(origin + "//test").output, HasSubstr("\n301 " + printed[0])) << "not to a host named test";
    EXPECT_THAT(ask(origin + "/").output,
                AllOf(HasSubstr("href=\"/test/\""), HasSubstr("Báo nói"), HasSubstr("\n200 ")));
    EXPECT_THAT(ask(origin + "/", "-I").output, HasSubstr("200"));
    Preview of_the_show(out / "test");
    const auto own = addresses(of_the_show.program.output());
    ASSERT_EQ(own.size(), 1u);
    EXPECT_THAT(own[0], testing::MatchesRegex("http://127\\.0\\.0\\.1:[0-9]+/"));
    EXPECT_THAT(ask(own[0]).output, HasSubstr("Bài một"));
}

TEST_F(Serve, AnswersWithTheShowsOwnPageWhereThereIsNothing) {
    Preview preview(out);
    const auto printed = addresses(preview.program.output());
    ASSERT_EQ(printed.size(), 1u);
    for (const char* path : {"none", "episodes/none.html", "episodes/a/b/c"})
        EXPECT_THAT(ask(printed[0] + path).output, AllOf(HasSubstr("Không có trang này"), HasSubstr("\n404 "))) << path;
    const std::string origin = printed[0].substr(0, printed[0].size() - 6);
    EXPECT_THAT(ask(origin + "/none").output, AllOf(HasSubstr("no such file"), HasSubstr("\n404 ")));
    EXPECT_THAT(ask(printed[0] + "manifest.webmanifest", "-I").output, HasSubstr("application/manifest+json"));
}

TEST_F(Serve, ListsTheShowsOfAFolderWithTheirTitlesEscaped) {
    for (const char* name : {"a <b>", "chợ"}) {
        filesystem::copy(out / "test", out / name, filesystem::copy_options::recursive);
        std::string feed = core::read_file(out / name / "feed.xml");
        feed.replace(feed.find("<title>") + 7, 0, "&lt;i&gt;");
        core::write_file(out / name / "feed.xml", feed);
    }
    filesystem::create_directory(out / "empty");
    Preview preview(out);
    const auto printed = addresses(preview.program.output());
    ASSERT_EQ(printed.size(), 4u) << preview.program.output();
    EXPECT_THAT(printed[1], testing::EndsWith("/a%20%3Cb%3E/"));
    EXPECT_THAT(printed[2], testing::EndsWith("/ch%E1%BB%A3/"));
    for (const std::string& address : printed) EXPECT_THAT(ask(address).output, HasSubstr("\n200 ")) << address;
    EXPECT_THAT(ask(printed[0]).output,
                AllOf(HasSubstr("&lt;i&gt;"), Not(HasSubstr("<i>")), HasSubstr("/test/\""), Not(HasSubstr("empty"))));
    Preview nothing(out / "empty");
    EXPECT_THAT(nothing.program.output(), HasSubstr("no show is published in it yet"));
    EXPECT_EQ(addresses(nothing.program.output()).size(), 1u);
}

TEST_F(Serve, FollowsNoLinkOutOfTheFolderButMediaOnALargerDisk) {
    core::write_file(paper.folder / "secret/key", "secret");
    const filesystem::path show = out / "test";
    filesystem::create_symlink(paper.folder / "secret/key", show / "file");
    filesystem::create_directory_symlink(paper.folder / "secret", show / "folder");
    filesystem::create_directory_symlink(paper.folder / "secret", out / "media");
    filesystem::create_symlink("feed.xml", show / "inside.xml");
    filesystem::create_directory(paper.folder / "disk");
    filesystem::rename(show / "media", paper.folder / "disk/media");
    filesystem::create_directory_symlink(paper.folder / "disk/media", show / "media");
    filesystem::create_symlink(paper.folder / "secret/key", show / "media/file");
    const std::string media = paper.media().front();
    Preview preview(out);
    const std::string page = addresses(preview.program.output()).at(0);
    for (const char* path : {"file", "folder/key", "folder", "folder/", "../media/key", "media/file",
                             "%2e%2e/%2e%2e/secret/key", "%2e%2e/media/key", "media/%2e%2e/%2e%2e/secret/key"})
        EXPECT_THAT(ask(page + path, "--path-as-is").output, AllOf(Not(HasSubstr("secret\n")), HasSubstr("\n404 ")))
            << path;
    EXPECT_THAT(ask(page + "inside.xml").output, HasSubstr("\n200 "));
    EXPECT_THAT(ask(page + "media/" + media, "-o /dev/null").output, HasSubstr("\n200 "));
}

TEST_F(Serve, SaysThatAPortIsTaken) {
    Preview preview(out);
    const std::string port =
        std::regex_replace(addresses(preview.program.output()).at(0), std::regex(".*:([0-9]+)/.*"), "$1");
    const Answer second =
        shell(fmt::format("timeout 20 '{}' serve '{}' --port {}", NEWSCAST_PROGRAM, out.string(), port));
    EXPECT_EQ(second.exit_code, 2) << second.output;
    EXPECT_THAT(second.output, AllOf(HasSubstr("port " + port), HasSubstr("taken"), HasSubstr("--port")));
    const Answer strange =
        shell(fmt::format("timeout 20 '{}' serve '{}' --address 203.0.113.7 --port 0", NEWSCAST_PROGRAM, out.string()));
    EXPECT_EQ(strange.exit_code, 2) << strange.output;
    EXPECT_THAT(strange.output, HasSubstr("no address of this machine"));
}

}  // namespace
}  // namespace app
