// Where files stand and whom they may know, read from their include lines: docs/architecture.md says what it is for.

#include "tests/house/source_tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
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
    {"fetch/markup", {"fetch/markup/markup.h", "fetch/markup/url.h", "fetch/markup/url_identity.h"}},
    {"fetch/web", {"fetch/web/http.h", "fetch/web/download.h", "fetch/web/permission.h", "fetch/web/sniff.h"}},
    {"fetch/dates", {"fetch/dates/written_date.h"}},
    {"fetch/words", {"fetch/words/words.h"}},
    {"fetch/article", {"fetch/article/article.h", "fetch/article/item.h"}},
    {"fetch/listing", {"fetch/listing/discover.h", "fetch/listing/find_sources.h", "fetch/listing/podcast_feed.h"}},
    {"app/workers",
     {"app/workers/workers.h", "app/workers/values.h", "app/workers/read_along.h", "app/workers/voice.h",
      "app/workers/say.h", "app/workers/memory_file.h"}},
    {"app/record", {"app/record/facts.h", "app/record/metrics.h", "app/record/run_json.h", "app/record/run_record.h"}},
    {"app/figures", {"app/figures/figures.h", "app/figures/page.h"}},
    {"app/publish", {"app/publish/publish.h", "app/publish/folder_outlet.h", "app/publish/standing_shows.h"}},
    {"app/run",
     {"app/run/run.h", "app/run/source_health.h", "app/run/upkeep.h", "app/run/former_match.h", "app/run/known.h"}},
    {"app/commands", {"app/commands/cli.h", "app/commands/description.h"}},
    {"app/manual", {"app/manual/manual.h"}},
};

TEST(Layout, AFolderIsEnteredByItsDoors) {
    for (const auto& [folder, headers] : doors) {
        for (const std::string& header : headers) {
            EXPECT_TRUE(std::ranges::any_of(sources(), [&](const SourceFile& file) { return file.path == header; }))
                << header << " is no door: it is not there";
        }
    }
    for (const SourceFile& file : sources()) {
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
    {"fetch/markup", 0},  {"fetch/web", 1},     {"fetch/dates", 1},         {"fetch/words", 1},
    {"fetch/article", 2}, {"fetch/listing", 3}, {"app/workers", 0},         {"app/record", 0},
    {"app/figures", 0},   {"app", 1},           {"app/publish", 2},         {"app/run", 3},
    {"app/commands", 4},  {"app/manual", 5},    {"app/manual/main.cpp", 6}, {"app/main.cpp", 5},
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
            if (inside) continue;
            EXPECT_LT(*there, *here) << at(file, include.line) << include.name << " is not on a lower floor";
        }
    }
}

TEST(Layout, NoHeadersIncludeEachOtherInACircle) {
    std::map<std::string, std::set<std::string>> arrows;
    for (const SourceFile& file : sources()) {
        if (!file.is_header()) continue;
        arrows[file.path];
        for (const Include& include : file.includes)
            if (!include.angle) arrows[file.path].insert(include.name);
    }
    // What includes nothing that is left is taken away, until nothing is left but circles.
    for (bool shrinks = true; shrinks;) {
        shrinks = false;
        for (auto place = arrows.begin(); place != arrows.end();) {
            std::erase_if(place->second, [&](const std::string& to) { return !arrows.contains(to); });
            const bool free = place->second.empty();
            shrinks = shrinks || free;
            place = free ? arrows.erase(place) : std::next(place);
        }
    }
    for (const auto& [place, to] : arrows) ADD_FAILURE() << place << " is in a circle, or above one";
}

/// What needs no header of its name, and why.
const std::map<std::string, std::string> without_header{
    {"app/main.cpp", "nobody calls it but the system"},
    {"app/manual/main.cpp", "nobody calls it but the build"},
    {"catalog/articles.cpp", "a part of class Catalog: what is known of articles"},
    {"catalog/claims.cpp", "a part of class Catalog: what waits, and who has it"},
    {"catalog/due.cpp", "a part of class Catalog: what is due, tried again, or all that is to be done"},
    {"catalog/editions.cpp", "a part of class Catalog: what bulletins are made of"},
    {"catalog/failures.cpp", "a part of class Catalog: what is put off"},
    {"catalog/listings.cpp", "a part of class Catalog: what sources list, and which article each of it is"},
    {"catalog/making.cpp", "a part of class Catalog: what was fetched and made"},
    {"catalog/manifest.cpp", "a part of class Catalog: what stands"},
    {"catalog/names.cpp", "a part of class Catalog: what articles and episodes go by"},
    {"catalog/published.cpp", "a part of class Catalog: what is for listeners"},
    {"catalog/published_editions.cpp", "declared in state.h: what is for listeners of bulletins"},
    {"catalog/read_along.cpp", "a part of class Catalog: texts in their sound"},
    {"catalog/renditions.cpp", "a part of class Catalog: further files of episodes"},
    {"catalog/sharing.cpp", "a part of class Catalog: recordings that several pages offer"},
    {"catalog/rows.cpp", "declared in state.h beside the statements that give the rows"},
};

TEST(Layout, ACppHasTheHeaderOfItsName) {
    std::set<std::string> paths;
    for (const SourceFile& file : sources()) paths.insert(file.path);
    for (const SourceFile& file : sources()) {
        if (file.is_header() || without_header.contains(file.path)) continue;
        EXPECT_TRUE(paths.contains(file.path.substr(0, file.path.size() - 3) + "h")) << file.path;
    }
    for (const auto& [path, reason] : without_header) EXPECT_TRUE(paths.contains(path)) << path;
}

}  // namespace
