// What [show] may say beside what it must.

#include "tests/config/load_fixture.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace config_tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Details : public Load {
protected:
    /// Of a file whose [show] ends with these lines.
    core::ShowDetails details(const std::string& lines) { return load(show + lines + "\n" + source).show.details; }
};

TEST_F(Details, AreNotSaidUnlessTheOperatorSaysThem) {
    const core::ShowDetails none = details("");
    EXPECT_EQ(none.enclosure_prefix, "");
    EXPECT_FALSE(none.complete);
    EXPECT_EQ(none.license.name + none.publisher.guid, "");
    EXPECT_THAT(none.persons, IsEmpty());
}

TEST_F(Details, AreReadWithWhatFollowsFromThem) {
    const core::ShowDetails said = details(R"(enclosure_prefix = "https://op3.dev/e"
complete = true
license = "CC-BY-NC-4.0"
block = ["all"]
allow = ["apple"]
funding = [{ url = "https://town.example/give", text = "Give" }, { url = "https://town.example/join", text = "Join" }]
locations = [{ name = "Town", geo = "geo:-10.5,105.63;u=10", osm = "R113314", country = "VN" }]
publisher = { guid = "003af0a0-6a45-55cf-b765-68e3d349551a" }
podroll = [{ guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810", title = "Others" }]
trailers = [{ title = "Listen", url = "https://town.example/Listen.MP3?x=1", day = 2026-01-31 }]
seasons = [{ number = 1, from = 2026-01-31 }, { number = 2, name = "Two", from = 2026-06-01 }]
proofs = [{ purpose = "applepodcastsverify", text = "05124" }, { purpose = "verify", text = "abc" }]
comments = [{ protocol = "disabled" }]
[[show.persons]]
name = "Ada Finch"
[[show.persons]]
name = "Bo Reed"
role = "Fact Checker"
[[show.persons]]
name = "Cy Low"
role = "editor"
group = "Video Post-Production")");
    EXPECT_EQ(said.enclosure_prefix, "https://op3.dev/e/");
    EXPECT_TRUE(said.complete);
    EXPECT_EQ(said.license.url, "https://creativecommons.org/licenses/by-nc/4.0/");
    EXPECT_THAT(said.block, ElementsAre("all"));
    EXPECT_EQ(said.funding.at(1).text, "Join");
    EXPECT_EQ(said.locations.at(0).relation, "subject");
    EXPECT_EQ(said.trailers.at(0).type, "audio/mpeg");
    EXPECT_EQ(said.trailers.at(0).day, std::chrono::year(2026) / 1 / 31);
    EXPECT_EQ(said.proofs.at(1).purpose, "verify");
    ASSERT_EQ(said.seasons.size(), 2U);
    EXPECT_EQ(said.seasons.at(1).number, 2U);
    EXPECT_EQ(said.seasons.at(1).name, "Two");
    EXPECT_EQ(said.seasons.at(0).from, std::chrono::year(2026) / 1 / 31);
    ASSERT_EQ(said.persons.size(), 3U);
    EXPECT_EQ(said.persons[0].group + ' ' + said.persons[0].role, "cast host");
    EXPECT_EQ(said.persons[1].group + ' ' + said.persons[1].role, "writing fact checker");
    EXPECT_EQ(said.persons[2].group + ' ' + said.persons[2].role, "video post-production editor");
}

TEST_F(Details, TakeALicenseByNameAndAddressToo) {
    EXPECT_EQ(details("license = \"\"").license.name, "");
    EXPECT_EQ(details("license = \"ARR\"").license.url, "");
    EXPECT_EQ(details("license = { name = \"Own 1\", url = \"https://town.example/l\" }").license.url,
              "https://town.example/l");
}

TEST_F(Details, AreRefusedWithTheLineAndWhatWouldBeRight) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"enclosure_prefix = \"op3.dev/e/\"", "show.enclosure_prefix is \"op3.dev/e/\"; it must be what a download"},
        {"enclosure_prefix = \"https://op3.dev/e?x=\"", "show.enclosure_prefix is "},
        {"license = \"cc-by\"", "show.license is \"cc-by\"; it must be \"ARR\" (all rights reserved), a license of"},
        {"license = { name = \"Own\" }", "show.license.url is missing"},
        {"block = [\"gogle\"]", "show.block[0] is \"gogle\"; it must be \"google\", or a directory of the namespace's"},
        {"allow = [\"qqqqqqqq\"]", "show.allow[0] is \"qqqqqqqq\"; it must be a directory of the namespace's"},
        {"funding = [{ url = \"x\", text = \"\" }]", "show.funding[0].url is \"x\"; it must be a URL"},
        {"funding = [{ url = \"https://a/\", text = \"\" }]", "show.funding[0].text is \"\"; it must be a text on one"},
        {"funding = { url = \"https://a/\", text = \"a\" }", "show.funding is a table; it must be a list"},
        {"locations = [{ name = \"x\", geo = \"10.4,105.6\" }]", "show.locations[0].geo is "},
        {"locations = [{ name = \"x\", geo = \"geo:91,105.6\" }]", "show.locations[0].geo is "},
        {"locations = [{ name = \"x\", geo = \"geo:10.4\" }]", "show.locations[0].geo is "},
        {"locations = [{ name = \"x\", geo = \"geo:10.4,1x\" }]", "show.locations[0].geo is "},
        {"locations = [{ name = \"x\", geo = \"\" }]", "show.locations[0].geo is "},
        {"locations = [{ name = \"x\", osm = \"113314\" }]", "show.locations[0].osm is "},
        {"locations = [{ name = \"x\", country = \"vn\" }]", "show.locations[0].country is "},
        {"locations = [{ name = \"x\", relation = \"near\" }]",
         "must be \"subject\" (what it is about) or \"creator\""},
        {"locations = [{ name = \"x\", lat = 1 }]", "unknown key show.locations[0].lat"},
        {"persons = [{ name = \"x\", role = \"hots\" }]",
         "show.persons[0].role is \"hots\"; it must be \"host\", or a"},
        {"persons = [{ name = \"x\", group = \"crew\" }]", "show.persons[0].group is \"crew\"; it must be one of"},
        {"persons = [{ name = \"x\", role = \"host\", group = \"writing\" }]",
         "show.persons[0] has no role \"host\" in the group \"writing\"; show.persons[0].group must be \"cast\""},
        {"persons = [{ role = \"host\" }]", "show.persons[0].name is missing"},
        {"publisher = { guid = \"1234\" }", "show.publisher.guid is \"1234\"; it must be the podcast:guid of a feed"},
        {"podroll = [{ url = \"https://a/\" }]", "show.podroll[0].guid is missing"},
        {"trailers = [{ title = \"a\", url = \"https://a/b\", day = 2026-01-31 }]",
         "show.trailers[0].type is missing, and the url does not tell it"},
        {"trailers = [{ title = \"a\", url = \"https://a/b.mp3\", day = \"2026-01-31\" }]",
         "show.trailers[0].day is \"2026-01-31\"; it must be a day without quotes"},
        {"trailers = [{ title = \"a\", url = \"https://a/b.mp3\" }]", "show.trailers[0].day is missing"},
        {"seasons = [{ number = 1 }]", "show.seasons[0].from is missing"},
        {"seasons = [{ number = 0, from = 2026-01-31 }]", "show.seasons[0].number is 0"},
        {"proofs = [{ purpose = \"ai-content\", text = \"true\" }]", "newscast says ai-content itself"},
        {"comments = [{ protocol = \"mastodon\", uri = \"{link}\" }]",
         "must be one of \"disabled\", \"activitypub\", "},
        {"comments = [{ protocol = \"activitypub\" }]", "show.comments[0].uri is missing"},
        {"comments = [{ protocol = \"activitypub\", uri = \"https://a/{slug}\" }]", "in its braces stands {link}"},
        {"comments = [{ protocol = \"disabled\", uri = \"https://a/\" }]", "show.comments[0] must have nothing else"},
    };
    for (const auto& [line, finding] : cases) {
        const std::string said = complaint(show + line + "\n" + source);
        EXPECT_THAT(said, testing::StartsWith("11: ")) << line;
        EXPECT_THAT(said, HasSubstr(finding)) << line;
    }
}

}  // namespace
}  // namespace config_tests
