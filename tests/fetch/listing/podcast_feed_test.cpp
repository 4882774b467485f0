#include "fetch/listing/podcast_feed.h"

#include "core/error.h"
#include "tests/support/loopback_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace {

using support::answer;
using testing::HasSubstr;

constexpr const char* rss = R"(<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom"
     xmlns:podcast="https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md">
 <channel><title>Đồng Tháp &amp; nghe</title><link>/</link><language>vi_VN</language>
  <atom:link rel="self" href="https://paper.example/feed/podcast"/>
  <atom:link rel="next" href="?paged=2"/>
  <image><url>https://paper.example/small.jpg</url><title>not this</title></image>
  <itunes:summary>Tóm tắt</itunes:summary><description><![CDATA[<p>Tin <b>mỗi</b> ngày</p>]]></description>
  <itunes:author>Tòa soạn</itunes:author><itunes:explicit>no</itunes:explicit>
  <itunes:owner><itunes:name>Báo</itunes:name><itunes:email>a@paper.example</itunes:email></itunes:owner>
  <itunes:image href="https://paper.example/cover.jpg"/>
  <itunes:category text="Society &amp;amp; Culture"><itunes:category text="Documentary"/></itunes:category>
  <itunes:category text="News"/><itunes:category text="News"/>
  <podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid><podcast:locked>yes</podcast:locked>
  <item><title>Một</title><link>https://me:pass@paper.example/mot</link><guid isPermaLink="false">g1</guid>
   <enclosure url="https://me:pass@paper.example/1.mp3" type="audio/mpeg" length="1"/></item>
 </channel></rss>)";

fetch::PodcastFeed read(std::string_view text) {
    return fetch::read_podcast(text, "", "https://paper.example/feed/podcast/", 1 << 20);
}

TEST(PodcastFeed, SaysWhatTheChannelSays) {
    const fetch::PodcastFeed feed = read(rss);
    const fetch::PodcastChannel& channel = feed.channel;
    EXPECT_EQ(channel.title, "Đồng Tháp & nghe");
    EXPECT_EQ(channel.description, "Tin mỗi ngày");
    EXPECT_EQ(channel.language, "vi-VN");
    EXPECT_EQ(channel.author, "Tòa soạn");
    EXPECT_EQ(channel.owner.name, "Báo");
    EXPECT_EQ(channel.owner.email, "a@paper.example");
    EXPECT_EQ(channel.website, "https://paper.example/");
    EXPECT_EQ(channel.image, "https://paper.example/cover.jpg");
    ASSERT_EQ(channel.categories.size(), 2u);
    EXPECT_EQ(channel.categories[0].name, "Society & Culture");
    EXPECT_EQ(channel.categories[0].sub, "Documentary");
    EXPECT_EQ(channel.categories[1].name, "News");
    EXPECT_FALSE(channel.explicit_content);
    EXPECT_TRUE(channel.locked);
    EXPECT_EQ(channel.podcast_guid, "917393e3-1b1e-5cef-ace4-edaa54e1f810");
    EXPECT_EQ(channel.self, "https://paper.example/feed/podcast");
    EXPECT_EQ(channel.next, "https://paper.example/feed/podcast/?paged=2");
    ASSERT_EQ(feed.items.size(), 1u);
    EXPECT_EQ(feed.items[0].guid, "g1");
    EXPECT_EQ(feed.items[0].url, "https://paper.example/mot") << "nobody's password";
    EXPECT_EQ(feed.items[0].recording->url, "https://paper.example/1.mp3");
}

TEST(PodcastFeed, SaysNothingOfWhatIsNotThere) {
    const fetch::PodcastFeed feed = read(
        "<rss xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel><itunes:summary>Tóm "
        "tắt</itunes:summary><image><url>/s.jpg</url></image><item><guid>1</guid></item></channel></rss>");
    EXPECT_EQ(feed.channel.title, "");
    EXPECT_EQ(feed.channel.description, "Tóm tắt");
    EXPECT_EQ(feed.channel.image, "https://paper.example/s.jpg");
    EXPECT_TRUE(feed.channel.categories.empty());
    EXPECT_EQ(feed.channel.podcast_guid, "");
}

TEST(PodcastFeed, IsReadInCapitalsBehindAWarningAndByItsBase) {
    const fetch::PodcastFeed feed = read(
        "Warning: x\n<?xml version=\"1.0\"?><RSS xml:base=\"https://cdn.example/\"><Channel xml:base=\"a/\"><Title>Nghe"
        "</Title><Image><Url>s.jpg</Url></Image><Item><guid>1</guid><enclosure url=\"1.mp3\"/></Item></Channel></RSS>");
    EXPECT_EQ(feed.channel.title, "Nghe");
    EXPECT_EQ(feed.channel.image, "https://cdn.example/a/s.jpg");
    EXPECT_EQ(feed.items.at(0).recording->url, "https://cdn.example/a/1.mp3");
}

TEST(PodcastFeed, RefusesWhatIsNoRss) {
    for (const char* text : {"", "<html><body>no</body></html>", "<feed xmlns='http://www.w3.org/2005/Atom'/>",
                             "<urlset><url><loc>/a</loc></url></urlset>", "{\"items\":[]}"}) {
        try {
            read(text);
            ADD_FAILURE() << text;
        } catch (const core::Error& error) {
            EXPECT_EQ(error.kind(), core::ErrorKind::media) << text;
        }
    }
}

TEST(PodcastFeed, GoesOnToItsFurtherPages) {
    support::LoopbackServer server;
    const auto page = [](const std::string& guid, const std::string& next) {
        return answer(200, "<rss xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>" + guid +
                               "</title><atom:link rel='next' href='" + next + "'/><item><link>/of-" + guid +
                               "</link><guid>" + guid + "</guid></item><item><title>leads nowhere</title></item>" +
                               "</channel></rss>");
    };
    server.on("/1", page("a", "/2"));
    server.on("/2", page("b", "/3"));
    server.on("/3", page("c", "/1"));
    core::Limits limits;
    limits.allow_hosts = {"127.0.0.1"};
    limits.retries = 0;
    fetch::Http http(limits);
    const fetch::PodcastFeed feed = fetch::fetch_podcast(http, server.url("/1"));
    EXPECT_EQ(feed.channel.title, "a");
    ASSERT_EQ(feed.items.size(), 3u) << "a circle ends";
    EXPECT_EQ(feed.items[2].guid, "c");
    EXPECT_EQ(feed.left_out, 3u);
    EXPECT_EQ(feed.complaint, "");
    EXPECT_NE(read("<rss><channel><item><link>/a</link><guid>a</guid></item><item><li").complaint, "");
    server.on("/3", answer(500));
    EXPECT_THROW(fetch::fetch_podcast(http, server.url("/1")), core::Error) << "a part would pass for the whole";
}

}  // namespace
