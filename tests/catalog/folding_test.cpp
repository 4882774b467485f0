// When two articles that claim one name are one.

#include "tests/catalog/catalog_fixture.h"

namespace catalog {
namespace {

/// "b", whose page says that it is "a", and nothing else that "a" says.
Reading claims_a() {
    Reading read = reading("a", "Chuyện khác");
    read.content.body = "Một đoạn khác hẳn.";
    read.recording_url = "http://example.org/b.mp3";
    read.other_identity = "text:b";
    return read;
}

class FoldingTest : public CatalogTest {
protected:
    /// What becomes of it after "a" was published.
    Recorded after_a(const Reading& read) {
        publish("a", "Chuyện a");
        list({page("b")});
        return catalog_.complete(to_read(), read, std::nullopt, start);
    }
};

TEST_F(FoldingTest, WhatSaysNothingOfTheSameIsAnArticleOfItsOwn) {
    EXPECT_EQ(after_a(claims_a()).change, Recorded::Change::first);
    const DownloadWork work = to_download();
    EXPECT_EQ(work.article.content.title, "Chuyện khác");
    EXPECT_EQ(work.article.identity, "text:b") << "the name that both claim is the first one's";
    catalog_.complete(work, recording("http://example.org/b.mp3", "sound b"), std::nullopt, {"guid-b", "slug-b"},
                      std::nullopt, start);
    EXPECT_EQ(catalog_.episode_names().size(), 2u);
    EXPECT_EQ(list({page("a"), page("b")}), 0u);
}

TEST_F(FoldingTest, TheSameTitleWithAnotherRecordingIsTomorrowsBulletin) {
    Reading read = claims_a();
    read.content.title = "Chuyện a";
    EXPECT_EQ(after_a(read).change, Recorded::Change::first);
}

TEST_F(FoldingTest, TheSameTitleFoldsWhereOneHasNoRecording) {
    Reading read = claims_a();
    read.content.title = "Chuyện a";
    read.recording_url.clear();
    const Recorded recorded = after_a(read);
    EXPECT_EQ(recorded.change, Recorded::Change::duplicate);
    EXPECT_EQ(recorded.folded_into, "http://example.org/a") << "the fold is to be told";
    EXPECT_TRUE(none(Step::download));
    EXPECT_EQ(list({page("b")}), 0u) << "its name leads to the other";
}

TEST_F(FoldingTest, SoDoTheSameRecordingAndTheSameText) {
    Reading read = claims_a();
    read.recording_url = "http://example.org/a.mp3";
    EXPECT_EQ(after_a(read).change, Recorded::Change::duplicate);
    list({page("c")});
    read = claims_a();
    read.content.body = reading("a", "").content.body;
    EXPECT_EQ(catalog_.complete(to_read(), read, std::nullopt, start).change, Recorded::Change::duplicate);
    EXPECT_EQ(catalog_.published().size(), 1u);
}

TEST_F(FoldingTest, AnArticleWithAnEpisodeIsNeverFolded) {
    publish("a", "Chuyện a");
    list({page("b")});
    Reading own = reading("b", "Chuyện b");
    catalog_.complete(to_read(), own, start, start);
    download(to_download(), "sound b");
    const MakeWork work = to_make();
    catalog_.complete(work, made("media/b.mp3", 1, work), start);
    // Now its page says in every point what "a" says.
    EXPECT_EQ(catalog_.complete(to_read(start + 1h), reading("a", "Chuyện a"), std::nullopt, start + 1h).change,
              Recorded::Change::changed);
    EXPECT_EQ(catalog_.published().size(), 2u);
    EXPECT_EQ(list({page("a"), page("b")}), 0u);
}

TEST_F(FoldingTest, TheFoldedOneIsNotReadAgainByAListing) {
    Reading read = claims_a();
    read.recording_url = "http://example.org/a.mp3";
    ASSERT_EQ(after_a(read).change, Recorded::Change::duplicate);
    list({page("b")});
    catalog_.begin_run(72h, std::nullopt, start + 1000h);
    EXPECT_TRUE(none(Step::read, start + 1000h));
    EXPECT_EQ(catalog_.episode_names().size(), 1u);
}

TEST_F(FoldingTest, WhatIsKeptIsToldOnceUntilThePageIsItselfAgain) {
    list({page("a")});
    catalog_.complete(to_read(), reading("a", "Chuyện a"), start, start);
    EXPECT_TRUE(catalog_.keep(to_read(), "a page headed 'Login'", start, start));
    EXPECT_FALSE(catalog_.keep(to_read(), "a page headed 'Login'", start, start));
    EXPECT_FALSE(catalog_.keep(to_read(), "a page headed 'Error'", start, start)) << "it has been told that it is gone";
    EXPECT_EQ(to_download().article.content.title, "Chuyện a") << "what is known stays";
    EXPECT_EQ(catalog_.complete(to_read(), reading("a", "Chuyện a"), start, start).change, Recorded::Change::same);
    EXPECT_TRUE(catalog_.keep(to_read(), "a page headed 'Login'", start, start)) << "gone again";
    catalog_.complete(to_read(), start, start);
    EXPECT_TRUE(catalog_.keep(to_read(), "a page headed 'Login'", std::nullopt, start));
    EXPECT_TRUE(none(Step::read, start + 1000h));
}

}  // namespace
}  // namespace catalog
