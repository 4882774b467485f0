#include "app/publish/plan.h"

#include "core/hash.h"

#include <gmock/gmock.h>

namespace app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Wanted page(const std::string& path, const std::string& key, const std::string& text,
            core::FileKind kind = core::FileKind::page) {
    return {path, kind, "text/html", key, Render([text] { return text; }), false};
}

core::PublishedFile line(const std::string& path, const std::string& key, const std::string& text,
                         core::FileKind kind = core::FileKind::page) {
    return {path, kind, key, core::sha256(text), text.size(), "text/html", "stamp", false};
}

core::StandingFile standing(const std::string& text, const std::string& stamp = "stamp") {
    return {text.size(), stamp, {}};
}

core::StandingFile looked_at(const std::string& text, const std::string& stamp = "later") {
    return {text.size(), stamp, core::sha256(text)};
}

std::vector<std::string> paths(const std::vector<Put>& puts) {
    std::vector<std::string> found;
    for (const Put& put : puts) found.push_back(put.file.path);
    return found;
}

std::vector<std::string> paths(const std::vector<const Wanted*>& files) {
    std::vector<std::string> found;
    for (const Wanted* file : files) found.push_back(file->path);
    return found;
}

const Manifest published{{"index.html", line("index.html", "1", "old")}, {"a.html", line("a.html", "1", "a")}};
const Standing whole{{"index.html", standing("old")}, {"a.html", standing("a")}};

TEST(Plan, DoesNothingWhereEverythingStandsAsItShould) {
    const std::vector<Wanted> wanted{page("index.html", "1", "never rendered"), page("a.html", "1", "never rendered")};
    EXPECT_TRUE(plan(wanted, published, whole).changes_nothing());
}

TEST(Plan, RendersOnlyWhatHasAnotherKey) {
    std::vector<Wanted> wanted{page("index.html", "2", "new"), page("a.html", "1", "")};
    wanted[1].content = Render([]() -> std::string { throw std::logic_error("rendered for nothing"); });
    const Plan made = plan(wanted, published, whole);
    ASSERT_THAT(paths(made.puts), ElementsAre("index.html"));
    EXPECT_EQ(made.puts[0].reason, Put::Reason::changed);
    EXPECT_EQ(made.puts[0].file.sha256, core::sha256("new"));
    EXPECT_EQ(made.puts[0].file.bytes, 3u);
    EXPECT_EQ(made.puts[0].text, "new");
}

TEST(Plan, NotesAnotherKeyThatGivesTheSameBytes) {
    const Plan made = plan(std::vector{page("index.html", "2", "old"), page("a.html", "1", "a")}, published, whole);
    EXPECT_THAT(made.puts, IsEmpty());
    ASSERT_EQ(made.noted.size(), 1u);
    EXPECT_EQ(made.noted[0].key, "2");
    EXPECT_EQ(made.noted[0].stamp, "stamp");
}

TEST(Plan, RestoresWhatWasDeletedOrAltered) {
    const std::vector<Wanted> wanted{page("index.html", "1", "old"), page("a.html", "1", "a")};
    Plan made = plan(wanted, published, {{"a.html", looked_at("b")}});
    EXPECT_THAT(paths(made.puts), ElementsAre("index.html", "a.html"));
    for (const Put& put : made.puts) EXPECT_EQ(put.reason, Put::Reason::restored);
    // Another time of the same bytes, as after a backup was brought back, is no damage.
    made = plan(wanted, published, {{"index.html", standing("old")}, {"a.html", looked_at("a")}});
    EXPECT_THAT(made.puts, IsEmpty());
    ASSERT_EQ(made.noted.size(), 1u);
    EXPECT_EQ(made.noted[0].stamp, "later");
}

TEST(Plan, AsksForALookAtWhatDoesNotStandAsItWasPut) {
    const std::vector<Wanted> wanted{page("index.html", "1", ""), page("a.html", "1", ""), page("b.html", "1", "")};
    EXPECT_THAT(paths(doubtful(wanted, published, whole)), IsEmpty());
    Standing touched = whole;
    touched["a.html"].stamp = "another";
    touched["b.html"] = standing("b");
    EXPECT_THAT(paths(doubtful(wanted, published, touched)), ElementsAre("a.html", "b.html"));
}

TEST(Plan, FinishesWhatWasIntendedAndNotSeenToStand) {
    Manifest intended = published;
    intended.at("index.html").intended = true;
    const std::vector<Wanted> wanted{page("index.html", "1", "old"), page("a.html", "1", "a")};
    EXPECT_THAT(paths(doubtful(wanted, intended, whole)), ElementsAre("index.html"));
    Standing seen = whole;
    seen["index.html"] = looked_at("old", "now");
    Plan made = plan(wanted, intended, seen);
    EXPECT_THAT(made.puts, IsEmpty()) << "it had been put";
    EXPECT_EQ(made.noted.at(0).stamp, "now");
    seen["index.html"] = looked_at("older");
    EXPECT_THAT(paths(plan(wanted, intended, seen).puts), ElementsAre("index.html")) << "it had not";
}

TEST(Plan, RemovesOnlyWhatTheManifestNames) {
    Standing more = whole;
    more["robots.txt"] = standing("mine");
    Plan made = plan(std::vector{page("index.html", "1", "old")}, published, more);
    EXPECT_THAT(made.removals, ElementsAre("a.html"));
    EXPECT_THAT(made.forgotten, IsEmpty());
    more.erase("a.html");
    made = plan(std::vector{page("index.html", "1", "old")}, published, more);
    EXPECT_THAT(made.removals, IsEmpty());
    EXPECT_THAT(made.forgotten, ElementsAre("a.html"));
}

TEST(Plan, ObjectsToAForeignFileWhereOneOfItsOwnBelongs) {
    const std::vector<Wanted> wanted{page("index.html", "1", "old"), page("a.html", "1", "a"),
                                     page("new.html", "1", "n")};
    Standing foreign = whole;
    foreign["new.html"] = looked_at("somebody's");
    const Plan made = plan(wanted, published, foreign);
    ASSERT_EQ(made.objections.size(), 1u);
    EXPECT_NE(made.objections[0].find("'new.html'"), std::string::npos);
    foreign["new.html"] = looked_at("n");
    EXPECT_THAT(plan(wanted, published, foreign).objections, IsEmpty()) << "the same bytes are no matter";
    EXPECT_THAT(plan(wanted, {}, foreign).objections, IsEmpty()) << "after an upgrade there is no manifest";
}

TEST(Plan, PutsMediaFirstAndTheFeedLastButForAliases) {
    const Blob blob{std::string(64, 'a'), 5};
    const std::vector<Wanted> wanted{
        {"media/old.mp3", core::FileKind::alias, "audio/mpeg", "k", SameAs{"media/new.mp3", blob}, true},
        page("feed.xml", "k", "feed", core::FileKind::feed),
        page("index.html", "k", "index"),
        {"media/new.mp3", core::FileKind::media, "audio/mpeg", "k", blob, true},
        page("archive-0001.xml", "k", "archive", core::FileKind::archive),
        {"images/a.jpg", core::FileKind::picture, "image/jpeg", "k", blob, true},
    };
    const Plan made = plan(wanted, {}, {});
    EXPECT_THAT(paths(made.puts), ElementsAre("media/new.mp3", "images/a.jpg", "index.html", "archive-0001.xml",
                                              "feed.xml", "media/old.mp3"));
    EXPECT_THAT(describe(made).front(), "put media media/new.mp3 (new, 5 bytes)");
    EXPECT_THAT(describe(made).back(), "put alias media/old.mp3 (new, 5 bytes, as media/new.mp3)");
}

TEST(Plan, DropsTextsThatTogetherWouldFillTheMemory) {
    const std::string large(40 << 20, 'x');
    const Plan made = plan(std::vector{page("a.html", "1", large), page("b.html", "1", large)}, {}, {});
    ASSERT_EQ(made.puts.size(), 2u);
    EXPECT_EQ(made.puts[0].text.size(), large.size());
    EXPECT_TRUE(made.puts[1].text.empty());
    EXPECT_EQ(std::get<Render>(made.puts[1].content)().size(), large.size()) << "it can be rendered again";
}

}  // namespace
}  // namespace app
