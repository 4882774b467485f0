#include "feed/episode_pages.h"
#include "feed/index_pages.h"
#include "feed/paths.h"
#include "feed/qr.h"
#include "feed/site_assets.h"
#include "feed/subscribe.h"
#include "tests/feed/samples.h"
#include "tests/feed/sites.h"
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
    expect_golden("site/vietnamese-embed.html", content_of(vietnamese, "embed/mua-nuoc-noi-ve-som.html"));
    expect_golden("site/english-index.html", content_of(english_site(), "index.html"));
    expect_golden("site/english-episode.html", content_of(english_site(), "episodes/episode-1.html"));
}

TEST(Site, HoldsTheFilesThatItPromises) {
    std::vector<std::string> paths;
    for (const SiteFile& page : vietnamese_site()) paths.push_back(page.path);
    EXPECT_THAT(
        paths,
        testing::UnorderedElementsAre(
            "index.html", "search.js", "search.json", "404.html", "manifest.webmanifest", "assets/site.css",
            "assets/site.js", "assets/feed.css", "assets/feed.svg", "assets/icon.svg", "embed/mua-nuoc-noi-ve-som.html",
            "embed/mua-nuoc-noi-ve-som.json", "embed/ban-tin-toi-8-7.html", "embed/ban-tin-toi-8-7.json",
            "embed/khong-loi-dan.html", "embed/khong-loi-dan.json", "episodes/mua-nuoc-noi-ve-som.html",
            "transcripts/mua-nuoc-noi-ve-som.html", "episodes/ban-tin-toi-8-7.html", "chapters/ban-tin-toi-8-7.json",
            "episodes/khong-loi-dan.html", "transcripts/khong-loi-dan.html"));
}

/// What a browser would fetch, follow or send to, as it is written in the attributes of the page.
std::vector<std::string> addresses(const std::string& html) {
    std::vector<std::string> found;
    for (const std::string mark : {" href=\"", " src=\"", " data-entries=\""}) {
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
    std::set<std::string> there = {"feed.xml", "cover-1a2b3c4d.jpg", "cover-1a2b3c4d-300.jpg"};
    for (const SiteFile& page : pages) there.insert(page.path);
    for (const core::Episode& episode : episodes) there.insert(episode.enclosure().path);
    for (const SiteFile& page : pages) {
        if (!page.path.ends_with(".html")) continue;
        const std::filesystem::path folder = std::filesystem::path(page.path).parent_path();
        for (std::string address : addresses(page.content)) {
            // The player's own links have no address before it has an episode.
            if (address.empty() || address.starts_with('#')) continue;
            std::filesystem::path from = folder;
            if (const std::string base = english_show().base_url; address.starts_with(base)) {
                address = address == base ? "index.html" : address.substr(base.size());
                from.clear();
            }
            if (address.find(':') != std::string::npos) continue;
            address = address.substr(0, address.find_first_of("?#"));
            EXPECT_THAT(there, Contains((from / address).lexically_normal().string())) << page.path;
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
    for (const char* code : {"assets/feed.svg", "assets/bulletin-sang.svg", "assets/bulletin-toi.svg"}) {
        EXPECT_THAT(index, HasSubstr("<img class=\"qr\" src=\"" + std::string(code) + "\"")) << "to be scanned";
        EXPECT_THAT(content_of(pages, code), HasSubstr("<svg xmlns="));
    }
    EXPECT_THAT(index, HasSubstr("<strong>Bản tin sáng &amp; trưa</strong>"));
    for (const char* id : {"id=\"feed-address\"", "id=\"feed-address-2\"", "id=\"feed-address-3\""})
        EXPECT_EQ(count(index, id), 1u) << id;
    EXPECT_EQ(count(index, "· <span>Bản tin</span>"), 1u) << "the edition is told from articles";
}

TEST(Site, WithOneFeedOffersThatAlone) {
    const std::string index = content_of(vietnamese_site(), "index.html");
    EXPECT_EQ(count(index, "rel=\"alternate\" type=\"application/rss+xml\""), 1u);
    EXPECT_EQ(count(index, "class=\"qr\""), 1u);
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
        // What answers where there is nothing cannot know how deep it stands.
        const std::string own = page.path == "404.html" ? vietnamese_show().base_url : "";
        for (const std::string mark : {" src=\"", "rel=\"stylesheet\" href=\""}) {
            for (std::size_t at = page.content.find(mark); at != std::string::npos;
                 at = page.content.find(mark, at + 1)) {
                const std::string address = between(page.content.substr(at), mark, "\"");
                EXPECT_TRUE(address.find("://") == std::string::npos || (!own.empty() && address.starts_with(own)))
                    << address;
            }
        }
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
    episode.chapters = {{0ms, hostile, "javascript:alert(1)", ""}, {9ms, hostile, "", ""}};
    episode.page_picture = {"images/b.jpg", 1, 1};
    core::Episode other = episode;
    other.slug = "other";
    for (const SiteFile& page : site(show, sample_channel(), std::vector{episode, other})) {
        if (!page.path.ends_with(".html")) continue;
        EXPECT_EQ(count(page.content, "<script>"), 0u) << page.path;
        EXPECT_EQ(count(page.content, "<img src=x"), 0u) << page.path;
        EXPECT_EQ(count(page.content, "\"javascript:"), 0u) << page.path;
        const bool plain = page.path.starts_with("transcripts/");
        const bool has_data = page.path == "index.html" || page.path.starts_with("episodes/");
        EXPECT_EQ(count(page.content, "<script"), plain ? 0u : has_data ? 2u : 1u) << page.path;
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
    EXPECT_THAT(page, HasSubstr("<details class=\"subscribe\">\n<summary class=\"button\">S’abonner</summary>"));
    EXPECT_THAT(page, HasSubstr(">3 janvier 2024</time>"));
    french.language = "ar";
    EXPECT_THAT(content_of(site(french, sample_channel(), {}), "index.html"),
                HasSubstr("<html lang=\"ar\" dir=\"rtl\">"));
    // One that has no words of its own says whose they are.
    french.language = "lo";
    EXPECT_THAT(content_of(site(french, sample_channel(), english_episodes()), "index.html"),
                HasSubstr("<details class=\"subscribe\" lang=\"en\" dir=\"ltr\">"));
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

TEST(Site, SaysWhatAnEpisodeWasLevelledToAndNoOtherFigure) {
    const std::string page = content_of(vietnamese_site(), "episodes/mua-nuoc-noi-ve-som.html");
    EXPECT_THAT(page, HasSubstr("<p>Âm lượng cân ở −16 LUFS</p>"));
    EXPECT_THAT(page, Not(HasSubstr("dBTP")));
    core::Episode episode = numbered_episode(1);
    episode.renditions.front().made.after.integrated_lufs = -INFINITY;
    EXPECT_THAT(episode_pages(english_show(), sample_channel(), episode)[0].content, Not(HasSubstr("LUFS")));
    episode.renditions.front().made.after = {};
    EXPECT_THAT(episode_pages(english_show(), sample_channel(), episode)[0].content, Not(HasSubstr("LUFS")));
}

TEST(Site, BeginsWithTheNewestEpisodeOrTheBulletinOfItsDay) {
    std::vector<core::Episode> episodes = numbered(5);
    const auto hero = [&] {
        return between(content_of(site(english_show(), sample_channel(), episodes), "index.html"),
                       "<section class=\"card hero\"", "</section>");
    };
    EXPECT_THAT(hero(), HasSubstr("data-id=\"newscast:episode:5\""));
    EXPECT_THAT(hero(), HasSubstr("<span class=\"word\">Play</span> <span>1:01</span>"));
    EXPECT_THAT(hero(), Not(HasSubstr("class=\"all\""))) << "it is the only one of its day";
    episodes[1].published = episodes[2].published = episodes[0].published - 1h;
    episodes[2].bulletin = "evening";
    EXPECT_THAT(hero(), HasSubstr("data-id=\"newscast:episode:3\""));
    EXPECT_THAT(hero(), HasSubstr(">Hear all 3</button>"));
    episodes[2].published = episodes[3].published;
    EXPECT_THAT(hero(), HasSubstr("data-id=\"newscast:episode:5\"")) << "yesterday's bulletin is not today's";
}

TEST(Site, PlaysADayOnlyWhereItHasAllOfIt) {
    std::vector<core::Episode> episodes = numbered(60);
    for (std::size_t index = 20; index < 40; ++index) episodes[index].published = episodes[40].published + 1h;
    const std::vector<SiteFile> pages = site(english_show(), sample_channel(), episodes);
    EXPECT_EQ(count(content_of(pages, "index.html"), "class=\"all\""), 0u);
    EXPECT_EQ(count(content_of(pages, "months/2024-01.html"), "class=\"all\""), 1u);
    EXPECT_THAT(content_of(pages, "months/2024-01.html"), HasSubstr(">Hear all 21</button>"));
}

TEST(Site, WithoutEpisodesSaysSo) {
    const std::string index = content_of(site(english_show(), sample_channel(), {}), "index.html");
    EXPECT_THAT(index, HasSubstr("There is no episode to hear at the moment."));
    EXPECT_THAT(index, HasSubstr(">Subscribe</summary>"));
    EXPECT_THAT(index, Not(HasSubstr("id=\"search\"")));
}

TEST(Site, FoldsTheDescriptionHoweverLongItIs) {
    core::Show show = english_show();
    show.description = std::string(3000, 'a') + " the end";
    const std::string index = content_of(site(show, sample_channel(), english_episodes()), "index.html");
    EXPECT_LT(between(index, "<p class=\"line\">", "</p>").size(), 210u);
    EXPECT_THAT(between(index, "<details class=\"about\">", "</details>"), HasSubstr("the end"));
}

/// Of each page the ones that it leads to as newer and as older.
std::pair<std::string, std::string> beside(const std::string& page) {
    return {between(page, "<a rel=\"next\" href=\"../", "\""), between(page, "<a rel=\"prev\" href=\"../", "\"")};
}

TEST(Site, LeadsToTheNewerAndTheOlder) {
    using Pair = std::pair<std::string, std::string>;
    const std::vector<SiteFile> pages = site(english_show(), sample_channel(), numbered(70));
    EXPECT_EQ(beside(content_of(pages, "episodes/episode-70.html")), Pair("", "episodes/episode-69.html"));
    EXPECT_EQ(beside(content_of(pages, "episodes/episode-42.html")),
              Pair("episodes/episode-43.html", "episodes/episode-41.html"));
    EXPECT_EQ(beside(content_of(pages, "episodes/episode-1.html")), Pair("episodes/episode-2.html", ""));
    EXPECT_EQ(beside(content_of(pages, "months/2024-03.html")), Pair("", "months/2024-02.html"));
    EXPECT_EQ(beside(content_of(pages, "months/2024-02.html")), Pair("months/2024-03.html", "months/2024-01.html"));
    EXPECT_THAT(content_of(pages, "months/2024-02.html"), HasSubstr("<span>Older</span> January 2024</a>"));
}

TEST(Site, DividesALongShowByMonth) {
    const std::vector<SiteFile> pages = site(english_show(), sample_channel(), numbered(400));
    const std::string index = content_of(pages, "index.html");
    EXPECT_EQ(count(index, "<a class=\"play"), 15u);
    EXPECT_EQ(count(content_of(pages, "months/2024-01.html"), "<a class=\"play\""), 30u);
    EXPECT_EQ(count(content_of(pages, "months/2024-02.html"), "<a class=\"play\""), 29u);
    EXPECT_THAT(content_of(pages, "months/2024-02.html"), HasSubstr("<h1>February 2024</h1>"));
    const std::string newest = between(index, "<h3>2025</h3>", "</ul>");
    EXPECT_EQ(count(newest, "<li>"), 2u) << newest;
    EXPECT_THAT(newest, HasSubstr("<a href=\"months/2025-01.html\">January</a>"));
    EXPECT_EQ(count(between(index, "<h3>2024</h3>", "</ul>"), "<li>"), 12u);
}

TEST(Site, IsSearchedByWhatAScriptBringsAlong) {
    std::vector<core::Episode> episodes = vietnamese_episodes();
    const std::string script = content_of(site(vietnamese_show(), sample_channel(), episodes), "search.js");
    const Json entries = Json::parse(between(script, "newscastSearch(", ");\n"));
    ASSERT_EQ(entries.size(), episodes.size());
    EXPECT_EQ(entries[0].at("id"), episodes[0].guid);
    EXPECT_EQ(entries[0].at("title"), episodes[0].title);
    EXPECT_EQ(entries[0].at("page"), "episodes/mua-nuoc-noi-ve-som.html");
    EXPECT_EQ(entries[0].at("image"), episodes[0].thumbnail_path);
    EXPECT_EQ(entries[0].at("shown"), "10 tháng 7, 2024");
    EXPECT_EQ(entries[0].at("files")[0].at("src"), episodes[0].enclosure().path);
    EXPECT_DOUBLE_EQ(entries[0].at("seconds").get<double>(), 102.84);
    EXPECT_EQ(entries[1].at("lead"), "Ba tin chính trong ngày.");
    EXPECT_EQ(entries[1].at("chapters").size(), 3u);
    EXPECT_EQ(entries[1].at("image"), "cover-1a2b3c4d-300.jpg") << "it has no picture of its own";
}

TEST(Site, ShowsTheArticlesPictureWithItsSize) {
    const std::vector<SiteFile> pages = vietnamese_site();
    EXPECT_THAT(content_of(pages, "episodes/mua-nuoc-noi-ve-som.html"),
                HasSubstr("<img src=\"../images/mua-nuoc-noi-ve-som-page-6f7a8b9c.jpg\""));
    EXPECT_THAT(content_of(pages, "episodes/mua-nuoc-noi-ve-som.html"), HasSubstr("width=\"960\" height=\"540\""));
    EXPECT_THAT(content_of(pages, "episodes/khong-loi-dan.html"), Not(HasSubstr("<figure")));
    EXPECT_THAT(content_of(pages, "index.html"),
                HasSubstr("<img class=\"thumb\" src=\"images/mua-nuoc-noi-ve-som-thumbnail-7a8b9c0d.jpg\""));
}

TEST(Site, ChangesOnlyThePagesThatANewEpisodeConcerns) {
    const std::vector<SiteFile> before = site(english_show(), sample_channel(), numbered(70));
    const std::vector<SiteFile> after = site(english_show(), sample_channel(), numbered(71));
    std::vector<std::string> changed;
    for (const SiteFile& page : after) {
        const auto same = [&](const SiteFile& old) { return old.path == page.path && old.content == page.content; };
        if (std::none_of(before.begin(), before.end(), same)) changed.push_back(page.path);
    }
    EXPECT_THAT(changed, testing::UnorderedElementsAre("index.html", "months/2024-03.html", "search.js", "search.json",
                                                       "episodes/episode-71.html", "transcripts/episode-71.html",
                                                       "embed/episode-71.html", "embed/episode-71.json",
                                                       "episodes/episode-70.html"))
        << "the one before leads to it";
}

}  // namespace
}  // namespace feed
