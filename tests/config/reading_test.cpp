#include "config/load.h"
#include "tests/config/load_fixture.h"

#include <gmock/gmock.h>

#include <utility>

namespace {

using testing::HasSubstr;

using config_tests::Load;
using config_tests::show;
using config_tests::source;

TEST_F(Load, ReadsOnBesideMistakesAndKnowsTheLineOfEachKey) {
    const config::Reading reading = config::read(write(show + "image = \"art.png\"\nexplicit = \"no\"\n" + source +
                                                       "include = [\"a\",\n\"b\"]\n" + source + "[feed]\nitmes = 3\n"));
    ASSERT_EQ(reading.mistakes.size(), 2U);
    EXPECT_THAT(reading.mistakes[0], HasSubstr("show.toml:12: show.explicit is \"no\""));
    EXPECT_THAT(reading.mistakes[1], HasSubstr("show.toml:22: unknown key feed.itmes"));
    EXPECT_EQ(reading.config.show.title, "Town news");
    EXPECT_EQ(reading.config.show.image.filename(), "art.png");
    EXPECT_EQ(reading.config.sources.size(), 2U);
    for (const auto& [key, line] : {std::pair("show", 1U),
                                    {"show.title", 3U},
                                    {"show.image", 11U},
                                    {"source[0].url", 15U},
                                    {"source[0].include[1]", 17U},
                                    {"source[1]", 18U},
                                    {"feed.itmes", 22U}})
        EXPECT_EQ(reading.lines.at(key), line) << key;
}

}  // namespace
