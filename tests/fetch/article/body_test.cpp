// The article's own text, told from everything else on its page: whatever a wrapper is called, however short the text,
// however broken the page.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "fetch/article/article.h"

namespace {

using testing::HasSubstr;
using testing::Not;

core::Article read(const std::string& page) {
    return fetch::read_article({"https://paper.example/news/one.html", "text/html; charset=utf-8", page, {}});
}

std::string paragraph(int number) {
    return "Paragraph " + std::to_string(number) +
           " tells how the ferry came back to the river, who paid for the new engine and why it took nine days.";
}

std::string paragraphs(int first, int last) {
    std::string all;
    for (int i = first; i <= last; ++i) all += "<p>" + paragraph(i) + "</p>\n";
    return all;
}

/// A page with a menu, its title above `text`, a list of other articles in a sidebar and a footer.
std::string page_of(const std::string& text, const std::string& language = "en") {
    return "<!doctype html><html lang=" + language +
           "><head><meta charset=utf-8><title>The ferry is back</title></head><body>"
           "<nav><a href=/>Home</a> <a href=/river>River</a></nav><main><h1>The ferry is back</h1>" +
           text +
           "</main><aside class=sidebar><ul><li><a href=/a>Choir looks for tenors</a><li><a href=/b>Bakery wins the "
           "county prize</a></ul></aside><footer><p>The Paper, 4 Mill Lane, printed every day but Sunday since "
           "1911.</p></footer></body></html>";
}

void expect_whole(const std::string& page, int last, const std::string& what) {
    const std::string body = read(page).body;
    for (int i = 1; i <= last; ++i) EXPECT_THAT(body, HasSubstr(paragraph(i))) << what;
    EXPECT_THAT(body, Not(HasSubstr("Choir"))) << what;
    EXPECT_THAT(body, Not(HasSubstr("Mill Lane"))) << what;
}

TEST(Body, AWrappersNameDoesNotMatterWhereMostTextStands) {
    for (const char* name :
         {"sidebar-grid__content", "post-main-aside-container", "secondary", "section--has-ads", "ads-container",
          "no-sidebar", "layout with-related", "related-content", "comments-open", "share-wrap", "nav-layout",
          "byline-block", "caption-grid", "page-player", "newsletter-page", "post-banner", "tags-page", "popular"}) {
        for (const int last : {3, 12}) {
            expect_whole(page_of("<div class='" + std::string(name) + "'><div>" + paragraphs(1, last) + "</div></div>"),
                         last, name);
        }
    }
    for (const char* element : {"aside", "nav", "section role=complementary", "form"}) {
        const std::string tag = std::string(element).substr(0, std::string_view(element).find(' '));
        expect_whole(page_of("<" + std::string(element) + ">" + paragraphs(1, 8) + "</" + tag + ">"), 8, element);
    }
}

TEST(Body, MayBeHiddenUntilAScriptShowsIt) {
    expect_whole(page_of("<div style='display:none'><div class=article-body>" + paragraphs(1, 9) + "</div></div>"), 9,
                 "");
    expect_whole("<body style='visibility:hidden'>" + page_of(paragraphs(1, 9)), 9, "page");
}

TEST(Body, MayLieInPiecesThatShareSuchAName) {
    std::string grid;
    for (int i = 1; i <= 9; i += 3) {
        grid += "<div class=sidebar-grid__row><div class='sidebar-grid__content article__content'>" +
                paragraphs(i, i + 2) + "</div><aside class=sidebar-grid__sidebar>Choir looks for tenors</aside></div>";
    }
    expect_whole(page_of("<div class=sidebar-grid>" + grid + "</div>"), 9, "pieces");
}

TEST(Body, InAnArticleWithAPlayerInAListOrABox) {
    const std::string in_list = "<ul><li class=x><audio src=/c.mp3></audio></li></ul>";
    const std::string in_box =
        "<div class='bucketwrap resaudio'><a class=audio-module-listen href=/c.mp3>Listen</a></div>";
    for (const std::string& player : {in_list, in_box}) {
        expect_whole(page_of("<article class=story>" + player + paragraphs(1, 3) + "</article>"), 3, player);
        expect_whole(
            page_of("<article class=story>" + player + "<div class=storytext>" + paragraphs(1, 3) + "</div></article>"),
            3, player);
    }
}

TEST(Body, IsNoThreadNoListOfTeasersAndNoNotice) {
    std::string thread;
    std::string teasers;
    for (int i = 1; i <= 20; ++i) {
        const std::string number = std::to_string(i);
        thread += "<div class=entry><b>Reader " + number + "</b><p>" + paragraph(i) + "</p></div>";
        teasers += "<div class=card><h3><a href=/t" + number + ">Headline</a></h3><p>" + paragraph(i) + "</p></div>";
    }
    const std::string text = "The ferry is back since Monday. Tickets cost what they did before the flood.";
    for (const std::string& others :
         {"<div id=comments>" + thread + "</div>", "<div class=related-list>" + teasers + "</div>",
          "<div class=column>" + teasers + "</div>", "<div hidden>" + paragraphs(1, 20) + "</div>",
          "<div class=cookie-consent>" + paragraphs(1, 20) + "</div>",
          "<div role=dialog>" + paragraphs(1, 20) + "</div>"}) {
        EXPECT_EQ(read(page_of("<div class=text><p>" + text + "</p></div>" + others)).body, text)
            << others.substr(0, 60);
    }
}

TEST(Body, ShortTextsOfDenseScriptsAreTexts) {
    // Each is about as long as what was lost before words were counted: 22 to 69 letters.
    const std::vector<std::pair<std::string, std::string>> texts{
        {"zh", "渡船昨晚起恢复夜航，末班改到十一点半，票价不变。"},
        {"ja", "渡し船は昨夜から夜間も運航し、最終便は午後十一時半。"},
        {"ko", "나룻배가 어젯밤부터 다시 다니며 막배는 밤 열한 시 반이다."},
        {"th", "เรือข้ามฟากกลับมาวิ่งกลางคืนแล้ว เที่ยวสุดท้ายห้าทุ่ม"},
        {"lo", "ເຮືອຂ້າມຟາກກັບມາໃຫ້ບໍລິການກາງຄືນແລ້ວ"},
        {"km", "ទូកឆ្លងចាប់ផ្តើមរត់ពេលយប់វិញតាំងពីម្សិលមិញ"},
        {"my", "ကူးတို့သင်္ဘောသည် ညဘက်တွင် ပြန်လည်ပြေးဆွဲနေပြီ"},
        {"ar", "عادت العبارة إلى الإبحار ليلا منذ أمس."},
        {"he", "המעבורת חזרה להפליג בלילה החל מאמש."},
        {"hi", "नाव कल रात से फिर चलने लगी है।"},
    };
    for (const auto& [language, text] : texts) {
        EXPECT_EQ(read(page_of("<div class=text><p>" + text + "</p></div>", language)).body, text);
        EXPECT_EQ(read(page_of("<p>" + text + "</p>", language)).body, text);
    }
}

TEST(Body, EndsWhereTheNextArticleBegins) {
    const auto article = [](const std::string& title, int first, int last) {
        return "<div class='story-item'><h1>" + title + "</h1><div class=txt>" + paragraphs(first, last) +
               "</div></div>";
    };
    const auto linked = "<section class=onward-read><h2><a href=/choir>Choir looks for tenors</a></h2><div>" +
                        paragraphs(20, 24) + "</div></section>";
    for (const std::string& next : {article("Choir looks for tenors", 20, 24), linked}) {
        const std::string body = read("<html lang=en><title>The ferry is back</title><body><div class=stream>" +
                                      article("The ferry is back", 1, 9) + next + "</div>")
                                     .body;
        EXPECT_THAT(body, HasSubstr(paragraph(9))) << next;
        EXPECT_THAT(body, Not(HasSubstr(paragraph(20)))) << next;
        EXPECT_THAT(body, Not(HasSubstr(paragraph(24)))) << next;
    }
}

TEST(Body, HasNoWordsOfTheSiteToItsReaders) {
    for (const char* line :
         {"5 min read", "Reading time: 4 minutes", "3 Min. Lesezeit", "Thời gian đọc: 3 phút", "Cỡ chữ",
          "Save for later", "Get the week's best stories delivered to your inbox.",
          "Already a subscriber? Log in here.", "Subscribe to continue reading this article.",
          "Schon Abonnent? Hier anmelden und weiterlesen.", "Cet article est réservé aux abonnés.",
          "Nghe bài này: https://paper.example/audio/20260305.mp3", "https://paper.example/audio/20260305.mp3",
          "(*) Không sao chép dưới mọi hình thức khi chưa được đồng ý.", "© 2026 The Paper. All rights reserved.",
          "版权所有，未经授权不得转载。"}) {
        const std::string page = page_of("<div class=text>" + paragraphs(1, 2) + "<p>" + line + "</p>" +
                                         paragraphs(3, 4) + "<p>" + line + "</p></div>");
        EXPECT_THAT(read(page).body, Not(HasSubstr(line))) << line;
        expect_whole(page, 4, line);
    }
}

TEST(Body, IsNotWhoSignedIt) {
    for (const char* line : {"<p>Nguyễn Thanh Tùng</p>", "<p style='text-align: right'><b>THANH TÙNG</b></p>",
                             "<p>Bài, ảnh: Thanh Tùng</p>", "<p>(Reporting by Thanh Tùng; editing by Ann Lee)</p>"}) {
        const core::Article article = read(page_of("<div class=text>" + paragraphs(1, 3) + line + "</div>", "vi"));
        EXPECT_TRUE(article.body.ends_with(paragraph(3))) << line;
        EXPECT_THAT(article.body_html, Not(HasSubstr("Tùng"))) << line;
        EXPECT_THAT(article.body_html, Not(HasSubstr("TÙNG"))) << line;
    }
    const core::Article article =
        read(page_of("<div class=text>" + paragraphs(1, 3) + "<p>Nguyễn Thanh Tùng</p></div>"));
    EXPECT_THAT(article.authors, testing::ElementsAre("Nguyễn Thanh Tùng"));
}

TEST(Body, ThatOnlyAScriptCanReadIsNone) {
    std::string cipher;
    for (int i = 0; i < 40; ++i) cipher += "U2FsdGVkX1/9vQbJ0yA7cQ";
    const std::string teaser =
        "<ul class=list><li><a href=/a>Choir looks for tenors</a><p>" + paragraph(1) + "</p></li></ul>";
    for (const std::string& hidden :
         {"<div class=article__body id=dcontent>" + cipher + "</div>", std::string("<div class=article__body></div>"),
          std::string("<div itemprop=articleBody><script>fill()</script></div>")}) {
        const core::Article article = read(page_of(hidden + teaser));
        EXPECT_EQ(article.body, "") << hidden.substr(0, 60);
        EXPECT_FALSE(article.rules.contains("body"));
    }
    expect_whole(page_of("<div class=article__body></div><div class=text>" + paragraphs(1, 3) + "</div>"), 3, "filled");
}

TEST(Body, IsWhatThePageTellsMachinesWhereItShowsNone) {
    std::string said;
    for (int i = 1; i <= 6; ++i) said += paragraph(i) + "\\n\\n";
    const std::string data =
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"The ferry is back\","
        "\"articleBody\":\"" +
        said + "\"}</script>";
    const std::string choir =
        "The choir of the old town looks for tenors, and nobody who can hold a tune needs to be shy.";
    const std::string teaser = "<ul class=list><li><p>" + choir + "</p></li></ul>";
    for (const std::string& shown : {std::string(), teaser, "<div class=article__body></div>" + teaser}) {
        const core::Article article = read(page_of(data + shown));
        EXPECT_TRUE(article.body.starts_with(paragraph(1) + "\n\n" + paragraph(2))) << article.body;
        EXPECT_THAT(article.body, Not(HasSubstr(choir)));
        EXPECT_THAT(article.body_html, HasSubstr("<p>" + paragraph(6) + "</p>"));
        EXPECT_EQ(article.rules.at("body"), "json-ld articleBody");
    }
    EXPECT_EQ(read(page_of(data + "<div class=text>" + paragraphs(1, 6) + "</div>")).rules.at("body"), "text density");
    EXPECT_THAT(read(page_of(data + "<div class=text>" + paragraphs(10, 19) + "</div>")).body, HasSubstr(paragraph(19)))
        << "more text than machines are told is the page's own";
}

}  // namespace
