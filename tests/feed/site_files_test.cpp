#include "feed/qr.h"
#include "feed/site_assets.h"
#include "feed/subscribe.h"
#include "tests/feed/samples.h"
#include "tests/feed/sites.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace feed {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

TEST(Site, AnswersWhereThereIsNothing) {
    const std::string page = content_of(english_site(), "404.html");
    const std::string base = english_show().base_url;
    EXPECT_THAT(page, HasSubstr("<h1>This page is not here</h1>"));
    EXPECT_THAT(page, HasSubstr("rel=\"stylesheet\" href=\"" + base + "assets/site.css"))
        << "it is shown at addresses of any depth";
    EXPECT_THAT(page, HasSubstr("href=\"" + base + "index.html\""));
}

TEST(Site, CanBeKeptOnAHomeScreen) {
    core::Show show = english_show();
    show.title = "The \"Harbour\"";
    const std::vector<SiteFile> pages = site(show, sample_channel(), english_episodes());
    const Json manifest = Json::parse(content_of(pages, "manifest.webmanifest"));
    EXPECT_EQ(manifest.at("name"), show.title);
    EXPECT_EQ(manifest.at("start_url"), "index.html");
    EXPECT_EQ(manifest.at("icons")[0].at("src"), "cover-1a2b3c4d-300.jpg");
    EXPECT_THAT(content_of(pages, "index.html"), HasSubstr("<link rel=\"manifest\" href=\"manifest.webmanifest\">"));
}

TEST(Site, CanBeEmbedded) {
    const core::Episode episode = vietnamese_episodes()[0];
    const std::vector<SiteFile> pages = vietnamese_site();
    const std::string address = vietnamese_show().base_url + "embed/mua-nuoc-noi-ve-som";
    EXPECT_THAT(content_of(pages, "episodes/mua-nuoc-noi-ve-som.html"), HasSubstr("type=\"application/json+oembed\""));
    EXPECT_THAT(content_of(pages, "episodes/mua-nuoc-noi-ve-som.html"), HasSubstr("href=\"" + address + ".json\""));
    const Json oembed = Json::parse(content_of(pages, "embed/mua-nuoc-noi-ve-som.json"));
    EXPECT_EQ(oembed.at("version"), "1.0");
    EXPECT_EQ(oembed.at("type"), "rich");
    EXPECT_EQ(oembed.at("title"), episode.title);
    EXPECT_THAT(oembed.at("html"), HasSubstr("<iframe src=\"" + address + ".html\""));
    EXPECT_EQ(oembed.at("thumbnail_width"), 960);
    const std::string page = content_of(pages, "embed/mua-nuoc-noi-ve-som.html");
    EXPECT_THAT(page, HasSubstr("<body class=\"embed\">"));
    EXPECT_THAT(page, HasSubstr("id=\"player\""));
    EXPECT_THAT(page, HasSubstr("data-id=\"" + episode.guid + "\""));
}

TEST(Site, TakesItsAccentFromTheCover) {
    Channel channel = sample_channel();
    const auto style = [&] { return content_of(shared_files(english_show(), channel), "assets/site.css"); };
    const std::string usual = style();
    const std::string usual_address = style_address(channel);
    channel.colour = "#b3122f";
    EXPECT_THAT(style(), testing::StartsWith(":root{--accent:#b3122f;--on-accent:#ffffff}"));
    EXPECT_NE(style(), usual);
    EXPECT_NE(style_address(channel), usual_address) << "browsers keep the other one";
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
    const std::string encoded = "https%3A%2F%2Fpodcast.example%2Fa%2Ffeed.xml";
    EXPECT_THAT(urls, Contains("https://antennapod.org/deeplink/subscribe?url=" + encoded));
    EXPECT_THAT(urls, Contains("https://pocketcasts.com/follow/" + encoded));
    EXPECT_THAT(urls, Contains("overcast://x-callback-url/add?url=" + encoded));
    EXPECT_THAT(urls, Contains("gpodder:https://podcast.example/a/feed.xml"));
    for (const SubscribeLink& link : subscribe_links("https://podcast.example/a/feed.xml"))
        EXPECT_NE(link.url.starts_with("https://"), !link.web.empty()) << link.app << ": where to go without the app";
    for (const std::string& url : urls) EXPECT_THAT(url, Not(testing::MatchesRegex(".*:///?/?https://.*"))) << url;
}

TEST(QrCode, IsASquareWithItsFinderPatterns) {
    const std::string svg = qr_svg("https://podcast.example/a/feed.xml");
    EXPECT_THAT(svg, HasSubstr("viewBox=\"0 0 37 37\""));  // version 3: 29 modules and the quiet zone
    EXPECT_THAT(svg, HasSubstr("M4 4h7v1h-7z"));           // top of the first finder pattern
    EXPECT_EQ(qr_svg(""), "");
    EXPECT_EQ(qr_svg(std::string(5000, 'x')), "");
    EXPECT_NE(qr_svg(std::string(max_qr_bytes, 'x')), "");
    EXPECT_EQ(qr_svg(std::string(max_qr_bytes + 1, 'x')), "");
}

}  // namespace
}  // namespace feed
