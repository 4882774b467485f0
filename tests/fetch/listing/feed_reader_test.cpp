#include "fetch/listing/feed_reader.h"

#include "core/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

namespace {

using testing::HasSubstr;

constexpr const char* base = "https://paper.example/feeds/all.xml";

fetch::FeedDocument read(std::string_view text, std::string_view type = "") {
    return fetch::read_feed(text, type, base, 1 << 20);
}

std::string complaint(std::string_view text) {
    try {
        read(text);
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::media);
        return error.what();
    }
    return "none";
}

std::string time(const std::optional<core::WrittenTime>& written) {
    return written ? core::format_iso8601(*written) : "none";
}

std::string gzip(const std::string& text) {
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    std::string out(deflateBound(&stream, static_cast<uLong>(text.size())) + 64, '\0');
    std::string input = text;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

constexpr const char* rss = R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rss [<!ENTITY x "y">]>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
     xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom">
 <channel><title>The Paper</title><link>https://paper.example/</link><language>vi</language>
  <item><title>One &amp;amp; <![CDATA[<b>two</b>]]></title><itunes:title>not this</itunes:title>
   <link> https://paper.example/mot.html </link><guid isPermaLink="false">tag:1</guid>
   <pubDate>Mon, 08 Jul 2024 10:00:11 +0700</pubDate>
   <enclosure url="https://cdn.example/a.mp3" length="12345" type="audio/mpeg"/></item>
  <item><title>Hai</title><guid>https://paper.example/hai.html</guid><dc:date>2024-07-07T09:00:00Z</dc:date>
   <media:group><media:content url="/b.jpg" medium="image"/><media:content url="/b.m4a" type="audio/mp4" fileSize="7"/></media:group></item>
  <item><title>Ba</title><atom:link rel="alternate" href="/ba.html"/><pubDate>08/07/2024 10:00</pubDate></item>
 </channel></rss>)";

TEST(ReadFeed, Rss2) {
    const auto feed = read(rss);
    EXPECT_EQ(feed.kind, fetch::FeedDocument::Kind::rss);
    EXPECT_EQ(feed.title, "The Paper");
    ASSERT_EQ(feed.items.size(), 3u);
    const core::Link& one = feed.items[0].link;
    EXPECT_EQ(one.url, "https://paper.example/mot.html");
    EXPECT_EQ(one.title, "One & two");
    EXPECT_EQ(one.guid, "tag:1");
    EXPECT_EQ(time(one.published), "2024-07-08T10:00:11+07:00");
    ASSERT_TRUE(one.recording);
    EXPECT_EQ(one.recording->url, "https://cdn.example/a.mp3");
    EXPECT_EQ(one.recording->type, "audio/mpeg");
    EXPECT_EQ(one.recording->bytes, 12345u);
    const core::Link& two = feed.items[1].link;
    EXPECT_EQ(two.url, "https://paper.example/hai.html");
    EXPECT_EQ(time(two.published), "2024-07-07T09:00:00+00:00");
    ASSERT_TRUE(two.recording);
    EXPECT_EQ(two.recording->url, "https://paper.example/b.m4a");
    EXPECT_EQ(two.recording->bytes, 7u);
    EXPECT_EQ(feed.items[2].link.url, "https://paper.example/ba.html");
    EXPECT_EQ(time(feed.items[2].link.published), "2024-07-08T10:00:00");  // the feed's language is Vietnamese
}

TEST(ReadFeed, Rss1) {
    const auto feed =
        read(R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:enc="http://purl.oclc.org/net/rss_2.0/enc#">
        <channel rdf:about="https://paper.example/"><title>T</title></channel>
        <item rdf:about="https://paper.example/1"><title>Eins</title><link>https://paper.example/1</link>
        <dc:date>2024-07-08T10:00+02:00</dc:date></item></rdf:RDF>)");
    EXPECT_EQ(feed.kind, fetch::FeedDocument::Kind::rdf);
    ASSERT_EQ(feed.items.size(), 1u);
    EXPECT_EQ(feed.items[0].link.title, "Eins");
    EXPECT_EQ(time(feed.items[0].link.published), "2024-07-08T10:00:00+02:00");
}

TEST(ReadFeed, Atom) {
    const auto feed =
        read(R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://other.example/x/"><title>T</title>
        <entry><id>urn:1</id><title type="html">a &lt;i&gt;b&lt;/i&gt;</title><updated>2024-07-09T00:00:00Z</updated>
        <published>2024-07-08T10:00:11+07:00</published><link rel="self" href="self"/><link href="1.html"/>
        <link rel="enclosure" type="audio/ogg" href="1.ogg" length="9"/></entry>
        <entry><id>https://other.example/2</id><updated>2024-07-07T00:00:00Z</updated></entry></feed>)");
    EXPECT_EQ(feed.kind, fetch::FeedDocument::Kind::atom);
    ASSERT_EQ(feed.items.size(), 2u);
    EXPECT_EQ(feed.items[0].link.url, "https://other.example/x/1.html");
    EXPECT_EQ(feed.items[0].link.title, "a b");
    EXPECT_EQ(time(feed.items[0].link.published), "2024-07-08T10:00:11+07:00");
    ASSERT_TRUE(feed.items[0].link.recording);
    EXPECT_EQ(feed.items[0].link.recording->url, "https://other.example/x/1.ogg");
    EXPECT_EQ(feed.items[1].link.url, "https://other.example/2");
    EXPECT_EQ(time(feed.items[1].link.published), "2024-07-07T00:00:00+00:00");
}

TEST(ReadFeed, JsonFeed) {
    const auto feed = read(R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items":[
        {"id":"1","url":"https://paper.example/1","title":"Đồng Tháp","date_published":"2024-07-08T10:00:11+07:00",
         "attachments":[{"url":"/1.pdf","mime_type":"application/pdf"},{"url":"/1.mp3","mime_type":"audio/mpeg","size_in_bytes":5}]},
        {"id":"https://paper.example/2"},{"id":"no link"},7]})",
                           "application/feed+json");
    EXPECT_EQ(feed.kind, fetch::FeedDocument::Kind::json);
    ASSERT_EQ(feed.items.size(), 2u);
    EXPECT_EQ(feed.items[0].link.title, "Đồng Tháp");
    ASSERT_TRUE(feed.items[0].link.recording);
    EXPECT_EQ(feed.items[0].link.recording->url, "https://paper.example/1.mp3");
    EXPECT_EQ(feed.items[0].link.recording->bytes, 5u);
    EXPECT_EQ(feed.items[1].link.url, "https://paper.example/2");
}

TEST(ReadFeed, SitemapWithNews) {
    const auto feed = read(
        R"(<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
        <url><loc>https://paper.example/1?a=1&b=2</loc><lastmod>2024-07-09</lastmod><news:news><news:publication_date>2024-07-08T10:00:00+07:00
        </news:publication_date><news:title>Một</news:title></news:news></url><url><loc>https://paper.example/2</loc><lastmod>2024-07-01</lastmod></url>
        <url><loc>mailto:x</loc></url></urlset>)");
    EXPECT_EQ(feed.kind, fetch::FeedDocument::Kind::sitemap);
    ASSERT_EQ(feed.items.size(), 2u);
    EXPECT_EQ(feed.items[0].link.url, "https://paper.example/1?a=1&b=2");
    EXPECT_EQ(feed.items[0].link.title, "Một");
    EXPECT_EQ(time(feed.items[0].link.published), "2024-07-08T10:00:00+07:00");
    EXPECT_EQ(time(feed.items[1].link.published), "none");
    EXPECT_EQ(time(feed.items[1].changed), "2024-07-01");
}

TEST(ReadFeed, SitemapIndexAndGzip) {
    const std::string index =
        "<sitemapindex><sitemap><loc>/s1.xml.gz</loc><lastmod>2024-07-08</lastmod></sitemap></sitemapindex>";
    for (const std::string& bytes : {index, gzip(index)}) {
        const auto feed = read(bytes);
        EXPECT_EQ(feed.kind, fetch::FeedDocument::Kind::sitemap_index);
        ASSERT_EQ(feed.children.size(), 1u);
        EXPECT_EQ(feed.children[0].url, "https://paper.example/s1.xml.gz");
    }
    const std::string packed = gzip(index);
    EXPECT_THAT(complaint(packed.substr(0, packed.size() - 12)), HasSubstr("cut short"));
    EXPECT_THAT(complaint(packed.substr(0, 10) + std::string(30, '\xFF')), HasSubstr("broken"));
    EXPECT_THAT(complaint(gzip(std::string(64 << 20, 'a'))), HasSubstr("more than"));
}

TEST(ReadFeed, BrokenXmlIsReadAsFarAsItMakesSense) {
    EXPECT_EQ(read("\n\xEF\xBB\xBF  <rss><channel><item><title>caf&eacute; &nbsp;&amp; R&D "
                   "&unknown;</title><link>https://a.example/?x=1&y=2</link></item>"
                   "</channel></rss>")
                  .items.at(0)
                  .link.title,
              "café & R&D &unknown;");
    const std::string text(rss);
    const auto cut = read(text.substr(0, text.find("<item><title>Ba")));
    EXPECT_EQ(cut.items.size(), 2u);
    EXPECT_EQ(read("<rss><channel><item><title>a<b</title><link>https://a.example/1</link></item></channel></rss>")
                  .items.size(),
              1u);
    EXPECT_EQ(
        read("<rss><channel><item><dc:date>2024-07-08</dc:date><link>https://a.example/1</link></item></channel></rss>")
            .items.at(0)
            .link.published->local,
        std::chrono::local_days(std::chrono::year(2024) / 7 / 8));
    EXPECT_EQ(
        read(
            R"(<?xml version="1.0" encoding="utf-16"?><rss><channel><item><link>https://a.example/1</link></item></channel></rss>)")
            .items.size(),
        1u);
}

TEST(ReadFeed, OtherCharsets) {
    const auto feed = read(
        "<?xml version='1.0' encoding='windows-1251'?><rss><channel><item><title>\xCC\xE8\xF0</title>"
        "<link>https://a.example/1</link></item></channel></rss>");
    EXPECT_EQ(feed.items.at(0).link.title, "Мир");
}

TEST(ReadFeed, WhatIsNoFeedSaysWhatItIs) {
    EXPECT_THAT(complaint(""), HasSubstr("empty"));
    EXPECT_THAT(complaint("<!DOCTYPE html><html><body>Not found</body></html>"), HasSubstr("HTML page"));
    EXPECT_THAT(complaint("hello"), HasSubstr("neither XML nor JSON"));
    EXPECT_THAT(complaint("<opml/>"), HasSubstr("'opml'"));
    EXPECT_THAT(complaint("{\"a\":1}"), HasSubstr("not a JSON Feed"));
    EXPECT_THAT(complaint("{\"items\":["), HasSubstr("invalid JSON"));
    EXPECT_THAT(complaint("<rss><channel>"), HasSubstr("line 1"));
    EXPECT_THAT(complaint("<"), HasSubstr(base));
    EXPECT_TRUE(read("<rss><channel/></rss>").items.empty());
}

TEST(ReadFeed, NothingIsExpandedOrLoaded) {
    std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"lol\">";
    for (int level = 1; level < 30; ++level) {
        bomb += "<!ENTITY a" + std::to_string(level) + " \"";
        for (int count = 0; count < 10; ++count) bomb += "&a" + std::to_string(level - 1) + ";";
        bomb += "\">";
    }
    bomb +=
        "<!ENTITY file SYSTEM \"file:///etc/passwd\"> <!ENTITY % remote SYSTEM \"http://127.0.0.1:9/x.dtd\"> %remote;]>"
        "<rss><channel><item><title>&a29;|&file;</title><link>https://a.example/&file;</link></item></channel></rss>";
    const auto feed = read(bomb);
    EXPECT_EQ(feed.items.at(0).link.title, "&a29;|&file;");
    EXPECT_EQ(feed.items.at(0).link.url, "https://a.example/&file;");
}

TEST(ReadFeed, DepthAndSizeAreBounded) {
    std::string deep = "<rss><channel><item><link>https://a.example/1</link><x>";
    for (int level = 0; level < 200'000; ++level) deep += "<a>";
    EXPECT_EQ(read(deep).items.size(), 1u);
    std::string nested = "{\"items\":[{\"url\":\"https://a.example/1\",\"x\":";
    nested += std::string(200'000, '[') + std::string(200'000, ']') + "}]}";
    EXPECT_EQ(read(nested).items.size(), 1u);
    EXPECT_THAT(complaint("{\"items\":" + std::string(200'000, '[')), HasSubstr("invalid JSON"));
    std::string many = "<urlset>";
    for (int count = 0; count < 60'000; ++count) many += "<url><loc>/" + std::to_string(count) + "</loc></url>";
    EXPECT_EQ(fetch::read_feed(many + "</urlset>", "", base, 16 << 20).items.size(), 50'000u);
}

}  // namespace
