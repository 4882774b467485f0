#include "core/atomic_file.h"
#include "core/file_descriptor.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <string>

namespace app {
namespace {

namespace filesystem = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// The built program and a newspaper's server with habits of its own.
class Servers : public testing::Test {
protected:
    Servers() {
        paper.print({"mot", "Bài một"});
        paper.record("mot", 0.1);
        paper.print_listing({"mot"});
        config = write_config(paper);
    }

    void change(const std::string& part, const std::string& other) const {
        std::string text = core::read_file(config);
        ASSERT_NE(text.find(part), std::string::npos);
        text.replace(text.find(part), part.size(), other);
        core::write_file(config, text);
    }
    void take_source(const std::string& keys) const {
        std::string text = core::read_file(config);
        const std::size_t source = text.find("[[source]]");
        text.replace(source, text.find("\n[", source + 10) - source, "[[source]]\n" + keys + "\n");
        core::write_file(config, text);
    }
    Answer run(const std::string& words = {}) const { return newscast("run " + words + " '" + config.string() + "'"); }
    std::string feed() const {
        const filesystem::path file = paper.folder / "out/test/feed.xml";
        return filesystem::exists(file) ? core::read_file(file) : std::string();
    }

    Newspaper paper;
    filesystem::path config;
};

// "bài đọc", as a Mac names files: letters and marks apart.
constexpr const char* apart =
    "ba\xCC\x80i \xC4\x91o\xCC\xA3"
    "c";
constexpr const char* apart_in_url = "ba%CC%80i%20%C4%91o%CC%A3c";

std::string page_with(const std::string& head, const std::string& player, const std::string& title = "Bài một") {
    return fmt::format(
        "<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>{0}</title>{1}</head><body><article>"
        "<h1>{0}</h1>{2}<p>Đoạn thứ nhất của bài, đủ dài để đọc thành tiếng.</p><p>Đoạn thứ hai cũng vậy, và thêm vài "
        "chữ nữa.</p></article></body></html>",
        title, head, player);
}

TEST_F(Servers, AreAskedForRecordingsAsPagesWriteThem) {
    const std::string sound = core::read_file(paper.folder / "mot.wav");
    const std::string name = fmt::format("/m/{}.wav", apart);
    const std::string asked = fmt::format("/m/{}.wav", apart_in_url);
    const std::string url = paper.server.url(name);
    const std::string data = "<script type=\"application/ld+json\">{\"@type\":\"AudioObject\",\"contentUrl\":\"" +
                             paper.server.url(asked) + "\"}</script>";
    const std::string in_text = fmt::format("<p>Nghe: {}</p>", paper.server.url("/m/ba\xCC\x80i.wav"));
    for (const auto& [page, path] : std::vector<std::pair<std::string, std::string>>{
             {page_with("", "<audio src=\"" + name + "\"></audio>"), asked},
             {page_with("", "<audio><source src=\"" + name + "\"></audio>"), asked},
             {page_with("", "<a href=\"" + name + "\">Nghe</a>"), asked},
             {page_with("<meta property=\"og:audio\" content=\"" + url + "\">", ""), asked},
             {page_with("", "<div data-audio=\"/m/ba\xCC\x80i.wav\"></div>"), "/m/ba%CC%80i.wav"},
             {page_with(data, ""), asked},
             {page_with("<script>player({file: \"/m/ba\xCC\x80i.wav\"})</script>", ""), "/m/ba%CC%80i.wav"},
             {page_with("", in_text), "/m/ba%CC%80i.wav"}}) {
        filesystem::remove_all(paper.folder / "out");
        filesystem::remove_all(paper.folder / "state");
        paper.server.on("/mot.html", support::answer(200, page, {{"Content-Type", "text/html; charset=utf-8"}}));
        paper.server.on(path, support::answer(200, sound, {{"Content-Type", "audio/wav"}}));
        const std::size_t before = paper.requests(path);
        const Answer answer = run();
        EXPECT_EQ(answer.exit_code, 0) << page << answer.output;
        EXPECT_GT(paper.requests(path), before) << page;
        EXPECT_THAT(feed(), HasSubstr("<enclosure")) << page;
    }
}

TEST_F(Servers, AreAskedForWhatFeedsAndListsWriteAsItIsWritten) {
    const std::string sound = core::read_file(paper.folder / "mot.wav");
    const std::string page = fmt::format("/{}.html", apart);
    const std::string page_asked = fmt::format("/{}.html", apart_in_url);
    const std::string name = paper.server.url(fmt::format("/m/{}.wav", apart));
    const std::string asked = fmt::format("/m/{}.wav", apart_in_url);
    paper.server.on(page_asked, support::answer(200, page_with("", "<audio src=\"/mot.wav\"></audio>"),
                                                {{"Content-Type", "text/html; charset=utf-8"}}));
    paper.server.on(asked, support::answer(200, sound, {{"Content-Type", "audio/wav"}}));
    paper.server.on("/rss",
                    support::answer(200,
                                    fmt::format("<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\">"
                                                "<channel><title>Ba\xCC\x81o</title><item><title>Ba\xCC\x80i "
                                                "mo\xCC\xA3\xCC\x82t</title><link>{}</link>"
                                                "<enclosure url=\"{}\" type=\"audio/wav\"/></item></channel></rss>",
                                                paper.server.url(page), name),
                                    {{"Content-Type", "application/rss+xml"}}));
    take_source("kind = \"feed\"\nurl = \"" + paper.server.url("/rss") + "\"");
    EXPECT_EQ(run().exit_code, 0);
    EXPECT_EQ(paper.requests(page_asked), 1u);
    EXPECT_GT(paper.requests(asked), 0u);
    EXPECT_THAT(feed(), AllOf(HasSubstr("<title>Bài một</title>"), HasSubstr("<enclosure")));

    core::write_file(paper.folder / "urls.txt",
                     "# danh s\xC3\xA1"
                     "ch\n" +
                         paper.server.url(page) + "\n");
    filesystem::remove_all(paper.folder / "out");
    filesystem::remove_all(paper.folder / "state");
    take_source("kind = \"list\"\npath = \"urls.txt\"");
    EXPECT_EQ(run().exit_code, 0);
    EXPECT_EQ(paper.requests(page_asked), 2u);
    EXPECT_THAT(feed(), HasSubstr("<enclosure"));
}

TEST_F(Servers, AreToldThePageThatLeadsToRecordingAndPicture) {
    paper.print({"mot", "Bài một", "Đoạn thứ nhất của bài, đủ dài.\n\nĐoạn thứ hai cũng vậy.", "/a.png"});
    EXPECT_EQ(run().exit_code, 0);
    for (const char* path : {"/mot.wav", "/a.png"}) {
        ASSERT_EQ(paper.requests(path), 1u) << path;
        EXPECT_EQ(paper.server.requests(path).front().header("referer"), paper.server.url("/mot.html")) << path;
    }
}

TEST_F(Servers, AreNotAskedForPicturesThatRobotsTxtForbids) {
    paper.print({"mot", "Bài một", "Đoạn thứ nhất của bài, đủ dài.\n\nĐoạn thứ hai cũng vậy.", "/images/a.png"});
    paper.server.on("/robots.txt", support::answer(200, "User-agent: *\nDisallow: /images/\n"));
    const Answer answer = run("-v");
    EXPECT_EQ(answer.exit_code, 0) << answer.output;
    EXPECT_EQ(paper.requests("/images/a.png"), 0u);
    EXPECT_THAT(answer.output, HasSubstr("article 'Bài một': picture left out: cannot fetch '" +
                                         paper.server.url("/images/a.png") + "': robots.txt forbids it"));
    EXPECT_THAT(feed(), HasSubstr("<enclosure"));

    filesystem::remove_all(paper.folder / "out");
    filesystem::remove_all(paper.folder / "state");
    change("include =", "ignore_robots = true\ninclude =");
    EXPECT_EQ(run().exit_code, 0);
    EXPECT_EQ(paper.requests("/images/a.png"), 1u);
}

TEST_F(Servers, AreSentTheHeadersThatTheOperatorWrites) {
    paper.server.on("/mot.wav", [sound = core::read_file(paper.folder / "mot.wav")](support::Exchange& exchange) {
        if (exchange.request().header("x-key") == "s3cretword") return exchange.respond(200, sound);
        exchange.respond(403, "no");
    });
    EXPECT_EQ(run().exit_code, 1);
    core::write_file(config, core::read_file(config) + "[fetch.headers]\n\"127.0.0.1\" = [\"X-Key: s3cretword\"]\n");
    filesystem::remove_all(paper.folder / "out");
    filesystem::remove_all(paper.folder / "state");
    const Answer answer = run("-v");
    EXPECT_EQ(answer.exit_code, 0) << answer.output;
    EXPECT_THAT(answer.output, Not(HasSubstr("s3cretword")));
    EXPECT_THAT(feed(), HasSubstr("<enclosure"));
    for (const char* folder : {"out", "state"})
        for (const auto& entry : filesystem::recursive_directory_iterator(paper.folder / folder))
            if (entry.is_regular_file()) {
                EXPECT_THAT(core::read_file(entry.path()), Not(HasSubstr("s3cretword"))) << entry.path();
            }
}

TEST_F(Servers, ThatRefuseOrFailAreTheirOwnFailure) {
    for (const int status : {403, 404, 500, 503}) {
        paper.server.on("/", support::answer(status, "no"));
        const Answer answer = run();
        EXPECT_EQ(answer.exit_code, 1) << status << answer.output;
        EXPECT_THAT(answer.output, HasSubstr(fmt::format("HTTP status {}", status)));
    }
    paper.server.on("/", support::reset());
    EXPECT_EQ(run().exit_code, 1);
    paper.server.on("/robots.txt", support::answer(200, "User-agent: *\nDisallow: /\n"));
    const Answer forbidden = run();
    EXPECT_EQ(forbidden.exit_code, 1) << forbidden.output;
    EXPECT_THAT(forbidden.output, HasSubstr("robots.txt forbids it"));
    paper.server.on("/robots.txt", support::answer(500));
    EXPECT_EQ(run().exit_code, 1);
}

TEST_F(Servers, NoneOfWhichIsReachedAreThisMachinesFailure) {
    // A port that is taken, and at which nobody listens.
    const core::FileDescriptor taken(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ASSERT_EQ(::bind(taken.get(), reinterpret_cast<const sockaddr*>(&address), size), 0);
    ASSERT_EQ(::getsockname(taken.get(), reinterpret_cast<sockaddr*>(&address), &size), 0);
    const std::string closed = fmt::format("http://127.0.0.1:{}/", ntohs(address.sin_port));
    const std::string open = core::read_file(config);
    take_source("kind = \"page\"\nurl = \"" + closed + "\"");
    const Answer offline = run();
    EXPECT_EQ(offline.exit_code, 3) << offline.output;
    // One that answers shows that the network is there.
    core::write_file(config, open);
    change("[[source]]", "[[source]]\nkind = \"page\"\nurl = \"" + closed + "\"\n[[source]]");
    EXPECT_EQ(run().exit_code, 1);
}

}  // namespace
}  // namespace app
