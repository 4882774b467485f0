// Recordings that the pages of several articles offer.

#include "catalog/sqlite.h"
#include "core/atomic_file.h"
#include "tests/catalog/catalog_fixture.h"

#include <gmock/gmock.h>

namespace catalog {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class SharingTest : public CatalogTest {
protected:
    static Reading offer(const std::string& name, const std::string& title, const std::string& key = "news") {
        Reading read = reading(name, title);
        read.content.body = "Bài của riêng trang " + name + ", không trang nào khác có.";
        read.recording_key = key;
        read.recording_url = "http://example.org/" + key + ".mp3";
        return read;
    }
    Recorded read(const Reading& read) {
        list({page(read.content.url.substr(std::string("http://example.org/").size()))});
        return complete(read);
    }
    Recorded complete(const Reading& read) { return catalog_.complete(to_read(now_), read, std::nullopt, now_); }
    /// Of an article that was read before.
    Recorded look_again(const Reading& read) {
        Database(folder_ / "catalog.db")
            .run("UPDATE articles SET check_at = 0 WHERE canonical_url = ?", read.content.url);
        now_ += 1s;
        return complete(read);
    }
    /// Read, fetched, made and put where listeners can get it.
    void put_out(const Reading& offered, const std::string& name) {
        read(offered);
        make(name);
        core::PublishedFile file;
        file.path = "media/" + name + ".mp3";
        catalog_.intend({"out", "token", {file}, {}, {}, {}, {}});
    }
    /// Whether it was folded into another.
    bool fetch(const std::string& name, const std::string& sound) {
        const DownloadWork fetched = to_download(now_);
        return catalog_
            .complete(fetched, recording(fetched.article.content.audio.at(0).url, sound), std::nullopt,
                      {"guid-" + name, "slug-" + name}, std::nullopt, start)
            .has_value();
    }
    void make(const std::string& name) { make(name, "sound " + name); }
    void make(const std::string& name, const std::string& sound) {
        fetch(name, sound);
        const MakeWork work = to_make();
        catalog_.complete(work, made("media/" + name + ".mp3", 1, work), start);
    }
    std::vector<SharedRecording> judge() {
        return catalog_.refuse_shared([](const std::string&, const std::string&) { return true; }, now_);
    }
    std::vector<std::string> titles() {
        std::vector<std::string> all;
        for (const Entry& entry : catalog_.published()) all.push_back(entry.episode.title);
        return all;
    }

    core::Instant now_ = start;
};

TEST_F(SharingTest, WhoeverIsReadFirstNobodyHasIt) {
    read(offer("c", "Muối mất mùa", "own"));
    make("c");
    read(offer("a", "Lúa được giá"));
    read(offer("b", "Cầu mới thông xe"));
    const auto shared = judge();
    ASSERT_THAT(shared, SizeIs(1));
    EXPECT_EQ(shared[0].recording, "http://example.org/news.mp3") << "as the pages write it";
    EXPECT_THAT(shared[0].pages, ElementsAre("http://example.org/a", "http://example.org/b"));
    EXPECT_TRUE(shared[0].are_all_named);
    EXPECT_EQ(shared[0].untold, 2u);
    EXPECT_TRUE(none(Step::download));
    EXPECT_EQ(judge().at(0).untold, 2u) << "nobody was told";
    catalog_.note_told_sharing("source");
    EXPECT_THAT(judge(), IsEmpty()) << "nothing new";
    EXPECT_THAT(titles(), ElementsAre("Muối mất mùa"));
}

TEST_F(SharingTest, WhatWasMadeMeanwhileIsUndone) {
    read(offer("a", "Lúa được giá"));
    make("a");
    read(offer("b", "Cầu mới thông xe"));
    EXPECT_THAT(titles(), SizeIs(1));
    EXPECT_EQ(judge().at(0).untold, 2u);
    EXPECT_THAT(titles(), IsEmpty());
    EXPECT_THAT(catalog_.episode_names(), IsEmpty()) << "its name was nobody's yet";
    EXPECT_TRUE(none(Step::download));
    EXPECT_TRUE(none(Step::make));
}

TEST_F(SharingTest, WhatIsPublishedStays) {
    put_out(offer("a", "Lúa được giá"), "a");
    read(offer("b", "Cầu mới thông xe"));
    auto shared = judge();
    EXPECT_EQ(shared.at(0).untold, 1u);
    ASSERT_THAT(shared[0].episodes, SizeIs(1));
    EXPECT_EQ(shared[0].episodes[0].guid, "guid-a");
    EXPECT_EQ(shared[0].episodes[0].others, 1u);
    EXPECT_THAT(titles(), ElementsAre("Lúa được giá"));
    // Nor does another look at its page take it away, or what the other page says anew give it.
    EXPECT_FALSE(look_again(offer("a", "Lúa được giá")).shared);
    EXPECT_TRUE(look_again(offer("b", "Cầu mới thông xe")).shared);
    read(offer("c", "Muối mất mùa"));
    EXPECT_EQ(judge().at(0).episodes.at(0).others, 2u);
    EXPECT_THAT(titles(), ElementsAre("Lúa được giá"));
}

TEST_F(SharingTest, APublishedEpisodeOfAnotherRecordingIsNotTouched) {
    put_out(offer("a", "Lúa được giá", "own a"), "a");
    look_again(offer("a", "Lúa được giá"));
    read(offer("b", "Cầu mới thông xe"));
    const auto shared = judge();
    EXPECT_EQ(shared.at(0).untold, 2u);
    EXPECT_THAT(shared[0].episodes, IsEmpty()) << "that is not of it";
    EXPECT_TRUE(none(Step::download, now_));
    EXPECT_TRUE(none(Step::make, now_));
    EXPECT_FALSE(look_again(offer("a", "Lúa được giá", "own a")).shared);
    EXPECT_THAT(judge(), IsEmpty());
    EXPECT_THAT(titles(), ElementsAre("Lúa được giá"));
}

TEST_F(SharingTest, WhatSoundsTheSameIsTheSame) {
    read(offer("a", "Lúa được giá", "first"));
    make("a", "news");
    put_out(offer("b", "Cầu mới thông xe", "own b"), "b");
    look_again(offer("b", "Cầu mới thông xe", "second"));
    fetch("b", "news");
    EXPECT_TRUE(catalog_.awaits_judgement());
    EXPECT_TRUE(none(Step::make, now_)) << "nothing takes the place of what is published before that is judged";
    EXPECT_EQ(judge().at(0).untold, 2u);
    EXPECT_FALSE(catalog_.awaits_judgement());
    EXPECT_TRUE(none(Step::download, now_));
    EXPECT_TRUE(none(Step::make, now_)) << "the published one has its own";
    EXPECT_THAT(titles(), ElementsAre("Cầu mới thông xe"));
    // It stays known, though each of these addresses is offered by one page.
    judge();
    EXPECT_TRUE(none(Step::download, now_));
}

TEST_F(SharingTest, OneArticleAtSeveralAddressesKeepsIt) {
    read(offer("a", "Lúa được giá ở nhiều nơi trong vùng"));
    read(offer("b", "Lúa được giá ở nhiều nơi trong vùng"));
    Reading same_text = offer("c", "Lúa được giá ở nhiều nơi trong vùng | Bản di động");
    same_text.content.body = offer("a", "").content.body;
    read(same_text);
    EXPECT_THAT(judge(), IsEmpty());
    make("a", "news");
    for (int other = 0; other < 2; ++other) EXPECT_TRUE(fetch("other", "news")) << "is folded into it";
    EXPECT_THAT(titles(), ElementsAre("Lúa được giá ở nhiều nơi trong vùng"));
}

TEST_F(SharingTest, BulletinsOfDifferentHoursAreDifferent) {
    read(offer("a", "Bản tin thời sự 6 giờ ngày 30/11"));
    read(offer("b", "Bản tin thời sự 9 giờ ngày 30/11"));
    EXPECT_EQ(judge().at(0).untold, 2u);
}

TEST_F(SharingTest, TheTextOfAWallMakesNoArticlesOne) {
    read(offer("a", "Lúa được giá"));
    Reading behind_it = offer("b", "Cầu mới thông xe");
    behind_it.content.body = offer("a", "").content.body;
    read(behind_it);
    EXPECT_EQ(judge().at(0).untold, 2u);
}

TEST_F(SharingTest, SourcesAreApart) {
    read(offer("a", "Lúa được giá"));
    catalog_.record_listing({"list", "another", "rules", {}}, std::vector{page("b")}, start);
    complete(offer("b", "Cầu mới thông xe"));
    EXPECT_THAT(judge(), IsEmpty());
}

TEST_F(SharingTest, WhatNobodyElseOffersAnyMoreIsGivenBack) {
    read(offer("a", "Lúa được giá"));
    read(offer("b", "Cầu mới thông xe"));
    judge();
    EXPECT_TRUE(look_again(offer("a", "Lúa được giá")).shared);
    EXPECT_FALSE(look_again(offer("b", "Cầu mới thông xe", "own b")).shared);
    EXPECT_THAT(judge(), IsEmpty());
    const ReadWork again = to_read(now_);
    EXPECT_EQ(again.article.content.title, "Lúa được giá");
    EXPECT_EQ(again.article.page, core::Validators());
    EXPECT_FALSE(catalog_.complete(again, offer("a", "Lúa được giá"), std::nullopt, start).shared);
}

TEST_F(SharingTest, WhatIsExcludedOffersNothingAndGetsNothing) {
    read(offer("a", "Lúa được giá"));
    read(offer("b", "Cầu mới thông xe"));
    judge();
    const PageFilter without_b = [](const std::string&, const std::string& url) { return !url.ends_with("/b"); };
    EXPECT_THAT(catalog_.refuse_shared(without_b, now_), IsEmpty());
    EXPECT_EQ(to_download().article.content.title, "Lúa được giá");
    EXPECT_TRUE(none(Step::download));
}

TEST_F(SharingTest, APageThatIsGoneOffersNothing) {
    read(offer("a", "Lúa được giá"));
    read(offer("b", "Cầu mới thông xe"));
    judge();
    Database(folder_ / "catalog.db").run("UPDATE articles SET check_at = 0 WHERE title = 'Cầu mới thông xe'");
    now_ += 1s;
    catalog_.fail(to_read(now_), core::Error(core::ErrorKind::gone, "HTTP status 404"), now_);
    EXPECT_THAT(judge(), IsEmpty());
    EXPECT_EQ(to_download(now_).article.content.title, "Lúa được giá");
}

TEST(Migration, RecordingsOfOlderCatalogsWaitForTheirKeys) {
    const support::TemporaryFolder folder;
    const std::filesystem::path path = folder / "catalog.db";
    core::write_file(path,
                     core::read_file(std::filesystem::path(NEWSCAST_SOURCE_DIR) / "tests/data/show-0.1.0/catalog.db"));
    Catalog catalog(path);
    auto recordings = catalog.recordings_without_key();
    ASSERT_FALSE(recordings.empty());
    for (auto& [article, recording] : recordings) recording = "key of " + recording;
    catalog.set_recording_keys(recordings);
    EXPECT_THAT(catalog.recordings_without_key(), IsEmpty());
}

}  // namespace
}  // namespace catalog
