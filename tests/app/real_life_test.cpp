// What newspapers really do with their feeds, links and pages, from source to feed.

#include "tests/app/real_life.h"

#include <gmock/gmock.h>

#include <functional>

namespace app {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class RealLife : public RiverPaper {
protected:
    RealLife() {
        for (const char* name : {"pha", "lua", "cau"}) paper.record(name, 0.1, static_cast<unsigned>(name[0]));
    }

    const std::string pha_text = "<p>Chuyến phà cuối rời bến lúc sáu giờ, chở theo hơn bốn mươi người.</p>";
    const std::string lua_text = "<p>Lúa đông xuân được giá, nhà nông gặt xong mới bán.</p>";
};

TEST_F(RealLife, ItemsThatLinkToOnePageAreEachAnEpisodeOfTheirOwn) {
    serve("/nghe",
          "<!DOCTYPE html><html><head><title>Nghe báo</title></head><body><h1>Nghe báo</h1><p>Mọi bản ghi "
          "của báo nghe được ở trang này, mỗi ngày một bản.</p></body></html>");
    const std::vector<Item> items{{"pha", "Bến phà cũ đóng cửa", "/nghe", "so-1", pha_text, 3h},
                                  {"lua", "Giá lúa tăng nhẹ", "/nghe", "so-2", lua_text, 2h},
                                  {"cau", "Cầu mới thông xe", "/nghe", "so-3", "", 1h}};
    print_feed(items);
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), ElementsAre("Bến phà cũ đóng cửa", "Cầu mới thông xe", "Giá lúa tăng nhẹ"));
    EXPECT_EQ(paper.media().size(), 3u);
    EXPECT_THAT(paper.feed(), AllOf(HasSubstr("Chuyến phà cuối rời bến"), HasSubstr("Lúa đông xuân được giá"),
                                    Not(HasSubstr("Mọi bản ghi"))));
    const auto before = published();
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(published(), before);
    // The oldest goes, a new one comes.
    print_feed({items[1], items[2], {"pha", "Phà cũ về bảo tàng", "/nghe", "so-4", "", 0h, "/pha.wav?so=4"}});
    paper.server.on("/pha.wav", support::file({core::read_file(paper.folder / "cau.wav"), "audio/wav"}));
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), SizeIs(4));
}

TEST_F(RealLife, AnItemWithoutATitleIsNamedByItsAddress) {
    const auto untitled = [&](const std::string& text) {
        serve("/pha.html",
              "<!DOCTYPE html><html lang=\"vi\"><head>" + text + "</head><body>" + pha_text + "</body></html>");
    };
    untitled("");
    print_feed({{"pha", "", "/pha.html", "so-1"}, {"lua", "", "/", "so-2"}});
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), ElementsAre(paper.server.url("/lua.wav"), paper.server.url("/pha.html")));
    const std::string page = read(one("episodes", "pha"));
    EXPECT_THAT(page, HasSubstr(paper.server.url("/pha.html")));

    untitled("<title>Bến phà cũ đóng cửa</title>");
    paper.now += 25h;
    complaints(ExitCode::done);
    EXPECT_THAT(titles(), ElementsAre("Bến phà cũ đóng cửa", paper.server.url("/lua.wav")));
    untitled("");
    paper.now += 25h;
    EXPECT_THAT(complaints(ExitCode::some_failed), HasSubstr("a page without a title"));
    EXPECT_THAT(titles(), ElementsAre("Bến phà cũ đóng cửa", paper.server.url("/lua.wav"))) << "a title is not lost";
}

TEST_F(RealLife, AVideoIsToldOnceAndAWarningBeforeTheFeedOnceADay) {
    serve("/pha.html", "<!DOCTYPE html><html><head><title>Bến phà</title></head><body><p>Phà.</p></body></html>");
    const auto print = [&](const std::string& more) {
        serve("/feed.xml",
              "<br /><b>Warning</b>: Undefined variable $x in <b>rss.php</b>\n<?xml version=\"1.0\"?><RSS><channel>"
              "<item><title>Lúa</title><link>" +
                  paper.server.url("/lua.html") +
                  "</link><enclosure url=\"/lua.wav\" type=\"audio/wav\"/></item>"
                  "<item><title>Phim phà</title><link>" +
                  paper.server.url("/pha.html") + "</link><enclosure url=\"/pha.mp4\" type=\"video/mp4\"/></item>" +
                  more + "</channel></RSS>",
              "application/rss+xml");
    };
    serve("/lua.html", "<!DOCTYPE html><html><head><title>Lúa</title></head><body>" + lua_text + "</body></html>");
    print("");
    std::vector<std::string> said = lines(ExitCode::done);
    ASSERT_THAT(said, SizeIs(2)) << testing::PrintToString(said);
    EXPECT_THAT(said[0], AllOf(HasSubstr("/feed.xml"), HasSubstr("Undefined variable $x in rss.php")));
    EXPECT_THAT(said[1], AllOf(HasSubstr("Phim phà"), HasSubstr("/pha.mp4"), HasSubstr("video")));
    EXPECT_THAT(titles(), ElementsAre("Lúa"));
    EXPECT_THAT(lines(ExitCode::done), IsEmpty());
    print("<item><enclosure url=\"/cau.webm\"/></item>");
    said = lines(ExitCode::done);
    ASSERT_THAT(said, SizeIs(1));
    EXPECT_THAT(said[0], AllOf(HasSubstr("/cau.webm"), Not(HasSubstr("pha.mp4"))));
    paper.now += 25h;
    said = lines(ExitCode::done);
    ASSERT_THAT(said, SizeIs(1));
    EXPECT_THAT(said[0], HasSubstr("Warning"));
}

TEST_F(RealLife, PagesThatAllNameTheHomePageAreNotOneArticle) {
    take_page();
    for (const auto& [name, title] : {std::pair("pha", "Bến phà cũ đóng cửa"), std::pair("lua", "Giá lúa tăng nhẹ"),
                                      std::pair("cau", "Cầu mới thông xe")})
        serve(
            fmt::format("/{}.html", name),
            fmt::format("<!DOCTYPE html><html lang=\"vi\"><head><title>{0}</title><link rel=\"canonical\" href=\"{2}\">"
                        "<meta property=\"og:url\" content=\"{2}\"><meta property=\"og:title\" content=\"{0}\"></head>"
                        "<body><article><h1>{0}</h1><audio controls src=\"/{1}.wav\"></audio><p>{0}: một đoạn đủ dài "
                        "để người nghe biết bài này nói về việc gì.</p></article></body></html>",
                        title, name, paper.server.url("/")));
    paper.print_listing({"pha", "lua", "cau"});
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), ElementsAre("Bến phà cũ đóng cửa", "Cầu mới thông xe", "Giá lúa tăng nhẹ"));
    EXPECT_THAT(in_items("<link>", "</link>"),
                testing::UnorderedElementsAre(paper.server.url("/pha.html"), paper.server.url("/lua.html"),
                                              paper.server.url("/cau.html")));
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), SizeIs(3));
}

TEST_F(RealLife, AnItemWhosePageCannotBeHadIsPublishedFromItsFeedAlone) {
    const Item item{"pha", "Bến phà cũ đóng cửa", "/pha", "so-1", pha_text};
    struct Case {
        const char* what;
        std::function<void()> make;
        std::string link;
    };
    const Case cases[] = {
        {"401", [&] { serve("/pha", "no", "text/html", 401); }, "/pha"},
        {"403", [&] { serve("/pha", "<html><title>Forbidden</title></html>", "text/html", 403); }, "/pha"},
        {"404", [&] { serve("/pha", "<html><title>Not found</title></html>", "text/html", 404); }, "/pha"},
        {"410", [&] { serve("/pha", "", "text/html", 410); }, "/pha"},
        {"robots.txt", [&] { serve("/robots.txt", "User-agent: *\nDisallow: /pha$\n", "text/plain"); }, "/pha"},
        {"a PDF", [&] { serve("/pha", "%PDF-1.4\n\x01\x02\x03\x04 endobj", "application/pdf"); }, "/pha"},
        {"the recording", [] {}, "/pha.wav"},
        {"the home page", [&] { serve("/", "<html><title>Sông Nước</title></html>"); }, "/"},
        {"a login", [&] { serve("/pha", "<html><title>Đăng nhập</title><p>Mời bạn đăng nhập.</p></html>"); }, "/pha"},
        {"a redirect home",
         [&] {
             serve("/", "<html><title>Sông Nước</title><p>Tin mới trong ngày.</p></html>");
             paper.server.on("/pha", support::redirect("/"));
         },
         "/pha"},
    };
    for (const Case& one : cases) {
        SCOPED_TRACE(one.what);
        filesystem::remove_all(paper.folder / "out");
        filesystem::remove_all(paper.folder / "state");
        serve("/robots.txt", "", "text/plain", 404);
        Item linked = item;
        linked.link = one.link;
        print_feed({linked});
        one.make();
        EXPECT_EQ(complaints(ExitCode::done), "");
        ASSERT_TRUE(filesystem::exists(out("feed.xml")));
        EXPECT_THAT(titles(), ElementsAre("Bến phà cũ đóng cửa"));
        EXPECT_THAT(paper.feed(), HasSubstr("Chuyến phà cuối rời bến lúc sáu giờ"));
        EXPECT_THAT(dates(), ElementsAre(core::format_rfc2822(opened - 1h, "Asia/Ho_Chi_Minh")));
        const auto before = published();
        EXPECT_EQ(complaints(ExitCode::done), "");
        EXPECT_EQ(published(), before);
    }
}

TEST_F(RealLife, AFailureThatMayPassIsNoReasonToDoWithoutThePage) {
    print_feed({{"pha", "Bến phà cũ đóng cửa", "/pha", "so-1", pha_text}});
    serve("/pha", "", "text/html", 503);
    EXPECT_THAT(lines(ExitCode::some_failed), ElementsAre(HasSubstr("503")));
    EXPECT_FALSE(filesystem::exists(out("feed.xml")));
    serve("/pha",
          "<!DOCTYPE html><html><head><title>Bến phà cũ đóng cửa</title></head><body><article><h1>Bến phà cũ đóng "
          "cửa</h1><p>Chuyến phà cuối rời bến lúc sáu giờ, chở theo hơn bốn mươi người.</p><p>Ông lái phà đứng "
          "lại rất lâu trên bến.</p></article></body></html>");
    paper.now += 1h;
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(paper.feed(), HasSubstr("Ông lái phà đứng lại rất lâu"));
}

TEST_F(RealLife, APageThatComesLaterIsRead) {
    print_feed({{"pha", "Bến phà cũ đóng cửa", "/pha", "so-1", pha_text}});
    EXPECT_EQ(complaints(ExitCode::done), "");
    const auto before = guids();
    serve("/pha",
          "<!DOCTYPE html><html><head><title>Bến phà cũ đóng cửa</title></head><body><article><h1>Bến phà cũ đóng "
          "cửa</h1><p>Chuyến phà cuối rời bến lúc sáu giờ, chở theo hơn bốn mươi người.</p><p>Ông lái phà đứng "
          "lại rất lâu trên bến.</p></article></body></html>");
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(paper.feed(), HasSubstr("Ông lái phà đứng lại rất lâu"));
    EXPECT_EQ(guids(), before);
}

TEST_F(RealLife, WhatAFeedCorrectsArrivesUnderTheSameGuid) {
    Item item{"pha", "Bến phà củ đóng cửa", "/khong-co", "so-1", pha_text};
    print_feed({item});
    EXPECT_EQ(complaints(ExitCode::done), "");
    const auto before = guids();
    const std::string url = enclosure(paper.feed(), "url");
    item.title = "Bến phà cũ đóng cửa";
    item.text = "<p>Chuyến phà cuối rời bến lúc bảy giờ, không phải sáu giờ như đã đưa.</p>";
    print_feed({item});
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), ElementsAre("Bến phà cũ đóng cửa"));
    EXPECT_THAT(paper.feed(), AllOf(HasSubstr("lúc bảy giờ"), Not(HasSubstr("chở theo hơn bốn mươi"))));
    EXPECT_EQ(guids(), before);
    EXPECT_EQ(enclosure(paper.feed(), "url"), url);
    item.enclosure = "/lua.wav";
    print_feed({item});
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(guids(), before);
    EXPECT_NE(enclosure(paper.feed(), "url"), url) << "another recording";
}

TEST_F(RealLife, ANewGuidForTheSameItemIsNoNewEpisode) {
    print_feed({{"pha", "Bến phà cũ đóng cửa", "/pha", "so-1", pha_text}});
    EXPECT_EQ(complaints(ExitCode::done), "");
    const auto before = guids();
    print_feed({{"pha", "Bến phà cũ đóng cửa", "/pha", "http://paper.example/?p=1", pha_text}});
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(guids(), before);
}

TEST_F(RealLife, ARecordingThatIsSignedAnewIsNotFetchedAgain) {
    for (const char* token : {"1", "2", "3"}) {
        print_feed(
            {{"pha", "Bến phà cũ đóng cửa", "/pha", "so-1", pha_text, 1h, fmt::format("/pha.wav?Expires={}", token)}});
        EXPECT_EQ(complaints(ExitCode::done), "");
    }
    EXPECT_THAT(guids(), SizeIs(1));
    EXPECT_EQ(paper.media().size(), 1u);
    std::size_t in_full = 0;
    for (const support::ServerRequest& request : paper.server.requests("/pha.wav"))
        if (request.header("if-none-match").empty()) ++in_full;
    EXPECT_EQ(in_full, 1u) << "later looks only ask whether it has changed";
}

/// Each is told once a day: a source that gives nothing stays so for longer than a run.
TEST_F(RealLife, ASourceThatGivesNothingIsToldOnceADay) {
    serve("/gioi-thieu", "<html><body><p>Báo ra mỗi ngày.</p><a href=\"/lien-he\">Liên hệ</a></body></html>");
    print_feed({});
    core::Source page;
    page.url = paper.server.url("/gioi-thieu");
    core::Source feed = paper.config.sources.front();
    core::Source xpath = page;
    xpath.link_xpath = "//div[@class='tin']/a";
    core::Source include = page;
    include.include = {"/tin/"};
    const std::pair<core::Source, const char*> sources[] = {
        {page, "none like an article's"},
        {feed, "no item"},
        {xpath, "none that link_xpath finds"},
        {include, "none of which include and exclude let through"},
    };
    for (const auto& [source, sight] : sources) {
        SCOPED_TRACE(sight);
        paper.now += 24h;
        paper.config.sources = {source};
        EXPECT_THAT(lines(ExitCode::some_failed), ElementsAre(AllOf(HasSubstr(source.url), HasSubstr(sight))));
        EXPECT_THAT(lines(ExitCode::done), IsEmpty());
        paper.now += 20h;
        EXPECT_THAT(lines(ExitCode::done), IsEmpty());
        paper.now += 4h;
        EXPECT_THAT(lines(ExitCode::some_failed), ElementsAre(HasSubstr(sight))) << "another day";
        EXPECT_FALSE(filesystem::exists(out("feed.xml"))) << "nothing to subscribe to";
    }
}

TEST_F(RealLife, AnEmptyFirstFeedPublishesNothingAndTheFirstItemDoes) {
    print_feed({});
    EXPECT_THAT(lines(ExitCode::some_failed), SizeIs(1));
    EXPECT_TRUE(!filesystem::exists(out()) || filesystem::is_empty(out()) || !filesystem::exists(out("index.html")));
    EXPECT_FALSE(filesystem::exists(out("feed.xml")));
    print_feed({{"pha", "Bến phà cũ đóng cửa", "/pha", "so-1", pha_text}});
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), SizeIs(1));
    // A feed that is emptied later takes nothing away.
    const auto before = published();
    paper.now += 24h;
    print_feed({});
    EXPECT_THAT(lines(ExitCode::some_failed), ElementsAre(HasSubstr("gives no article: it has no item")));
    EXPECT_EQ(published(), before);
}

TEST_F(RealLife, ArticlesWithoutRecordingsAreToldOfOnceADay) {
    take_page();
    for (const char* name : {"a", "b", "c"})
        serve(
            fmt::format("/{}.html", name),
            fmt::format("<!DOCTYPE html><html><head><title>Bài {0}</title></head><body><article><h1>Bài {0}</h1><p>Một "
                        "đoạn chữ đủ dài mà không ai đọc thành tiếng.</p></article></body></html>",
                        name));
    paper.print_listing({"a"});
    EXPECT_EQ(complaints(ExitCode::done), "") << "one says nothing of its source";
    paper.print_listing({"a", "b", "c"});
    EXPECT_THAT(lines(ExitCode::some_failed),
                ElementsAre(HasSubstr("gives articles, and none of the 3 that were read has a recording")));
    EXPECT_THAT(lines(ExitCode::done), IsEmpty());
    EXPECT_FALSE(filesystem::exists(out("feed.xml")));
    // One that has a recording is enough to be silent.
    paper.print({"pha", "Bến phà cũ đóng cửa"});
    paper.print_listing({"a", "b", "c", "pha"});
    paper.now += 25h;
    EXPECT_THAT(lines(ExitCode::done), IsEmpty());
    EXPECT_THAT(titles(), SizeIs(1));
}

}  // namespace
}  // namespace app
