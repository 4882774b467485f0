#include "tests/catalog/catalog_fixture.h"

#include "catalog/sqlite.h"

#include <gmock/gmock.h>

namespace catalog {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class PictureSizes : public CatalogTest {
protected:
    /// A published article with a picture of its own.
    void publish_with_picture(const std::string& name, const std::string& hash) {
        list({page(name)});
        catalog_.complete(to_read(), reading(name, name), std::nullopt, start);
        const std::string url = "http://example.org/" + name;
        catalog_.complete(to_download(), recording(url + ".mp3", "sound " + name),
                          Original{url + ".jpg", "original of " + hash, 3, {}, "image/jpeg"},
                          {"guid-" + name, "slug-" + name}, std::nullopt, start);
        const MakeWork work = to_make();
        Catalog::Making making = made("media/" + name + ".mp3", 1, work);
        making.picture_path = "images/" + name + ".jpg";
        making.picture_sha256 = hash;
        making.picture_bytes = 5;
        catalog_.complete(work, making, start);
    }
    static SizedPicture sized(const std::string& path) { return {{path, "hash of " + path, 7}, 960, 640}; }
    void keep_both(const std::string& hash) {
        catalog_.keep_size(hash, PictureSize::thumbnail, sized("images/t-" + hash));
        catalog_.keep_size(hash, PictureSize::page, sized("images/p-" + hash));
    }
};

TEST_F(PictureSizes, AreLackingUntilTheyAreKept) {
    publish("plain", "plain");
    EXPECT_THAT(catalog_.unsized_pictures(), IsEmpty());
    publish_with_picture("a", "1");
    const auto lacking = catalog_.unsized_pictures();
    ASSERT_THAT(lacking, SizeIs(1));
    EXPECT_EQ(lacking[0].square.path, "images/a.jpg");
    EXPECT_EQ(lacking[0].square.sha256, "1");
    EXPECT_EQ(lacking[0].square.bytes, 5u);
    EXPECT_EQ(lacking[0].original, "original of 1");
    EXPECT_EQ(lacking[0].title, "a");
    EXPECT_THAT(lacking[0].lacks, ElementsAre(PictureSize::thumbnail, PictureSize::page));
    catalog_.keep_size("1", PictureSize::thumbnail, sized("images/t"));
    ASSERT_THAT(catalog_.unsized_pictures(), SizeIs(1));
    EXPECT_THAT(catalog_.unsized_pictures()[0].lacks, ElementsAre(PictureSize::page));
    catalog_.keep_size("1", PictureSize::page, sized("images/p"));
    EXPECT_THAT(catalog_.unsized_pictures(), IsEmpty());
}

TEST_F(PictureSizes, StandWithTheirEpisode) {
    publish_with_picture("a", "1");
    EXPECT_THAT(catalog_.published()[0].pictures, IsEmpty());
    keep_both("1");
    const Entry entry = catalog_.published()[0];
    EXPECT_EQ(entry.episode.thumbnail_path, "images/t-1");
    EXPECT_EQ(entry.episode.page_picture.path, "images/p-1");
    EXPECT_EQ(entry.episode.page_picture.width, 960);
    EXPECT_EQ(entry.episode.page_picture.height, 640);
    ASSERT_THAT(entry.pictures, SizeIs(2));
    EXPECT_EQ(entry.pictures[1].path, "images/p-1");
    EXPECT_EQ(entry.pictures[1].sha256, "hash of images/p-1");
    EXPECT_EQ(entry.pictures[1].bytes, 7u);
}

TEST_F(PictureSizes, OfOnePictureOfSeveralEpisodesAreMadeOnce) {
    publish_with_picture("a", "1");
    publish_with_picture("b", "1");
    EXPECT_THAT(catalog_.unsized_pictures(), SizeIs(1));
    keep_both("1");
    EXPECT_THAT(catalog_.unsized_pictures(), IsEmpty());
    for (const Entry& entry : catalog_.published()) EXPECT_EQ(entry.episode.thumbnail_path, "images/t-1");
}

TEST_F(PictureSizes, ThatAreGoneAreLackingAgain) {
    publish_with_picture("a", "1");
    keep_both("1");
    EXPECT_FALSE(catalog_.forget_size("1", "images/another"));
    EXPECT_TRUE(catalog_.forget_size("1", "images/t-1"));
    EXPECT_FALSE(catalog_.forget_size("1", "images/t-1")) << "that is known";
    EXPECT_THAT(catalog_.unsized_pictures().at(0).lacks, ElementsAre(PictureSize::thumbnail));
    EXPECT_EQ(catalog_.published()[0].episode.page_picture.path, "images/p-1");
}

TEST_F(PictureSizes, AreDroppedWithTheLastEpisodeThatHasThem) {
    publish_with_picture("a", "1");
    publish_with_picture("b", "1");
    publish_with_picture("c", "2");
    keep_both("1");
    keep_both("2");
    keep_both("of no episode");
    catalog_.withdraw("guid-a", "asked", start);
    catalog_.withdraw("guid-c", "asked", start);
    catalog_.drop_unused_sizes();
    Database database(folder_ / "catalog.db");
    Statement row = database.query("SELECT path FROM picture_sizes ORDER BY path");
    std::vector<std::string> left;
    while (row.step()) left.push_back(row.text());
    EXPECT_THAT(left, ElementsAre("images/p-1", "images/t-1"));
}

TEST_F(PictureSizes, OfAPictureThatIsLostWaitUntilItIsThere) {
    publish_with_picture("a", "1");
    catalog_.lose_picture(catalog_.published()[0].id);
    EXPECT_THAT(catalog_.unsized_pictures(), IsEmpty());
}

}  // namespace
}  // namespace catalog
