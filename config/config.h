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

    bool operator==(const FeedOptions&) const = default;
};

/// A further file of each episode, beside the one that the feed's enclosure names.
struct Rendition {
    std::string id;  ///< ASCII letters, digits, - and _: part of its files' names
    core::Recipe recipe;

    bool operator==(const Rendition&) const = default;
};

/// Episodes that are made of articles, at fixed times: an entry of [[bulletin]].
struct Bulletin {
    enum class Order {
        newest,    ///< the newest article first
        sections,  ///< in the order of `sections`, within one the newest first
    };
    std::string id;                          ///< ASCII letters, digits, - and _
    std::string title;                       ///< with {show}, {date}, {weekday} and {time} in the show's language
    std::vector<std::chrono::minutes> at;    ///< since midnight in the show's zone, ascending; at least one
    std::vector<std::chrono::weekday> days;  ///< empty: every day
    std::vector<std::string> sections;       ///< of articles; empty: all
    std::vector<std::string> sources;        ///< ids of [[source]]; empty: all
    Order order = Order::newest;
    std::size_t max_articles = 20;
    std::chrono::minutes max_length{60};  ///< an article that would pass it waits for the next edition
    std::chrono::hours window{24};        ///< articles published in so much time before an edition are for it
    std::filesystem::path opening;        ///< recordings, absolute; empty: none
    std::filesystem::path closing;
    std::filesystem::path separator;     ///< between two articles
    std::chrono::milliseconds gap{400};  ///< silence between two pieces
    /// A program and its arguments that read standard input aloud, with {language} and {output} in the latter; the
    /// program is a name or an absolute path. Empty: none.
    std::vector<std::string> say;
    bool headlines = true;       ///< with `say`: each article's title is spoken before it
    bool voice_missing = false;  ///< with `say`: articles without a recording are read by it
    bool singles = true;         ///< its articles are episodes of their own as well
    bool own_feed = false;       ///< its editions are in a feed of their own, not in the show's
    std::string feed_title;      ///< with `own_feed`: that feed's; empty: the show's title and the id

    bool operator==(const Bulletin&) const = default;
};

/// Who is told how runs end: the [monitor] section.
struct Monitor {
    std::filesystem::path metrics_file;  ///< for Prometheus' textfile collector, absolute; empty: none
    std::string healthcheck_url;         ///< a service that expects to hear of every run; empty: none

    bool operator==(const Monitor&) const = default;
};

/// Everything the operator says of one show.
struct Config {
    std::filesystem::path file;  ///< where it was read, absolute
    core::Show show;
    std::vector<core::Source> sources;
    core::Recipe recipe;                ///< of the enclosure
    std::vector<Rendition> renditions;  ///< the further ones
    std::vector<Bulletin> bulletins;
    core::Limits limits;
    FeedOptions feed;
    Monitor monitor;
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
    bool operator==(const Config&) const = default;
};

}  // namespace config
