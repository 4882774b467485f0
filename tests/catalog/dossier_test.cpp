#include "catalog/dossier.h"

#include "core/error.h"
#include "tests/catalog/catalog_fixture.h"

#include <gmock/gmock.h>

namespace catalog {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

class DossierTest : public CatalogTest {
protected:
    Subjects subjects_of(const std::string& title) {
        for (const EpisodeNames& names : catalog_.article_names())
            if (names.title == title) return names.subjects;
        throw std::logic_error("nobody is called " + title);
    }
    Dossier of(const std::string& title) { return catalog_.dossier(subjects_of(title)); }
};

TEST_F(DossierTest, TellsOfAnArticleThatWasOnlyFound) {
    Found found = page("mot");
    found.link.title = "Bài một";
    found.keys.push_back("guid:1");
    list({found});
    const Dossier dossier = of("Bài một");
    ASSERT_TRUE(dossier.article);
    EXPECT_EQ(dossier.article->outcome, "unread");
    EXPECT_THAT(dossier.article->names, ElementsAre("guid:1", "url:example.org/mot"));
    EXPECT_EQ(dossier.article->known.first_seen, start);
    EXPECT_EQ(dossier.article->known.source, "source");
    EXPECT_FALSE(dossier.article->read_at);
    EXPECT_FALSE(dossier.episode);
    EXPECT_THAT(catalog_.due(subjects_of("Bài một"), keys_, start), ElementsAre(Step::read));
    EXPECT_EQ(catalog_.article_by_key("guid:1"), subjects_of("Bài một").article);
    EXPECT_FALSE(catalog_.article_by_key("guid:2"));
}

TEST_F(DossierTest, RemembersByWhichRulesEachFieldWasFound) {
    const std::vector<SourceRules> sources{{"source", {}, "key of rules", "title = \"//h1\""}};
    catalog_.set_sources(sources, start);
    list({page("mot")});
    Reading read = reading("mot", "Bài một");
    read.content.rules = {{"title", "xpath"}, {"audio", "audio element"}};
    read.reading_key = "key of rules";
    catalog_.complete(to_read(), read, start + 2h, start + 1h);
    const ArticleRecord article = of("Bài một").article.value();
    EXPECT_EQ(article.found_by, read.content.rules);
    EXPECT_EQ(article.rules, "title = \"//h1\"");
    EXPECT_EQ(article.read_at, start + 1h);
    EXPECT_EQ(article.next_look, start + 2h);
}

TEST_F(DossierTest, TellsWhatWasDownloadedAndMadeNowAndBefore) {
    publish("mot", "Bài một");
    keys_ = keys_of("another recipe");
    MakeWork work = to_make(start + 1h);
    catalog_.complete(work, made("media/mot-v2.mp3", 2, work), start + 1h);
    const Dossier dossier = of("Bài một");
    const ArticleRecord& article = dossier.article.value();
    EXPECT_EQ(article.recording_at, start);
    EXPECT_EQ(article.known.recording->validators.etag, "\"etag\"");
    EXPECT_TRUE(article.known.recording->kept);
    const EpisodeRecord& episode = dossier.episode.value();
    EXPECT_EQ(episode.guid, "guid-mot");
    EXPECT_EQ(episode.minted_at, start);
    ASSERT_EQ(episode.files.size(), 2u);
    EXPECT_TRUE(episode.files[0].is_current);
    EXPECT_EQ(episode.files[0].file.rendition.path, "media/mot-v2.mp3");
    EXPECT_EQ(episode.files[0].file.rendition.made.explanation, "encode: too soft");
    EXPECT_FALSE(episode.files[1].is_current);
    EXPECT_EQ(episode.files[1].file.version, 1);
    EXPECT_FALSE(episode.withdrawn);
    catalog_.withdraw("guid-mot", "xin gỡ", start + 2h);
    EXPECT_EQ(of("Bài một").episode->withdrawn->reason, "xin gỡ");
    EXPECT_EQ(of("Bài một").episode->withdrawn->at, start + 2h);
    EXPECT_THAT(catalog_.due(subjects_of("Bài một"), keys_, start + 999h), IsEmpty());
}

TEST_F(DossierTest, TellsOfFailuresAndOfWorkInHandAndOfNobodyElses) {
    publish("hai", "Bài hai");
    list({page("mot")});
    catalog_.complete(to_read(), reading("mot", "Bài một"), std::nullopt, start);
    const DownloadWork work = to_download();
    EXPECT_THAT(of("Bài một").claims, ElementsAre(AllOf(Field(&Claim::step, Step::download))));
    EXPECT_THAT(catalog_.due(subjects_of("Bài một"), keys_, start), IsEmpty()) << "somebody has it";
    catalog_.fail(work, core::Error(core::ErrorKind::network, "503"), start);
    catalog_.fail(to_download(start + 1h), core::Error(core::ErrorKind::gone, "404"), start + 1h);
    const Dossier dossier = of("Bài một");
    EXPECT_THAT(dossier.claims, IsEmpty());
    ASSERT_EQ(dossier.failures.size(), 1u);
    EXPECT_EQ(dossier.failures[0].attempts, 2);
    EXPECT_EQ(dossier.failures[0].first, start);
    EXPECT_EQ(dossier.failures[0].last, start + 1h);
    EXPECT_EQ(dossier.failures[0].kind, core::ErrorKind::gone);
    EXPECT_THAT(of("Bài hai").failures, IsEmpty());
}

TEST_F(DossierTest, TellsInWhichEditionsAnArticleIsAndWhatAnEditionHas) {
    publish("mot", "Bài một");
    NewEdition edition;
    edition.names = {"guid-sang", "slug-sang"};
    edition.bulletin = "sang";
    edition.at = start + 1h;
    edition.title = "Bản tin sáng";
    edition.articles = {subjects_of("Bài một").article};
    catalog_.mint_edition(edition, start);
    const Dossier article = of("Bài một");
    ASSERT_EQ(article.editions.size(), 1u);
    EXPECT_EQ(article.editions[0].title, "Bản tin sáng");
    EXPECT_FALSE(article.editions[0].is_heard) << "it is not made yet";
    const Dossier bulletin = of("Bản tin sáng");
    EXPECT_FALSE(bulletin.article);
    EXPECT_EQ(bulletin.episode->bulletin, "sang");
    EXPECT_EQ(bulletin.episode->at, start + 1h);
    ASSERT_EQ(bulletin.episode->members.size(), 1u);
    EXPECT_EQ(bulletin.episode->members[0].title, "Bài một");
}

TEST_F(DossierTest, WhatIsTriedAgainIsDueAtOnceAndNothingElseIs) {
    list({page("mot"), page("hai")});
    for (int index = 0; index < 2; ++index) catalog_.fail(to_read(), core::Error(core::ErrorKind::gone, "404"), start);
    EXPECT_TRUE(none(Step::read, start + 1min));
    const Failure failure = catalog_.failures().front();
    catalog_.retry({failure.article, 0}, start + 1min);
    EXPECT_EQ(to_read(start + 1min).article.id, failure.article);
    EXPECT_TRUE(none(Step::read, start + 1min));
}

TEST_F(DossierTest, WhatFailedOfAnEpisodeIsTriedAgainToo) {
    list({page("mot")});
    catalog_.complete(to_read(), reading("mot", "Bài một"), std::nullopt, start);
    download(to_download(), "sound");
    catalog_.fail(to_make(), core::Error(core::ErrorKind::media, "no sound"), start);
    EXPECT_TRUE(none(Step::make, start + 1min));
    catalog_.retry({subjects_of("Bài một").article, 0}, start + 1min);
    EXPECT_TRUE(none(Step::make, start + 1min)) << "the file is the episode's";
    catalog_.retry(subjects_of("Bài một"), start + 1min);
    EXPECT_EQ(to_make(start + 1min).guid, "guid-mot");
}

TEST_F(DossierTest, OnlyWhatACatalogIsRestrictedToIsClaimed) {
    publish("cu", "Bài cũ");
    list({page("mot"), page("hai")});
    const Id article = subjects_of("").article;
    catalog_.restrict_to(std::vector<Subjects>{{article, 0}}, start);
    const ReadWork work = to_read();
    EXPECT_EQ(work.article.id, article);
    EXPECT_TRUE(none(Step::read)) << "the other waits";
    catalog_.complete(work, reading("mot", "Bài một"), std::nullopt, start);
    download(to_download(), "sound");
    const MakeWork making = to_make();
    catalog_.complete(making, made("media/mot.mp3", 1, making), start);
    for (const Step step : {Step::read, Step::download, Step::make}) EXPECT_TRUE(none(step));
    keys_ = keys_of("another recipe");
    EXPECT_EQ(to_make().guid, "guid-mot") << "the older one waits, whatever has changed";
    EXPECT_TRUE(none(Step::make));
    EXPECT_EQ(catalog_.waiting(keys_, start), (std::vector<std::size_t>{0, 0, 0})) << "nor does anybody wait for them";
}

TEST_F(DossierTest, WhatItIsRestrictedToIsLookedAtNowAndWhateverFailed) {
    list({page("mot"), page("hai")});
    for (int index = 0; index < 2; ++index) {
        const ReadWork work = to_read();
        const std::string name = work.article.link.url.substr(std::string("http://example.org/").size());
        catalog_.complete(work, reading(name, "Bài " + name), start + 50h, start);
    }
    catalog_.fail(to_download(), core::Error(core::ErrorKind::gone, "404"), start);
    catalog_.fail(to_download(), core::Error(core::ErrorKind::gone, "404"), start);
    catalog_.restrict_to(std::vector<Subjects>{subjects_of("Bài mot")}, start + 1min);
    EXPECT_EQ(to_read(start + 1min).article.content.title, "Bài mot");
    EXPECT_EQ(to_download(start + 1min).article.content.title, "Bài mot");
    EXPECT_TRUE(none(Step::read, start + 1min));
    EXPECT_TRUE(none(Step::download, start + 1min));
}

TEST_F(DossierTest, ARestrictedCatalogMakesOnlyEditionsThatHaveOneOfThem) {
    publish("mot", "Bài một");
    publish("hai", "Bài hai");
    for (const char* title : {"Bài một", "Bài hai"}) {
        NewEdition edition;
        edition.names = {std::string("guid of ") + title, std::string("slug of ") + title};
        edition.bulletin = title;
        edition.at = start;
        edition.title = std::string("Bản tin ") + title;
        edition.articles = {subjects_of(title).article};
        catalog_.mint_edition(edition, start);
    }
    catalog_.restrict_to(std::vector<Subjects>{subjects_of("Bài một")}, start);
    for (EditionWork& work : catalog_.editions(keys_, start)) {
        work.audio_key = "key";
        EXPECT_EQ(catalog_.take(work, start), work.bulletin == "Bài một") << work.bulletin;
    }
}

TEST_F(DossierTest, ARecordingThatNobodyAsksForAnyMoreIsLeftAlone) {
    publish("mot", "Bài một");
    catalog_.restrict_to(std::vector<Subjects>{subjects_of("Bài một")}, start + 1h);
    const ReadWork work = to_read(start + 1h);
    catalog_.complete(work, std::nullopt, start + 1h);
    EXPECT_TRUE(none(Step::download, start + 1h));
}

}  // namespace
}  // namespace catalog
