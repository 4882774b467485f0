// The colour that the show's pages take of its cover.

#include "tests/app/program.h"
#include "tests/app/publishing_fixture.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <optional>

namespace app {
namespace {

class CoverColour : public PublishingFixture {
protected:
    CoverColour() {
        paper.config.show.image = paper.folder / "cover.png";
        EXPECT_EQ(shell("ffmpeg -v error -y -f lavfi -i color=white:s=1500x1500,format=rgb24,drawbox=w=1500:h=500:"
                        "c=red:t=fill -frames:v 1 " +
                        paper.config.show.image.string())
                      .exit_code,
                  0);
    }

    /// As the catalog remembers the cover; none where it does not know its colour.
    std::optional<std::string> colour() const {
        const auto cover = nlohmann::json::parse(
            catalog::Catalog::open_to_read(paper.config.state_folder() / "catalog.db").fact("cover"));
        return cover.contains("colour") ? std::optional(cover.at("colour").get<std::string>()) : std::nullopt;
    }
};

TEST_F(CoverColour, IsFoundWhenItIsMadeAndLaterForOneOfAnEarlierVersion) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    const auto found = colour();
    ASSERT_TRUE(found);
    EXPECT_THAT(*found, testing::MatchesRegex("#f[0-9a-f][01][0-9a-f][01][0-9a-f]"));
    const auto before = published();
    {
        catalog::Catalog catalog(paper.config.state_folder() / "catalog.db");
        auto cover = nlohmann::json::parse(catalog.fact("cover"));
        cover.erase("colour");
        catalog.set_fact("cover", cover.dump());
    }
    ASSERT_FALSE(colour());
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(colour(), found);
    EXPECT_EQ(published(), before);
}

}  // namespace
}  // namespace app
