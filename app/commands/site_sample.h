#pragma once

#include "app/commands/former_podcast.h"
#include "core/source.h"
#include "core/time.h"
#include "fetch/listing/find_sources.h"
#include "fetch/web/http.h"

#include <cstddef>
#include <string>
#include <vector>

namespace app {

inline constexpr std::size_t samples_per_source = 3;

/// What reading a few of a source's articles gave.
struct Sampled {
    std::size_t read = 0;
    std::size_t with_recording = 0;
    std::size_t ambiguous = 0;
    std::string an_article;  ///< one whose recording was found
    std::string recording;   ///< its recording, where that has a URL
    std::string language;    ///< of an article
    std::vector<core::WrittenTime> written;
};

/// What was chosen of a site, and what its articles told.
struct Choice {
    std::vector<const fetch::FoundSource*> sources;
    Sampled told;
};

/// The likeliest of what was found: those whose articles have recordings first; the site's order where that is equal.
/// Prints what is read. Throws Error(media) where nothing was found.
Choice choose(fetch::Http& http, const fetch::FoundSources& site, const FormerPodcast& former,
              const core::Source& rules);

}  // namespace app
