#pragma once

#include "core/episode.h"
#include "feed/words.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace feed {

/// One of an episode's files, as listeners are told of it. Borrows the episode.
struct Version {
    const core::Rendition* file = nullptr;
    std::string title;          ///< "Light version (Opus)"
    std::string size;           ///< "0.6 MB", of 1,000,000 bytes
    std::string codecs;         ///< RFC 6381; empty: not known, or the type says it
    std::uint64_t bitrate = 0;  ///< bit/s, of the whole file over its length; 0: not known
    std::string browser_type;   ///< by which a browser can tell whether it plays it: "audio/ogg; codecs=opus"

    std::string label() const;  ///< "Light version (Opus, 0.6 MB)"
};

/// The enclosure first, then the largest: a player that takes the first it can play takes the enclosure, and where it
/// cannot, the best of the others.
std::vector<Version> versions(const core::Episode& episode, const Words& say);

/// The versions as JSON for a page's script: [{"id", "src", "type", "label"}], addresses below `root`.
std::string versions_json(const std::vector<Version>& versions, std::string_view root);

}  // namespace feed
