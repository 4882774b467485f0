// Where files stand and whom they may know, read from their include lines: docs/architecture.md says what it is for.

#include "tests/house/source_tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace {

using house::Include;
using house::SourceFile;

const std::vector<SourceFile>& sources() {
    static const std::vector<SourceFile> files =
        house::read_sources(NEWSCAST_SOURCE_DIR, {"core", "config", "fetch", "transcode", "catalog", "feed", "app"});
    return files;
}

std::string folder_of(const std::string& path) {
    return path.substr(0, path.rfind('/'));
}

std::string at(const SourceFile& file, std::size_t line) {
    return file.path + ":" + std::to_string(line) + ": ";
}

/// The doors of a folder: what files outside of it may include of it. A folder that is not here has no walls.
const std::map<std::string, std::set<std::string>> doors{
    {"fetch/markup", {"fetch/markup/markup.h", "fetch/markup/url.h"}},
};

const std::set<std::string> known_beside_the_doors{
    "fetch/listing/link_rules.cpp",
    "fetch/listing/link_rules.h",
};

TEST(Layout, AFolderIsEnteredByItsDoors) {
    for (const auto& [folder, headers] : doors) {
        for (const std::string& header : headers) {
            EXPECT_TRUE(std::ranges::any_of(sources(), [&](const SourceFile& file) { return file.path == header; }))
                << header << " is no door: it is not there";
        }
    }
    for (const SourceFile& file : sources()) {
        if (known_beside_the_doors.contains(file.path)) continue;
        for (const Include& include : file.includes) {
            if (include.angle) continue;
            const std::string into = folder_of(include.name);
            if (into == folder_of(file.path) || !doors.contains(into)) continue;
            EXPECT_TRUE(doors.at(into).contains(include.name))
                << at(file, include.line) << include.name << " is no door of " << into;
        }
    }
}

/// The floors of the rooms that have several: a file includes its own folder and lower floors. A file that stands on
/// another floor than its folder has a line of its own.
const std::map<std::string, int> floors{
    {"fetch/markup", 0},  {"fetch/web", 1},     {"fetch/dates", 1},  {"fetch/words", 1},
    {"fetch/article", 2}, {"fetch/listing", 3}, {"app/workers", 0},  {"app", 1},
    {"app/publish", 2},   {"app/run", 3},       {"app/commands", 4}, {"app/main.cpp", 5},
};

const std::set<std::pair<std::string, std::string>> known_arrows_up{
    {"app/context.h", "app/publish/outlet.h"},
    {"app/interrupt.cpp", "app/run/run.h"},
    {"app/publish/publish.cpp", "app/run/identity.h"},
};

/// Nothing where the room has no floors.
const int* floor_of(const std::string& path) {
    const auto own = floors.find(path);
    const auto found = own != floors.end() ? own : floors.find(folder_of(path));
    return found == floors.end() ? nullptr : &found->second;
}

TEST(Layout, NoIncludeGoesUp) {
    for (const SourceFile& file : sources()) {
        const int* here = floor_of(file.path);
        if (file.folder() == "fetch" || file.folder() == "app") {
            ASSERT_NE(here, nullptr) << file.path << " stands on no floor";
        }
        for (const Include& include : file.includes) {
            if (include.angle || here == nullptr) continue;
            if (include.name.substr(0, include.name.find('/')) != file.folder()) continue;
            const int* there = floor_of(include.name);
            ASSERT_NE(there, nullptr) << at(file, include.line) << include.name << " stands on no floor";
            const bool inside = folder_of(include.name) == folder_of(file.path) && *there == *here;
            if (inside || known_arrows_up.contains({file.path, include.name})) continue;
            EXPECT_LT(*there, *here) << at(file, include.line) << include.name << " is not on a lower floor";
        }
    }
}

/// What needs no header of its name, and why.
const std::map<std::string, std::string> without_header{
    {"app/main.cpp", "nobody calls it but the system"},
};

const std::set<std::string> known_without_header{
    "app/commands/doctor.cpp",
    "app/commands/explain.cpp",
    "app/commands/init.cpp",
    "app/publish/inspect.cpp",
    "catalog/articles.cpp",
    "catalog/claims.cpp",
    "catalog/failures.cpp",
    "catalog/making.cpp",
    "catalog/manifest.cpp",
    "catalog/published.cpp",
    "catalog/rows.cpp",
    "config/load.cpp",
    "fetch/article/audio_in_data.cpp",
    "fetch/article/audio_in_markup.cpp",
    "fetch/article/authors.cpp",
    "fetch/article/image.cpp",
    "fetch/article/lead.cpp",
    "fetch/dates/date_tokens.cpp",
    "fetch/words/text_names.cpp",
    "transcode/plain_cover.cpp",
    "transcode/retag.cpp",
};

TEST(Layout, ACppHasTheHeaderOfItsName) {
    std::set<std::string> paths;
    for (const SourceFile& file : sources()) paths.insert(file.path);
    for (const SourceFile& file : sources()) {
        if (file.is_header() || without_header.contains(file.path) || known_without_header.contains(file.path))
            continue;
        EXPECT_TRUE(paths.contains(file.path.substr(0, file.path.size() - 3) + "h")) << file.path;
    }
    for (const auto& [path, reason] : without_header) EXPECT_TRUE(paths.contains(path)) << path;
}

}  // namespace
