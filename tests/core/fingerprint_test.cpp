#include "core/fingerprint.h"

#include "core/episode.h"
#include "core/recipe.h"
#include "core/show.h"
#include "core/source.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <vector>

namespace core {
namespace {

static_assert(fingerprints::members_of<Show>() == 20);
static_assert(fingerprints::members_of<Episode>() == 20);
static_assert(fingerprints::members_of<Recipe>() == 13);
static_assert(fingerprints::members_of<Made>() == 16);

/// Each change gives a value that has a fingerprint of its own.
template <typename Value>
void expect_all_different(const Value& value, const std::vector<std::function<void(Value&)>>& changes) {
    std::set<std::string> seen{fingerprint(value)};
    EXPECT_EQ(fingerprint(value), *seen.begin());
    for (std::size_t index = 0; index < changes.size(); ++index) {
        Value changed = value;
        changes[index](changed);
        EXPECT_TRUE(seen.insert(fingerprint(changed)).second) << "change " << index << " goes unnoticed";
    }
}

TEST(Fingerprint, ChangesWithEachMemberOfAnEpisode) {
    Episode episode;
    episode.renditions.emplace_back();
    episode.parts.emplace_back();
    expect_all_different<Episode>(episode,
                                  {
                                      [](Episode& e) { e.guid = "x"; },
                                      [](Episode& e) { e.slug = "x"; },
                                      [](Episode& e) { e.title = "x"; },
                                      [](Episode& e) { e.link = "x"; },
                                      [](Episode& e) { e.published += std::chrono::seconds(1); },
                                      [](Episode& e) { e.modified = Instant{}; },
                                      [](Episode& e) { e.authors = {"x"}; },
                                      [](Episode& e) {
                                          e.authors = {"x", ""};
                                      },
                                      [](Episode& e) { e.language = "x"; },
                                      [](Episode& e) { e.lead = "x"; },
                                      [](Episode& e) { e.text.hash = "x"; },
                                      [](Episode& e) { e.article_image.caption = "x"; },
                                      [](Episode& e) { e.image_path = "x"; },
                                      [](Episode& e) { e.page_picture.path = "x"; },
                                      [](Episode& e) { e.page_picture.width = 1; },
                                      [](Episode& e) { e.page_picture.height = 1; },
                                      [](Episode& e) { e.thumbnail_path = "x"; },
                                      [](Episode& e) { e.bulletin = "x"; },
                                      [](Episode& e) { e.synthetic = true; },
                                      [](Episode& e) { e.parts.front().start = std::chrono::milliseconds(1); },
                                      [](Episode& e) { e.renditions.front().made.after.integrated_lufs = -16; },
                                      [](Episode& e) { e.renditions.front().made.sha256 = "x"; },
                                      [](Episode& e) { e.renditions.emplace_back(); },
                                      [](Episode& e) { e.chapters.emplace_back(); },
                                  });
}

TEST(Fingerprint, TakesATextByItsHash) {
    Episode episode;
    episode.text = text_of("a", "<p>a</p>");
    const std::string with_text = fingerprint(episode);
    episode.text.body.clear();
    episode.text.body_html.clear();
    EXPECT_EQ(fingerprint(episode), with_text);
    EXPECT_NE(text_of("a", "<p>b</p>").hash, text_of("a", "<p>a</p>").hash);
    EXPECT_EQ(text_of(" \n", "").hash, "");
}

TEST(Fingerprint, TellsNeighboursApart) {
    using Texts = std::vector<std::string>;
    EXPECT_NE(fingerprint(Texts{"ab", "c"}), fingerprint(Texts{"a", "bc"}));
    EXPECT_NE(fingerprint(Texts{"a"}, Texts{}), fingerprint(Texts{}, Texts{"a"}));
    EXPECT_NE(fingerprint(std::optional<int>()), fingerprint(std::optional<int>(0)));
    EXPECT_NE(fingerprint(0.0), fingerprint(-0.0));
}

TEST(Fingerprint, ChangesWithTheRulesOfASource) {
    Source source;
    expect_all_different<Source>(source, {
                                             [](Source& s) { s.kind = SourceKind::feed; },
                                             [](Source& s) { s.path = "/x"; },
                                             [](Source& s) { s.since = std::chrono::year(2026) / 1 / 2; },
                                             [](Source& s) { s.include = {"x"}; },
                                             [](Source& s) { s.exclude = {"x"}; },
                                             [](Source& s) { s.xpath["title"] = "//h1"; },
                                             [](Source& s) { s.ignore_robots = true; },
                                         });
}

}  // namespace
}  // namespace core
