#include "feed/episode_pages.h"
#include "feed/index_pages.h"
#include "feed/paths.h"
#include "feed/qr.h"
#include "feed/site_assets.h"
#include "feed/subscribe.h"
#include "tests/feed/samples.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <set>

namespace feed {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

std::string content_of(const std::vector<SiteFile>& pages, const std::string& path) {
    for (const SiteFile& page : pages)
        if (page.path == path) return page.content;
    ADD_FAILURE() << "no page " << path;
    return {};
}

/// All that is published of a show beside its feed.
std::vector<SiteFile> site(const core::Show& show, const Channel& channel, std::span<const core::Episode> episodes) {
    std::vector<SiteFile> pages = shared_files(show, channel);
    for (const ListPage& page : list_pages(show, episodes))
        pages.push_back({page.path, list_page(show, channel, episodes, page)});
    for (const core::Episode& episode : episodes) {
        for (SiteFile& page : episode_pages(show, channel, episode)) pages.push_back(std::move(page));
    }
    return pages;
}

std::vector<SiteFile> vietnamese_site() {
    return site(vietnamese_show(), sample_channel(), vietnamese_episodes());
}
std::vector<SiteFile> english_site() {
    return site(english_show(), sample_channel(), english_episodes());
}

std::vector<core::Episode> numbered(int newest) {
    std::vector<core::Episode> episodes;
    for (int number = newest; number > 0; --number) episodes.push_back(numbered_episode(number));
    return episodes;
}

TEST(Site, IsWhatTheGoldensShow) {
    const std::vector<SiteFile> vietnamese = vietnamese_site();
    expect_golden("site/vietnamese-index.html", content_of(vietnamese, "index.html"));
    expect_golden("site/vietnamese-episode.html", content_of(vietnamese, "episodes/mua-nuoc-noi-ve-som.html"));
    expect_golden("site/vietnamese-bulletin.html", content_of(vietnamese, "episodes/ban-tin-toi-8-7.html"));
    expect_golden("site/vietnamese-transcript.html", content_of(vietnamese, "transcripts/mua-nuoc-noi-ve-som.html"));
    expect_golden("site/english-index.html", content_of(english_site(), "index.html"));
    expect_golden("site/english-episode.html", content_of(english_site(), "episodes/episode-1.html"));
}

TEST(Site, HoldsTheFilesThatItPromises) {
    std::vector<std::string> paths;
    for (const SiteFile& page : vietnamese_site()) paths.push_back(page.path);
    EXPECT_THAT(paths, testing::UnorderedElementsAre("index.html", "search.json", "assets/site.css", "assets/site.js",
                                                     "assets/icon.svg", "episodes/mua-nuoc-noi-ve-som.html",
                                                     "transcripts/mua-nuoc-noi-ve-som.html",
                                                     "episodes/ban-tin-toi-8-7.html", "chapters/ban-tin-toi-8-7.json",
                                                     "episodes/khong-loi-dan.html", "transcripts/khong-loi-dan.html"));
}

/// What a browser would fetch, follow or send to, as it is written in the attributes of the page.
std::vector<std::string> addresses(const std::string& html) {
    std::vector<std::string> found;
    for (const std::string mark : {" href=\"", " src=\"", " data-page=\"", " data-titles=\""}) {
        for (std::size_t at = html.find(mark); at != std::string::npos; at = html.find(mark, at + 1)) {
            const std::size_t begin = at + mark.size();
            found.push_back(html.substr(begin, html.find('"', begin) - begin));
        }
    }
    return found;
}

TEST(Site, LinksOnlyToWhatIsThere) {
    const std::vector<core::Episode> episodes = numbered(70);
    const std::vector<SiteFile> pages = site(english_show(), sample_channel(), episodes);
    std::set<std::string> there = {"cover-1a2b3c4d.jpg", "cover-1a2b3c4d-300.jpg"};
    for (const SiteFile& page : pages) there.insert(page.path);
    for (const core::Episode& episode : episodes) there.insert(episode.enclosure().path);
    for (const SiteFile& page : pages) {
        if (!page.path.ends_with(".html")) continue;
        const std::filesystem::path folder = std::filesystem::path(page.path).parent_path();
        for (std::string address : addresses(page.content)) {
            if (address.find(':') != std::string::npos || address.starts_with('#')) continue;
            address = address.substr(0, address.find_first_of("?#"));
            EXPECT_THAT(there, Contains((folder / address).lexically_normal().string())) << page.path;
        }
    }
}

/// A show with two bulletins that have feeds of their own.
Channel with_bulletins() {
    Channel channel = sample_channel();
    channel.others = {{feed_path("sang"), "Bản tin sáng & trưa"}, {feed_path("toi"), "Bản tin tối"}};
    return channel;
}

TEST(Site, OffersEveryFeed) {
    std::vector<core::Episode> episodes = vietnamese_episodes();
    episodes.at(1).bulletin = "sang";
    const std::string base = vietnamese_show().base_url;
    const std::vector<SiteFile> pages = site(vietnamese_show(), with_bulletins(), episodes);
    for (const SiteFile& page : pages) {
        if (!page.path.starts_with("episodes/") && page.path != "index.html") continue;
        EXPECT_EQ(count(page.content, "rel=\"alternate\" type=\"application/rss+xml\""), 3u) << page.path;
        for (const char* file : {"feed.xml", "bulletin-sang.xml", "bulletin-toi.xml"})
            EXPECT_THAT(page.content, HasSubstr("href=\"" + base + file + "\">")) << page.path;
        EXPECT_THAT(page.content, HasSubstr("title=\"Bản tin sáng &amp; trưa\"")) << page.path;
    }
    const std::string index = content_of(pages, "index.html");
    for (const char* file : {"feed.xml", "bulletin-sang.xml", "bulletin-toi.xml"}) {
        EXPECT_THAT(index, HasSubstr("value=\"" + base + file + "\"")) << "to be copied";
        EXPECT_THAT(index, HasSubstr("podcast://podcast.example/song-tien/" + std::string(file))) << "for the apps";
    }
    EXPECT_EQ(count(index, "<svg class=\"qr\""), 3u);
    EXPECT_THAT(index, HasSubstr(">Bản tin sáng &amp; trưa</h3>"));
    for (const char* id : {"id=\"feed-address\"", "id=\"feed-address-2\"", "id=\"feed-address-3\""})
        EXPECT_EQ(count(index, id), 1u) << id;
    EXPECT_EQ(count(index, "<span>Bản tin</span>"), 1u) << "the edition is told from articles";
}

TEST(Site, WithOneFeedOffersThatAlone) {
    const std::string index = content_of(vietnamese_site(), "index.html");
    EXPECT_EQ(count(index, "rel=\"alternate\" type=\"application/rss+xml\""), 1u);
    EXPECT_EQ(count(index, "<svg class=\"qr\""), 1u);
    EXPECT_EQ(count(index, "<span>Bản tin</span>"), 0u);
}

TEST(Site, AnEditionsPageNamesTheFeedThatItIsIn) {
    Channel channel = with_bulletins();
    channel.path = feed_path("sang");
    channel.title = "Bản tin sáng";
    const std::string page =
        content_of(site(vietnamese_show(), channel, vietnamese_episodes()), "episodes/ban-tin-toi-8-7.html");
    const Json data = Json::parse(between(page, "<script type=\"application/ld+json\">", "</script>"));
    EXPECT_EQ(data.at("partOfSeries").at("webFeed"), "https://podcast.example/song-tien/bulletin-sang.xml");
    EXPECT_EQ(data.at("partOfSeries").at("name"), "Bản tin sáng");
}

TEST(Site, AsksNobodyElseForAnything) {
    for (const SiteFile& page : vietnamese_site()) {
        if (!page.path.ends_with(".html")) continue;
        for (std::size_t at = page.content.find(" src=\""); at != std::string::npos;
             at = page.content.find(" src=\"", at + 1))
            EXPECT_EQ(page.content.substr(at, 60).find("://"), std::string::npos) << page.content.substr(at, 60);
        EXPECT_EQ(count(page.content, "rel=\"stylesheet\" href=\"http"), 0u);
    }
}

TEST(Site, ParsesAsHtml) {
    const support::TemporaryFolder folder;
    std::vector<SiteFile> pages = site(vietnamese_show(), with_bulletins(), vietnamese_episodes());
    std::ranges::move(vietnamese_site(), std::back_inserter(pages));
    for (const SiteFile& page : pages) {
        if (!page.path.ends_with(".html")) continue;
        std::ofstream(folder / "page.html", std::ios::binary) << page.content;
        // libxml2 knows HTML 4: elements that came later and bare ampersands are all it may object to.
        const std::string said = output_of("xmllint --html --noout " + (folder / "page.html").string() +
                                           " 2>&1 | grep error | grep -v -e 'Tag .* invalid' -e EntityRef || true");
        EXPECT_EQ(said, "") << page.path;
    }
}

TEST(Site, LetsNoHostileTextBecomeMarkup) {
    core::Show show = english_show();
    const std::string hostile = "\"><script>alert(1)</script></title></script><img src=x onerror=alert(1)>'";
    show.title = show.author = show.copyright = hostile;
    show.description = hostile;
    core::Episode episode = numbered_episode(1);
    episode.title = episode.lead = episode.text.body = episode.text.body_html = hostile;
    episode.authors = {hostile};
    episode.article_image = {"", hostile, hostile};
    episode.image_path = "images/a.jpg";
    episode.link = "javascript:alert(1)";
    episode.chapters = {{0ms, hostile, "javascript:alert(1)", ""}};
    for (const SiteFile& page : site(show, sample_channel(), std::vector{episode})) {
        if (!page.path.ends_with(".html")) continue;
        EXPECT_EQ(count(page.content, "<script>"), 0u) << page.path;
        EXPECT_EQ(count(page.content, "<img src=x"), 0u) << page.path;
        EXPECT_EQ(count(page.content, "\"javascript:"), 0u) << page.path;
        const bool plain = page.path.starts_with("transcripts/");
        EXPECT_EQ(count(page.content, "<script"), plain ? 0u : page.path.starts_with("months/") ? 1u : 2u) << page.path;
        EXPECT_EQ(count(page.content, "</script>"), count(page.content, "<script")) << page.path;
    }
}

TEST(Site, ResolvesReferencesOfADescriptionOnce) {
    core::Show show = english_show();
    show.description = "<p>Caf&eacute; &#233;t&#xE9; &amp; &lt;news&gt;</p>";
    EXPECT_THAT(content_of(site(show, sample_channel(), english_episodes()), "index.html"),
                HasSubstr("<meta name=\"description\" content=\"Café été &amp; &lt;news&gt;\">"));
}

TEST(Site, SaysItsWordsInTheLanguageOfTheShow) {
    EXPECT_THAT(content_of(vietnamese_site(), "index.html"), HasSubstr("<html lang=\"vi\">"));
    EXPECT_THAT(content_of(vietnamese_site(), "index.html"), HasSubstr("Đăng ký nghe"));
    EXPECT_THAT(content_of(vietnamese_site(), "index.html"), HasSubstr(">10 tháng 7, 2024</time>"));
    EXPECT_THAT(content_of(english_site(), "index.html"), HasSubstr("<html lang=\"en-GB\">"));
    EXPECT_THAT(content_of(english_site(), "index.html"), HasSubstr(">3 January 2024</time>"));
    core::Show french = english_show();
    french.language = "fr";
    const std::string page = content_of(site(french, sample_channel(), english_episodes()), "index.html");
    EXPECT_THAT(page, HasSubstr("<html lang=\"fr\">"));
    EXPECT_THAT(page, HasSubstr("aria-labelledby=\"subscribe\" lang=\"en\" dir=\"ltr\""));
    EXPECT_THAT(page, HasSubstr(">3 janvier 2024</time>"));
    french.language = "ar";
    EXPECT_THAT(content_of(site(french, sample_channel(), {}), "index.html"),
                HasSubstr("<html lang=\"ar\" dir=\"rtl\">"));
}

TEST(Site, TellsOthersWhatAPageIs) {
    const std::string page = content_of(vietnamese_site(), "episodes/mua-nuoc-noi-ve-som.html");
    EXPECT_THAT(page, HasSubstr("<link rel=\"alternate\" type=\"application/rss+xml\""));
    EXPECT_THAT(page,
                HasSubstr("property=\"og:title\" content=\"Mùa nước nổi về sớm: “Đồng &lt;xanh&gt; &amp; cá linh”\""));
    EXPECT_THAT(page, HasSubstr("property=\"og:audio\" content=\"https://podcast.example/song-tien/media/"));
    const Json data = Json::parse(between(page, "<script type=\"application/ld+json\">", "</script>"));
    EXPECT_EQ(data.at("@type"), "PodcastEpisode");
    EXPECT_EQ(data.at("name"), vietnamese_episodes()[0].title);
    EXPECT_EQ(data.at("datePublished"), "2024-07-10T06:30:05+07:00");
    EXPECT_EQ(data.at("dateModified"), "2024-07-10T09:15:00+07:00");
    EXPECT_EQ(data.at("timeRequired"), "PT1M43S");
    EXPECT_EQ(data.at("associatedMedia").at("contentUrl"),
              "https://podcast.example/song-tien/media/2024-07-10-mua-nuoc-noi-ve-som-v2.mp3");
    EXPECT_EQ(data.at("partOfSeries").at("webFeed"), "https://podcast.example/song-tien/feed.xml");
    const std::string index = content_of(vietnamese_site(), "index.html");
    EXPECT_EQ(Json::parse(between(index, "<script type=\"application/ld+json\">", "</script>")).at("@type"),
              "PodcastSeries");
}

TEST(Site, ShowsTheLoudnessThatWasMeasured) {
    EXPECT_THAT(content_of(vietnamese_site(), "episodes/mua-nuoc-noi-ve-som.html"),
                HasSubstr("−19,9 → −16,0 LUFS · −1,4 → −1,2 dBTP"));
    core::Episode episode = numbered_episode(1);
    EXPECT_THAT(episode_pages(english_show(), sample_channel(), episode)[0].content, HasSubstr("−21.5 → −16.0 LUFS"));
    episode.renditions.front().made.before.integrated_lufs = -INFINITY;
    EXPECT_THAT(episode_pages(english_show(), sample_channel(), episode)[0].content, Not(HasSubstr("LUFS")));
    episode.renditions.front().made.before = {};
    EXPECT_THAT(episode_pages(english_show(), sample_channel(), episode)[0].content, Not(HasSubstr("LUFS")));
}

TEST(Site, DividesALongShowByMonth) {
    const std::vector<SiteFile> pages = site(english_show(), sample_channel(), numbered(70));
    EXPECT_EQ(count(content_of(pages, "index.html"), "class=\"button play\""), 30u);
    EXPECT_EQ(count(content_of(pages, "months/2024-01.html"), "class=\"button play\""), 30u);
    EXPECT_EQ(count(content_of(pages, "months/2024-02.html"), "class=\"button play\""), 29u);
    EXPECT_EQ(count(content_of(pages, "months/2024-03.html"), "class=\"button play\""), 11u);
    EXPECT_THAT(content_of(pages, "index.html"), HasSubstr("<a href=\"months/2024-01.html\">1/2024</a>"));
    EXPECT_EQ(Json::parse(content_of(pages, "search.json")).size(), 70u);
}

TEST(Site, ChangesOnlyThePagesThatANewEpisodeConcerns) {
    const std::vector<SiteFile> before = site(english_show(), sample_channel(), numbered(70));
    const std::vector<SiteFile> after = site(english_show(), sample_channel(), numbered(71));
    std::vector<std::string> changed;
    for (const SiteFile& page : after) {
        const auto same = [&](const SiteFile& old) { return old.path == page.path && old.content == page.content; };
        if (std::none_of(before.begin(), before.end(), same)) changed.push_back(page.path);
    }
    EXPECT_THAT(changed, testing::UnorderedElementsAre("index.html", "months/2024-03.html", "search.json",
                                                       "episodes/episode-71.html", "transcripts/episode-71.html"));
}

TEST(Transcript, HoldsTheTextAndClaimsNoTimes) {
    const std::string page = content_of(vietnamese_site(), "transcripts/mua-nuoc-noi-ve-som.html");
    EXPECT_THAT(page, HasSubstr("<h2>Lời người dân</h2>"));
    EXPECT_THAT(page, HasSubstr("<html lang=\"vi\">"));
    EXPECT_THAT(page, Not(HasSubstr("alert")));
    EXPECT_THAT(page, Not(HasSubstr("<time")));
}

TEST(SubscribeLinks, NameTheFeedInEachAppsOwnWay) {
    std::vector<std::string> urls;
    for (const SubscribeLink& link : subscribe_links("https://podcast.example/a/feed.xml")) urls.push_back(link.url);
    EXPECT_THAT(urls, Contains("podcast://podcast.example/a/feed.xml"));
    EXPECT_THAT(urls, Contains("antennapod-subscribe://podcast.example/a/feed.xml"));
    EXPECT_THAT(urls, Contains("pktc://subscribe/podcast.example/a/feed.xml"));
    EXPECT_THAT(urls, Contains("overcast://x-callback-url/add?url=https%3A%2F%2Fpodcast.example%2Fa%2Ffeed.xml"));
}

TEST(QrCode, IsASquareWithItsFinderPatterns) {
    const std::string svg = qr_svg("https://podcast.example/a/feed.xml", "Feed \"address\"");
    EXPECT_THAT(svg, HasSubstr("aria-label=\"Feed &quot;address&quot;\""));
    EXPECT_THAT(svg, HasSubstr("viewBox=\"0 0 37 37\""));  // version 3: 29 modules and the quiet zone
    EXPECT_THAT(svg, HasSubstr("M4 4h7v1h-7z"));           // top of the first finder pattern
    EXPECT_EQ(qr_svg("", "x"), "");
    EXPECT_EQ(qr_svg(std::string(5000, 'x'), "x"), "");
}

}  // namespace
}  // namespace feed
