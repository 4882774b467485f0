#include "feed/check.h"

#include "feed/archive.h"
#include "feed/rss.h"
#include "tests/feed/samples.h"

#include <gmock/gmock.h>

namespace feed {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string feed_of(std::vector<core::Episode> episodes) {
    return rss(english_show(), sample_channel(), sample_edition(), episodes);
}

std::string replaced(std::string text, const std::string& part, const std::string& other) {
    const std::size_t at = text.find(part);
    EXPECT_NE(at, std::string::npos) << part;
    return at == std::string::npos ? text : text.replace(at, part.size(), other);
}

const std::string good = feed_of({numbered_episode(2), numbered_episode(1)});

TEST(Check, FindsNothingInOurOwnFeeds) {
    EXPECT_THAT(check(good, instant("2024-02-01T00:00:00Z")), IsEmpty());
    EXPECT_THAT(check(rss(vietnamese_show(), sample_channel(), sample_edition(), vietnamese_episodes())), IsEmpty());
    EXPECT_THAT(check(archive(vietnamese_show(), sample_channel(), 2, 1, vietnamese_episodes())), IsEmpty());
}

struct Fault {
    std::string part, other, finding;
};

TEST(Check, NamesWhatIsWrong) {
    const std::vector<Fault> faults = {
        {"</rss>", "", "the feed does not parse: line "},
        {"<rss ", "<!DOCTYPE rss [<!ENTITY x \"y\">]><rss ", "document type declaration"},
        {"<title>Episode 2</title>", "<title> </title>", "item 1 '': no title"},
        {"<guid isPermaLink=\"false\">newscast:episode:2", "<guid isPermaLink=\"false\">newscast:episode:1",
         "item 2 'Episode 1': guid 'newscast:episode:1' occurs twice"},
        {"media/episode-2.mp3\" length", "media/episode-1.mp3\" length", "item 2 'Episode 1': enclosure 'https"},
        {"length=\"100002\"", "length=\"0\"", "item 1 'Episode 2': enclosure length '0'"},
        {"length=\"100002\"", "length=\"61.5\"", "item 1 'Episode 2': enclosure length '61.5'"},
        {"type=\"audio/mpeg\"", "type=\"text/html\"", "item 1 'Episode 2': enclosure type 'text/html'"},
        {"<enclosure url=\"https", "<enclosure url=\"file", "item 1 'Episode 2': enclosure url 'file"},
        {"<enclosure ", "<enclosed ", "item 1 'Episode 2': no enclosure"},
        {"Wed, 03 Jan 2024 06:00:00 +0000</pubDate>", "2024-01-03</pubDate>", "pubDate '2024-01-03' is not RFC 2822"},
        {"Wed, 03 Jan 2024 06:00:00 +0000</pubDate>", "Wed, 33 Jan 2024 06:00:00 +0000</pubDate>", "is not RFC 2822"},
        {"Wed, 03 Jan 2024 06:00:00 +0000</pubDate>", "Sat, 03 Feb 2024 06:00:00 +0000</pubDate>", "is in the future"},
        {"<itunes:duration>61", "<itunes:duration>0", "item 1 'Episode 2': itunes:duration '0'"},
        {"<itunes:explicit>true", "<itunes:explicit>yes", "channel: itunes:explicit is 'yes'"},
        {"<language>en-GB</language>", "", "channel: no language"},
        {"rel=\"self\"", "rel=\"alternate\"", "channel: 0 atom:link elements of rel=self"},
        {"<podcast:guid>", "<podcast:guid/><podcast:other>", "the feed does not parse"},
        {"version=\"2.0\"", "", ""},
    };
    for (const Fault& fault : faults) {
        const auto findings = check(replaced(good, fault.part, fault.other), instant("2024-02-01T00:00:00Z"));
        if (fault.finding.empty()) continue;
        EXPECT_THAT(findings, testing::Contains(HasSubstr(fault.finding))) << fault.other;
    }
}

TEST(Check, TellsWhatIsNoFeedAtAll) {
    for (const char* text :
         {"", "\0", "not xml", "<html/>", "<rss version=\"2.0\"/>", "<feed xmlns=\"http://www.w3.org/2005/Atom\"/>"})
        EXPECT_THAT(check(text), testing::SizeIs(1)) << text;
}

TEST(Check, DoesNotExpandEntities) {
    std::string bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaaaaaaaaaaaa\">";
    for (char name = 'b'; name < 'l'; ++name) {
        bomb += std::string("<!ENTITY ") + name + " \"";
        for (int i = 0; i < 10; ++i) bomb += std::string("&") + static_cast<char>(name - 1) + ";";
        bomb += "\">";
    }
    bomb += "]><rss version=\"2.0\"><channel><title>&k;</title></channel></rss>";
    EXPECT_FALSE(check(bomb).empty());
    EXPECT_FALSE(check("<!DOCTYPE rss [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\"><channel>"
                       "<title>&a;</title></channel></rss>")
                     .empty());
}

TEST(CheckReplacement, LetsABetterFeedThrough) {
    const std::string more = feed_of({numbered_episode(3), numbered_episode(2), numbered_episode(1)});
    EXPECT_THAT(check_replacement(good, more, {}), IsEmpty());
    EXPECT_THAT(check_replacement(good, good, {}), IsEmpty());
    EXPECT_THAT(check_replacement("", good, {}), IsEmpty());
    EXPECT_THAT(check_replacement("<rss", good, {}), IsEmpty()) << "a broken feed has nothing to lose";
}

TEST(CheckReplacement, StopsAFeedThatLosesEpisodes) {
    const std::string fewer = feed_of({numbered_episode(2)});
    EXPECT_THAT(check_replacement(good, fewer, {}),
                ElementsAre("the new feed loses 1 of 2 episodes, such as 'newscast:episode:1'"));
    EXPECT_THAT(check_replacement(good, feed_of({}), {}), ElementsAre(HasSubstr("loses 2 of 2 episodes")));
}

TEST(CheckReplacement, LetsGoWhatMayGo) {
    const std::vector<std::string> withdrawn = {"newscast:episode:1"};
    EXPECT_THAT(check_replacement(good, feed_of({numbered_episode(2)}), withdrawn), IsEmpty());
    EXPECT_THAT(check_replacement(good, feed_of({numbered_episode(3)}), withdrawn),
                ElementsAre(HasSubstr("'newscast:episode:2'")));
}

TEST(CheckReplacement, StopsABrokenFeed) {
    EXPECT_THAT(check_replacement(good, good.substr(0, good.size() / 2), {}), ElementsAre(HasSubstr("does not parse")));
    EXPECT_THAT(check_replacement("", replaced(good, "<enclosure ", "<enclosed "), {}),
                ElementsAre("item 1 'Episode 2': no enclosure"));
}

}  // namespace
}  // namespace feed
