#include "fetch/markup/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "core/error.h"

namespace {

using fetch::HtmlDocument;
using fetch::HtmlNode;
using testing::ElementsAre;

std::string repeat(std::string_view piece, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += piece;
    return all;
}

std::string refusal(const std::string& page, const fetch::HtmlLimits& limits = {}) {
    try {
        HtmlDocument::parse(page, limits);
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::media);
        return error.what();
    }
    return "";
}

TEST(Html, ComposesTextsAndLeavesUrlsAsTheyWereWritten) {
    const HtmlDocument page = HtmlDocument::parse(
        "<html><body><a href=\"/ba\xCC\x80i doc.mp3\" title=\"Ba\xCC\x80i\">Ba\xCC\x80i mo&#x302;t "
        "http://a.example/ba\xCC\x80i "
        "va\xCC\x80</a><script>x = '/ba\xCC\x80i'</script></body></html>");
    const HtmlNode link = page.root().descendants("a").front();
    EXPECT_EQ(link.attribute("href"), "/ba\xCC\x80i doc.mp3");
    EXPECT_EQ(link.attribute("title"), "B\u00e0i");
    EXPECT_EQ(link.text(), "B\u00e0i m\u00f4t http://a.example/ba\xCC\x80i v\u00e0");
    EXPECT_EQ(page.root().descendants("script").front().content(), "x = '/ba\xCC\x80i'");
}

TEST(Html, TextBreaksAtBlocksAndNotWithinALine) {
    const auto page = HtmlDocument::parse("<p>One <b>t</b>wo<br>three<div>four</div><ul><li>five<li>six</ul>");
    EXPECT_THAT(page.root().lines(), ElementsAre("One two", "three", "four", "five", "six"));
    EXPECT_EQ(page.root().text(), "One two three four five six");
}

TEST(Html, TextPassesOverWhatIsNotSeen) {
    const auto page = HtmlDocument::parse(
        "<head><title>T</title><style>p{}</style></head><body><script>var p='</p>';</script><noscript>off</noscript>"
        "<template><p>later</p></template><audio>no player</audio><!-- remark --><p>seen</p>");
    EXPECT_EQ(page.root().text(), "seen");
    EXPECT_EQ(page.root().descendants("title").front().text(), "T");
    EXPECT_EQ(page.root().descendants("script").front().content(), "var p='</p>';");
}

TEST(Html, AttributesComeWithTheirReferencesResolved) {
    const auto page = HtmlDocument::parse("<A HREF='?a=1&amp;b=2' data-x='{&quot;k&quot;:1}' disabled>x</A>");
    const HtmlNode link = page.root().descendants("a").front();
    EXPECT_EQ(link.attribute("href"), "?a=1&b=2");
    EXPECT_EQ(link.attribute("data-x"), "{\"k\":1}");
    EXPECT_TRUE(link.has("disabled"));
    EXPECT_FALSE(link.has("title"));
    EXPECT_EQ(link.attribute("title"), "");
}

TEST(Html, VietnameseStaysWhole) {
    const auto page = HtmlDocument::parse("<meta charset=iso-8859-1><p>Đồng Tháp &mdash; &#7845;p &#x1EC7;</p>");
    EXPECT_EQ(page.root().text(), "Đồng Tháp — ấp ệ");
}

TEST(Html, WalksInDocumentOrderBelowARoot) {
    const auto page = HtmlDocument::parse("<div id=a><p><i>1</i></p><p>2</p></div><p>3</p>");
    const HtmlNode div = page.root().descendants("div").front();
    std::string tags;
    for (HtmlNode node = div.next_in(div); node; node = node.next_in(div)) tags += std::string(node.name()) + ",";
    EXPECT_EQ(tags, "p,i,,p,,");
    EXPECT_TRUE(div.first_child().lies_in(div));
    EXPECT_FALSE(page.root().lies_in(div));
    EXPECT_EQ(div.first_child().first_child().closest("div"), div);
    EXPECT_FALSE(div.closest("table"));
}

TEST(Html, TheBaseElementGoesBeforeThePagesUrl) {
    EXPECT_EQ(HtmlDocument::parse("<p>x").base_url("http://a.example/b/c"), "http://a.example/b/c");
    EXPECT_EQ(HtmlDocument::parse("<base href='/d/'><p>x").base_url("http://a.example/b/c"), "http://a.example/d/");
    EXPECT_EQ(HtmlDocument::parse("<base href='javascript:1'><p>x").base_url("http://a.example/b"),
              "http://a.example/b");
}

TEST(Html, XPathGivesElementsAttributesAndValues) {
    const auto page = HtmlDocument::parse("<a href=1>one</a><a href=2>two</a>");
    const auto links = page.select("//a/@href | //a[2]");
    ASSERT_EQ(links.size(), 3u);
    EXPECT_EQ(links[0].value, "1");
    EXPECT_EQ(links[0].node.text(), "one");
    EXPECT_EQ(page.select("string(//a[2])").front().value, "two");
    EXPECT_EQ(page.select("count(//a)").front().value, "2");
    EXPECT_EQ(page.select("@href", page.root().descendants("a")[1]).front().value, "2");
    EXPECT_TRUE(page.select("//table").empty());
}

TEST(Html, AWrongXPathIsTheOperatorsError) {
    const auto page = HtmlDocument::parse("<p>x");
    for (const char* expression : {"//p[", "//p/nothing()", "", "$unknown"}) {
        try {
            page.select(expression);
            ADD_FAILURE() << expression;
        } catch (const core::Error& error) {
            EXPECT_EQ(error.kind(), core::ErrorKind::config) << expression;
        }
    }
}

TEST(Html, OnePageHasOneHtmlAndOneBodyWhereverTheyEnd) {
    for (const char* page :
         {"<html></html><head><title>A</title></head><body><p>One<p>Two</body></html>",
          "<html>\n</html>\n<html lang=vi><head><title>A</title></head><body><p>One<p>Two",
          "<html lang=vi><head><title>A</title></head><body><p>One</p></body></html><p>Two",
          "<html><head></head><body></body></html><!doctype html><html lang=vi><head><title>A</title></head>"
          "<body class=b><p>One<p>Two",
          "<html><head><title>A</title></html><body><body id=b><p>One</p></body></body><p>Two</p></html></html>"}) {
        const auto document = HtmlDocument::parse(page);
        EXPECT_EQ(document.root().descendants("body").size(), 1u) << page;
        EXPECT_TRUE(document.root().descendants("html").empty()) << page;
        EXPECT_EQ(document.root().descendants("title").size(), 1u) << page;
        EXPECT_EQ(document.root().descendants("p").size(), 2u) << page;
        EXPECT_FALSE(document.root().next()) << page;
        const bool says = std::string_view(page).find("lang=vi") != std::string_view::npos;
        EXPECT_EQ(document.root().attribute("lang"), says ? "vi" : "") << page;
    }
}

TEST(Html, WhatBrowsersForgiveHidesNothing) {
    for (const char* before :
         {"<!-->", "<!--->", "<!-- a --!>", "<!-- a -- b --->", "<![CDATA[ a > b ]]>", "<?php echo 1; ?>", "< div>",
          "<img alt=\"a \"b\" c\" src=x>", "<a href=\"/x\"\">x</a>", "<a href=/x\">x</a>", "<div class=a<div>",
          "<![if !IE]>", "<iframe src=x /></iframe>", "</p></br></head></title>",
          "<script>document.write('<script src=x><\\/script>');</script>"}) {
        const auto document = HtmlDocument::parse("<html><body>" + std::string(before) + "<h1>One</h1><p>Two</p>");
        EXPECT_EQ(document.root().descendants("h1").size(), 1u) << before;
        EXPECT_EQ(document.root().descendants("p").size() >= 1, true) << before;
    }
}

TEST(Html, AnEndlessXPathIsStopped) {
    const auto page = HtmlDocument::parse(repeat("<p>x</p>", 5000));
    EXPECT_THROW(page.select("//p[count(//p[count(//p[count(//p) > 1]) > 1]) > 1]"), core::Error);
}

TEST(Html, LimitsRefuseAndDoNotCut) {
    EXPECT_EQ(refusal(repeat("<div>", 1'000'000)), "cannot read the page: elements are nested too deep");
    EXPECT_EQ(refusal(std::string(17u << 20, 'x')), "cannot read the page: more than 16777216 bytes");
    EXPECT_EQ(refusal(repeat("<b></b>", 600'000)), "cannot read the page: too many elements");
    EXPECT_EQ(refusal("<a " + repeat("b=1 ", 3000) + ">x"), "cannot read the page: too many attributes in one element");
    EXPECT_EQ(refusal(repeat("<html a>", 200)), "cannot read the page: too many html elements");
    EXPECT_EQ(refusal(""), "cannot read the page: it holds no element");
    EXPECT_EQ(refusal("<!-- only"), "cannot read the page: it holds no element");
}

TEST(Html, WhatIsLargeButHonestIsRead) {
    EXPECT_EQ(refusal(repeat("<b>", 600) + "x"), "");
    EXPECT_EQ(refusal("<p data-state='" + repeat("word = \"x\" ", 5000) + "'>x"), "");
    EXPECT_EQ(refusal("<script>if (a <b) { " + repeat("c d e ", 5000) + "}</script><p>x"), "");
    EXPECT_EQ(refusal("<!-- <a " + repeat("b ", 5000) + " --><p>x"), "");
}

TEST(Html, EntitiesOfADoctypeAreNotExpandedAndNothingIsLoaded) {
    const auto page = HtmlDocument::parse(
        "<!DOCTYPE html [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
        "<p>[&b;][&f;]</p>");
    EXPECT_THAT(page.root().text(), testing::HasSubstr("[&b;][&f;]"));
}

}  // namespace
