// The files that operators copy from.

#include "config/keys.h"
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

TEST(Example, IsValidAndHoldsTheDefaults) {
    const config::Config config =
        config::load(std::filesystem::path(NEWSCAST_SOURCE_DIR) / "config/newscast.example.toml");
    EXPECT_EQ(config.show.id, "dong-thap");
    EXPECT_EQ(config.sources.size(), 4U);
    EXPECT_EQ(config.recipe, core::Recipe{});
    const core::Limits defaults;
    EXPECT_EQ(config.limits.concurrency, defaults.concurrency);
    EXPECT_EQ(config.limits.per_host, defaults.per_host);
    EXPECT_EQ(config.limits.host_delay, defaults.host_delay);
    EXPECT_EQ(config.limits.connect_timeout, defaults.connect_timeout);
    EXPECT_EQ(config.limits.total_timeout, defaults.total_timeout);
    EXPECT_EQ(config.limits.low_speed_bytes, defaults.low_speed_bytes);
    EXPECT_EQ(config.limits.low_speed_time, defaults.low_speed_time);
    EXPECT_EQ(config.limits.retries, defaults.retries);
    EXPECT_EQ(config.limits.retry_delay, defaults.retry_delay);
    EXPECT_EQ(config.limits.max_retry_after, defaults.max_retry_after);
    EXPECT_EQ(config.limits.max_page_bytes, defaults.max_page_bytes);
    EXPECT_EQ(config.limits.max_recording_bytes, defaults.max_recording_bytes);
    EXPECT_EQ(config.limits.recheck, defaults.recheck);
    EXPECT_EQ(config.feed.items, config::FeedOptions{}.items);
    EXPECT_EQ(config.keep_sources, config::Config{}.keep_sources);
    EXPECT_EQ(config.show.locked, core::Show{}.locked);
}

TEST(Example, HoldsWhatOnlyWaitsForItsMarksToBeTakenAway) {
    std::ifstream file(std::filesystem::path(NEWSCAST_SOURCE_DIR) / "config/newscast.example.toml");
    std::string content;
    for (std::string line; std::getline(file, line);)
        content += (line.starts_with('#') && !line.starts_with("# ") ? line.substr(1) : line) + '\n';
    const support::TemporaryFolder folder;
    std::ofstream(folder / "show.toml") << content;
    const config::Config config = config::load(folder / "show.toml");
    EXPECT_EQ(config.show.details.persons.size(), 1U);
    EXPECT_EQ(config.show.details.comments.size(), 1U);
    const std::vector<config::Bulletin>& bulletins = config.bulletins;
    ASSERT_EQ(bulletins.size(), 1U);
    const config::Bulletin& shown = bulletins.front();
    const config::Bulletin defaults;
    EXPECT_EQ(shown.order, defaults.order);
    EXPECT_EQ(shown.max_articles, defaults.max_articles);
    EXPECT_EQ(shown.max_length, defaults.max_length);
    EXPECT_EQ(shown.window, defaults.window);
    EXPECT_EQ(shown.gap, defaults.gap);
    EXPECT_EQ(shown.headlines, defaults.headlines);
    EXPECT_EQ(shown.voice_missing, defaults.voice_missing);
    EXPECT_EQ(shown.singles, defaults.singles);
    EXPECT_EQ(shown.own_feed, defaults.own_feed);
}

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

TEST(Example, HoldsEveryKeyThatTheLoaderKnows) {
    std::ifstream file(std::filesystem::path(NEWSCAST_SOURCE_DIR) / "config/newscast.example.toml");
    std::vector<std::string> seen;
    std::string section;
    for (std::string line; std::getline(file, line);) {
        // What is no part of most shows stands behind a # without a space.
        if (line.starts_with('#') && !line.starts_with("# ")) line.erase(0, 1);
        if (line.starts_with('['))
            section = line.substr(line.find_first_not_of('['), line.find(']') - line.find_first_not_of('['));
        const std::size_t equals = line.find(" = ");
        if (equals == std::string::npos || line.starts_with('#')) continue;
        const std::string key = section + '.' + line.substr(0, equals);
        seen.push_back(key);
        // Keys of a table that stands on one line.
        for (const std::string& known : config::known_keys())
            if (known.starts_with(key + '.') && line.find(known.substr(key.size() + 1) + " = ") != std::string::npos)
                seen.push_back(known);
    }
    for (const std::string& key : config::known_keys()) EXPECT_THAT(seen, testing::Contains(key));
}

}  // namespace
