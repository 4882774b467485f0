#include "app/former_feed.h"

#include "core/atomic_file.h"
#include "core/error.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace app {
namespace {

using testing::HasSubstr;

std::string refusal(const std::string& text) {
    try {
        read_former_feed(text);
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::config);
        return error.what();
    }
    return "taken";
}

TEST(FormerFeed, ReadsWhatItWrote) {
    FormerFeed feed;
    feed.address = "https://podcast.example/feed/";
    feed.podcast_guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810";
    feed.items = {{"https://podcast.example/?p=1", "Một \"hai\"", core::parse_iso8601("2024-07-08T10:00:11+07:00"),
                   "https://podcast.example/mot/", "https://podcast.example/1.mp3"},
                  {"2", "", {}, "", ""},
                  {"3", "", core::parse_iso8601("2024-07-08"), "", ""}};
    const FormerFeed read = read_former_feed(text_of(feed));
    EXPECT_EQ(read.address, feed.address);
    EXPECT_EQ(read.podcast_guid, feed.podcast_guid);
    ASSERT_EQ(read.items.size(), 3u);
    EXPECT_EQ(read.items[0].title, feed.items[0].title);
    for (std::size_t index = 0; index < 3; ++index) EXPECT_EQ(read.items[index].published, feed.items[index].published);
    EXPECT_EQ(text_of(read), text_of(feed));
}

TEST(FormerFeed, SaysWhatIsWrongWithAFile) {
    EXPECT_THAT(refusal("guid"), HasSubstr("no JSON"));
    for (const char* text : {"[]", "{}", R"({"items":{}})"}) EXPECT_THAT(refusal(text), HasSubstr("no list of items"));
    EXPECT_THAT(refusal(R"({"items":[{"guid":"a"},{"title":"b"}]})"), HasSubstr("item 2 has no guid"));
    EXPECT_THAT(refusal(R"({"items":[{"guid":7}]})"), HasSubstr("item 1's guid is no text"));
    EXPECT_THAT(refusal(R"({"items":[3]})"), HasSubstr("item 1 is no object"));
    EXPECT_THAT(refusal(R"({"items":[{"guid":"a"},{"guid":" a "}]})"), HasSubstr("two items have the guid 'a'"));
    EXPECT_THAT(refusal(R"({"items":[{"guid":"a","published":"soon"}]})"), HasSubstr("no time like"));
    EXPECT_EQ(refusal(R"({"items":[{"guid":"a","published":null,"more":1}]})"), "taken");
}

TEST(FormerFeed, IsEmptyWhereNoneIsNamedAndNamesTheFileThatIsMissing) {
    config::Config config;
    EXPECT_TRUE(former_feed_of(config).items.empty());
    const support::TemporaryFolder folder;
    config.show.former_feed = folder / "x.former-feed.json";
    const auto complaint = [&] {
        try {
            former_feed_of(config);
        } catch (const core::Error& error) {
            EXPECT_EQ(error.kind(), core::ErrorKind::config);
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_THAT(complaint(), HasSubstr(config.show.former_feed.string()));
    core::write_file(config.show.former_feed, "{}");
    EXPECT_THAT(complaint(), HasSubstr(config.show.former_feed.string() + "': it has no list of items"));
}

}  // namespace
}  // namespace app
