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
    found.link.url = "http://example.org/" + name;
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

Catalog::Making made(const std::string& path, int version, const MakeWork& work) {
    Catalog::Making making;
    File& file = making.file;
    file.rendition.id = work.rendition;
    file.rendition.path = path;
    file.rendition.type = "audio/mpeg";
    file.version = version;
    file.audio_key = work.audio_key;
    file.tag_key = work.tag_key;
    core::Made& facts = file.rendition.made;
    facts.sha256 = "hash of " + path;
    facts.bytes = 99;
    facts.duration = 6500ms;
    facts.before = {-23.5, 4.5, -std::numeric_limits<double>::infinity()};
    facts.after = {-16.0, 3.0, -1.2};
    facts.lane = core::Lane::encode;
    facts.explanation = "encode: too soft";
    file.made_at = start;
    return making;
}

Keys keys_of(const std::string& recipe, const std::string& show = "show") {
    return {{{core::enclosure_id, recipe}}, show};
}

class CatalogTest : public testing::Test {
protected:
    Work claim(Step step, core::Instant now = start) {
        auto work = catalog_.claim_next(step, keys_, now);
        if (!work) throw std::logic_error("nothing to claim");
        return *work;
    }
    ReadWork to_read(core::Instant now = start) { return std::get<ReadWork>(claim(Step::read, now)); }
    DownloadWork to_download(core::Instant now = start) { return std::get<DownloadWork>(claim(Step::download, now)); }
    MakeWork to_make(core::Instant now = start) { return std::get<MakeWork>(claim(Step::make, now)); }
    bool none(Step step, core::Instant now = start) { return !catalog_.claim_next(step, keys_, now); }

    std::size_t list(const std::vector<Found>& links) {
        return catalog_.record_listing({"list", "source", "rules", {}}, links, start);
    }
    void download(const DownloadWork& work, const std::string& sound, core::Instant now = start,
                  std::optional<core::Instant> next_check = std::nullopt) {
        const std::string name = work.article.content.url.substr(std::string("http://example.org/").size());
        catalog_.complete(work, recording("http://example.org/" + name + ".mp3", sound), std::nullopt,
                          {"guid-" + name, "slug-" + name}, next_check, now);
    }
    /// An article all the way to its published file.
    void publish(const std::string& name, const std::string& title) {
        list({page(name)});
        catalog_.complete(to_read(), reading(name, title), std::nullopt, start);
        download(to_download(), "sound " + name);
        const MakeWork work = to_make();
        catalog_.complete(work, made("media/" + name + ".mp3", 1, work), start);
    }

    support::TemporaryFolder folder_;
    Catalog catalog_{folder_ / "catalog.db"};
    Keys keys_ = keys_of("recipe");
};

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
    EXPECT_EQ(catalog_.complete(to_read(), reading("a", "Tiêu đề"), std::nullopt, start), Catalog::Recorded::duplicate);
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

TEST_F(CatalogTest, MakesAnewOnlyWhatAChangeConcerns) {
    publish("a", "một");
    publish("b", "hai");
    const Keys louder = keys_of("another recipe");
    for (int index = 0; index < 2; ++index) {
        const auto work = catalog_.claim_next(Step::make, louder, start);
        ASSERT_TRUE(work);
        EXPECT_TRUE(std::get<MakeWork>(*work).sound);
    }
    EXPECT_FALSE(catalog_.claim_next(Step::make, louder, start));
    Catalog reopened(folder_ / "catalog.db");
    list({});
    EXPECT_FALSE(reopened.claim_next(Step::make, keys_, start));
}

TEST_F(CatalogTest, AChangedTitleOrShowConcernsTheTagsOnlyAndNeedsNoSource) {
    publish("a", "một");
    catalog_.drop_sources_before(start + 1h);
    const Keys renamed = keys_of("recipe", "another show");
    EXPECT_FALSE(catalog_.claim_next(Step::download, renamed, start));
    const auto work = catalog_.claim_next(Step::make, renamed, start);
    ASSERT_TRUE(work);
    EXPECT_FALSE(std::get<MakeWork>(*work).sound);
    EXPECT_EQ(std::get<MakeWork>(*work).current->rendition.path, "media/a.mp3");
}

TEST_F(CatalogTest, GivesACorrectionANewNameThatTheOldOnesFollow) {
    list({page("a")});
    catalog_.complete(to_read(), reading("a", "cũ"), start + 1h, start);
    download(to_download(), "one", start, start + 1h);
    MakeWork work = to_make();
    catalog_.complete(work, made("media/a.mp3", 1, work), start);

    const core::Instant later = start + 2h;
    EXPECT_EQ(catalog_.complete(to_read(later), reading("a", "cũ"), std::nullopt, later), Catalog::Recorded::same);
    DownloadWork again = to_download(later);
    EXPECT_TRUE(again.recording);
    EXPECT_FALSE(again.bytes_needed) << "it is only looked whether it has changed";
    download(again, "two", later);
    work = to_make(later);
    EXPECT_EQ(work.guid, "guid-a");
    EXPECT_EQ(work.latest_version, 1);
    catalog_.complete(work, made("media/a-v2.mp3", 2, work), later);

    const core::Episode episode = catalog_.published().at(0).episode;
    EXPECT_EQ(episode.guid, "guid-a") << "a GUID never changes";
    EXPECT_EQ(episode.enclosure().path, "media/a-v2.mp3");
    EXPECT_EQ(episode.modified, later);
    const std::vector<EarlierFile> earlier = catalog_.earlier_files();
    ASSERT_EQ(earlier.size(), 1u);
    EXPECT_EQ(earlier.front().path, "media/a.mp3");
    EXPECT_EQ(earlier.front().current_path, "media/a-v2.mp3");
    EXPECT_EQ(earlier.front().sha256, "hash of media/a-v2.mp3") << "what it answers with";
}

TEST_F(CatalogTest, MakesALostFileAgainWithoutCallingItACorrection) {
    publish("a", "một");
    catalog_.forget_file("media/a.mp3");
    EXPECT_TRUE(catalog_.published().at(0).lost);
    const MakeWork work = to_make();
    catalog_.complete(work, made("media/a.mp3", 1, work), start + 1h);
    EXPECT_FALSE(catalog_.published().at(0).episode.modified);
    EXPECT_FALSE(catalog_.published().at(0).lost);
    EXPECT_TRUE(catalog_.earlier_files().empty());
}

TEST_F(CatalogTest, FetchesADroppedSourceAgainOnlyWhenItIsNeeded) {
    publish("a", "một");
    EXPECT_EQ(catalog_.kept_sources(), std::vector<std::string>{"sound a"});
    catalog_.drop_sources_before(start + 1h);
    EXPECT_TRUE(catalog_.kept_sources().empty());
    EXPECT_TRUE(none(Step::download));
    const Keys louder = keys_of("another recipe");
    EXPECT_FALSE(catalog_.claim_next(Step::make, louder, start)) << "there is nothing to make it from";
    const auto work = catalog_.claim_next(Step::download, louder, start);
    ASSERT_TRUE(work);
    EXPECT_TRUE(std::get<DownloadWork>(*work).bytes_needed);
}

TEST_F(CatalogTest, FetchesASourceAgainWhoseFileWasLost) {
    publish("a", "một");
    catalog_.forget_file("media/a.mp3");
    const MakeWork work = to_make();
    catalog_.lose_source("sound a");
    catalog_.release(work);
    EXPECT_TRUE(none(Step::make));
    const DownloadWork lost = to_download();
    EXPECT_TRUE(lost.bytes_needed);
    download(lost, "sound a");
    EXPECT_EQ(to_make().parts.front().article.recording->sha256, "sound a");
}

TEST_F(CatalogTest, AFailureWaitsOnlyAsLongAsWhatItDependsOnStays) {
    list({page("a")});
    catalog_.complete(to_read(), reading("a", "một"), std::nullopt, start);
    download(to_download(), "sound a");
    catalog_.fail(to_make(), core::Error(core::ErrorKind::media, "no such filter"), start);
    EXPECT_TRUE(none(Step::make));
    const Keys mended = keys_of("mended recipe");
    const auto work = catalog_.claim_next(Step::make, mended, start);
    ASSERT_TRUE(work) << "it was the recipe's mistake, not the article's";
    catalog_.fail(*work, core::Error(core::ErrorKind::media, "still wrong"), start);
    ASSERT_EQ(catalog_.failures().size(), 1u);
    EXPECT_EQ(catalog_.failures().front().attempts, 1) << "another recipe's failure is another one";
    EXPECT_EQ(catalog_.failures().front().name, "một");
}

TEST_F(CatalogTest, MakesEachRenditionOfAnEpisode) {
    publish("a", "một");
    Keys both = keys_;
    both.recipes.emplace_back("light", "lighter recipe");
    const auto work = catalog_.claim_next(Step::make, both, start);
    ASSERT_TRUE(work);
    const auto& light = std::get<MakeWork>(*work);
    EXPECT_EQ(light.rendition, "light");
    EXPECT_FALSE(light.current);
    EXPECT_FALSE(catalog_.claim_next(Step::make, both, start));
    catalog_.complete(light, made("media/a-light.opus", 1, light), start);
    const Entry entry = catalog_.published().at(0);
    ASSERT_EQ(entry.episode.renditions.size(), 2u);
    EXPECT_EQ(entry.episode.enclosure().path, "media/a.mp3") << "the enclosure comes first";
    EXPECT_EQ(entry.episode.renditions.at(1).path, "media/a-light.opus");
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

TEST_F(CatalogTest, KnowsWhatIsPublishedAndWhatWasIntended) {
    Intention intention;
    intention.target = "out";
    intention.token = "0123456789ab";
    intention.puts = {{"index.html", core::FileKind::page, "key", "hash", 5, "text/html", {}, false},
                      {"feed.xml", core::FileKind::feed, "key", "hash", 7, "application/rss+xml", {}, false}};
    intention.facts = {{"owed", "1"}};
    catalog_.intend(intention);
    for (const core::PublishedFile& file : catalog_.manifest("out")) EXPECT_TRUE(file.intended);
    EXPECT_EQ(catalog_.fact("publication out"), "0123456789ab");
    EXPECT_EQ(catalog_.fact("owed"), "1");
    EXPECT_TRUE(catalog_.manifest("elsewhere").empty());
    catalog_.settle("out", std::vector<std::pair<std::string, std::string>>{{"index.html", "stamp"}},
                    std::vector<std::string>{"feed.xml"});
    const std::vector<core::PublishedFile> manifest = catalog_.manifest("out");
    ASSERT_EQ(manifest.size(), 1u);
    EXPECT_EQ(manifest.front().path, "index.html");
    EXPECT_EQ(manifest.front().kind, core::FileKind::page);
    EXPECT_EQ(manifest.front().stamp, "stamp");
    EXPECT_FALSE(manifest.front().intended);
    catalog_.distrust("out", "index.html");
    EXPECT_EQ(catalog_.manifest("out").front().stamp, "");
}

TEST_F(CatalogTest, TellsWhatChangedFieldByField) {
    list({page("a")});
    EXPECT_EQ(catalog_.complete(to_read(), reading("a", "cũ"), start, start), Catalog::Recorded::first);
    Reading again = reading("a", "cũ");
    again.content.rules["title"] = "found by another rule";
    again.page.etag = "another";
    EXPECT_EQ(catalog_.complete(to_read(), again, start, start), Catalog::Recorded::same);
    EXPECT_EQ(catalog_.complete(to_read(), reading("a", "mới"), start, start), Catalog::Recorded::changed);
    again = reading("a", "mới");
    again.recording_url = "http://example.org/corrected.mp3";
    EXPECT_EQ(catalog_.complete(to_read(), again, start, start), Catalog::Recorded::changed);
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

TEST_F(CatalogTest, WithdrawsAnEpisodeForGoodAndRestoresIt) {
    publish("a", "một");
    publish("b", "hai");
    EXPECT_EQ(catalog_.find_episode("url:example.org/a"), "guid-a");
    EXPECT_EQ(catalog_.find_episode("guid-b"), "guid-b");
    EXPECT_EQ(catalog_.find_episode("url:example.org/c"), "");
    catalog_.withdraw("guid-a", "sai sự thật", start);
    ASSERT_EQ(catalog_.published().size(), 1u);
    EXPECT_EQ(catalog_.withdrawn(), std::vector<std::string>{"guid-a"});
    // Neither the source's listing nor a new recipe brings it back.
    EXPECT_EQ(list({page("a")}), 0u);
    const Keys louder = keys_of("another recipe");
    EXPECT_EQ(article_of(*catalog_.claim_next(Step::make, louder, start)).link.url, "http://example.org/b");
    EXPECT_FALSE(catalog_.claim_next(Step::make, louder, start));

    EXPECT_TRUE(catalog_.restore("guid-a"));
    EXPECT_FALSE(catalog_.restore("guid-a"));
    const MakeWork work = to_make();
    EXPECT_EQ(work.guid, "guid-a");
    catalog_.complete(work, made("media/a.mp3", 1, work), start);
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
