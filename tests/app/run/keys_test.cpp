#include "app/run/keys.h"

#include "core/fingerprint.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

namespace app {
namespace {

class KeysTest : public testing::Test {
protected:
    catalog::Keys keys(const std::string& cover = "cover", Remake remake = Remake::no) {
        return present_keys(config, catalog, cover, remake, now);
    }
    std::string recipe() { return keys().recipes.front().second; }

    support::TemporaryFolder folder;
    catalog::Catalog catalog{folder / "catalog.db"};
    config::Config config;
    core::Instant now{std::chrono::seconds(1'700'000'000)};
};

TEST_F(KeysTest, ChangeWithWhatTheOperatorSays) {
    const std::string first = recipe();
    EXPECT_EQ(recipe(), first);
    config.recipe.target_lufs = -17;
    config.said = {"audio.target_lufs"};
    const std::string louder = recipe();
    EXPECT_NE(louder, first);
    EXPECT_EQ(recipe(), louder);
    config.recipe.target_lufs = -16;
    EXPECT_NE(recipe(), louder);
    const std::string back = recipe();
    config.said = {};
    EXPECT_EQ(recipe(), back) << "what was said and is the default now need not be said";
}

TEST_F(KeysTest, StayWhereOnlyADefaultChanges) {
    const std::string first = recipe();
    config.recipe.bitrate_kbps = 112;
    EXPECT_EQ(recipe(), first);
    // Who writes down what the files have has changed nothing; who writes down the new default has.
    config.recipe.bitrate_kbps = 96;
    config.said = {"audio.bitrate_kbps"};
    EXPECT_EQ(recipe(), first);
    config.recipe.bitrate_kbps = 112;
    EXPECT_NE(recipe(), first);
}

TEST_F(KeysTest, StayWhereAValueIsOnlyWrittenDown) {
    const std::string first = recipe();
    config.said = {"audio.target_lufs", "audio.lane", "audio.filters"};
    EXPECT_EQ(recipe(), first);
}

TEST_F(KeysTest, OfTheTagsChangeWithTheShowAndItsCover) {
    const std::string first = keys().show;
    config.recipe.target_lufs = -17;
    config.said = {"audio.target_lufs"};
    EXPECT_EQ(keys().show, first) << "the recipe concerns no tag";
    config.show.description = "another";
    config.feed.items = 3;
    EXPECT_EQ(keys().show, first) << "neither does what only the feed says";
    EXPECT_NE(keys("another cover").show, first);
    EXPECT_EQ(known_keys(config, catalog, "another cover").show, keys("another cover").show);
    config.show.title = "another";
    EXPECT_NE(keys("another cover").show, first);
}

TEST_F(KeysTest, RemakeGivesAKeyThatThenStays) {
    const std::string first = recipe();
    const std::string made_anew = keys("cover", Remake::yes).recipes.front().second;
    EXPECT_NE(made_anew, first);
    EXPECT_EQ(recipe(), made_anew);
    now += std::chrono::hours(1);
    EXPECT_NE(keys("cover", Remake::yes).recipes.front().second, made_anew);
}

TEST_F(KeysTest, OfAPreviewAreNotRemembered) {
    const std::string first = recipe();
    config.recipe.target_lufs = -17;
    config.said = {"audio.target_lufs"};
    const std::string shown = known_keys(config, catalog, "cover").recipes.front().second;
    EXPECT_NE(shown, first);
    config.recipe.target_lufs = -16;
    EXPECT_EQ(recipe(), first);
}

TEST(Rules, CameBackAsTheyWereKept) {
    core::Source source;
    source.xpath = {{"title", "//h1"}, {"body", "//div[@id='x']"}};
    EXPECT_EQ(rules_from(rules_text(source)).xpath, source.xpath);
    const std::string key = rules_key(source);
    EXPECT_EQ(key, core::fingerprint(source.xpath)) << "catalogs know it so";
    source.max_items = 3;
    EXPECT_EQ(rules_key(source), key) << "what is taken from a listing is no rule for reading";
    source.xpath["title"] = "//h2";
    EXPECT_NE(rules_key(source), key);
    EXPECT_TRUE(rules_from("").xpath.empty());

    source.xpath["audio"] = "//b/@data-id";
    const std::string without = rules_key(source);
    source.audio_url = "https://cdn.example/{id}.mp3";
    EXPECT_NE(rules_key(source), without);
    const ReadingRules rules = rules_from(rules_text(source));
    EXPECT_EQ(rules.xpath, source.xpath);
    EXPECT_EQ(rules.audio_url, source.audio_url);
}

}  // namespace
}  // namespace app
