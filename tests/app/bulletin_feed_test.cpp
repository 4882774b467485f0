// Bulletins with feeds of their own: whole runs against a newspaper on loopback.

#include "app/commands/live_check.h"
#include "app/publish/offer.h"
#include "catalog/catalog.h"
#include "tests/app/program.h"
#include "tests/app/publishing_fixture.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* own = "bulletin-sang.xml";

class BulletinFeedTest : public PublishingFixture {
protected:
    BulletinFeedTest() {
        paper.config.bulletins = {bulletin("sang")};
        EXPECT_EQ(paper.run(), ExitCode::done);
    }

    static config::Bulletin bulletin(const std::string& id) {
        config::Bulletin made;
        made.id = id;
        made.title = "Bản tin";
        made.at = {std::chrono::minutes(0)};
        made.own_feed = true;
        return made;
    }

    /// From now on an article whose slug begins so is an edition of that bulletin.
    void make_editions_of(const std::string& slug, const std::string& id, bool own_feed = true) {
        const std::string sql = fmt::format(
            "CREATE TRIGGER \"{0} {1}\" AFTER INSERT ON episodes WHEN NEW.slug LIKE ''{0}%'' BEGIN INSERT INTO "
            "editions (episode, bulletin, at, title, own_feed) VALUES (NEW.id, ''{1}'', NEW.id, '''', {2}); END",
            slug, id, own_feed ? 1 : 0);
        std::string quoted = sql;
        for (std::size_t at = quoted.find("''"); at != std::string::npos; at = quoted.find("''", at + 1))
            quoted.replace(at, 2, "'");
        core::write_file(paper.folder / "sql", quoted + ";\n");
        const Answer answer =
            shell(fmt::format("sqlite3 '{}' < '{}'", (paper.config.state_folder() / "catalog.db").string(),
                              (paper.folder / "sql").string()));
        ASSERT_EQ(answer.exit_code, 0) << answer.output;
    }

    static std::size_t items(const std::string& xml) {
        std::size_t count = 0;
        for (std::size_t at = xml.find("<item>"); at != std::string::npos; at = xml.find("<item>", at + 1)) ++count;
        return count;
    }
    static std::string between(const std::string& text, const std::string& before, const std::string& after) {
        const std::size_t at = text.find(before);
        if (at == std::string::npos) return {};
        return text.substr(at + before.size(), text.find(after, at + before.size()) - at - before.size());
    }
    static std::string date_of(const std::string& xml) { return between(xml, "<lastBuildDate>", "</lastBuildDate>"); }
    static std::string guid_of(const std::string& xml) { return between(xml, "<podcast:guid>", "</podcast:guid>"); }
};

TEST_F(BulletinFeedTest, HoldsItsEditionsAndTheShowsFeedTheRest) {
    EXPECT_FALSE(filesystem::exists(out(own))) << "a feed without an edition is nothing to subscribe to";
    EXPECT_THAT(read("index.html"), Not(HasSubstr(own)));
    make_editions_of("bai-tin", "sang");
    print_all({"mot", "hai", "tin1", "tin2"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(items(paper.feed()), 2u);
    EXPECT_EQ(items(read(own)), 2u);
    EXPECT_THAT(read(own), AllOf(HasSubstr("<title>Bài tin1</title>"), HasSubstr("<title>Bài tin2</title>"),
                                 Not(HasSubstr("Bài mot"))));
    EXPECT_THAT(paper.feed(), Not(HasSubstr("Bài tin")));
    EXPECT_THAT(read(own), HasSubstr("<title>" + paper.config.show.title + " – sang</title>"));
    EXPECT_THAT(read("index.html"), HasSubstr("href=\"https://podcast.example/test/bulletin-sang.xml\""));
    EXPECT_NE(guid_of(read(own)), guid_of(paper.feed()));
    EXPECT_EQ(guid_of(read(own)), core::podcast_guid("https://podcast.example/test/bulletin-sang.xml"));
    const auto before = published();
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(published(), before) << "two runs make the same bytes";
}

TEST_F(BulletinFeedTest, KeepsItsGuidItsTitleIsTheOperators) {
    make_editions_of("bai-tin", "sang");
    print_all({"mot", "tin1"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string guid = guid_of(read(own));
    paper.config.bulletins.front().feed_title = "Nghe buổi sáng";
    paper.config.show.base_url = "https://elsewhere.example/test/";
    ASSERT_EQ(paper.run({.consent = {.moved = true}}), ExitCode::done);
    EXPECT_EQ(guid_of(read(own)), guid);
    EXPECT_THAT(read(own), AllOf(HasSubstr("<title>Nghe buổi sáng</title>"),
                                 HasSubstr("<itunes:new-feed-url>https://elsewhere.example/test/bulletin-sang.xml<")));
}

TEST_F(BulletinFeedTest, EachFeedRemembersWhenItChangedAndItsHubsAreToldOfThatOne) {
    paper.config.show.hubs = {paper.server.url("/hub")};
    paper.server.on("/hub", support::answer(204));
    make_editions_of("bai-tin", "sang");
    print_all({"mot", "tin1"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string show_date = date_of(paper.feed());
    const std::string own_date = date_of(read(own));
    const auto told = [this] {
        std::vector<std::string> bodies;
        for (const auto& request : paper.server.requests("/hub")) bodies.push_back(request.body);
        return bodies;
    };
    const std::string body = "hub.mode=publish&hub.url=https%3A%2F%2Fpodcast.example%2Ftest%2F";
    EXPECT_THAT(told(), testing::UnorderedElementsAre(body + "feed.xml", body + own));
    paper.now += std::chrono::hours(1);
    print_all({"mot", "tin1", "tin2"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(date_of(paper.feed()), show_date) << "nothing of it has changed";
    EXPECT_NE(date_of(read(own)), own_date);
    ASSERT_EQ(told().size(), 3u);
    EXPECT_EQ(told().back(), body + own);
    paper.now += std::chrono::hours(1);
    print_all({"mot", "tin1", "tin2", "hai"});
    // What a hub did not take it is told again, with what has changed meanwhile.
    paper.server.on("/hub", {support::answer(400), support::answer(204)});
    EXPECT_THAT(complaints(ExitCode::some_failed), HasSubstr("/hub"));
    print_all({"mot", "tin1", "tin2", "hai", "tin3"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    ASSERT_EQ(told().size(), 6u);
    EXPECT_EQ(told().at(4), body + "feed.xml");
    EXPECT_EQ(told().at(5), body + own);
}

TEST_F(BulletinFeedTest, WhatIsSwitchedOnLaterTakesNothingFromTheShowsFeed) {
    paper.config.bulletins.front().own_feed = false;
    make_editions_of("bai-cu", "sang", false);
    print_all({"mot", "cu1", "cu2"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(items(paper.feed()), 3u) << "an edition without a feed of its own is an episode like any other";
    paper.config.bulletins.front().own_feed = true;
    const auto before = published();
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(published(), before);
    make_editions_of("bai-tin", "sang");
    print_all({"mot", "cu1", "cu2", "tin1"});
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(items(paper.feed()), 3u);
    EXPECT_EQ(items(read(own)), 1u);
}

TEST_F(BulletinFeedTest, WhoseBulletinIsGoneStaysForItsSubscribersAndLeadsThemToTheShows) {
    make_editions_of("bai-tin", "sang");
    print_all({"mot", "tin1", "tin2"});
    paper.config.bulletins.front().feed_title = "Nghe buổi sáng";
    ASSERT_EQ(paper.run(), ExitCode::done);
    paper.config.bulletins.clear();
    EXPECT_THAT(complaints(ExitCode::done),
                AllOf(HasSubstr("bulletin 'sang' has no feed of its own any more: 'bulletin-sang.xml' stays with its 2 "
                                "editions and leads its listeners to 'feed.xml'"),
                      testing::ContainsRegex("^[^\n]*\n$")));
    EXPECT_THAT(read(own), AllOf(HasSubstr("<itunes:new-feed-url>https://podcast.example/test/feed.xml<"),
                                 HasSubstr("<title>Nghe buổi sáng</title>")));
    EXPECT_EQ(items(read(own)), 2u);
    EXPECT_EQ(items(paper.feed()), 1u);
    EXPECT_THAT(read("index.html"), AllOf(Not(HasSubstr(own)), HasSubstr("Bài tin1")));
    EXPECT_EQ(complaints(ExitCode::done), "") << "told once";
    // It comes back as it was.
    paper.config.bulletins = {bulletin("sang")};
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(read(own), Not(HasSubstr("new-feed-url")));
    EXPECT_THAT(read("index.html"), HasSubstr(own));
}

TEST_F(BulletinFeedTest, StandsWhenItsLastEditionIsWithdrawn) {
    make_editions_of("bai-tin", "sang");
    print_all({"mot", "tin1"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    paper.config.feed.keep_episodes = 1;
    ASSERT_EQ(paper.run({.replacement = Replacement::any}), ExitCode::done);
    EXPECT_EQ(items(read(own)) + items(paper.feed()), 1u);
    EXPECT_TRUE(filesystem::exists(out(own)));
    EXPECT_TRUE(filesystem::exists(out("feed.xml")));
}

TEST_F(BulletinFeedTest, TheGuardLooksAtEveryFeed) {
    make_editions_of("bai-tin", "sang");
    print_all({"mot", "tin1", "tin2"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    std::string richer = read(own);
    const std::size_t start = richer.find("<item>");
    const std::size_t end = richer.find("</item>") + 7;
    std::string third = richer.substr(start, end - start);
    third.replace(third.find("</guid>") - 4, 4, "ffff");
    richer.insert(end, third);
    core::write_file(out(own), richer);
    const auto before = published();
    paper.print({"mot", "Bài một, đã sửa"});
    EXPECT_THAT(complaints(ExitCode::some_failed),
                HasSubstr("nothing was published: bulletin-sang.xml: the new feed loses 1 of 3 episodes"));
    EXPECT_EQ(published(), before);
}

TEST_F(BulletinFeedTest, IsNotEmptiedInSilenceByACatalogThatIsNew) {
    make_editions_of("bai-tin", "sang");
    print_all({"mot", "tin1"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    const auto before = published();
    filesystem::remove_all(paper.config.state_folder());
    testing::internal::CaptureStderr();
    EXPECT_EQ(paper.run({.consent = {.adopt = true}}), ExitCode::some_failed);
    EXPECT_THAT(testing::internal::GetCapturedStderr(),
                HasSubstr("bulletin-sang.xml: the new feed loses 1 of 1 episodes"));
    EXPECT_EQ(published().at(own), before.at(own));
    ASSERT_EQ(paper.run({.replacement = Replacement::any}), ExitCode::done);
    EXPECT_EQ(items(read(own)), 0u);
    EXPECT_EQ(complaints(ExitCode::done), "");
}

TEST_F(BulletinFeedTest, OldEditionsGoToArchivePagesOfTheirFeed) {
    paper.config.feed.items = 1;
    make_editions_of("bai-tin", "sang");
    print_all({"mot", "hai", "ba", "tin1", "tin2", "tin3"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    for (const std::string feed : {"feed.xml", own}) {
        std::size_t all = 0;
        for (std::string file = feed; !file.empty();) {
            ASSERT_TRUE(filesystem::exists(out(file))) << file << " is named and not there";
            const std::string xml = read(file);
            all += items(xml);
            if (feed == own)
                EXPECT_THAT(xml, Not(AnyOf(HasSubstr("Bài mot"), HasSubstr("Bài hai"), HasSubstr("Bài ba")))) << file;
            else
                EXPECT_THAT(xml, Not(HasSubstr("Bài tin"))) << file;
            file = between(xml, "rel=\"prev-archive\" href=\"https://podcast.example/test/", "\"");
        }
        EXPECT_EQ(all, 3u) << feed;
    }
    const auto before = published();
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(published(), before);
}

TEST_F(BulletinFeedTest, IsLookedAtByDoctorAndToldByStatusAndTheList) {
    make_editions_of("bai-tin", "sang");
    print_all({"mot", "tin1"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    const filesystem::path config = write_config(paper);
    EXPECT_THAT(newscast("status " + config.string()).output, AllOf(HasSubstr("/feed.xml\n"), HasSubstr(own)));
    const Answer json = newscast("status --json " + config.string());
    EXPECT_THAT(json.output, HasSubstr("bulletin-sang.xml"));
    core::write_file(out(own), "cut off");
    const Answer doctor = newscast("doctor " + config.string());
    EXPECT_EQ(doctor.exit_code, 1) << doctor.output;
    EXPECT_THAT(doctor.output, HasSubstr("'bulletin-sang.xml'"));
}

TEST_F(BulletinFeedTest, IsOfferedWithTheShowsWhileItIsOpen) {
    make_editions_of("bai-tin", "sang");
    print_all({"mot", "tin1"});
    ASSERT_EQ(paper.run(), ExitCode::done);
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
                    AllOf(HasSubstr("href=\"/test/feed.xml\""), HasSubstr("href=\"/test/bulletin-sang.xml\"")));
    }
    paper.config.bulletins.clear();
    EXPECT_THAT(complaints(ExitCode::done), HasSubstr("no feed of its own any more"));
    offer_together(paper.config.out_directory, report);
    EXPECT_THAT(core::read_file(opml), AllOf(HasSubstr("test/feed.xml"), Not(HasSubstr(own))));
}

TEST_F(BulletinFeedTest, IsAskedForWhereItShouldBeServed) {
    paper.config.show.base_url = paper.server.url("/out/");
    paper.config.limits.retries = 0;
    make_editions_of("bai-tin", "sang");
    print_all({"mot", "tin1"});
    ASSERT_EQ(paper.run({.consent = {.moved = true}}), ExitCode::done);
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
    EXPECT_EQ(findings(), "");
}

}  // namespace
}  // namespace app
