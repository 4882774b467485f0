#include "catalog/standing.h"

#include "catalog/entry.h"
#include "core/error.h"
#include "tests/catalog/catalog_fixture.h"

#include <algorithm>
#include <map>

namespace catalog {
namespace {

constexpr const char* target = "out";

class StandingTest : public CatalogTest {
protected:
    /// Its file stands at the target from now on.
    void put(const std::string& path) {
        core::PublishedFile file;
        file.path = path;
        file.kind = core::FileKind::media;
        catalog_.intend({target, "token", {file}, {}, {}, {}, {}});
        catalog_.settle(target, std::vector<std::pair<std::string, std::string>>{{path, "stamp"}}, {});
    }
    void read_as(const std::string& name, Outcome outcome) {
        list({page(name)});
        Reading read = reading(name, "Bài " + name);
        read.outcome = outcome;
        if (outcome == Outcome::silent) read.recording_url.clear();
        catalog_.complete(to_read(), read, std::nullopt, start);
    }
    std::map<std::string, Standing> by_url() {
        std::map<std::string, Standing> found;
        for (Standing& standing : catalog_.standings(target)) {
            EXPECT_FALSE(found.contains(standing.url)) << standing.url << " stands twice";
            found[standing.url] = standing;
        }
        return found;
    }
    Standing of(const std::string& name) { return by_url().at("http://example.org/" + name); }
};

TEST_F(StandingTest, FollowsAnArticleToWhereItIsPublished) {
    list({page("mot")});
    EXPECT_EQ(of("mot").stage, Stage::waiting);
    EXPECT_EQ(of("mot").step, "read");
    EXPECT_EQ(of("mot").date, start) << "nothing but when it was first seen is known";
    EXPECT_EQ(of("mot").name, "http://example.org/mot");
    catalog_.complete(to_read(), reading("mot", "Bài một"), std::nullopt, start);
    EXPECT_EQ(of("mot").step, "download");
    EXPECT_EQ(of("mot").name, "Bài một");
    EXPECT_EQ(of("mot").date, start - 1h);
    download(to_download(), "sound");
    EXPECT_EQ(of("mot").step, "make");
    EXPECT_EQ(of("mot").guid, "guid-mot");
    const MakeWork work = to_make();
    catalog_.complete(work, made("media/mot.mp3", 1, work), start);
    EXPECT_EQ(of("mot").stage, Stage::waiting);
    EXPECT_EQ(of("mot").step, "publish") << "made, and not where listeners find it";
    put("media/mot.mp3");
    EXPECT_EQ(of("mot").stage, Stage::published);
    EXPECT_EQ(of("mot").step, "");
    EXPECT_EQ(of("mot").file, "media/mot.mp3");
    catalog_.forget_file("media/mot.mp3");
    EXPECT_EQ(of("mot").stage, Stage::waiting) << "its file is lost";
    EXPECT_EQ(of("mot").step, "make");
}

TEST_F(StandingTest, TellsWhatFailsAndWhatOnlyALaterLookFailed) {
    list({page("mot")});
    catalog_.fail(to_read(), core::Error(core::ErrorKind::network, "503"), start);
    const Standing standing = of("mot");
    EXPECT_EQ(standing.stage, Stage::failing);
    ASSERT_EQ(standing.failures.size(), 1u);
    EXPECT_EQ(standing.failures[0].message, "503");
    EXPECT_EQ(standing.failures[0].first, start);
    EXPECT_EQ(standing.failures[0].last, start);
    EXPECT_GT(standing.failures[0].next_try, start);
    catalog_.complete(to_read(start + 1h), reading("mot", "Bài một"), start + 2h, start + 1h);
    EXPECT_TRUE(of("mot").failures.empty());
    download(to_download(), "sound");
    const MakeWork work = to_make();
    catalog_.complete(work, made("media/mot.mp3", 1, work), start);
    put("media/mot.mp3");
    catalog_.fail(to_read(start + 3h), core::Error(core::ErrorKind::gone, "404"), start + 3h);
    EXPECT_EQ(of("mot").stage, Stage::published);
    EXPECT_EQ(of("mot").failures.size(), 1u);
}

TEST_F(StandingTest, LosesNothingThatIsNotForTheFeed) {
    read_as("cam", Outcome::silent);
    read_as("cu", Outcome::left_out);
    publish("mot", "Bài một");
    put("media/mot.mp3");
    publish("hai", "Bài hai");
    publish("ba", "Bài ba");
    catalog_.withdraw("guid-hai", "người trong bài xin gỡ", start);
    catalog_.withdraw("guid-ba", past_keep_days, start);
    EXPECT_EQ(of("cam").stage, Stage::silent);
    EXPECT_EQ(of("cu").stage, Stage::left_out);
    EXPECT_EQ(of("mot").stage, Stage::published);
    EXPECT_EQ(of("hai").stage, Stage::withdrawn);
    EXPECT_EQ(of("hai").reason, "người trong bài xin gỡ");
    EXPECT_EQ(of("ba").stage, Stage::retired);
    EXPECT_EQ(by_url().size(), 5u);
}

TEST_F(StandingTest, WhatIsFoldedIsADuplicate) {
    publish("mot", "Bài một");
    list({page("hai")});
    Reading read = reading("hai", "Bài một");
    read.keys = {"url:example.org/mot"};
    EXPECT_EQ(catalog_.complete(to_read(), read, std::nullopt, start).change, Recorded::Change::duplicate);
    EXPECT_EQ(of("hai").stage, Stage::duplicate);
    EXPECT_EQ(of("hai").step, "");
}

TEST_F(StandingTest, EditionsStandAmongArticlesAndCarryThem) {
    list({page("mot")});
    catalog_.complete(to_read(), reading("mot", "Bài một"), std::nullopt, start);
    const DownloadWork work = to_download();
    catalog_.complete(work, recording("http://example.org/mot.mp3", "sound"), std::nullopt,
                      {"guid-mot", "slug-mot", false}, std::nullopt, start);
    EXPECT_EQ(of("mot").stage, Stage::waiting);
    EXPECT_EQ(of("mot").step, "edition") << "it is heard in bulletins only";
    NewEdition edition;
    edition.names = {"guid-sang", "slug-sang"};
    edition.bulletin = "sang";
    edition.at = start + 1h;
    edition.title = "Bản tin sáng";
    edition.articles = {work.article.id};
    catalog_.mint_edition(edition, start);
    std::vector<Standing> standings = catalog_.standings(target);
    ASSERT_EQ(standings.size(), 2u);
    EXPECT_EQ(standings[0].name, "Bản tin sáng") << "the newest first";
    EXPECT_EQ(standings[0].bulletin, "sang");
    EXPECT_EQ(standings[0].step, "assemble");
    EXPECT_EQ(standings[0].subjects.article, 0);
    const std::vector<EditionWork> works = catalog_.editions(keys_, start);
    ASSERT_EQ(works.size(), 1u);
    ASSERT_TRUE(catalog_.take(works[0], start));
    File file;
    file.rendition.id = core::enclosure_id;
    file.rendition.path = "media/sang.mp3";
    file.audio_key = file.tag_key = "key";
    catalog_.complete(works[0], file, {{work.article.id, 0ms, 0ms, 0ms}}, start);
    put("media/sang.mp3");
    for (const Standing& standing : catalog_.standings(target))
        EXPECT_EQ(standing.stage, Stage::published) << standing.name;
}

}  // namespace
}  // namespace catalog
