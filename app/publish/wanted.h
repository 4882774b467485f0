#pragma once

#include "app/publish/feeds.h"
#include "app/publish/pictures.h"
#include "app/publish/plan.h"
#include "catalog/entry.h"
#include "core/show.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace app {

/// Gives what listings of episodes go without, where something shows it.
struct Contents {
    std::function<core::Text(catalog::Id)> text;
    std::function<std::vector<core::Cue>(catalog::Id)> cues;
};

/// Everything of a show that decides what is published. `entries` are newest first, complete but for their texts, with
/// the archive page that each is in.
struct Edition {
    const core::Show& show;
    std::span<const Feed> feeds;  ///< the show's own first; each entry is in one of them
    std::span<const catalog::Entry> entries;
    std::span<const catalog::EarlierFile> earlier;
    const Artwork& cover;
    bool moved = false;  ///< the feeds are to lead listeners to their address
};

/// A feed that should stand.
struct WantedFeed {
    std::string path;
    std::string key;  ///< does not tell its date
    std::function<std::string(core::Instant last_change)> render;
};

/// What should stand.
struct Wants {
    std::vector<Wanted> files;      ///< recordings under their present and earlier names, pictures, the site, archives
    std::vector<WantedFeed> feeds;  ///< in the order of Edition::feeds
};

/// Texts are rendered only where somebody asks. Keys are the rendered values' fingerprints.
Wants wanted(const Edition& edition, const Contents& contents);

/// The episodes of a feed: its newest, and archived ones whose correction is among the latest, since apps that read
/// only the feed itself are to see it too.
std::vector<std::size_t> feed_members(const Feed& feed, std::span<const catalog::Entry> entries);

}  // namespace app
