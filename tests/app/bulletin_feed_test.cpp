// Bulletins with feeds of their own: whole runs against a newspaper on loopback.
#include "app/commands/live_check.h"
#include "app/publish/offer.h"
#include "catalog/catalog.h"
#include "tests/app/bulletin_fixture.h"
#include "tests/app/program.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

namespace app {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* own = "bulletin-ngay.xml";

/// The newspaper's bulletin has a feed of its own.
class BulletinFeedTest : public BulletinTest {
protected:
    BulletinFeedTest() {
        bulletin().own_feed = true;
        print_day(0);
    }

    /// Two articles of that day, and those of the days before.
    void print_day(int day) {
        stories_.push_back({fmt::format("a{}", day), fmt::format("Bài a{}", day), 2h - day * 24h});
        stories_.push_back({fmt::format("b{}", day), fmt::format("Bài b{}", day), 3h - day * 24h});
        print(stories_);
    }
    /// A day passes, with two articles and an edition of them.
    void next_day() {
        print_day(static_cast<int>(stories_.size() / 2));
        pass(24h);
    }

    static std::size_t items(const std::string& xml) { return count(xml, "<item>"); }
    static std::string between(const std::string& text, const std::string& before, const std::string& after) {
        const std::size_t at = text.find(before);
        if (at == std::string::npos) return {};
        return text.substr(at + before.size(), text.find(after, at + before.size()) - at - before.size());
    }
    static std::string date_of(const std::string& xml) { return element(xml, "lastBuildDate"); }
    static std::string guid_of(const std::string& xml) { return element(xml, "podcast:guid"); }
    /// What the hub was sent.
    std::vector<std::string> told() {
        std::vector<std::string> bodies;
        for (const auto& request : paper.server.requests("/hub")) bodies.push_back(request.body);
        return bodies;
    }

private:
    std::vector<Story> stories_;
};

TEST_F(BulletinFeedTest, HoldsItsEditionsAndTheShowsFeedTheRest) {
    config::Bulletin other = bulletin();
    other.id = "toi";
    other.title = "Bản tin tối";
    other.own_feed = false;
    paper.config.bulletins.push_back(other);
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_EQ(items(paper.feed()), 3U) << "the articles, and the edition of the bulletin that has no feed";
    EXPECT_THAT(item("Bản tin tối"), Not(IsEmpty()));
    EXPECT_THAT(item("tin ngày"), IsEmpty());
    EXPECT_EQ(items(read(own)), 1U);
    EXPECT_THAT(read(own), AllOf(HasSubstr("tin ngày"), HasSubstr("Bài a0"), HasSubstr("podcast:chapters")));
    EXPECT_THAT(read(own), HasSubstr("<title>" + paper.config.show.title + " – ngay</title>"));
    EXPECT_EQ(guid_of(read(own)), core::podcast_guid("https://podcast.example/test/bulletin-ngay.xml"));
    EXPECT_EQ(guid_of(paper.feed()), core::podcast_guid("https://podcast.example/test/feed.xml"));
    EXPECT_FALSE(filesystem::exists(out("bulletin-toi.xml")));
    EXPECT_THAT(read("index.html"), AllOf(HasSubstr("href=\"https://podcast.example/test/bulletin-ngay.xml\""),
                                          HasSubstr("tin ngày"), HasSubstr("Bản tin tối"), HasSubstr("Bài a0")));
    const std::string file = sound::mutagen(file_of(read(own)));
    EXPECT_THAT(file, HasSubstr("https://podcast.example/test/bulletin-ngay.xml"));
    EXPECT_THAT(file, HasSubstr("TALB = ['" + paper.config.show.title + " – ngay']"));
    const std::string other_file = sound::mutagen(file_of(item("Bản tin tối")));
    EXPECT_THAT(other_file, HasSubstr("https://podcast.example/test/feed.xml"));
    EXPECT_THAT(other_file, Not(HasSubstr("– ngay")));
    const auto before = published();
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_EQ(published(), before) << "two runs make the same bytes";
}

TEST_F(BulletinFeedTest, IsNoneBeforeThereIsAnEdition) {
    bulletin().sections = {"Thể thao"};
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_FALSE(filesystem::exists(out(own))) << "a feed without an edition is nothing to subscribe to";
    EXPECT_THAT(read("index.html"), Not(HasSubstr(own)));
}

TEST_F(BulletinFeedTest, HasTheTitleThatTheOperatorGivesItAndKeepsItsGuid) {
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const std::string guid = guid_of(read(own));
    bulletin().feed_title = "Nghe buổi sáng";
    paper.config.show.base_url = "https://elsewhere.example/test/";
    ASSERT_EQ(paper.run({.consent = {.moved = true}}), ExitCode::done);
    EXPECT_EQ(guid_of(read(own)), guid);
    EXPECT_THAT(read(own), AllOf(HasSubstr("<title>Nghe buổi sáng</title>"),
                                 HasSubstr("<itunes:new-feed-url>https://elsewhere.example/test/bulletin-ngay.xml<")));
    EXPECT_THAT(sound::mutagen(file_of(read(own))), AllOf(HasSubstr("TALB = ['Nghe buổi sáng']"),
                                                          HasSubstr("https://elsewhere.example/test/bulletin-ngay")));
}

TEST_F(BulletinFeedTest, EachFeedRemembersWhenItChangedAndHubsAreToldOfThatOne) {
    paper.config.show.hubs = {paper.server.url("/hub")};
    // It is not there for the fourth question.
    const auto taken = support::answer(204);
    paper.server.on("/hub", {taken, taken, taken, support::answer(400), taken});
    const std::string body = "hub.mode=publish&hub.url=https%3A%2F%2Fpodcast.example%2Ftest%2F";
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_THAT(told(), testing::UnorderedElementsAre(body + "feed.xml", body + own));
    const std::string show_date = date_of(paper.feed());
    const std::string own_date = date_of(read(own));
    pass(1h);
    bulletin().feed_title = "Nghe buổi sáng";
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_EQ(date_of(paper.feed()), show_date) << "nothing of it has changed";
    EXPECT_NE(date_of(read(own)), own_date);
    ASSERT_EQ(told().size(), 3U);
    EXPECT_EQ(told().back(), body + own);
    // What a hub did not take it is told again, with what has changed meanwhile.
    paper.config.show.copyright = "© 2026";
    EXPECT_THAT(complaints(ExitCode::some_failed), HasSubstr("/hub"));
    EXPECT_EQ(told().size(), 4U);
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    ASSERT_EQ(told().size(), 6U);
    EXPECT_THAT((std::vector{told()[4], told()[5]}), testing::UnorderedElementsAre(body + "feed.xml", body + own));
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_EQ(told().size(), 6U);
}

TEST_F(BulletinFeedTest, WhatIsSwitchedOnLaterTakesNothingFromTheShowsFeed) {
    bulletin().own_feed = false;
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const std::string first = element(item("tin ngày"), "guid");
    bulletin().own_feed = true;
    const auto before = published();
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_EQ(published(), before);
    next_day();
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_EQ(items(paper.feed()), 5U);
    EXPECT_THAT(paper.feed(), HasSubstr(first));
    EXPECT_EQ(items(read(own)), 1U);
    EXPECT_THAT(read(own), Not(HasSubstr(first)));
}

TEST_F(BulletinFeedTest, WhoseBulletinIsGoneStaysAndLeadsToTheShows) {
    bulletin().feed_title = "Nghe buổi sáng";
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const config::Bulletin kept = bulletin();
    paper.config.bulletins.clear();
    EXPECT_THAT(complaints(ExitCode::done),
                AllOf(HasSubstr("bulletin 'ngay' has no feed of its own any more: 'bulletin-ngay.xml' keeps its "
                                "editions and leads its listeners to 'feed.xml'"),
                      testing::ContainsRegex("^[^\n]*\n$")));
    EXPECT_THAT(read(own), AllOf(HasSubstr("<itunes:new-feed-url>https://podcast.example/test/feed.xml<"),
                                 HasSubstr("<title>Nghe buổi sáng</title>")));
    EXPECT_EQ(items(read(own)), 1U);
    EXPECT_EQ(items(paper.feed()), 2U);
    EXPECT_THAT(read("index.html"), AllOf(Not(HasSubstr(own)), HasSubstr("tin ngày")));
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty()) << "told once";
    // It comes back as it was.
    paper.config.bulletins = {kept};
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_THAT(read(own), Not(HasSubstr("new-feed-url")));
    EXPECT_THAT(read("index.html"), HasSubstr(own));
}

TEST_F(BulletinFeedTest, WhichIsSwitchedOffGoesOnInTheShowsFeed) {
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    bulletin().own_feed = false;
    next_day();
    EXPECT_THAT(complaints(ExitCode::done), HasSubstr("leads its listeners to 'feed.xml'"));
    EXPECT_EQ(items(read(own)), 1U);
    EXPECT_EQ(items(paper.feed()), 5U);
    EXPECT_THAT(item("tin ngày"), HasSubstr("Bài a1"));
}

TEST_F(BulletinFeedTest, StandsWhenItsLastEditionIsWithdrawn) {
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    {
        catalog::Catalog catalog(paper.config.state_folder() / "catalog.db");
        catalog.withdraw(element(read(own), "guid"), "asked for", paper.now);
    }
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_EQ(items(read(own)), 0U);
    EXPECT_EQ(items(paper.feed()), 2U);
    EXPECT_THAT(read("index.html"), HasSubstr(own));
}

TEST_F(BulletinFeedTest, TheGuardLooksAtEveryFeed) {
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    std::string richer = read(own);
    const std::size_t start = richer.find("<item>");
    const std::size_t end = richer.find("</item>") + 7;
    std::string second = richer.substr(start, end - start);
    second.replace(second.find("</guid>") - 4, 4, "ffff");
    richer.insert(end, second);
    core::write_file(out(own), richer);
    const auto before = published();
    paper.config.show.copyright = "© 2026";
    EXPECT_THAT(complaints(ExitCode::some_failed),
                HasSubstr("nothing was published: bulletin-ngay.xml: the new feed loses 1 of 2 episodes"));
    EXPECT_EQ(published(), before);
}

TEST_F(BulletinFeedTest, IsNotEmptiedInSilenceByACatalogThatIsNew) {
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const auto before = published();
    filesystem::remove_all(paper.config.state_folder());
    // Its day is over, and no other edition is due.
    bulletin().sections = {"Thể thao"};
    testing::internal::CaptureStderr();
    EXPECT_EQ(paper.run({.consent = {.adopt = true}}), ExitCode::some_failed);
    EXPECT_THAT(testing::internal::GetCapturedStderr(),
                HasSubstr("bulletin-ngay.xml: the new feed loses 1 of 1 episodes"));
    EXPECT_EQ(published().at(own), before.at(own));
    ASSERT_EQ(paper.run({.replacement = Replacement::any}), ExitCode::done);
    EXPECT_EQ(items(read(own)), 0U);
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
}

TEST_F(BulletinFeedTest, OldEditionsGoToArchivePagesOfTheirFeed) {
    paper.config.feed.items = 1;
    for (int day = 0; day < 3; ++day) {
        if (day > 0) next_day();
        EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    }
    for (const std::string feed : {"feed.xml", own}) {
        std::size_t all = 0;
        for (std::string file = feed; !file.empty();) {
            ASSERT_TRUE(filesystem::exists(out(file))) << file << " is named and not there";
            const std::string xml = read(file);
            all += items(xml);
            EXPECT_EQ(count(xml, "tin ngày") > 0, feed == own) << file;
            file = between(xml, "rel=\"prev-archive\" href=\"https://podcast.example/test/", "\"");
        }
        EXPECT_EQ(all, feed == own ? 3U : 6U) << feed;
    }
    const auto before = published();
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_EQ(published(), before);
}

TEST_F(BulletinFeedTest, IsToldByStatusAndPutRightByDoctor) {
    paper.config.show.base_url = paper.server.url("/out/test/");
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const filesystem::path config = write_config(paper);
    const auto at = static_cast<int>(bulletin().at.front().count());
    core::write_file(config,
                     core::read_file(config) + fmt::format("\n[[bulletin]]\nid = \"ngay\"\ntitle = \"{}\"\nat = "
                                                           "\"{:02}:{:02}\"\nown_feed = true\n",
                                                           bulletin().title, at / 60, at % 60));
    EXPECT_THAT(newscast("status " + config.string()).output, AllOf(HasSubstr("/feed.xml\n"), HasSubstr(own)));
    EXPECT_THAT(newscast("status --json " + config.string()).output, HasSubstr(own));
    core::write_file(out(own), "cut off");
    const Answer doctor = newscast("doctor " + config.string());
    EXPECT_EQ(doctor.exit_code, 1) << doctor.output;
    EXPECT_THAT(doctor.output, AllOf(HasSubstr("'bulletin-ngay.xml'"), HasSubstr("put right")));
    EXPECT_EQ(items(read(own)), 1U);
    EXPECT_EQ(newscast("doctor " + config.string()).exit_code, 0);
}

TEST_F(BulletinFeedTest, IsOfferedWithTheShowsWhileItIsOpen) {
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    Report report(Report::Detail::problems);
    const filesystem::path opml = paper.config.out_directory / "shows.opml";
    offer_together(paper.config.out_directory, report);
    const std::string both = core::read_file(opml);
    for (const char* file : {"feed.xml", own})
        EXPECT_THAT(both, HasSubstr(std::string("xmlUrl=\"https://podcast.example/test/") + file + "\""));
    {
        Program preview({"serve", paper.config.out_directory.string(), "--port", "0"});
        ASSERT_TRUE(preview.says("/test/\n"));
        const std::string origin = "http://" + between(preview.output(), "http://", "/test/");
        EXPECT_THAT(shell("curl -s --noproxy '*' " + origin + "/").output,
                    AllOf(HasSubstr("href=\"/test/feed.xml\""), HasSubstr("href=\"/test/bulletin-ngay.xml\"")));
    }
    paper.config.bulletins.clear();
    EXPECT_THAT(complaints(ExitCode::done), HasSubstr("no feed of its own any more"));
    offer_together(paper.config.out_directory, report);
    EXPECT_THAT(core::read_file(opml), AllOf(HasSubstr("test/feed.xml"), Not(HasSubstr(own))));
}

TEST_F(BulletinFeedTest, IsAskedForWhereItShouldBeServed) {
    paper.config.show.base_url = paper.server.url("/out/");
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const auto serve = [this](const std::string& file, const std::string& bytes) {
        paper.server.on("/out/" + file, support::answer(200, bytes, {{"Content-Type", "application/rss+xml"}}));
    };
    serve("feed.xml", paper.feed());
    catalog::Catalog catalog(paper.config.state_folder() / "catalog.db");
    const auto findings = [&] {
        std::string text;
        for (const std::string& line : check_live(paper.config, {}, catalog.manifest("out")).findings)
            if (line.find(own) != std::string::npos) text += line + "\n";
        return text;
    };
    EXPECT_THAT(findings(), HasSubstr("cannot be fetched"));
    serve(own, "another");
    EXPECT_THAT(findings(), HasSubstr("is not the feed that was written"));
    serve(own, read(own));
    EXPECT_THAT(findings(), IsEmpty());
}

}  // namespace
}  // namespace app
