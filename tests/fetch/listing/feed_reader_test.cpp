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

TEST(ReadFeed, ReferencesAreRelativeToXmlBaseWhereverItStands) {
    const auto feed = read(R"(<rss xml:base="https://cdn.example/" base="/wrong/"><channel xml:base="bao/">
        <item><link>mot.html</link><enclosure url="mot.mp3" type="audio/mpeg"/></item>
        <item xml:base="/hai/"><link xml:base="trang/">2.html</link><enclosure xml:base="https://m.example/x/" url="2.mp3"/>
        <description xml:base="chu/">&lt;p&gt;&lt;a href="a.html"&gt;a&lt;/a&gt;</description></item>
        </channel></rss>)");
    ASSERT_EQ(feed.items.size(), 2u);
    EXPECT_EQ(feed.items[0].link.url, "https://cdn.example/bao/mot.html");
    EXPECT_EQ(feed.items[0].link.recording->url, "https://cdn.example/bao/mot.mp3");
    EXPECT_EQ(feed.items[1].link.url, "https://cdn.example/hai/trang/2.html");
    EXPECT_EQ(feed.items[1].link.recording->url, "https://m.example/x/2.mp3");
    EXPECT_THAT(feed.items[1].link.html, HasSubstr("<base href=\"https://cdn.example/hai/chu/\">"));
    const auto atom = read(R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://cdn.example/">
        <entry xml:base="bao/"><id>1</id><link xml:base="trang/" href="1.html"/>
        <link rel="enclosure" type="audio/mpeg" href="1.mp3"/></entry></feed>)");
    EXPECT_EQ(atom.items.at(0).link.url, "https://cdn.example/bao/trang/1.html");
    EXPECT_EQ(atom.items.at(0).link.recording->url, "https://cdn.example/bao/1.mp3");
    EXPECT_EQ(read("<rss><channel><item base=\"/x/\"><link>a.html</link></item></channel></rss>").items.at(0).link.url,
              "https://paper.example/feeds/a.html");
}

TEST(ReadFeed, NamesInAnyCase) {
    for (const char* text :
         {"<RSS VERSION=\"2.0\"><CHANNEL><TITLE>T</TITLE><ITEM><TITLE>Một</TITLE><LINK>https://a.example/1</LINK>"
          "<PUBDATE>Mon, 08 Jul 2024 10:00:11 +0700</PUBDATE><GUID ISPERMALINK=\"FALSE\">1</GUID>"
          "<ENCLOSURE URL=\"https://a.example/1.mp3\" TYPE=\"AUDIO/MPEG\"/></ITEM></CHANNEL></RSS>",
          "<Rss><Channel><Title>T</Title><Item><Title>Một</Title><Link>https://a.example/1</Link>"
          "<PubDate>Mon, 08 Jul 2024 10:00:11 +0700</PubDate><Guid>1</Guid>"
          "<Enclosure Url=\"https://a.example/1.mp3\"/></Item></Channel></Rss>"}) {
        const auto feed = read(text);
        ASSERT_EQ(feed.items.size(), 1u) << text;
        const core::Link& link = feed.items.front().link;
        EXPECT_EQ(feed.title + "|" + link.title + "|" + link.url + "|" + link.guid, "T|Một|https://a.example/1|1");
        EXPECT_EQ(time(link.published), "2024-07-08T10:00:11+07:00");
        EXPECT_EQ(link.recording->url, "https://a.example/1.mp3");
    }
    EXPECT_EQ(read("<Feed><Entry><Id>1</Id><Link Href=\"/1\"/></Entry></Feed>").items.size(), 1u);
    EXPECT_EQ(read("<URLSET><URL><LOC>/1</LOC></URL></URLSET>").items.size(), 1u);
}

TEST(ReadFeed, WhatStandsBeforeItIsPassedOverAndNamedWhereItIsText) {
    const std::string feed = "<rss><channel><item><link>https://a.example/1</link></item></channel></rss>";
    const std::string declared = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + feed;
    for (const char* nothing :
         {"\n\n  ", "\xEF\xBB\xBF\xEF\xBB\xBF", "\n\xEF\xBB\xBF\n", "<!-- by hand: <rss> follows, <?xml too -->\n"}) {
        for (const std::string& text : {std::string(nothing) + declared, nothing + feed}) {
            EXPECT_EQ(read(text).items.size(), 1u) << text;
            EXPECT_EQ(read(text).before, "") << text;
        }
    }
    const std::string warning =
        "<br />\n<b>Warning</b>:  Undefined variable $ngay in <b>/var/www/rss.php</b> on line <b>3</b><br />\n";
    for (const std::string& text : {warning + declared, warning + feed, "\xEF\xBB\xBF" + warning + "\n" + declared}) {
        EXPECT_EQ(read(text).items.size(), 1u) << text;
        EXPECT_THAT(read(text).before, HasSubstr("Undefined variable $ngay in /var/www/rss.php")) << text;
    }
    EXPECT_EQ(read("PHP Notice: x < 3 in y.php\n<Feed><entry><link href=\"/1\"/></entry></Feed>").before,
              "PHP Notice: x < 3 in y.php");
    const auto other = read(
        "Warning: a\n<?xml version='1.0' encoding='windows-1251'?><rss><channel><item><title>\xCC\xE8\xF0</title>"
        "<link>https://a.example/1</link></item></channel></rss>");
    EXPECT_EQ(other.items.at(0).link.title, "Мир");
    EXPECT_THAT(complaint("<!DOCTYPE html><html><body><pre><rss><channel/></rss></pre></body></html>"),
                HasSubstr("HTML page"));
    EXPECT_EQ(
        read(R"({"items":[{"url":"https://a.example/1","content_html":"<p>of <rss> we write</p>"}]})").items.size(),
        1u);
    for (const char* log : {"[29-Nov-2026 10:00:00 UTC] PHP Deprecated: x in /srv/a.php on line 3\n",
                            "{\"error\": \"Undefined index\"}\n", "{ not JSON\n", "[]\n"}) {
        for (const std::string& text : {log + declared, log + feed}) {
            EXPECT_EQ(read(text).items.size(), 1u) << text;
            EXPECT_EQ(read(text).before + "\n", log) << text;
        }
    }
    for (const char* type : {"<!DOCTYPE html>\n", "<!doctype html><!-- cache -->", "\xEF\xBB\xBF<!DOCTYPE html>"}) {
        for (const std::string& text : {type + declared, type + feed}) {
            EXPECT_EQ(read(text).items.size(), 1u) << text;
            EXPECT_EQ(read(text).before, "") << text;
        }
    }
    EXPECT_EQ(read("<rss><channel><item><link>/1</link><description><html><body>a</body></html></description></item>"
                   "</channel></rss>")
                  .items.size(),
              1u);
    const std::string json = R"({"version":"https://jsonfeed.org/version/1.1","items":[{"url":"/1"}]})";
    for (const char* log : {"[29-Nov-2026 10:00:00 UTC] PHP Deprecated: x\n", "PHP Notice: {y}\n{z}\n"}) {
        EXPECT_EQ(read(log + json).items.size(), 1u) << log;
        EXPECT_THAT(read(log + json).before, HasSubstr("PHP ")) << log;
    }
}

TEST(ReadFeed, AnAddressThatIsTheIdentityIsAskedForAsItIsWritten) {
    const std::string marks = "https://paper.example/tie\u0302\u0301ng.html";
    const std::string asked = "https://paper.example/tie%CC%82%CC%81ng.html";
    const std::string identity = "https://paper.example/ti\u1ebfng.html";
    for (const std::string& text :
         {"<rss><channel><item><guid>\n " + marks + " </guid></item></channel></rss>",
          R"({"items":[{"id":")" + marks + R"("}]})", "<feed><entry><id> " + marks + "</id></entry></feed>"}) {
        const auto feed = read(text);
        ASSERT_EQ(feed.items.size(), 1u) << text;
        EXPECT_EQ(feed.items[0].link.url, asked) << text;
        EXPECT_EQ(feed.items[0].link.guid, identity) << text;
    }
}

TEST(ReadFeed, AVideoIsNoRecordingAndIsNamed) {
    const auto feed = read(R"(<rss><channel>
        <item><title>Phim</title><link>/phim.html</link><enclosure url="/phim.mp4" type="video/mp4"/></item>
        <item><enclosure url="/b.webm"/></item>
        <item><title>Cả hai</title><link>/c.html</link><enclosure url="/c.mov"/><enclosure url="/c.mp3"/></item>
        <item><title>Tiếng</title><link>/d.html</link><enclosure url="/d.mp4" type="audio/mp4"/></item>
        <item><title>Ảnh</title><link>/e.html</link><enclosure url="/e.jpg" type="image/jpeg"/></item></channel></rss>)");
    EXPECT_EQ(feed.items.size(), 4u);
    ASSERT_EQ(feed.videos.size(), 2u);
    EXPECT_EQ(feed.videos[0].title + " " + feed.videos[0].url, "Phim https://paper.example/phim.mp4");
    EXPECT_EQ(feed.videos[1].title + " " + feed.videos[1].url, " https://paper.example/b.webm");
    EXPECT_EQ(
        read(R"({"items":[{"url":"/1","attachments":[{"url":"/1.m4v","mime_type":"video/x-m4v"}]}]})").videos.size(),
        1u);
    const auto media = read(R"(<rss xmlns:media="http://search.yahoo.com/mrss/"><channel>
        <item><title>a</title><media:content url="/a" type="video/mp4"/></item>
        <item><title>b</title><media:content url="/b" medium="video"/></item>
        <item><title>c</title><media:group><media:content url="/c.jpg" medium="image"/><media:content url="/c.mp4"/>
        </media:group></item>
        <item><title>d</title><media:content url="/d.mp4" medium="video"/><media:content url="/d.mp3"/></item>
        <item><title>e</title><media:content url="/e" medium="audio"/></item>
        <item><title>f</title><media:content url="/f.jpg" medium="image"/></item></channel></rss>)");
    std::string named;
    for (const fetch::VideoItem& video : media.videos) named += video.title + " " + video.url + " ";
    EXPECT_EQ(named, "a https://paper.example/a b https://paper.example/b c https://paper.example/c.mp4 ");
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
    EXPECT_THAT(complaint("<!DOCTYPE html><p>Not found</p>"), HasSubstr("HTML page"));
    EXPECT_THAT(complaint("<html><head></head></html>"), HasSubstr("HTML page"));
    EXPECT_THAT(complaint("<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\"><body/>"
                          "</html>"),
                HasSubstr("HTML page"));
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
