#include "core/atomic_file.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace app {
namespace {

namespace filesystem = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A newspaper whose pages and recordings are only for who says who they are.
class LoginsTest : public testing::Test {
protected:
    LoginsTest() {
        paper.record("mot", 0.1, 1);
        guard("/",
              "<!DOCTYPE html><html><body><a href=\"/mot.html\">Bài viết tên một</a>"
              "<a href=\"/mat.html\">Bài viết đã mất</a></body></html>");
        guard("/list.txt", "/mot.html\n" + with_login("/mat.html") + "\n");
        guard("/mot.html", fmt::format("<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>Bài một"
                                       "</title><link rel=\"canonical\" href=\"{0}\"></head><body><article><h1>Bài một"
                                       "</h1><audio src=\"{1}\"></audio><p>Đoạn thứ nhất của bài, đủ dài để đọc thành "
                                       "tiếng, <a href=\"{0}\">xem thêm</a>.</p></article></body></html>",
                                       with_login("/mot.html"), with_login("/mot.wav")));
        guard("/mot.wav", core::read_file(paper.folder / "mot.wav"), "audio/wav");
        config = write_config(paper);
    }

    std::string with_login(const std::string& path) const {
        return "http://reader:s3cretword@" + paper.server.url(path).substr(7);
    }
    void guard(const std::string& path, const std::string& body, const std::string& type = "text/html") {
        paper.server.on(path, [=](support::Exchange& exchange) {
            if (exchange.request().header("authorization") == "Basic cmVhZGVyOnMzY3JldHdvcmQ=")
                return exchange.respond(200, body, {{"Content-Type", type}});
            exchange.respond(401, "", {{"WWW-Authenticate", "Basic realm=\"news\""}});
        });
    }
    void change(const std::string& part, const std::string& other) const {
        std::string text = core::read_file(config);
        ASSERT_NE(text.find(part), std::string::npos);
        text.replace(text.find(part), part.size(), other);
        core::write_file(config, text);
    }
    /// Nobody is shown the password, and nothing keeps it but the operator's file.
    void expect_secrecy(const Answer& run) const {
        EXPECT_EQ(run.exit_code, 1) << "one article is gone: " << run.output;
        EXPECT_THAT(run.output, HasSubstr("cannot fetch '" + paper.server.url("/mat.html") + "'"));
        EXPECT_THAT(core::read_file(paper.folder / "out/test/feed.xml"), HasSubstr("Bài một"));
        const std::string file = " '" + config.string() + "'";
        std::string said = run.output;
        for (const std::string command : {"run", "run --dry-run", "status", "status --json", "doctor"})
            said += newscast(command + file).output;
        EXPECT_THAT(said, AllOf(Not(HasSubstr("s3cretword")), Not(HasSubstr("reader:"))));
        for (const char* folder : {"out", "state"})
            for (const auto& entry : filesystem::recursive_directory_iterator(paper.folder / folder))
                if (entry.is_regular_file()) {
                    EXPECT_THAT(core::read_file(entry.path()), Not(HasSubstr("s3cretword"))) << entry.path();
                }
    }

    Newspaper paper;
    filesystem::path config;
};

TEST_F(LoginsTest, OfASourceServeItsArticlesAndRecordings) {
    change("\nurl = \"" + paper.server.url("/"), "\nurl = \"" + with_login("/"));
    expect_secrecy(newscast("run -v '" + config.string() + "'"));
    EXPECT_GT(paper.requests("/mot.wav"), 0u);
}

TEST_F(LoginsTest, OfAListsEntriesServeThemToo) {
    core::write_file(paper.folder / "urls.txt", with_login("/mot.html") + "\n" + with_login("/mat.html") + "\n");
    change("kind = \"page\"\nurl = \"" + paper.server.url("/") + "\"", "kind = \"list\"\npath = \"urls.txt\"");
    expect_secrecy(newscast("run -v '" + config.string() + "'"));
}

TEST_F(LoginsTest, OfOtherOriginsStandUnderFetch) {
    change("[fetch]\n", "[fetch]\nlogins = [\"" + with_login("") + "\"]\n");
    expect_secrecy(newscast("run -v '" + config.string() + "'"));
}

TEST_F(LoginsTest, StandInNoAnswerToWhoeverNamesThemOnTheCommandLine) {
    const Answer explained = newscast("explain '" + with_login("/mot.html") + "'");
    EXPECT_EQ(explained.exit_code, 0) << explained.output;
    const Answer gone = newscast("explain '" + with_login("/mat.html") + "'");
    EXPECT_EQ(gone.exit_code, 1);
    const Answer begun = newscast("init '" + with_login("/") + "' -o '" + (paper.folder / "new.toml").string() + "'");
    EXPECT_THAT(explained.output + gone.output + begun.output + newscast("explode '" + with_login("/") + "'").output,
                AllOf(HasSubstr("Bài một"), HasSubstr("/mat.html"), Not(HasSubstr("s3cretword"))));
}

TEST_F(LoginsTest, OfAProxyAreUsedAndNotShown) {
    change("[fetch]\n", fmt::format("[fetch]\nproxy = \"{}\"\nlogins = [\"{}\"]\n",
                                    "http://clerk:pr0xyword@" + paper.server.url("").substr(7), with_login("")));
    const Answer run = newscast("run -v '" + config.string() + "'");
    EXPECT_THAT(run.output, AllOf(Not(HasSubstr("pr0xyword")), Not(HasSubstr("s3cretword"))));
    ASSERT_FALSE(paper.server.requests().empty());
    EXPECT_EQ(paper.server.requests().at(0).header("proxy-authorization"), "Basic Y2xlcms6cHIweHl3b3Jk");
}

TEST_F(LoginsTest, AKeyThatOthersMayReadIsToldOf) {
    change("\nurl = \"" + paper.server.url("/"), "\nurl = \"" + with_login("/"));
    change("[[source]]", fmt::format("podping = \"{}\"\npodping_key = \"key\"\n[[source]]", paper.server.url("/ping")));
    paper.server.on("/ping", support::answer(200));
    const filesystem::path key = paper.folder / "key";
    core::write_file(key, "s3cretkey\n");
    const std::string line = "podping_key '" + key.string() + "' may be read by others than its owner; chmod 600 it";
    const auto said = [&](const std::string& command) {
        return newscast(command + " '" + config.string() + "'").output;
    };
    for (const auto others : {filesystem::perms::group_read, filesystem::perms::others_read}) {
        filesystem::permissions(key, filesystem::perms::owner_read | others);
        EXPECT_THAT(said("run"), HasSubstr(line));
        EXPECT_THAT(said("doctor"), HasSubstr(line));
    }
    filesystem::permissions(key, filesystem::perms::owner_read | filesystem::perms::owner_write);
    EXPECT_THAT(said("run") + said("doctor"), AllOf(Not(HasSubstr("podping_key")), Not(HasSubstr("s3cretkey"))));
}

}  // namespace
}  // namespace app
