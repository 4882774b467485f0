// The files that operators copy from.

#include "config/load.h"
#include "core/error.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>

#include <cstddef>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace {

using testing::ElementsAre;
using testing::StartsWith;

TEST(Sample, IsAValidConfigurationThatStaysOnThisMachine) {
    const std::filesystem::path folder = std::filesystem::path(NEWSCAST_SOURCE_DIR) / "config/sample";
    const config::Config config = config::load(folder / "newscast.toml");
    EXPECT_EQ(config.sources.size(), 4U) << "one of each kind";
    EXPECT_THAT(config.limits.allow_hosts, ElementsAre("127.0.0.1"));
    for (const core::Source& source : config.sources) {
        const bool readable = source.path.empty() || std::filesystem::exists(source.path);
        EXPECT_TRUE(readable) << source.path;
    }
    const std::vector<std::string> connect_to = config.limits.connect_to;
    ASSERT_EQ(connect_to.size(), 1U);
    EXPECT_THAT(connect_to[0], StartsWith("bensong.example:80:127.0.0.1:"))
        << "./dev demo replaces the port at its end";
}

TEST(Sample, FeedTellsTheTrueLengthsOfItsRecordings) {
    const std::filesystem::path www = std::filesystem::path(NEWSCAST_SOURCE_DIR) / "config/sample/www";
    std::ifstream file(www / "the-thao/rss.xml");
    const std::string rss{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const std::regex enclosure("bensong\\.example/(audio/[^\"]+)\" type=\"[^\"]+\" length=\"(\\d+)\"");
    std::size_t found = 0;
    for (std::sregex_iterator it(rss.begin(), rss.end(), enclosure), end; it != end; ++it, ++found)
        EXPECT_EQ(std::filesystem::file_size(www / it->str(1)), std::stoull(it->str(2))) << it->str(1);
    EXPECT_EQ(found, 2U);
}

TEST(Sample, RecordingsAreShortFiles) {
    std::size_t count = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(NEWSCAST_SOURCE_DIR) / "config/sample/www/audio")) {
        EXPECT_LE(entry.file_size(), 100'000U) << entry.path();
        ++count;
    }
    EXPECT_EQ(count, 6U) << "seven articles name a recording, one of which is missing on purpose";
}

TEST(Example, CutOrDamagedAnywhereIsReadOrRefusedInOneLine) {
    std::ifstream file(std::filesystem::path(NEWSCAST_SOURCE_DIR) / "config/newscast.example.toml");
    const std::string whole{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const support::TemporaryFolder folder;
    std::size_t refused = 0;
    const auto attempt = [&](const std::string& content) {
        std::ofstream(folder / "show.toml", std::ios::binary | std::ios::trunc) << content;
        try {
            config::load(folder / "show.toml");
        } catch (const core::Error& error) {
            ++refused;
            EXPECT_EQ(error.kind(), core::ErrorKind::config);
            EXPECT_THAT(error.what(), StartsWith((folder / "show.toml:").string()));
            EXPECT_EQ(std::string(error.what()).find("\n\n"), std::string::npos) << error.what();
        }
    };
    for (std::size_t at = 0; at < whole.size(); at += 11) {
        attempt(whole.substr(0, at));
        std::string damaged = whole;
        damaged[at] = std::string_view("\0\"[]{}=.,\n'-9e\xff\x80", 16)[at % 16];
        attempt(damaged);
    }
    EXPECT_GT(refused, whole.size() / 44) << "hardly anything was damaged";
}

}  // namespace
