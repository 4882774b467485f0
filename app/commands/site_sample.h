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
    std::string an_article;     ///< one whose recording was found
    std::string recording;      ///< its recording, where that has a URL
    std::string language;       ///< of an article
    std::string machine_voice;  ///< why a machine seems to read; empty: it does not
    std::vector<core::WrittenTime> written;
};

/// Something found that can be a source of the show, and what a look at it gave.
struct Candidate {
    const fetch::FoundSource* source = nullptr;
    Sampled sampled;

    /// How much speaks for it: recordings beside its articles, and on the pages that were read.
    std::size_t recordings() const { return sampled.with_recording + source->recordings; }
};

/// What a site has for sources, the likeliest first: those whose articles have recordings, and the site's order where
/// that is equal; and what all of their articles told.
struct SiteSample {
    std::vector<Candidate> candidates;
    Sampled told;
};

/// Reads a few articles of everything that was found, and prints what they are. Throws Error(media) where nothing was
/// found.
SiteSample sample(fetch::Http& http, const fetch::FoundSources& site, const FormerPodcast& former,
                  const core::Source& rules);

}  // namespace app
