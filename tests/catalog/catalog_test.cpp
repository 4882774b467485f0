#include "catalog/catalog.h"

#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <thread>

namespace catalog {
namespace {

using namespace std::chrono_literals;

constexpr core::Instant start{1'700'000'000s};

Found page(const std::string& name) {
    Found found;
    found.keys = {"url:example.org/" + name};
    found.url = "http://example.org/" + name;
    return found;
}

Reading reading(const std::string& name, const std::string& title) {
    Reading read;
    read.content.url = "http://example.org/" + name;
    read.content.title = title;
    read.content.authors = {"Lê An", "Trần Bình"};
    read.content.body = "Một.\n\nHai.";
    read.identity = "url:example.org/" + name;
    read.keys = {"url:example.org/" + name};
    read.recording_url = "http://example.org/" + name + ".mp3";
    read.published_at = start - 1h;
    read.tag_hash = "tags of " + title;
    return read;
}

Source recording(const std::string& url, const std::string& hash) {
    return {url, hash, 1234, {"\"etag\"", "yesterday"}, "audio/mpeg", true};
}

File made(const std::string& path, int version, const Keys& keys, const Article& article) {
    File file;
    file.path = path;
    file.version = version;
    file.audio_key = keys.audio_key(article);
    file.tag_key = keys.tag_key(article);
    file.sha256 = "hash of " + path;
    file.bytes = 99;
    file.type = "audio/mpeg";
    file.duration = 6500ms;
    file.before = {-23.5, 4.5, -std::numeric_limits<double>::infinity()};
    file.after = {-16.0, 3.0, -1.2};
    file.lane = core::Lane::encode;
    file.explanation = "encode: too soft";
    file.made_at = start;
    return file;
}

class CatalogTest : public testing::Test {
protected:
    Work claim(Step step, core::Instant now = start) {
        auto work = catalog_.claim_next(step, keys_, now);
        if (!work) throw std::logic_error("nothing to claim");
        return *work;
    }
    bool none(Step step, core::Instant now = start) { return !catalog_.claim_next(step, keys_, now); }

    /// An article all the way to its published file.
    void publish(const std::string& name, const std::string& title) {
        catalog_.record_listing("list", "source", {}, std::vector{page(name)}, start);
        catalog_.complete_read(claim(Step::read), reading(name, title), std::nullopt, start);
        catalog_.complete_download(claim(Step::download),
                                   recording("http://example.org/" + name + ".mp3", "sound " + name), std::nullopt,
                                   std::nullopt, start);
        const Work work = claim(Step::prepare);
        catalog_.complete_prepare(work, "guid-" + name, "slug-" + name,
                                  made("media/" + name + ".mp3", 1, keys_, work.article), "", start);
    }

    support::TemporaryFolder folder_;
    Catalog catalog_{folder_ / "catalog.db"};
    Keys keys_{"recipe", "show"};
};

TEST_F(CatalogTest, TakesAnArticleThroughItsStepsAndThenHasNothingLeft) {
    publish("a", "Tiêu đề");
    for (const Step step : {Step::read, Step::download, Step::prepare}) EXPECT_TRUE(none(step));
    const std::vector<Entry> entries = catalog_.published();
    ASSERT_EQ(entries.size(), 1u);
    Entry entry = entries.front();
    catalog_.fill_body(entry);
    EXPECT_EQ(entry.guid, "guid-a");
    EXPECT_EQ(entry.article.content.title, "Tiêu đề");
    EXPECT_EQ(entry.article.content.authors, (std::vector<std::string>{"Lê An", "Trần Bình"}));
    EXPECT_EQ(entry.article.content.body, "Một.\n\nHai.");
    EXPECT_EQ(entry.article.published_at, start - 1h);
    EXPECT_EQ(entry.file.duration, 6500ms);
    EXPECT_EQ(entry.file.before.integrated_lufs, -23.5);
    EXPECT_EQ(entry.file.before.true_peak_dbtp, -std::numeric_limits<double>::infinity());
    EXPECT_EQ(entry.file.lane, core::Lane::encode);
    EXPECT_FALSE(entry.modified);
}

TEST_F(CatalogTest, KnowsAnArticleByAnyOfItsKeys) {
    Found first = page("a");
    first.keys.push_back("guid:1");
    EXPECT_EQ(catalog_.record_listing("list", "source", {}, std::vector{first}, start), 1u);
    Found moved = page("b");
    moved.keys.push_back("guid:1");
    EXPECT_EQ(catalog_.record_listing("list", "source", {}, std::vector{moved}, start), 0u);
    EXPECT_EQ(catalog_.record_listing("list", "source", {}, std::vector{page("b"), page("c")}, start), 1u);
}

TEST_F(CatalogTest, RemembersAListingsValidators) {
    EXPECT_TRUE(catalog_.listing("list").empty());
    catalog_.record_listing("list", "source", {"\"1\"", ""}, {}, start);
    EXPECT_EQ(catalog_.listing("list").etag, "\"1\"");
    EXPECT_TRUE(catalog_.listing("other").empty());
}

TEST_F(CatalogTest, FoldsASecondUrlOfOneArticleIntoTheFirst) {
    publish("a", "Tiêu đề");
    catalog_.record_listing("list", "source", {}, std::vector{page("amp/a")}, start);
    EXPECT_EQ(catalog_.complete_read(claim(Step::read), reading("a", "Tiêu đề"), std::nullopt, start),
              Catalog::Recorded::duplicate);
    EXPECT_TRUE(none(Step::read, start + 1000h));
    EXPECT_TRUE(none(Step::download));
    EXPECT_EQ(catalog_.record_listing("list", "source", {}, std::vector{page("amp/a")}, start), 0u);
    EXPECT_EQ(catalog_.published().size(), 1u);
}

TEST_F(CatalogTest, TheNewestArticleGoesFirstHoweverLateItCame) {
    catalog_.record_listing("list", "source", {}, std::vector{page("old"), page("new"), page("latest")}, start);
    const auto read = [this](const std::string& name, std::chrono::hours age) {
        Reading made = reading(name, name);
        made.published_at = start - age;
        catalog_.complete_read(claim(Step::read), made, std::nullopt, start);
    };
    read("old", 30h);
    read("new", 20h);
    const Work first = claim(Step::download);
    EXPECT_EQ(first.article.content.title, "new");
    read("latest", 1h);
    EXPECT_EQ(claim(Step::download).article.content.title, "latest");
    catalog_.release(first);
    EXPECT_EQ(claim(Step::download).article.content.title, "new") << "what was given back waits again";
    EXPECT_EQ(claim(Step::download).article.content.title, "old");
    EXPECT_TRUE(none(Step::download));
}

TEST_F(CatalogTest, ClaimsEachPieceOfWorkOnce) {
    std::vector<Found> links;
    for (int index = 0; index < 40; ++index) links.push_back(page(std::to_string(index)));
    catalog_.record_listing("list", "source", {}, links, start);
    std::mutex mutex;
    std::multiset<Id> claimed;
    {
        std::vector<std::jthread> threads;
        for (int index = 0; index < 4; ++index)
            threads.emplace_back([&] {
                while (const auto work = catalog_.claim_next(Step::read, keys_, start)) {
                    const std::lock_guard lock(mutex);
                    claimed.insert(work->article.id);
                }
            });
    }
    EXPECT_EQ(claimed.size(), 40u);
    EXPECT_EQ(std::set<Id>(claimed.begin(), claimed.end()).size(), 40u);
}

TEST_F(CatalogTest, FreesTheClaimsOfARunThatDied) {
    catalog_.record_listing("list", "source", {}, std::vector{page("a")}, start);
    const Work abandoned = claim(Step::read);
    EXPECT_TRUE(none(Step::read));
    Catalog reopened(folder_ / "catalog.db");
    EXPECT_EQ(reopened.claim_next(Step::read, keys_, start)->article.id, abandoned.article.id);
}

TEST_F(CatalogTest, GivesBackWhatWasReleased) {
    catalog_.record_listing("list", "source", {}, std::vector{page("a")}, start);
    catalog_.release(claim(Step::read));
    EXPECT_FALSE(none(Step::read));
}

TEST_F(CatalogTest, WaitsLongerAfterEachFailure) {
    catalog_.record_listing("list", "source", {}, std::vector{page("a")}, start);
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
    catalog_.complete_read(claim(Step::read, now), reading("a", "t"), std::nullopt, now);
    EXPECT_TRUE(catalog_.failures().empty());
}

TEST_F(CatalogTest, HonoursRetryAfterWithinADay) {
    catalog_.record_listing("list", "source", {}, std::vector{page("a"), page("b")}, start);
    core::Error asked(core::ErrorKind::network, "HTTP 503");
    asked.set_retry_after(2h);
    catalog_.fail(claim(Step::read), asked, start);
    asked.set_retry_after(24h * 3650);
    catalog_.fail(claim(Step::read), asked, start);
    EXPECT_TRUE(none(Step::read, start + 119min));
    EXPECT_FALSE(none(Step::read, start + 2h));
    EXPECT_FALSE(none(Step::read, start + 24h));
}

TEST_F(CatalogTest, MakesAnewOnlyWhatAChangeConcerns) {
    publish("a", "một");
    publish("b", "hai");
    const Keys louder{"another recipe", "show"};
    EXPECT_TRUE(catalog_.claim_next(Step::prepare, louder, start));
    EXPECT_TRUE(catalog_.claim_next(Step::prepare, louder, start));
    EXPECT_FALSE(catalog_.claim_next(Step::prepare, louder, start));
    Catalog reopened(folder_ / "catalog.db");
    catalog_.record_listing("list", "source", {}, {}, start);
    EXPECT_FALSE(reopened.claim_next(Step::prepare, keys_, start));
}

TEST_F(CatalogTest, GivesACorrectionANewNameThatTheOldOnesFollow) {
    catalog_.record_listing("list", "source", {}, std::vector{page("a")}, start);
    catalog_.complete_read(claim(Step::read), reading("a", "cũ"), start + 1h, start);
    catalog_.complete_download(claim(Step::download), recording("http://example.org/a.mp3", "one"), std::nullopt,
                               start + 1h, start);
    Work work = claim(Step::prepare);
    catalog_.complete_prepare(work, "guid", "slug", made("media/a.mp3", 1, keys_, work.article), "", start);

    const core::Instant later = start + 2h;
    EXPECT_EQ(catalog_.complete_read(claim(Step::read, later), reading("a", "cũ"), std::nullopt, later),
              Catalog::Recorded::same);
    catalog_.complete_download(claim(Step::download, later), recording("http://example.org/a.mp3", "two"), std::nullopt,
                               std::nullopt, later);
    work = claim(Step::prepare, later);
    EXPECT_EQ(work.article.guid, "guid");
    EXPECT_EQ(catalog_.latest_version(work.article.id), 1);
    catalog_.complete_prepare(work, "another guid", "another", made("media/a-v2.mp3", 2, keys_, work.article), "",
                              later);

    const Entry entry = catalog_.published().at(0);
    EXPECT_EQ(entry.guid, "guid") << "a GUID never changes";
    EXPECT_EQ(entry.file.path, "media/a-v2.mp3");
    EXPECT_EQ(entry.modified, later);
    const std::vector<Delivery> outbox = catalog_.outbox();
    ASSERT_EQ(outbox.size(), 1u);
    EXPECT_EQ(outbox.front().path, "media/a.mp3");
    EXPECT_EQ(outbox.front().source_path, "media/a-v2.mp3");
    catalog_.delivered("media/a.mp3");
    EXPECT_TRUE(catalog_.outbox().empty());
    EXPECT_EQ(catalog_.media_paths(), (std::vector<std::string>{"media/a-v2.mp3", "media/a.mp3"}));
}

TEST_F(CatalogTest, MakesALostFileAgainWithoutCallingItACorrection) {
    publish("a", "một");
    catalog_.forget_file("media/a.mp3");
    const Work work = claim(Step::prepare);
    catalog_.complete_prepare(work, "guid-a", "slug-a", made("media/a.mp3", 1, keys_, work.article), "", start + 1h);
    EXPECT_FALSE(catalog_.published().at(0).modified);
    EXPECT_TRUE(catalog_.outbox().empty());
}

TEST_F(CatalogTest, FetchesADroppedSourceAgainOnlyWhenItIsNeeded) {
    publish("a", "một");
    EXPECT_EQ(catalog_.kept_sources(), std::vector<std::string>{"sound a"});
    catalog_.drop_sources_before(start + 1h);
    EXPECT_TRUE(catalog_.kept_sources().empty());
    EXPECT_TRUE(none(Step::download));
    const Keys louder{"another recipe", "show"};
    EXPECT_FALSE(catalog_.claim_next(Step::prepare, louder, start)) << "there is nothing to make it from";
    EXPECT_TRUE(catalog_.claim_next(Step::download, louder, start));
}

TEST_F(CatalogTest, TellsWhatChangedFieldByField) {
    catalog_.record_listing("list", "source", {}, std::vector{page("a")}, start);
    EXPECT_EQ(catalog_.complete_read(claim(Step::read), reading("a", "cũ"), start, start), Catalog::Recorded::first);
    Reading again = reading("a", "cũ");
    again.content.rules["title"] = "found by another rule";
    again.page.etag = "another";
    EXPECT_EQ(catalog_.complete_read(claim(Step::read), again, start, start), Catalog::Recorded::same);
    EXPECT_EQ(catalog_.complete_read(claim(Step::read), reading("a", "mới"), start, start), Catalog::Recorded::changed);
    again = reading("a", "mới");
    again.recording_url = "http://example.org/corrected.mp3";
    EXPECT_EQ(catalog_.complete_read(claim(Step::read), again, start, start), Catalog::Recorded::changed);
}

TEST_F(CatalogTest, LeavesArticlesWithoutARecordingAlone) {
    catalog_.record_listing("list", "source", {}, std::vector{page("a")}, start);
    Reading silent = reading("a", "t");
    silent.outcome = Outcome::silent;
    silent.recording_url.clear();
    catalog_.complete_read(claim(Step::read), silent, std::nullopt, start);
    EXPECT_TRUE(none(Step::download));
    EXPECT_TRUE(catalog_.failures().empty());
}

TEST_F(CatalogTest, WithdrawsAnEpisodeForGoodAndRestoresIt) {
    publish("a", "một");
    publish("b", "hai");
    EXPECT_EQ(catalog_.find_episode("url:example.org/a"), "guid-a");
    EXPECT_EQ(catalog_.find_episode("guid-b"), "guid-b");
    EXPECT_EQ(catalog_.find_episode("url:example.org/c"), "");
    catalog_.withdraw("guid-a", "sai sự thật", start);
    ASSERT_EQ(catalog_.published().size(), 1u);
    EXPECT_EQ(catalog_.media_paths(), std::vector<std::string>{"media/b.mp3"});
    EXPECT_EQ(catalog_.withdrawn(), std::vector<std::string>{"guid-a"});
    // Neither the source's listing nor a new recipe brings it back.
    EXPECT_EQ(catalog_.record_listing("list", "source", {}, std::vector{page("a")}, start), 0u);
    const Keys louder{"another recipe", "show"};
    EXPECT_EQ(catalog_.claim_next(Step::prepare, louder, start)->article.found.url, "http://example.org/b");
    EXPECT_FALSE(catalog_.claim_next(Step::prepare, louder, start));

    EXPECT_TRUE(catalog_.restore("guid-a"));
    EXPECT_FALSE(catalog_.restore("guid-a"));
    const Work work = claim(Step::prepare);
    EXPECT_EQ(work.article.guid, "guid-a");
    catalog_.complete_prepare(work, "guid-a", "slug-a", made("media/a.mp3", 1, keys_, work.article), "", start);
    EXPECT_EQ(catalog_.published().size(), 2u);
}

TEST_F(CatalogTest, KeepsFactsAcrossRuns) {
    EXPECT_EQ(catalog_.fact("podcast_guid"), "");
    catalog_.set_fact("podcast_guid", "1");
    catalog_.set_fact("podcast_guid", "2");
    EXPECT_EQ(Catalog(folder_ / "catalog.db").fact("podcast_guid"), "2");
}

}  // namespace
}  // namespace catalog
