#include "catalog/catalog.h"

#include "tests/catalog/catalog_fixture.h"

#include <gmock/gmock.h>

namespace catalog {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Editions : public CatalogTest {
protected:
    Editions() {
        publish("a", "một");
        publish("b", "hai");
    }
    std::vector<std::string> offered(core::Instant after = start - 24h, core::Instant until = start) {
        std::vector<std::string> titles;
        for (const KnownArticle& article : catalog_.candidates("day", after, until))
            titles.push_back(article.content.title);
        return titles;
    }
    void mint(const std::string& guid = "edition", core::Instant at = start) {
        NewEdition edition;
        edition.names = {guid, "slug-" + guid};
        edition.bulletin = "day";
        edition.at = at;
        edition.title = "The day";
        for (const KnownArticle& article : catalog_.candidates("day", at - 24h, at))
            edition.articles.push_back(article.id);
        catalog_.mint_edition(edition, start);
    }
    EditionWork work() {
        std::vector<EditionWork> works = catalog_.editions(keys_, start - 72h);
        if (works.size() != 1) throw std::logic_error("not one edition");
        works.front().audio_key = "own:recipe";
        works.front().tag_key = "words:show:";
        return works.front();
    }
    /// Each part is announced for a second and heard for ten, a tenth of a second of its beginning left out.
    void make(const EditionWork& work, const std::string& path = "media/edition.mp3") {
        File file;
        file.rendition.id = work.rendition;
        file.rendition.path = path;
        file.rendition.type = "audio/mpeg";
        file.rendition.made.chapters = {{0s, "The day", "", ""}};
        file.audio_key = work.audio_key;
        file.tag_key = work.tag_key;
        std::vector<HeardPart> heard;
        std::chrono::milliseconds at = 5s;
        for (const EditionPart& part : work.parts) {
            file.rendition.made.chapters.push_back({at, part.article.content.title, "", ""});
            heard.push_back({part.article.id, at, at + 1s, 100ms});
            at += 11s;
        }
        catalog_.complete(work, file, heard, start);
    }
    Entry edition() {
        for (Entry& entry : catalog_.published())
            if (!entry.episode.bulletin.empty()) return entry;
        throw std::logic_error("no edition is published");
    }
    void time_next(const std::string& text) {
        const AlignWork align = std::get<AlignWork>(claim(Step::align));
        core::ReadAlong found;
        found.timing = core::Timing::timed;
        found.sentences = 2;
        found.read = 1;
        found.confidence = 0.9;
        found.cues = {{2s, 4s, text, 0.9}};
        core::seal(found);
        catalog_.complete(align, found);
    }
};

TEST_F(Editions, TakeWhatWasPublishedBetweenTwoMomentsAndIsInNoneOfThemYet) {
    EXPECT_THAT(offered(), ElementsAre("hai", "một"));
    EXPECT_THAT(offered(start - 1h), IsEmpty()) << "the first moment is not among them";
    EXPECT_THAT(offered(start - 24h, start - 1h), SizeIs(2)) << "the last one is";
    EXPECT_FALSE(catalog_.has_edition("day", start));
    mint();
    EXPECT_TRUE(catalog_.has_edition("day", start));
    EXPECT_FALSE(catalog_.has_edition("another", start));
    EXPECT_THAT(offered(), IsEmpty());
    EXPECT_THAT(catalog_.candidates("another", start - 24h, start), SizeIs(2));
}

TEST_F(Editions, ArePublishedOnceTheyAreMade) {
    mint();
    EXPECT_THAT(catalog_.published(), SizeIs(2));
    EXPECT_THAT(catalog_.pending(), SizeIs(1));
    make(work());
    EXPECT_THAT(catalog_.pending(), IsEmpty());
    const Entry entry = edition();
    const core::Episode& episode = entry.episode;
    EXPECT_EQ(episode.bulletin, "day");
    EXPECT_EQ(episode.title, "The day");
    EXPECT_EQ(episode.published, start);
    EXPECT_EQ(episode.lead, "hai; một");
    ASSERT_THAT(episode.parts, SizeIs(2));
    EXPECT_EQ(episode.parts[1].title, "một");
    EXPECT_EQ(episode.parts[1].start, 16s);
    EXPECT_EQ(episode.parts[1].url, "http://example.org/a");
    EXPECT_TRUE(episode.synthetic) << "its titles are spoken";
    EXPECT_THAT(episode.chapters, SizeIs(3));
    EXPECT_THAT(catalog_.text(entry.id).body, HasSubstr("hai\n\nMột.\n\nHai.\n\nmột\n\n"));
    EXPECT_EQ(catalog_.published().front().id, entry.id) << "the newest is first";
}

TEST_F(Editions, ReadAlongWhatTheirArticlesDo) {
    mint();
    make(work());
    EXPECT_EQ(edition().episode.read_along.timing, core::Timing::unknown);
    time_next("Một.");
    const Entry entry = edition();
    EXPECT_EQ(entry.episode.read_along.timing, core::Timing::timed);
    const std::vector<core::Cue> cues = catalog_.cues(entry.id);
    ASSERT_THAT(cues, SizeIs(3));
    EXPECT_EQ(cues[0].text, "hai");
    EXPECT_EQ(cues[0].start, 5s);
    EXPECT_EQ(cues[0].end, 6s);
    EXPECT_EQ(cues[1].text, "một");
    EXPECT_EQ(cues[1].start, 16s);
    EXPECT_EQ(cues[2].text, "Một.");
    EXPECT_EQ(cues[2].start, 18900ms) << "2 s into a recording that begins at 17 s without its first 100 ms";
    EXPECT_EQ(cues[2].end, 20900ms);
    time_next("Hai.");
    EXPECT_NE(edition().episode.read_along.hash, entry.episode.read_along.hash);
    EXPECT_THAT(catalog_.cues(entry.id), SizeIs(4));
}

TEST_F(Editions, LoseWhatIsWithdrawn) {
    mint();
    make(work());
    catalog_.withdraw("guid-b", "wrong", start);
    EXPECT_THAT(work().parts, SizeIs(1));
    EXPECT_THAT(edition().episode.parts, SizeIs(2)) << "it is heard until the sound is made anew";
    make(work());
    EXPECT_THAT(edition().episode.parts, SizeIs(1));
    EXPECT_FALSE(edition().episode.modified) << "the keys are the same here";
    catalog_.withdraw("edition", "wrong", start);
    EXPECT_THAT(catalog_.editions(keys_, start - 72h), IsEmpty());
    EXPECT_THAT(catalog_.published(), SizeIs(1));
    EXPECT_TRUE(catalog_.restore("edition"));
    EXPECT_TRUE(work().current->audio_key.empty()) << "it is to be made anew";
}

TEST_F(Editions, KeepWhatIsOnlyTooOldForTheFeed) {
    catalog_.withdraw("guid-b", past_retention, start);
    EXPECT_THAT(offered(), SizeIs(2));
    mint();
    make(work());
    catalog_.withdraw("guid-a", past_keep_days, start);
    EXPECT_THAT(work().parts, SizeIs(2));
}

TEST_F(Editions, OlderOnesAreLookedAtOnlyWhereTheyAreLostOrOfAnotherRecipe) {
    mint();
    make(work());
    EXPECT_THAT(catalog_.editions(keys_, start + 1s), IsEmpty());
    EXPECT_THAT(catalog_.editions(keys_of("louder"), start + 1s), SizeIs(1));
    catalog_.forget_file("media/edition.mp3");
    EXPECT_THAT(catalog_.editions(keys_, start + 1s), SizeIs(1));
}

TEST_F(Editions, AreTakenByOneAndWaitAfterAFailure) {
    mint();
    EditionWork first = work();
    EXPECT_TRUE(catalog_.take(first, start));
    EXPECT_FALSE(catalog_.take(first, start)) << "somebody has it";
    catalog_.release(first);
    EXPECT_TRUE(catalog_.take(first, start));
    catalog_.fail(first, {core::ErrorKind::media, "no voice"}, start);
    EXPECT_FALSE(catalog_.take(first, start));
    ASSERT_THAT(catalog_.failures(), SizeIs(1));
    EXPECT_EQ(catalog_.failures().front().name, "The day");
    EXPECT_EQ(catalog_.failures().front().step, Step::assemble);
    first.audio_key = "other:recipe";
    EXPECT_TRUE(catalog_.take(first, start)) << "what it depends on has changed";
    make(first);
    EXPECT_THAT(catalog_.failures(), IsEmpty());
}

TEST_F(Editions, AnArticleThatDoesNotStandAloneHasNoFileAndIsFetchedOnce) {
    list({page("c")});
    catalog_.complete(to_read(), reading("c", "ba"), std::nullopt, start);
    const DownloadWork work = to_download();
    catalog_.complete(work, recording("http://example.org/c.mp3", "sound c"), std::nullopt, {"guid-c", "slug-c", false},
                      std::nullopt, start);
    EXPECT_TRUE(none(Step::make));
    EXPECT_TRUE(none(Step::download));
    EXPECT_THAT(catalog_.pending(), IsEmpty());
    EXPECT_THAT(catalog_.published(), SizeIs(2));
    EXPECT_THAT(offered(), SizeIs(3));
    // Its text is looked for in the recording itself.
    bool was_met = false;
    while (const auto next = catalog_.claim_next(Step::align, keys_, start)) {
        const AlignWork& align = std::get<AlignWork>(*next);
        was_met = was_met || (align.parts.front().article.content.title == "ba" && align.file.path.empty());
        catalog_.complete(align, core::ReadAlong{});
    }
    EXPECT_TRUE(was_met);
    catalog_.lose_source("sound c");
    EXPECT_TRUE(none(Step::download)) << "nothing needs it";
    EXPECT_THAT(offered(), SizeIs(2));
}

TEST_F(Editions, ThatAreLostHaveTheirRecordingsFetchedAgain) {
    mint();
    make(work());
    catalog_.lose_source("sound a");
    EXPECT_TRUE(none(Step::download));
    catalog_.forget_file("media/edition.mp3");
    EXPECT_EQ(to_download().article.content.title, "một");
}

TEST_F(Editions, WhatWasSaidIsKeptByItsKey) {
    EXPECT_FALSE(catalog_.spoken("key", start));
    Original piece = recording("voice:key", "words");
    catalog_.keep_spoken("key", piece, start);
    ASSERT_TRUE(catalog_.spoken("key", start + 1h));
    EXPECT_EQ(catalog_.spoken("key", start + 1h)->sha256, "words");
    catalog_.drop_sources_before(start - 1h);
    EXPECT_TRUE(catalog_.spoken("key", start + 1h)->kept);
    catalog_.drop_sources_before(start + 2h);
    EXPECT_FALSE(catalog_.spoken("key", start + 1h)->kept);
}

TEST_F(Editions, AreFoundByTheirNames) {
    mint();
    make(work());
    const std::vector<EpisodeNames> names = catalog_.episode_names();
    ASSERT_THAT(names, SizeIs(3));
    EXPECT_EQ(names.front().guid, "edition");
    EXPECT_EQ(names.front().title, "The day");
    EXPECT_EQ(names.front().file, "media/edition.mp3");
}

}  // namespace
}  // namespace catalog
