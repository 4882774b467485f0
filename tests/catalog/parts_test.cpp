// Recordings that come in parts.

#include "tests/catalog/catalog_fixture.h"

#include <gmock/gmock.h>

namespace catalog {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class PartsTest : public CatalogTest {
protected:
    static Reading in_parts(const std::vector<std::string>& later) {
        Reading read = reading("a", "Chuyện dài");
        read.content.later_parts = later;
        return read;
    }
    static Original joined(const std::vector<LaterPart>& later) {
        Original source = recording("http://example.org/a.mp3", "sound");
        source.later_parts = later;
        return source;
    }
    void fetch(const std::vector<LaterPart>& later, core::Instant now = start) {
        catalog_.complete(to_download(now), joined(later), std::nullopt, {"guid-a", "slug-a"}, std::nullopt, now);
    }
    void read(const Reading& read, core::Instant now = start) { catalog_.complete(to_read(now), read, start, now); }

    const std::vector<LaterPart> two{{"http://example.org/a-2.mp3", {"\"2\"", "today"}},
                                     {"http://example.org/a-3.mp3", {"", "yesterday"}}};
    const std::vector<std::string> urls{two[0].url, two[1].url};
};

TEST_F(PartsTest, AreKnownInTheirOrderWithTheirValidators) {
    list({page("a")});
    read(in_parts(urls));
    const DownloadWork work = to_download();
    EXPECT_EQ(work.article.content.later_parts, urls);
    catalog_.release(work);
    fetch(two);
    EXPECT_FALSE(none(Step::make)) << "nothing more is to be fetched";
    read(in_parts(urls), start + 1s);
    EXPECT_TRUE(none(Step::download, start + 1s));
    const ReadWork again = to_read(start + 2s);
    ASSERT_TRUE(again.article.recording);
    const std::vector<LaterPart>& known = again.article.recording->later_parts;
    ASSERT_EQ(known.size(), 2u);
    EXPECT_EQ(known[0].validators, two[0].validators);
    EXPECT_EQ(known[1].url, two[1].url);
    EXPECT_EQ(known[1].validators, two[1].validators);
}

TEST_F(PartsTest, OtherPartsThanBeforeAreFetched) {
    list({page("a")});
    read(in_parts(urls));
    fetch(two);
    EXPECT_EQ(catalog_.complete(to_read(start + 1s), in_parts({urls[0]}), start, start + 1s).change,
              Recorded::Change::changed);
    EXPECT_TRUE(none(Step::make, start + 1s)) << "what is there is not what the page names";
    const DownloadWork work = to_download(start + 1s);
    EXPECT_TRUE(work.bytes_needed);
    catalog_.fail(work, core::Error(core::ErrorKind::network, "part 2 of 2: HTTP status 500"), start + 1s);
    EXPECT_TRUE(none(Step::download, start + 2s));
    // What failed with these parts says nothing of others.
    read(in_parts({urls[1]}), start + 3s);
    EXPECT_FALSE(none(Step::download, start + 3s));
}

TEST_F(PartsTest, SignedAnewTheyAreTheSame) {
    list({page("a")});
    read(in_parts(urls));
    fetch(two);
    Reading anew = in_parts({urls[0] + "?token=2", urls[1] + "?token=2"});
    anew.recording_url += "?token=2";
    anew.same_recording = true;
    read(anew, start + 1s);
    EXPECT_TRUE(none(Step::download, start + 1s));
    EXPECT_EQ(to_read(start + 2s).article.recording->later_parts[1].url, urls[1] + "?token=2");
}

TEST_F(PartsTest, OneFileHasNone) {
    list({page("a")});
    read(in_parts({}));
    fetch({});
    const MakeWork work = to_make();
    EXPECT_THAT(work.parts.front().article.content.later_parts, IsEmpty());
    EXPECT_THAT(work.parts.front().article.recording->later_parts, IsEmpty());
}

}  // namespace
}  // namespace catalog
