#include "catalog/catalog.h"

#include "tests/catalog/catalog_fixture.h"

namespace catalog {
namespace {

using namespace std::chrono_literals;

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

TEST_F(CatalogTest, KnowsTheArticlesThatHaveARecordingAndNoEpisodeYet) {
    publish("a", "một");
    list({page("b"), page("c"), page("d")});
    catalog_.complete(to_read(), reading("b", "hai"), std::nullopt, start);
    Reading silent = reading("c", "ba");
    silent.outcome = Outcome::silent;
    catalog_.complete(to_read(), silent, std::nullopt, start);
    const std::vector<KnownArticle> waiting = catalog_.without_episode();
    ASSERT_EQ(waiting.size(), 1u) << "one is published, one has no recording, one was not read";
    EXPECT_EQ(waiting.front().content.title, "hai");
    EXPECT_TRUE(catalog_.unminted().empty()) << "its recording has not come";
    download(to_download(), "sound b");
    EXPECT_TRUE(catalog_.without_episode().empty());
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
    EXPECT_EQ(catalog_.complete(to_read(later), reading("a", "cũ"), std::nullopt, later).change,
              Recorded::Change::same);
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
    EXPECT_TRUE(catalog_.published().at(0).is_lost());
    const MakeWork work = to_make();
    catalog_.complete(work, made("media/a.mp3", 1, work), start + 1h);
    EXPECT_FALSE(catalog_.published().at(0).episode.modified);
    EXPECT_FALSE(catalog_.published().at(0).is_lost());
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

TEST_F(CatalogTest, WithdrawsAnEpisodeForGoodAndRestoresIt) {
    publish("a", "một");
    publish("b", "hai");
    catalog_.withdraw("guid-a", "sai sự thật", start);
    ASSERT_EQ(catalog_.published().size(), 1u);
    EXPECT_EQ(catalog_.withdrawn(), std::vector<std::string>{"guid-a"});
    // Neither the source's listing nor a new recipe brings it back.
    EXPECT_EQ(list({page("a")}), 0u);
    const Keys louder = keys_of("another recipe");
    EXPECT_EQ(article_of(*catalog_.claim_next(Step::make, louder, start)).link.url, "http://example.org/b");
    EXPECT_FALSE(catalog_.claim_next(Step::make, louder, start));

    const std::vector<EpisodeNames> episodes = catalog_.episode_names();
    ASSERT_EQ(episodes.size(), 2u);
    EXPECT_EQ(episodes[0].guid, "guid-a");
    EXPECT_EQ(episodes[0].title, "một");
    EXPECT_EQ(episodes[0].listed_url, "http://example.org/a");
    EXPECT_EQ(episodes[0].canonical_url, "http://example.org/a");
    EXPECT_EQ(episodes[0].recording_url, "http://example.org/a.mp3");
    EXPECT_EQ(episodes[0].file, "media/a.mp3");
    ASSERT_TRUE(episodes[0].withdrawn);
    EXPECT_EQ(episodes[0].withdrawn->reason, "sai sự thật");
    EXPECT_EQ(episodes[0].withdrawn->at, start);
    EXPECT_FALSE(episodes[1].withdrawn);

    EXPECT_TRUE(catalog_.restore("guid-a"));
    EXPECT_FALSE(catalog_.restore("guid-a"));
    const MakeWork work = to_make();
    EXPECT_EQ(work.guid, "guid-a");
    catalog_.complete(work, made("media/a.mp3", 1, work), start);
    EXPECT_EQ(catalog_.published().size(), 2u);
}

}  // namespace
}  // namespace catalog
