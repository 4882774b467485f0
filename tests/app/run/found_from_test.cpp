#include "app/run/identity.h"

#include <gmock/gmock.h>

#include <set>

namespace app {
namespace {

using catalog::Found;
using testing::ElementsAre;
using testing::IsEmpty;

core::Link item(const std::string& guid, const std::string& title, const std::string& url,
                const std::string& recording) {
    core::Link link;
    link.guid = guid;
    link.title = title;
    link.url = url;
    if (!recording.empty()) link.recording = core::ListedRecording{recording, "audio/mpeg", 0};
    return link;
}

const std::string media = "http://media.example/";
const std::string sound = "audio:https://media.example/";

TEST(FoundFrom, ItemsWithGuidsAndOneCommonLinkAreThreeThatShareAPage) {
    const auto found = found_from({item("1", "Một", "http://a.example/nghe", media + "1.mp3"),
                                   item("2", "Hai", "http://a.example/nghe/", media + "2.mp3"),
                                   item("3", "Ba", "https://www.a.example/nghe?utm_source=rss", media + "3.mp3")});
    ASSERT_EQ(found.size(), 3u);
    std::set<std::string> keys;
    for (const Found& one : found) {
        EXPECT_TRUE(one.link.shares_page) << one.link.title;
        EXPECT_EQ(one.place, "") << one.link.title;
        EXPECT_EQ(one.formerly, "");
        EXPECT_EQ(one.keys.size(), 2u);
        keys.insert(one.keys.begin(), one.keys.end());
    }
    EXPECT_EQ(keys.size(), 6u) << "no name leads to two of them";
    EXPECT_THAT(found[1].keys, ElementsAre("guid:2", sound + "2.mp3"));
}

TEST(FoundFrom, ALinkOfItsOwnIsTheItemsPlace) {
    const auto found = found_from({item("1", "Một", "http://a.example/1", media + "1.mp3"),
                                   item("2", "Hai", "http://a.example/2", media + "2.mp3")});
    EXPECT_FALSE(found[0].link.shares_page);
    EXPECT_EQ(found[0].place, "url:https://a.example/1");
    EXPECT_THAT(found[0].keys, ElementsAre("guid:1", sound + "1.mp3"));
}

TEST(FoundFrom, AGuidThatIsClaimedTwiceNamesNeitherAndTheRecordingsDo) {
    const auto found = found_from({item("x", "Một", "http://a.example/1", media + "1.mp3"),
                                   item("x", "Hai", "http://a.example/2", media + "2.mp3"),
                                   item("y", "Ba", "http://a.example/3", media + "3.mp3")});
    EXPECT_THAT(found[0].keys, ElementsAre(sound + "1.mp3"));
    EXPECT_THAT(found[1].keys, ElementsAre(sound + "2.mp3"));
    EXPECT_EQ(found[0].link.guid, "");
    EXPECT_EQ(found[2].link.guid, "y");
}

TEST(FoundFrom, ALinkToTheHomePageOrTheRecordingIsNoPage) {
    for (const std::string& url : {std::string("http://a.example/"), std::string("http://a.example"), media + "1.mp3",
                                   media + "1.mp3?Expires=2"}) {
        const auto found = found_from({item("1", "Một", url, media + "1.mp3?Expires=1")});
        ASSERT_EQ(found.size(), 1u);
        EXPECT_TRUE(found[0].link.shares_page) << url;
        EXPECT_EQ(found[0].place, "") << url;
    }
    EXPECT_FALSE(found_from({item("1", "Một", "http://a.example/?p=1", media + "1.mp3")})[0].link.shares_page);
}

TEST(FoundFrom, OneItemUnderTwoGuidsKeepsItsRecordingAsItsName) {
    // The same words: it stands twice, or was given a new GUID.
    const auto twice = found_from({item("1", "Một", "http://a.example/1", media + "1.mp3"),
                                   item("2", "Một", "http://a.example/1", media + "1.mp3")});
    ASSERT_EQ(twice.size(), 2u);
    for (const Found& one : twice) {
        EXPECT_EQ(one.sound, "https://media.example/1.mp3");
        EXPECT_FALSE(one.link.shares_page);
    }
    // Other words: one recording stands for two items, and is the name of neither.
    const auto two = found_from({item("1", "Một", "http://a.example/1", media + "chung.mp3"),
                                 item("2", "Hai", "http://a.example/2", media + "chung.mp3")});
    EXPECT_THAT(two[0].keys, ElementsAre("guid:1"));
    EXPECT_THAT(two[1].keys, ElementsAre("guid:2"));
    EXPECT_EQ(two[0].sound, "");
}

TEST(FoundFrom, ItemsWithNothingButACommonRecordingAreToldByTheirWords) {
    const auto found = found_from({item("", "Một", "", media + "chung.mp3"), item("", "Hai", "", media + "chung.mp3")});
    ASSERT_EQ(found.size(), 2u);
    ASSERT_EQ(found[0].keys.size(), 1u);
    EXPECT_TRUE(found[0].keys[0].starts_with("text:"));
    EXPECT_NE(found[0].keys, found[1].keys);
    EXPECT_EQ(found[0].keys,
              found_from({item("", "Hai", "", media + "chung.mp3"), item("", "Một", "", media + "chung.mp3")})[1].keys)
        << "wherever they stand";
}

TEST(FoundFrom, ASignatureIsNoPartOfTheName) {
    const auto key_of = [](const std::string& query) {
        return found_from({item("1", "Một", "http://a.example/1", media + "1.mp3?" + query)})[0].keys;
    };
    EXPECT_EQ(key_of("Expires=1&Signature=a&Key-Pair-Id=k"), key_of("Expires=2&Signature=b&Key-Pair-Id=k"));
    EXPECT_THAT(key_of("Expires=1&Signature=a"), ElementsAre("guid:1", sound + "1.mp3"));
}

TEST(FoundFrom, WhereATokenChoosesTheFileItIsAPartOfTheName) {
    const auto found = found_from(
        {item("", "Một", "", media + "nghe.php?Expires=1"), item("", "Hai", "", media + "nghe.php?Expires=2")});
    EXPECT_THAT(found[0].keys, ElementsAre(sound + "nghe.php?Expires=1"));
    EXPECT_THAT(found[1].keys, ElementsAre(sound + "nghe.php?Expires=2"));
}

TEST(FoundFrom, WithoutAGuidTheFormerNameHadTheSignature) {
    const auto found = found_from({item("", "Một", "http://a.example/1", media + "1.mp3?Expires=1")});
    EXPECT_EQ(found[0].formerly, sound + "1.mp3?Expires=1");
    EXPECT_THAT(found[0].keys, ElementsAre(sound + "1.mp3"));
    EXPECT_EQ(found[0].place, "url:https://a.example/1");
}

TEST(FoundFrom, LeavesOutWhatHasNoName) {
    EXPECT_THAT(found_from({item("", "Một", "", "")}), IsEmpty());
    EXPECT_THAT(found_from({}), IsEmpty());
    EXPECT_EQ(found_from({item("1", "Một", "", "")}).size(), 1u);
}

TEST(FoundFrom, CleansWhatTheFeedSays) {
    core::Link link = item("1", " Bến \n phà\xFF ", "http://a.example/1", media + "1.mp3");
    link.html = "<p>\xC3</p>";
    const Found found = found_from({link})[0];
    EXPECT_EQ(found.link.title.find("\xFF"), std::string::npos);
    EXPECT_TRUE(found.link.title.starts_with("Bến phà")) << found.link.title;
    EXPECT_EQ(found.link.html.find("\xC3<"), std::string::npos);
}

}  // namespace
}  // namespace app
