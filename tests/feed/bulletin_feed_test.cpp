// A bulletin's own feed: what it says otherwise than the show's, and how it is read back.

#include "feed/archive.h"
#include "feed/channel.h"
#include "feed/check.h"
#include "feed/paths.h"
#include "feed/rss.h"
#include "tests/feed/samples.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace feed {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

void replace_all(std::string& text, const std::string& old, const std::string& by) {
    for (std::size_t at = text.find(old); at != std::string::npos; at = text.find(old, at + by.size()))
        text.replace(at, old.size(), by);
}

TEST(BulletinFeed, SaysItsOwnAddressTitleAndGuidAndForTheRestWhatTheShowSays) {
    const core::Show show = vietnamese_show();
    Channel channel = sample_channel();
    channel.guid = "own";
    channel.path = feed_path("sang");
    channel.title = "Bản tin sáng";
    std::string own = rss(show, channel, sample_edition(), vietnamese_episodes());
    EXPECT_THAT(check(own), IsEmpty());
    EXPECT_EQ(between(own, "<title>", "</title>"), "Bản tin sáng");
    EXPECT_EQ(count(own.substr(0, own.find("<item>")), "<title>Bản tin sáng</title>"), 2u) << "its picture's too";
    EXPECT_EQ(between(own, "<podcast:guid>", "</podcast:guid>"), "own");
    EXPECT_EQ(between(own, "rel=\"self\" href=\"", "\""), "https://podcast.example/song-tien/bulletin-sang.xml");
    replace_all(own, "<title>Bản tin sáng<", "<title>" + show.title + "<");
    replace_all(own, "alt=\"Bản tin sáng\"", "alt=\"" + show.title + "\"");
    replace_all(own, "bulletin-sang.xml", "feed.xml");
    replace_all(own, ">own<", ">" + sample_channel().guid + "<");
    EXPECT_EQ(own, rss(show, sample_channel(), sample_edition(), vietnamese_episodes()));
}

TEST(BulletinFeed, ThatIsClosedLeadsToTheShows) {
    Channel channel = sample_channel();
    channel.path = feed_path("sang");
    Edition edition = sample_edition();
    edition.moved_to = feed_path();
    EXPECT_EQ(between(rss(vietnamese_show(), channel, edition, vietnamese_episodes()), "<itunes:new-feed-url>",
                      "</itunes:new-feed-url>"),
              vietnamese_show().feed_url());
}

TEST(BulletinFeed, HasArchivePagesThatLeadToIt) {
    Channel channel = sample_channel();
    channel.path = feed_path("morning");
    channel.title = "The Morning";
    const std::string page = archive(english_show(), channel, 3, 1, std::vector{numbered_episode(1)});
    EXPECT_THAT(page, HasSubstr("rel=\"current\" href=\"https://podcast.example/harbour/bulletin-morning.xml\""));
    EXPECT_THAT(page, HasSubstr("<title>The Morning</title>"));
}

TEST(BulletinFeed, IsToldByItsPath) {
    EXPECT_EQ(feed_path(), "feed.xml");
    EXPECT_EQ(feed_path("archive-0001"), "bulletin-archive-0001.xml");
    for (const char* id : {"sang", "a-b_c", "x.xml"}) EXPECT_EQ(bulletin_of(feed_path(id)), id);
    for (const char* path : {"feed.xml", "archive-0001.xml", "bulletin-.xml", "bulletin-a.html", "x/bulletin-a.xml",
                             "bulletin-a/b.xml", "bulletin", ".xml", ""})
        EXPECT_EQ(bulletin_of(path), "") << path;
}

TEST(BulletinFeed, IsReadBackAsItWasWritten) {
    for (const std::string& path : {feed_path(), feed_path("sang")})
        for (const std::string& moved_to : {std::string(), path, feed_path("toi")}) {
            Channel channel = sample_channel();
            channel.path = path;
            channel.title = "Sáng & trưa";
            Edition edition = sample_edition();
            edition.moved_to = moved_to;
            const auto read = published_feed(rss(vietnamese_show(), channel, edition, vietnamese_episodes()));
            ASSERT_TRUE(read);
            EXPECT_EQ(read->path, path);
            EXPECT_EQ(read->show.title, "Sáng & trưa");
            EXPECT_EQ(read->show.base_url, vietnamese_show().base_url);
            EXPECT_EQ(read->show.website, vietnamese_show().website);
            EXPECT_EQ(read->show.language, "vi");
            EXPECT_EQ(read->moved_away, moved_to == feed_path("toi")) << path << " to " << moved_to;
        }
    EXPECT_FALSE(published_feed(archive(vietnamese_show(), sample_channel(), 1, 0, vietnamese_episodes())));
    EXPECT_FALSE(published_feed("<rss><channel><title>x</title></channel></rss>"));
}

}  // namespace
}  // namespace feed
