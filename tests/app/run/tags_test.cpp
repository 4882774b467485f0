#include "app/run/tags.h"

#include <gtest/gtest.h>

namespace app {
namespace {

TEST(Tags, NameAuthorsElseTheShowsAuthor) {
    config::Config config;
    config.show.author = "Tòa soạn";
    config.show.timezone = "Asia/Ho_Chi_Minh";
    catalog::KnownArticle article;
    article.published_at = core::to_instant(core::parse_iso8601("2024-07-08T10:00:11+07:00").value(), "UTC");
    EXPECT_EQ(tags_for(config, article, "g", "").artist, "Tòa soạn");
    article.content.authors = {"An", "Bình"};
    EXPECT_EQ(tags_for(config, article, "g", "").artist, "An, Bình");
    EXPECT_EQ(tags_for(config, article, "g", "").date, "2024-07-08T10:00:11");
}

}  // namespace
}  // namespace app
