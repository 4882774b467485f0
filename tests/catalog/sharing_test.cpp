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
    void make(const std::string& name) {
        const DownloadWork fetched = to_download();
        catalog_.complete(fetched, recording(fetched.article.content.audio.at(0).url, "sound " + name), std::nullopt,
                          {"guid-" + name, "slug-" + name}, std::nullopt, start);
        const MakeWork work = to_make();
        catalog_.complete(work, made("media/" + name + ".mp3", 1, work), start);
    }
    std::vector<std::string> titles() {
        std::vector<std::string> all;
        for (const Entry& entry : catalog_.published()) all.push_back(entry.episode.title);
        return all;
    }

    core::Instant now_ = start;
};

TEST_F(SharingTest, WhatIsReadAfterAnotherHasItIsNotGivenIt) {
    EXPECT_FALSE(read(offer("c", "Muối mất mùa", "own")).shared);
    make("c");
    EXPECT_FALSE(read(offer("a", "Lúa được giá")).shared);
    EXPECT_TRUE(read(offer("b", "Cầu mới thông xe")).shared);
    const auto shared = catalog_.refuse_shared(start);
    ASSERT_THAT(shared, SizeIs(1));
    EXPECT_EQ(shared[0].key, "news");
    EXPECT_THAT(shared[0].pages, ElementsAre("http://example.org/a", "http://example.org/b"));
    EXPECT_EQ(shared[0].others, 1u);
    EXPECT_EQ(shared[0].lost, 2u);
    EXPECT_TRUE(none(Step::download)) << "also the first one has lost it";
    EXPECT_EQ(catalog_.refuse_shared(start).at(0).lost, 0u) << "nothing new";
    EXPECT_THAT(titles(), ElementsAre("Muối mất mùa"));
}

TEST_F(SharingTest, WhatWasMadeMeanwhileIsUndone) {
    read(offer("a", "Lúa được giá"));
    make("a");
    read(offer("b", "Cầu mới thông xe"));
    EXPECT_THAT(titles(), SizeIs(1));
    EXPECT_EQ(catalog_.refuse_shared(start).at(0).lost, 2u);
    EXPECT_THAT(titles(), IsEmpty());
    EXPECT_THAT(catalog_.episode_names(), IsEmpty()) << "its name was nobody's yet";
    EXPECT_TRUE(none(Step::download));
    EXPECT_TRUE(none(Step::make));
}

TEST_F(SharingTest, WhatIsPublishedStays) {
    put_out(offer("a", "Lúa được giá"), "a");
    read(offer("b", "Cầu mới thông xe"));
    auto shared = catalog_.refuse_shared(start);
    EXPECT_EQ(shared.at(0).lost, 1u);
    EXPECT_THAT(shared[0].episodes, ElementsAre(std::pair(std::string("guid-a"), std::string("Lúa được giá"))));
    EXPECT_THAT(titles(), ElementsAre("Lúa được giá"));
    // Nor does another look at its page take it away, or what the other page says anew give it.
    EXPECT_FALSE(look_again(offer("a", "Lúa được giá")).shared);
    EXPECT_TRUE(look_again(offer("b", "Cầu mới thông xe")).shared);
    read(offer("c", "Muối mất mùa"));
    shared = catalog_.refuse_shared(start);
    EXPECT_EQ(shared.at(0).lost, 1u) << "what was told is not told again";
    EXPECT_EQ(shared[0].others, 2u);
    EXPECT_THAT(titles(), ElementsAre("Lúa được giá"));
}

TEST_F(SharingTest, OneArticleAtSeveralAddressesKeepsIt) {
    read(offer("a", "Lúa được giá ở nhiều nơi"));
    EXPECT_FALSE(read(offer("b", "Lúa được giá ở nhiều nơi | Báo")).shared);
    Reading same_text = offer("c", "Tin trong ngày");
    same_text.content.body = offer("a", "").content.body;
    EXPECT_FALSE(read(same_text).shared);
    EXPECT_THAT(catalog_.refuse_shared(start), IsEmpty());
    EXPECT_FALSE(none(Step::download));
}

TEST_F(SharingTest, SourcesAreApart) {
    read(offer("a", "Lúa được giá"));
    catalog_.record_listing({"list", "another", "rules", {}}, std::vector{page("b")}, start);
    EXPECT_FALSE(complete(offer("b", "Cầu mới thông xe")).shared);
    EXPECT_THAT(catalog_.refuse_shared(start), IsEmpty());
}

TEST_F(SharingTest, WhatNobodyElseOffersAnyMoreIsReadAnew) {
    read(offer("a", "Lúa được giá"));
    read(offer("b", "Cầu mới thông xe"));
    catalog_.refuse_shared(start);
    EXPECT_TRUE(look_again(offer("a", "Lúa được giá")).shared);
    EXPECT_FALSE(look_again(offer("b", "Cầu mới thông xe", "own b")).shared);
    EXPECT_THAT(catalog_.refuse_shared(now_), IsEmpty());
    const ReadWork again = to_read(now_);
    EXPECT_EQ(again.article.content.title, "Lúa được giá");
    EXPECT_EQ(again.article.page, core::Validators());
    EXPECT_FALSE(catalog_.complete(again, offer("a", "Lúa được giá"), std::nullopt, start).shared);
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
