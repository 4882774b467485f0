#pragma once

#include "app/publish/pictures.h"
#include "app/publish/plan.h"
#include "catalog/entry.h"
#include "core/show.h"
#include "feed/rss.h"

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
    feed::Channel channel;
    std::span<const catalog::Entry> entries;
    std::span<const catalog::EarlierFile> earlier;
    const Artwork& cover;
    bool moved = false;  ///< the feed is to lead listeners to its address
};

/// What should stand.
struct Wants {
    std::vector<Wanted> files;  ///< recordings under their present and earlier names, pictures, the site, archives
    std::string feed_key;
    std::function<std::string(core::Instant last_change)> feed;  ///< renders feed.xml; the key does not tell its date
};

/// Texts are rendered only where somebody asks. Keys are the rendered values' fingerprints.
Wants wanted(const Edition& edition, const Contents& contents);

/// The episodes of feed.xml: the newest, and archived ones whose correction is among the latest, since apps that read
/// only feed.xml are to see it too.
std::vector<std::size_t> feed_members(std::span<const catalog::Entry> entries);

inline constexpr const char* feed_path = "feed.xml";

}  // namespace app
