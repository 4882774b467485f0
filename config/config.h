#pragma once

#include "core/limits.h"
#include "core/recipe.h"
#include "core/show.h"
#include "core/source.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace config {

/// What the feed holds: the [feed] section.
struct FeedOptions {
    std::size_t items = 200;  ///< newest in feed.xml; older ones go to archive pages
    // Retention: what passes one of these is withdrawn. 0: no limit.
    std::chrono::days keep_days{0};
    std::size_t keep_episodes = 0;
    std::size_t keep_mb = 0;  ///< of media, in units of 1,048,576 bytes
};

/// A further file of each episode, beside the one that the feed's enclosure names.
struct Rendition {
    std::string id;  ///< ASCII letters, digits, - and _: part of its files' names
    core::Recipe recipe;
};

/// Everything the operator says of one show.
struct Config {
    std::filesystem::path file;  ///< where it was read, absolute
    core::Show show;
    std::vector<core::Source> sources;
    core::Recipe recipe;                ///< of the enclosure
    std::vector<Rendition> renditions;  ///< the further ones
    core::Limits limits;
    FeedOptions feed;
    std::filesystem::path out_directory;    ///< absolute; the show is published in out_directory/ID
    std::filesystem::path state_directory;  ///< absolute; the show's state is in state_directory/ID
    std::chrono::days keep_sources{90};
    std::set<std::string> said;  ///< the keys that the file has, but for sources': "audio.target_lufs"

    /// Of the rendition with that id; the enclosure's where there is none.
    const core::Recipe& recipe_of(const std::string& rendition) const {
        for (const Rendition& further : renditions)
            if (further.id == rendition) return further.recipe;
        return recipe;
    }
    std::filesystem::path show_folder() const { return out_directory / show.id; }
    std::filesystem::path state_folder() const { return state_directory / show.id; }
};

}  // namespace config
