#include "catalog/catalog.h"

#include "tests/catalog/catalog_fixture.h"

#include <set>
#include <thread>

namespace catalog {
namespace {

using namespace std::chrono_literals;

TEST_F(CatalogTest, TakesAnArticleThroughItsStepsAndThenHasNothingLeft) {
    publish("a", "Tiêu đề");
    for (const Step step : {Step::read, Step::download, Step::make}) EXPECT_TRUE(none(step));
    EXPECT_EQ(catalog_.waiting(keys_, start), (std::vector<std::size_t>{0, 0, 0}));
    const std::vector<Entry> entries = catalog_.published();
    ASSERT_EQ(entries.size(), 1u);
    const core::Episode& episode = entries.front().episode;
    EXPECT_EQ(episode.guid, "guid-a");
    EXPECT_EQ(episode.title, "Tiêu đề");
    EXPECT_EQ(episode.authors, (std::vector<std::string>{"Lê An", "Trần Bình"}));
    EXPECT_EQ(catalog_.text(entries.front().id).body, "Một.\n\nHai.");
    EXPECT_EQ(catalog_.text(entries.front().id).hash, episode.text.hash);
    EXPECT_FALSE(episode.text.hash.empty());
    EXPECT_EQ(episode.published, start - 1h);
    ASSERT_EQ(episode.parts.size(), 1u);
    EXPECT_EQ(episode.parts.front().url, "http://example.org/a");
    const core::Rendition& file = episode.enclosure();
    EXPECT_EQ(file.path, "media/a.mp3");
    EXPECT_EQ(file.made.duration, 6500ms);
    EXPECT_EQ(file.made.before.integrated_lufs, -23.5);
    EXPECT_EQ(file.made.before.true_peak_dbtp, -std::numeric_limits<double>::infinity());
    EXPECT_EQ(file.made.lane, core::Lane::encode);
    EXPECT_FALSE(episode.modified);
}

TEST_F(CatalogTest, KnowsAnArticleByAnyOfItsKeys) {
    Found first = page("a");
    first.keys.push_back("guid:1");
    EXPECT_EQ(list({first}), 1u);
    Found moved = page("b");
    moved.keys.push_back("guid:1");
    EXPECT_EQ(list({moved}), 0u);
    EXPECT_EQ(list({page("b"), page("c")}), 1u);
}

TEST_F(CatalogTest, RemembersAListingsValidators) {
    EXPECT_TRUE(catalog_.listing("list").empty());
    catalog_.record_listing({"list", "source", "rules", {"\"1\"", ""}}, {}, start);
    EXPECT_EQ(catalog_.listing("list").etag, "\"1\"");
    EXPECT_TRUE(catalog_.listing("other").empty());
}

TEST_F(CatalogTest, FoldsASecondUrlOfOneArticleIntoTheFirst) {
    publish("a", "Tiêu đề");
    list({page("amp/a")});
    EXPECT_EQ(catalog_.complete(to_read(), reading("a", "Tiêu đề"), std::nullopt, start).change,
              Recorded::Change::duplicate);
    EXPECT_TRUE(none(Step::read, start + 1000h));
    EXPECT_TRUE(none(Step::download));
    EXPECT_EQ(list({page("amp/a")}), 0u);
    EXPECT_EQ(catalog_.published().size(), 1u);
}

TEST_F(CatalogTest, TheNewestArticleGoesFirstHoweverLateItCame) {
    list({page("old"), page("new"), page("latest")});
    const auto read = [this](const std::string& name, std::chrono::hours age) {
        Reading made = reading(name, name);
        made.published_at = start - age;
        catalog_.complete(to_read(), made, std::nullopt, start);
    };
    read("old", 30h);
    read("new", 20h);
    const DownloadWork first = to_download();
    EXPECT_EQ(first.article.content.title, "new");
    read("latest", 1h);
    EXPECT_EQ(to_download().article.content.title, "latest");
    catalog_.release(first);
    EXPECT_EQ(to_download().article.content.title, "new") << "what was given back waits again";
    EXPECT_EQ(to_download().article.content.title, "old");
    EXPECT_TRUE(none(Step::download));
}

TEST_F(CatalogTest, ClaimsEachPieceOfWorkOnce) {
    std::vector<Found> links;
    for (int index = 0; index < 40; ++index) links.push_back(page(std::to_string(index)));
    list(links);
    std::mutex mutex;
    std::multiset<Id> claimed;
    {
        std::vector<std::jthread> threads;
        for (int index = 0; index < 4; ++index)
            threads.emplace_back([&] {
                while (const auto work = catalog_.claim_next(Step::read, keys_, start)) {
                    const std::lock_guard lock(mutex);
                    claimed.insert(article_of(*work).id);
                }
            });
    }
    EXPECT_EQ(claimed.size(), 40u);
    EXPECT_EQ(std::set<Id>(claimed.begin(), claimed.end()).size(), 40u);
}

TEST_F(CatalogTest, FreesTheClaimsOfARunThatDied) {
    list({page("a")});
    const ReadWork abandoned = to_read();
    EXPECT_TRUE(none(Step::read));
    Catalog reopened(folder_ / "catalog.db");
    EXPECT_EQ(article_of(*reopened.claim_next(Step::read, keys_, start)).id, abandoned.article.id);
}

TEST_F(CatalogTest, GivesBackWhatWasReleased) {
    list({page("a")});
    catalog_.release(claim(Step::read));
    EXPECT_FALSE(none(Step::read));
}

TEST_F(CatalogTest, WaitsLongerAfterEachFailure) {
    list({page("a")});
    core::Instant now = start;
    for (const auto pause : {15min, 60min, 240min, 960min, 1440min, 1440min}) {
        catalog_.fail(claim(Step::read, now), core::Error(core::ErrorKind::gone, "HTTP 404"), now);
        EXPECT_TRUE(none(Step::read, now + pause - 1s));
        now += pause;
    }
    const std::vector<Failure> failures = catalog_.failures();
    ASSERT_EQ(failures.size(), 1u);
    EXPECT_EQ(failures.front().attempts, 6);
    EXPECT_EQ(failures.front().message, "HTTP 404");
    EXPECT_EQ(failures.front().kind, core::ErrorKind::gone);
    catalog_.complete(to_read(now), reading("a", "t"), std::nullopt, now);
    EXPECT_TRUE(catalog_.failures().empty());
}

TEST_F(CatalogTest, HonoursRetryAfterWithinADay) {
    list({page("a"), page("b")});
    core::Error asked(core::ErrorKind::network, "HTTP 503");
    asked.set_retry_after(2h);
    catalog_.fail(claim(Step::read), asked, start);
    asked.set_retry_after(24h * 3650);
    catalog_.fail(claim(Step::read), asked, start);
    EXPECT_TRUE(none(Step::read, start + 119min));
    EXPECT_FALSE(none(Step::read, start + 2h));
    EXPECT_FALSE(none(Step::read, start + 24h));
}

TEST_F(CatalogTest, ReadsArticlesAgainWhenTheirRulesChange) {
    catalog_.set_sources(std::vector<SourceRules>{{"source", {"source"}, "rules", "{}"}}, start);
    list({page("a")});
    Reading read = reading("a", "một");
    read.reading_key = "rules";
    read.page = {"\"etag\"", ""};
    catalog_.complete(to_read(), read, std::nullopt, start);
    catalog_.set_sources(std::vector<SourceRules>{{"source", {"source"}, "rules", "{}"}}, start);
    EXPECT_TRUE(none(Step::read));
    catalog_.set_sources(std::vector<SourceRules>{{"source", {"source"}, "other rules", "{\"title\":\"//h2\"}"}},
                         start);
    const ReadWork again = to_read();
    EXPECT_TRUE(again.article.page.empty()) << "the page itself need not have changed";
    read.reading_key = "other rules";
    catalog_.complete(again, read, start + 1h, start);
    // The source is taken out: its articles go on being read as they were.
    catalog_.set_sources(std::vector<SourceRules>{{"another", {"another"}, "their rules", "{}"}}, start);
    const ReadWork orphan = to_read(start + 2h);
    EXPECT_EQ(orphan.article.source, "");
    EXPECT_EQ(orphan.rules, "{\"title\":\"//h2\"}");
    catalog_.release(orphan);
    // Whoever lists it now has it, and reads it by rules of its own.
    catalog_.record_listing({"their list", "another", "their rules", {}}, std::vector{page("a")}, start);
    EXPECT_EQ(to_read(start + 2h).article.source, "another");
}

TEST_F(CatalogTest, TwoSourcesOfOneNameAreTwo) {
    const std::vector<SourceRules> rules{{"page x", {"x"}, "one", "{}"}, {"page x #2", {"x"}, "two", "{}"}};
    catalog_.set_sources(rules, start);
    catalog_.record_listing({"1", "page x", "one", {}}, std::vector{page("a")}, start);
    catalog_.record_listing({"2", "page x #2", "two", {}}, std::vector{page("a"), page("b")}, start);
    EXPECT_EQ(to_read().article.source, "page x");
    EXPECT_EQ(to_read().article.source, "page x #2");
}

TEST_F(CatalogTest, TellsWhatChangedFieldByField) {
    list({page("a")});
    EXPECT_EQ(catalog_.complete(to_read(), reading("a", "cũ"), start, start).change, Recorded::Change::first);
    Reading again = reading("a", "cũ");
    again.content.rules["title"] = "found by another rule";
    again.page.etag = "another";
    EXPECT_EQ(catalog_.complete(to_read(), again, start, start).change, Recorded::Change::same);
    EXPECT_EQ(catalog_.complete(to_read(), reading("a", "mới"), start, start).change, Recorded::Change::changed);
    again = reading("a", "mới");
    again.recording_url = "http://example.org/corrected.mp3";
    EXPECT_EQ(catalog_.complete(to_read(), again, start, start).change, Recorded::Change::changed);
}

TEST_F(CatalogTest, TellsWhatIsStillToBeDoneForWhat) {
    const auto waits = [this] {
        std::string all;
        for (const Pending& one : catalog_.pending()) all += std::string(name(one.step)) + " " + one.name + ";";
        return all;
    };
    EXPECT_EQ(waits(), "");
    list({page("a"), page("b")});
    EXPECT_EQ(waits(), "read http://example.org/a;read http://example.org/b;");
    EXPECT_EQ(catalog_.pending().front().url, "http://example.org/a");
    catalog_.complete(to_read(), reading("a", "một"), std::nullopt, start);
    EXPECT_EQ(waits(), "read http://example.org/b;download một;");
    catalog_.fail(to_read(), core::Error(core::ErrorKind::gone, "HTTP 404"), start);
    EXPECT_EQ(waits(), "download một;") << "what failed is told as that";
    EXPECT_EQ(catalog_.failures().front().url, "http://example.org/b");
    download(to_download(), "sound a");
    EXPECT_EQ(waits(), "make một;");
    catalog_.fail(to_make(), core::Error(core::ErrorKind::media, "no such filter"), start);
    EXPECT_EQ(waits(), "");
    const auto work = catalog_.claim_next(Step::make, keys_of("mended recipe"), start);
    ASSERT_TRUE(work);
    const auto& make = std::get<MakeWork>(*work);
    catalog_.complete(make, made("media/a.mp3", 1, make), start);
    EXPECT_EQ(waits(), "");
    catalog_.forget_file("media/a.mp3");
    EXPECT_EQ(waits(), "make một;");
    catalog_.withdraw(make.guid, "past retention", start);
    EXPECT_EQ(waits(), "") << "nobody waits for it";
}

TEST_F(CatalogTest, LeavesArticlesWithoutARecordingAlone) {
    list({page("a")});
    Reading silent = reading("a", "t");
    silent.outcome = Outcome::silent;
    silent.recording_url.clear();
    catalog_.complete(to_read(), silent, std::nullopt, start);
    EXPECT_TRUE(none(Step::download));
    EXPECT_TRUE(catalog_.failures().empty());
}

TEST_F(CatalogTest, KeepsFactsAcrossRuns) {
    EXPECT_EQ(catalog_.fact("podcast_guid"), "");
    catalog_.set_fact("podcast_guid", "1");
    catalog_.set_fact("podcast_guid", "2");
    EXPECT_EQ(Catalog(folder_ / "catalog.db").fact("podcast_guid"), "2");
}

}  // namespace
}  // namespace catalog
