#include "fetch/article/article.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "core/error.h"
#include "core/text.h"
#include "core/time.h"

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* site = "https://paper.example/news/one.html";

const std::string long_text =
    "<p>The council met on the old pier because the hall was being painted, and nobody minded the wind very much.</p>"
    "<p>After two hours the members agreed on a plan for the lighthouse, which had stood dark for eleven long "
    "years.</p>";

core::Article read(const std::string& bytes, std::map<std::string, std::string> xpath = {},
                   const std::string& type = "text/html; charset=utf-8") {
    return fetch::read_article({site, type, bytes, std::move(xpath)});
}

core::Article read_page(const std::string& head, const std::string& before, const std::string& after = "") {
    return read("<!doctype html><html lang=en><head>" + head + "</head><body><h1>The lighthouse plan</h1>" + before +
                "<div class=text>" + long_text + "</div>" + after + "</body></html>");
}

core::ErrorKind error_kind(const std::string& bytes) {
    try {
        read(bytes);
    } catch (const core::Error& error) {
        EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
        return error.kind();
    }
    ADD_FAILURE() << "nothing was thrown";
    return core::ErrorKind::storage;
}

TEST(ReadArticle, AnEmptyPageOfAnArticleIsNoError) {
    const core::Article article = read("<html><body></body></html>");
    EXPECT_EQ(article.title, "");
    EXPECT_FALSE(article.published.has_value());
    EXPECT_THAT(article.audio, IsEmpty());
    EXPECT_THAT(article.authors, IsEmpty());
    EXPECT_EQ(article.body, "");
    EXPECT_EQ(article.url, site);
}

TEST(ReadArticle, MarksJoinTheLettersBeforeTheTagsThatStoodBetween) {
    const core::Article article = fetch::read_article(
        {"http://paper.example/a",
         "text/html; charset=utf-8",
         "<article><h1>Ca<i></i>\u0300 phe<i></i>\u0302 sa\u0301ng</h1><p>Qua\u0301n mo<b></b>\u031B\u0309 "
         "tu<i>\u031B</i>\u0300 "
         "sa\u0301ng so\u031B\u0301m va<em>\u0300</em> do\u0301ng muo<a href='/b'>\u0323n</a>, ai cu\u0303ng "
         "bie\u0302\u0301t ca\u0309 <a href='/c'>\u0338mot</a> hai ba.</p></article>",
         {}});
    EXPECT_EQ(article.title, "Cà phê sáng");
    for (const std::string* text : {&article.body, &article.body_html, &article.lead})
        EXPECT_EQ(core::clean_utf8(*text), *text);
    EXPECT_NE(article.body.find("mở từ sáng"), std::string::npos) << article.body;
    EXPECT_NE(article.body_html.find("/c\">"), std::string::npos) << article.body_html;
}

TEST(ReadArticle, WhatIsNeitherPageNorTextIsRefused) {
    EXPECT_EQ(error_kind(""), core::ErrorKind::media);
    EXPECT_EQ(error_kind(" \n\t "), core::ErrorKind::media);
    EXPECT_EQ(error_kind(std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\x06\0\0\0", 29)),
              core::ErrorKind::media);
    EXPECT_EQ(error_kind(std::string(17u << 20, 'x')), core::ErrorKind::media);
    EXPECT_EQ(error_kind("<html>" + std::string(200u << 20, ' ')), core::ErrorKind::media);
}

TEST(ReadArticle, PlainTextIsToldByItsBytesAndNotByItsLabel) {
    const std::string text =
        "A plain headline\n\nPublished: 8 July 2024 10:00\n\nhttps://paper.example/a/b.mp3\n\nThe text says 2 < 3 and "
        "goes on for a while.\n";
    const core::Article article = read(text, {}, "text/html");
    EXPECT_EQ(article.title, "A plain headline");
    ASSERT_EQ(article.audio.size(), 1u);
    EXPECT_EQ(article.audio.front().url, "https://paper.example/a/b.mp3");
    EXPECT_EQ(read("<p>x</p><html><title>Markup in a text's clothes</title>", {}, "text/plain").title,
              "Markup in a text's clothes");
}

TEST(ReadArticle, AServersComplaintsBeforeThePageDoNotMakeItAText) {
    std::string noise;
    for (int i = 0; i < 100; ++i) noise += "<b>Deprecated</b>: something is old in file.php on line 12\n";
    EXPECT_EQ(read(noise + "<html><head><title>Below the noise it stands</title></head><body>" + long_text).title,
              "Below the noise it stands");
}

TEST(ReadArticle, TitlesLoseTheSiteAndTheSection) {
    EXPECT_EQ(
        read_page("<title>The lighthouse plan - Paper</title><meta property=og:site_name content=Paper>", "").title,
        "The lighthouse plan");
    EXPECT_EQ(read("<title>Kế hoạch ngọn hải đăng | Báo Paper</title><p>x").title, "Kế hoạch ngọn hải đăng");
    EXPECT_EQ(
        read("<title>A longer headline of this page</title><h1>Local | A longer headline of this page</h1>" + long_text)
            .title,
        "A longer headline of this page");
}

TEST(ReadArticle, TimesKeepTheirZoneOrHaveNone) {
    const auto published = [](const std::string& head) { return core::format_iso8601(*read_page(head, "").published); };
    EXPECT_EQ(published("<meta property='article:published_time' content='2024-07-08T10:00:11+07:00'>"),
              "2024-07-08T10:00:11+07:00");
    EXPECT_EQ(published("<meta property='article:published_time' content='2024-07-08 10:00:11'>"),
              "2024-07-08T10:00:11");
    EXPECT_EQ(
        published(
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-07-08\"}</script>"),
        "2024-07-08");
}

TEST(ReadArticle, AUtcStampTakesTheDayThatIsShown) {
    const core::Article article = read_page("<meta property='article:published_time' content='2024-07-08T23:30:00Z'>",
                                            "<p class=date>9 July 2024, 06:30</p>");
    EXPECT_EQ(core::format_iso8601(*article.published), "2024-07-09T06:30:00+07:00");
    EXPECT_THAT(article.rules.at("published"), HasSubstr("zone by the time shown"));
}

TEST(ReadArticle, ImpossibleDatesAreNoDates) {
    EXPECT_FALSE(
        read_page("<meta property='article:published_time' content='2024-02-31T10:00:00Z'>", "").published.has_value());
    EXPECT_FALSE(read("<html lang=vi><h1>Tiêu đề của bài báo này</h1><p>Ngày đăng: 31/02/2024</p>" + long_text)
                     .published.has_value());
}

std::string recordings(const core::Article& article) {
    std::string all;
    for (const auto& audio : article.audio) all += (all.empty() ? "" : " ") + audio.url;
    return all;
}

TEST(ReadArticle, ABlankWithinAnAddressIsPartOfIt) {
    const std::string whole = "https://paper.example/m/tieng%20doc%202.mp3";
    const auto linked = [](const std::string& url) {
        return recordings(read_page(R"(<script type="application/ld+json">{"@type":"NewsArticle","headline":"x",
            "audio":{"@type":"AudioObject","contentUrl":")" +
                                        url + R"("}}</script>)",
                                    ""));
    };
    EXPECT_EQ(linked("https://paper.example/m/tieng doc 2.mp3"), whole);
    EXPECT_EQ(linked(" https://paper.example/m/tieng doc 2.mp3\\n"), whole);
    EXPECT_EQ(linked("https://paper.example/m/tieng\\n doc 2.mp3"), whole);
    EXPECT_EQ(linked("/m/tieng doc 2.mp3"), whole);
    EXPECT_EQ(linked("https://paper.example/m/tieng doc"), "https://paper.example/m/tieng%20doc");
    const auto attribute = [](const std::string& markup) { return recordings(read_page("", "", markup)); };
    EXPECT_EQ(attribute("<div class=player data-src='https://paper.example/m/tieng doc 2.mp3'></div>"), whole);
    EXPECT_EQ(attribute("<div class=player data-src='\n /m/tieng doc 2.mp3 '></div>"), whole);
    EXPECT_EQ(attribute("<div class=player data-audio='https://paper.example/m/tieng doc'></div>"),
              "https://paper.example/m/tieng%20doc");
    EXPECT_EQ(attribute(R"(<div class=player data-track='{"src":"/m/tieng doc 2.mp3"}'></div>)"), whole);
    EXPECT_EQ(attribute("<script>var audio = {file: 'https://paper.example/m/tieng doc 2.mp3'};</script>"), whole);
}

TEST(ReadArticle, AnAddressAmongWordsIsNoLongerOne) {
    for (const char* prose :
         {"/ or say it aloud into voice.mp3", "Listen to voice.mp3", "https is not http, see voice.mp3",
          "//comment about the file voice.mp3", "http://paper.example is where we keep voice.mp3"}) {
        EXPECT_EQ(recordings(read_page("", "", std::string("<div data-src='") + prose + "'></div>")), "") << prose;
        EXPECT_EQ(recordings(read_page("", "", std::string("<div data-audio='") + prose + "'></div>")), "") << prose;
        EXPECT_EQ(recordings(read_page(std::string(R"(<script type="application/ld+json">{"@type":"AudioObject",
            "contentUrl":")") + prose + R"("}</script>)",
                                       "")),
                  "")
            << prose;
    }
    const std::string two = "https://paper.example/a.mp3 https://paper.example/b.mp3";
    EXPECT_EQ(recordings(read_page("", "", "<div data-src='" + two + "'></div>")).find("%20"), std::string::npos);
    EXPECT_EQ(recordings(read_page("", "", R"(<div data-x='{"src":")" + two + R"("}'></div>)")).find("%20"),
              std::string::npos);
    EXPECT_EQ(recordings(read_page(R"(<script type="application/ld+json">{"@type":"NewsArticle",
        "description":"https://paper.example/a tells of voice.mp3"}</script>)",
                                   "")),
              "");
}

TEST(ReadArticle, JsonLdTrapsAreReadAsFarAsTheyGo) {
    std::string deep = "<script type='application/ld+json'>";
    for (int i = 0; i < 100'000; ++i) deep += "{\"a\":[";
    EXPECT_EQ(read_page(deep + "</script><title>The lighthouse plan</title>", "").title, "The lighthouse plan");
    const core::Article article = read_page(
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"First\",\"headline\":\"The "
        "lighthouse plan\",\"wordCount\":1e400,"
        "\"author\":{\"name\":\"Ann \\ud800 Lee\"}}</script>",
        "");
    EXPECT_EQ(article.title, "The lighthouse plan");
    EXPECT_THAT(article.authors, ElementsAre("Ann \uFFFD Lee"));
}

TEST(ReadArticle, BodyHtmlHoldsNothingButItsFewTags) {
    const core::Article article = read_page("", "", "");
    EXPECT_THAT(article.body_html, HasSubstr("<p>The council met"));
    const core::Article hostile = read(
        "<html lang=en><h1>The lighthouse plan</h1><div class=text><p onclick='x()'>The "
        "<script>alert(1)</script>council <a href='javascript:alert(1)'>met</a> on the <a href='/pier' "
        "onmouseover=x>old pier</a> because 1 &lt; 2 &amp;amp; <img src=x onerror=alert(1)>the hall was &lt;script&gt; "
        "being painted, and nobody minded.</p>"
        "<svg onload=alert(1)></svg><iframe srcdoc='<script>1</script>'></iframe>" +
        long_text + "<ul><li>Paint for the walls of the tower and its door</li><li>Oil</li></ul><h2>Later</h2>" +
        long_text);
    EXPECT_THAT(hostile.body_html, HasSubstr("The council met on the <a href=\"https://paper.example/pier\">old "
                                             "pier</a> because 1 &lt; 2 &amp;amp; the hall was &lt;script&gt;"));
    EXPECT_THAT(hostile.body_html, HasSubstr("<ul>\n<li>Paint"));
    EXPECT_THAT(hostile.body_html, HasSubstr("<h2>Later</h2>"));
    for (const char* bad : {"<script", "onclick", "onerror", "javascript:", "<img", "<svg", "srcdoc", "alert"}) {
        EXPECT_THAT(hostile.body_html, Not(HasSubstr(bad)));
    }
}

TEST(ReadArticle, AllTextIsCleanUtf8WhateverThePageHolds) {
    std::string bytes =
        "<html><head><meta charset=utf-8><title>T\xFF\x01]]>\xEF\xBF\xBE title of it</title><meta name=author "
        "content='A\xC3nn L\xEF\xBF\xBF'></head><body><h1>T";
    bytes += std::string("\0\x0B", 2) + "\xF0\x28\x8C\x28</h1>" + long_text +
             "<p>\xED\xA0\x80 broken \xC0\xAF text that goes on and on for a while</p>";
    const core::Article article = read(bytes);
    for (const std::string& text : {article.title, article.body, article.body_html, article.lead, article.url}) {
        EXPECT_EQ(core::clean_utf8(text), text);
    }
    for (const std::string& name : article.authors) EXPECT_EQ(core::clean_utf8(name), name);
}

TEST(ReadArticle, DeepAndWidePagesEndInAnErrorSoon) {
    const auto start = std::chrono::steady_clock::now();
    std::string deep = "<html>";
    for (int i = 0; i < 1'000'000; ++i) deep += "<div>";
    EXPECT_EQ(error_kind(deep), core::ErrorKind::media);
    std::string wide = "<html><a ";
    for (int i = 0; i < 500'000; ++i) wide += "a" + std::to_string(i) + " ";
    EXPECT_EQ(error_kind(wide + ">"), core::ErrorKind::media);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(ReadArticle, TheOperatorsXPathGoesFirst) {
    const core::Article article = read(
        "<html lang=en><head><title>Wrong</title><link rel=canonical href=/canon></head><body><h1>Wrong heading "
        "here</h1><div class=t>Right title</div>"
        "<div class=d>8 July 2024</div><div class=m>2024-07-09T08:00:00+07:00</div><div class=a>By Ann Lee and Bob "
        "Ray</div><div class=l>The lead of it</div>"
        "<div class=i><img src=/i.jpg></div><div class=b><p>Only this short text.</p></div><div "
        "class=k><i>one</i><i>two</i></div>"
        "<div class=s>Harbour</div><a class=own href='/x?id=7'>play</a><audio src=/other-recording.mp3></audio><link "
        "class=u href=/own-url>" +
            long_text,
        {{"title", "//div[@class='t']"},
         {"published", "//div[@class='d']"},
         {"modified", "//div[@class='m']"},
         {"authors", "//div[@class='a']"},
         {"lead", "//div[@class='l']"},
         {"image", "//div[@class='i']/img"},
         {"body", "//div[@class='b']"},
         {"keywords", "//div[@class='k']/i"},
         {"section", "//div[@class='s']"},
         {"audio", "//a[@class='own']/@href"},
         {"url", "//link[@class='u']/@href"},
         {"language", "'en-GB'"}});
    EXPECT_EQ(article.title, "Right title");
    EXPECT_EQ(core::format_iso8601(*article.published), "2024-07-08");
    EXPECT_EQ(core::format_iso8601(*article.modified), "2024-07-09T08:00:00+07:00");
    EXPECT_THAT(article.authors, ElementsAre("Ann Lee", "Bob Ray"));
    EXPECT_EQ(article.lead, "The lead of it");
    EXPECT_EQ(article.image.url, "https://paper.example/i.jpg");
    EXPECT_EQ(article.body, "Only this short text.");
    EXPECT_THAT(article.keywords, ElementsAre("one", "two"));
    EXPECT_EQ(article.section, "Harbour");
    EXPECT_EQ(article.url, "https://paper.example/own-url");
    EXPECT_EQ(article.language, "en-GB");
    ASSERT_EQ(article.audio.size(), 1u);
    EXPECT_EQ(article.audio.front().url, "https://paper.example/x?id=7");
    for (const auto& [field, rule] : article.rules) EXPECT_EQ(rule, "xpath") << field;
}

TEST(ReadArticle, AnXPathThatFindsNothingLeavesTheRulesButForTheRecording) {
    const std::string bytes =
        "<html lang=en><h1>The lighthouse plan</h1><audio src=/own-recording.mp3></audio>" + long_text;
    const core::Article article = read(bytes, {{"title", "//b"}, {"audio", "//b"}, {"body", "//b"}});
    EXPECT_EQ(article.title, "The lighthouse plan");
    EXPECT_THAT(article.body, HasSubstr("The council met"));
    EXPECT_THAT(article.audio, IsEmpty());
    EXPECT_EQ(read(bytes).audio.size(), 1u);
}

TEST(ReadArticle, AWrongXPathOrFieldIsTheOperatorsError) {
    for (const auto& xpath : {std::map<std::string, std::string>{{"title", "//b["}}, {{"headline", "//b"}}}) {
        try {
            read("<p>x</p>" + long_text, xpath);
            ADD_FAILURE();
        } catch (const core::Error& error) {
            EXPECT_EQ(error.kind(), core::ErrorKind::config);
        }
    }
}

TEST(ReadArticle, EveryRefusedRecordingComesWithItsReason) {
    const core::Article article =
        read_page("", "<audio src='https://stream.paper.example:8000/;'></audio><audio src='/intros/ours.mp3'></audio>",
                  "<aside class=sidebar><audio src='/others/programme-twelve.mp3'></audio></aside>");
    EXPECT_THAT(article.audio, IsEmpty());
    ASSERT_EQ(article.rejected.size(), 3u);
    for (const core::RejectedAudio& refused : article.rejected) {
        EXPECT_FALSE(refused.reason.empty()) << refused.url;
        EXPECT_FALSE(refused.rule.empty()) << refused.url;
    }
}

TEST(ReadArticle, PartsOfOneRecordingBeginWithTheFirst) {
    const core::Article article = read_page(
        "", "", "<audio src=/f/interview-harbour-1.mp3></audio><audio src=/f/interview-harbour-2.mp3></audio>");
    EXPECT_FALSE(article.ambiguous);
    ASSERT_EQ(article.audio.size(), 1u);
    EXPECT_EQ(article.audio.front().url, "https://paper.example/f/interview-harbour-1.mp3");
}

TEST(ReadArticle, CaptionsAndCreditsStayOutOfTheTextAndWithThePicture) {
    const core::Article article = read(
        "<html lang=vi><head><meta property=og:image content=/i/hai-dang-2024.jpg></head><h1>Kế hoạch ngọn hải đăng "
        "của xã</h1><div class=noidung><figure><img src=/i/hai-dang-2024-640x480.jpg>"
        "<figcaption>Ngọn hải đăng nhìn từ bến (Ảnh: Thu Hà)</figcaption></figure>" +
        long_text + "</div>");
    EXPECT_EQ(article.image.caption, "Ngọn hải đăng nhìn từ bến");
    EXPECT_EQ(article.image.credit, "Thu Hà");
    EXPECT_THAT(article.body, Not(HasSubstr("Ngọn hải đăng nhìn")));
}

TEST(ReadArticle, TheLeadLosesTheAgencysMark) {
    EXPECT_EQ(read("<html lang=vi><h1>Kế hoạch ngọn hải đăng của xã</h1><p class=sapo>BSO - Sáng nay xã họp bàn việc "
                   "thắp lại ngọn hải đăng cũ.</p><div>" +
                   long_text + "</div>")
                  .lead,
              "Sáng nay xã họp bàn việc thắp lại ngọn hải đăng cũ.");
}

}  // namespace
