// What the operator says of bulletins.

#include "core/error.h"
#include "tests/config/load_fixture.h"

#include <gmock/gmock.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

using config::Bulletin;
using config_tests::show;
using config_tests::valid;
using std::chrono::minutes;

using Bulletins = config_tests::Load;

// The least of an entry; it stands on line 14 of a file that begins with `valid`.
const std::string least = "[[bulletin]]\nid = \"day\"\ntitle = \"News\"\nat = \"06:00\"\n";

TEST_F(Bulletins, ThereAreNoneWhereNoneAreSaid) {
    EXPECT_THAT(load(valid).bulletins, IsEmpty());
}

TEST_F(Bulletins, HaveDefaultsForAllButIdTitleAndTimes) {
    const config::Config config = load(valid + least);
    ASSERT_EQ(config.bulletins.size(), 1U);
    const Bulletin& bulletin = config.bulletins.front();
    EXPECT_EQ(bulletin.id, "day");
    EXPECT_EQ(bulletin.title, "News");
    EXPECT_THAT(bulletin.at, ElementsAre(minutes(360)));
    EXPECT_THAT(bulletin.days, IsEmpty()) << "every day";
    EXPECT_THAT(bulletin.sections, IsEmpty());
    EXPECT_THAT(bulletin.sources, IsEmpty());
    EXPECT_EQ(bulletin.order, Bulletin::Order::newest);
    EXPECT_EQ(bulletin.max_articles, 20U);
    EXPECT_EQ(bulletin.max_length, minutes(60));
    EXPECT_EQ(bulletin.window, std::chrono::hours(24));
    EXPECT_TRUE(bulletin.opening.empty() && bulletin.closing.empty() && bulletin.separator.empty());
    EXPECT_EQ(bulletin.gap, std::chrono::milliseconds(400));
    EXPECT_THAT(bulletin.say, IsEmpty());
    EXPECT_TRUE(bulletin.headlines);
    EXPECT_FALSE(bulletin.voice_missing);
    EXPECT_TRUE(bulletin.singles);
    EXPECT_FALSE(bulletin.own_feed);
    EXPECT_THAT(config.said, testing::Not(testing::Contains(StartsWith("bulletin")))) << "each is what it is";
}

TEST_F(Bulletins, AreReadWithEveryKey) {
    const config::Config config = load(valid + R"(id = "town"
[[bulletin]]
id = "morning"
title = " {show}: {weekday}, {date}, {time} "
at = ["00:00", "06:30", "23:59"]
days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
sections = ["Politics", "Xa\u0303 hội"]
sources = ["town"]
order = "sections"
max_articles = 100
max_minutes = 1440
hours = 87600
opening = "jingles/../opening.wav"
closing = "/srv/closing.mp3"
separator = "gong.flac"
gap_ms = 0
say = ["./voices/speak", "-v", "{language}-{language}", " a b ", "$HOME \"'`", "", "-w{output}"]
headlines = false
voice_missing = true
singles = false
own_feed = true
feed_title = " Nghe buổi sáng "
[[bulletin]]
id = "evening"
title = "Tin"
at = ["18:00"]
days = ["mon"]
say = ["espeak-ng", "--stdin", "--stdout"]
headlines = true
opening = ""
)");
    const std::filesystem::path folder = std::filesystem::absolute(folder_.path());
    ASSERT_EQ(config.bulletins.size(), 2U);
    const Bulletin& morning = config.bulletins[0];
    EXPECT_EQ(morning.title, "{show}: {weekday}, {date}, {time}");
    EXPECT_THAT(morning.at, ElementsAre(minutes(0), minutes(390), minutes(1439)));
    EXPECT_EQ(morning.days.size(), 7U);
    EXPECT_EQ(morning.days.front(), std::chrono::Sunday);
    EXPECT_EQ(morning.days.back(), std::chrono::Saturday);
    EXPECT_THAT(morning.sections, ElementsAre("Politics", "X\u00E3 hội")) << "composed, as the articles' are";
    EXPECT_THAT(morning.sources, ElementsAre("town"));
    EXPECT_EQ(morning.order, Bulletin::Order::sections);
    EXPECT_EQ(morning.max_articles, 100U);
    EXPECT_EQ(morning.max_length, std::chrono::hours(24));
    EXPECT_EQ(morning.window, std::chrono::days(3650));
    EXPECT_EQ(morning.opening, folder / "opening.wav") << "as other paths, and not looked at";
    EXPECT_EQ(morning.closing, "/srv/closing.mp3");
    EXPECT_EQ(morning.separator, folder / "gong.flac");
    EXPECT_EQ(morning.gap.count(), 0);
    EXPECT_THAT(morning.say, ElementsAre((folder / "voices/speak").string(), "-v", "{language}-{language}", " a b ",
                                         "$HOME \"'`", "", "-w{output}"))
        << "arguments stay as they are";
    EXPECT_FALSE(morning.headlines);
    EXPECT_TRUE(morning.voice_missing);
    EXPECT_FALSE(morning.singles);
    EXPECT_TRUE(morning.own_feed);
    EXPECT_EQ(morning.feed_title, "Nghe buổi sáng");
    const Bulletin& evening = config.bulletins[1];
    EXPECT_EQ(evening.say.front(), "espeak-ng") << "a name alone is no path";
    EXPECT_THAT(evening.days, ElementsAre(std::chrono::Monday));
    EXPECT_TRUE(evening.opening.empty());
}

TEST_F(Bulletins, AreRefusedWithLineMistakeAndRemedy) {
    const std::string time = R"(a time of day from "00:00" to "23:59", like "06:30")";
    const std::string title =
        "a text on one line, not empty, in whose braces stand only {show}, {date}, {weekday} and {time}";
    const std::string say =
        R"(a list of a program and its arguments, like ["espeak-ng", "-v", "{language}", "--stdin", "-w", "{output}"])";
    const std::string placeholder = "a text in whose braces stands {language} or {output}";
    const std::string program = "a program's name or path, without braces";
    const std::vector<std::pair<std::string, std::string>> cases{
        // the entry
        {"[bulletin]\nid = \"a\"\n", "14: [bulletin] must be written [[bulletin]], one for each"},
        {"[[bulletins]]\n", "14: unknown key bulletins; did you mean bulletin?"},
        {"[[bulletin]]\ntitle = \"x\"\nat = \"06:00\"\n",
         "14: bulletin.id is missing; bulletin must have id = ..., 1 to 64 ASCII letters, digits, - and _, "},
        {"[[bulletin]]\nid = \"x\"\nat = \"06:00\"\n",
         "14: bulletin.title is missing; bulletin must have title = ..., " + title},
        {"[[bulletin]]\nid = \"x\"\ntitle = \"x\"\n",
         "14: bulletin.at is missing; bulletin must have at = ..., " + time},
        {least + "headline = true\n", "18: unknown key bulletin.headline; did you mean headlines?"},
        {least + "target_lufs = -16\n", "18: unknown key bulletin.target_lufs; it belongs to [audio]"},
        {"[audio]\nown_feed = true\n", "15: unknown key audio.own_feed; it belongs to [bulletin]"},
        {least + "[[bulletin]]\nid = \"day\"\ntitle = \"x\"\nat = \"07:00\"\n",
         "19: bulletin.id is \"day\"; it must be another one than the bulletins before it have"},
        {"[[bulletin]]\nid = \"a/b\"\ntitle = \"x\"\nat = \"07:00\"\n",
         "15: bulletin.id is \"a/b\"; it must be 1 to 64 ASCII letters"},
        // title
        {"[[bulletin]]\nid = \"a\"\nat = \"07:00\"\ntitle = \"{day}\"\n",
         "17: bulletin.title is \"{day}\"; it must be " + title},
        {"[[bulletin]]\nid = \"a\"\nat = \"07:00\"\ntitle = \" \"\n",
         "17: bulletin.title is \"\"; it must be " + title},
        {"[[bulletin]]\nid = \"a\"\nat = \"07:00\"\ntitle = \"{date\"\n",
         "17: bulletin.title is \"{date\"; it must be " + title},
        {"[[bulletin]]\nid = \"a\"\nat = \"07:00\"\ntitle = \"date}\"\n",
         "17: bulletin.title is \"date}\"; it must be " + title},
        {"[[bulletin]]\nid = \"a\"\nat = \"07:00\"\ntitle = \"{{date}}\"\n",
         "17: bulletin.title is \"{{date}}\"; it must be " + title},
        // days
        {least + "days = \"mon\"\n", "18: bulletin.days is \"mon\"; it must be a list in square brackets"},
        {least + "days = []\n", "18: bulletin.days is a list; it must be at least one day, or left out for every day"},
        {least + "days = [\"Mon\"]\n",
         R"(18: bulletin.days[0] is "Mon"; it must be "mon", "tue", "wed", "thu", "fri", "sat" or "sun")"},
        {least + "days = [\"mon\", \"mon\"]\n", "18: bulletin.days[1] is there a second time; it must be left out"},
        // what
        {least + "sections = [\"a\", \"a\"]\n", "18: bulletin.sections[1] is there a second time; it must be left out"},
        {least + "sections = [\"\"]\n", "18: bulletin.sections[0] is \"\"; it must be a text on one line"},
        {least + "sources = [\"x\"]\n",
         "18: bulletin.sources[0] is \"x\"; it must be the id of a [[source]], and none has one; give it id = ..."},
        {"id = \"s\"\n[[source]]\nkind = \"feed\"\nurl = \"http://a/\"\nid = \"t\"\n" + least + "sources = [\"x\"]\n",
         R"(23: bulletin.sources[0] is "x"; it must be the id of a [[source]]: "s", "t")"},
        {"id = \"s\"\n" + least + "sources = [\"s\", \"s\"]\n",
         "19: bulletin.sources[1] is there a second time; it must be left out"},
        {least + "order = \"oldest\"\n", R"(18: bulletin.order is "oldest"; it must be "newest" or "sections")"},
        {least + "order = \"sections\"\n",
         "18: bulletin.order is \"sections\", and there are none; it must be \"newest\", or sections = [...] must say "
         "their order"},
        {least + "max_articles = 0\n", "18: bulletin.max_articles is 0; it must be a whole number from 1 to 100"},
        {least + "max_articles = 101\n", "18: bulletin.max_articles is 101; it must be a whole number from 1 to 100"},
        {least + "max_minutes = 0\n", "18: bulletin.max_minutes is 0; it must be a whole number from 1 to 1440"},
        {least + "hours = 87601\n", "18: bulletin.hours is 87601; it must be a whole number from 1 to 87600"},
        // sound
        {least + "opening = 1\n", "18: bulletin.opening is 1; it must be a text in quotes"},
        {least + "closing = \"a\\nb\"\n", "18: bulletin.closing is \"a b\"; it must be a text on one line"},
        {least + "gap_ms = 10001\n", "18: bulletin.gap_ms is 10001; it must be a whole number from 0 to 10000"},
        // voice
        {least + "say = \"espeak-ng\"\n", "18: bulletin.say is \"espeak-ng\"; it must be " + say},
        {least + "say = []\n", "18: bulletin.say is a list; it must be " + say},
        {least + "say = [1]\n", "18: bulletin.say[0] is 1; it must be a text in quotes"},
        {least + "say = [\"\"]\n", "18: bulletin.say[0] is \"\"; it must be " + program},
        {least + "say = [\" a\"]\n", "18: bulletin.say[0] is \"a\"; it must be " + program},
        {least + "say = [\"say-{language}\"]\n", "18: bulletin.say[0] is \"say-{language}\"; it must be " + program},
        {least + "say = [\"a\", \"{text}\"]\n", "18: bulletin.say[1] is \"{text}\"; it must be " + placeholder},
        {least + "say = [\"a\", \"{output\"]\n", "18: bulletin.say[1] is \"{output\"; it must be " + placeholder},
        {least + "say = [\"a\", \"a\\u0000b\"]\n",
         "18: bulletin.say[1] is \"ab\"; it must be a text without control characters"},
        {least + "headlines = true\n",
         "18: bulletin.headlines is true, and nothing speaks; it must be false, or say = [...] must name a program"},
        {least + "voice_missing = true\n",
         "18: bulletin.voice_missing is true, and nothing speaks; it must be false, or say = [...] must name a "
         "program"},
    };
    for (const auto& [appended, expected] : cases)
        EXPECT_THAT("\n" + complaint(valid + appended), HasSubstr("\n" + expected)) << appended;
}

TEST_F(Bulletins, AreDueAtTimesOfTheDayInTheirOrder) {
    const std::string right = R"(it must be a time of day from "00:00" to "23:59", like "06:30")";
    const auto with_times = [&](const std::string& at) {
        return complaint(valid + "[[bulletin]]\nid = \"day\"\ntitle = \"News\"\nat = " + at + "\n");
    };
    for (const char* wrong : {"24:00", "6:30", "06:60", "-6:30", "06-30", "0630", "06:30:00", "", "+1:00", "0a:00"}) {
        const std::string quoted = "\"" + std::string(wrong) + "\"";
        EXPECT_EQ(with_times(quoted), "17: bulletin.at is " + quoted + "; " + right);
        EXPECT_EQ(with_times("[" + quoted + "]"), "17: bulletin.at[0] is " + quoted + "; " + right);
    }
    EXPECT_EQ(with_times("[]"),
              "17: bulletin.at is a list; it must be a time of day like \"06:30\", or a list of them");
    EXPECT_EQ(with_times("630"), "17: bulletin.at is 630; it must be a time of day like \"06:30\", or a list of them");
    EXPECT_EQ(with_times("[06:30:00]"), "17: bulletin.at[0] is 06:30:00; it must be a text in quotes");
    EXPECT_EQ(with_times(R"(["18:00", "06:00"])"),
              "17: bulletin.at[1] is \"06:00\"; it must be later than the time before it");
    EXPECT_EQ(with_times(R"(["06:00", "06:00"])"),
              "17: bulletin.at[1] is \"06:00\"; it must be later than the time before it");
}

TEST_F(Bulletins, MayBeSilentOfWhatNothingSpeaks) {
    EXPECT_NO_THROW(load(valid + least + "headlines = false\nvoice_missing = false\n"));
}

TEST_F(Bulletins, GiveATitleOnlyToAFeedOfTheirOwn) {
    EXPECT_EQ(
        complaint(valid + least + "feed_title = \"x\"\n"),
        "18: bulletin.feed_title names a feed of its own, and there is none; it must be left out, or own_feed must "
        "be true");
    EXPECT_NO_THROW(load(valid + least + "feed_title = \"\"\n"));
    EXPECT_EQ(load(valid + least + "own_feed = true\nfeed_title = \"x\"\n").bulletins.front().feed_title, "x");
}

TEST_F(Bulletins, AreAllToldOfTheirMistakesWithTheRestOfTheFile) {
    EXPECT_EQ(complaint(valid + "[[bulletin]]\nid = \"day\"\ntitle = \"{x}\"\nat = \"6\"\n[[bulletin]]\nid = \"b\"\n"
                                "title = \"x\"\nat = \"06:00\"\nhours = 0\n[audio]\nlane = \"x\"\n"),
              "16: bulletin.title is \"{x}\"; it must be a text on one line, not empty, in whose braces stand only "
              "{show}, {date}, {weekday} and {time}\n"
              "17: bulletin.at is \"6\"; it must be a time of day from \"00:00\" to \"23:59\", like \"06:30\"\n"
              "22: bulletin.hours is 0; it must be a whole number from 1 to 87600\n"
              "24: audio.lane is \"x\"; it must be \"auto\", \"keep\", \"gain\" or \"encode\"");
}

TEST_F(Bulletins, AreNotBlamedForSourcesThatAreWrong) {
    EXPECT_EQ(complaint(show + "[[source]]\nkind = \"fed\"\nid = \"a\"\nurl = \"http://a/\"\n" + least +
                        "sources = [\"a\"]\n"),
              "12: source.kind is \"fed\"; it must be \"page\", \"feed\", \"list\" or \"files\"");
}

TEST_F(Bulletins, LeaveTheShowItsFeed) {
    const std::string refused =
        "bulletin.singles is false and bulletin.own_feed is true, so that the show's own feed has neither articles nor "
        "editions; one of them must be left out";
    const std::string apart = "singles = false\nown_feed = true\n";
    const std::string second = "[[bulletin]]\nid = \"second\"\ntitle = \"News\"\nat = \"06:00\"\n";
    EXPECT_EQ(complaint(valid + least + apart), "18: " + refused);
    EXPECT_EQ(complaint(valid + "id = \"a\"\n" + least + "sources = [\"a\"]\n" + apart), "20: " + refused);
    // Each takes a source of its own.
    const std::string two = valid + "id = \"a\"\n[[source]]\nkind = \"feed\"\nurl = \"http://b/\"\nid = \"b\"\n";
    EXPECT_EQ(complaint(two + least + "sources = [\"a\"]\n" + apart + second + "sources = [\"b\"]\n" + apart),
              "24: " + refused);
    // Something is left: another source, other sections, the editions of another bulletin, or articles.
    EXPECT_NO_THROW(load(two + least + "sources = [\"a\"]\n" + apart));
    EXPECT_NO_THROW(load(valid + least + "sections = [\"a\"]\n" + apart));
    EXPECT_NO_THROW(load(valid + least + apart + second));
    EXPECT_NO_THROW(load(valid + least + "singles = false\n"));
    EXPECT_NO_THROW(load(valid + least + "own_feed = true\n"));
}

}  // namespace
