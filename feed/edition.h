#pragma once

#include "core/time.h"

#include <cstddef>
#include <string>

namespace feed {

/// What a feed says beside the show and its episodes.
struct Channel {
    std::string guid;            ///< podcast:guid, minted once
    std::string cover_path;      ///< below the show's folder: "cover-1a2b3c4d.jpg"
    std::string thumbnail_path;  ///< the cover at some 300 px for the site; empty: the cover itself is shown
};

/// What feed.xml says beside that.
struct Edition {
    core::Instant last_change{};       ///< lastBuildDate: when the content last changed, not when it was rendered
    std::size_t previous_archive = 0;  ///< the newest archive page that stands behind it (archive.h); 0: none
    bool moved = false;                ///< listeners may come by an earlier address: the feed says where it stands now
};

}  // namespace feed
