#pragma once

#include "core/episode.h"
#include "core/show.h"
#include "feed/edition.h"

#include <string>

namespace feed {

/// JSON-LD (schema.org): PodcastSeries, and PodcastEpisode as part of it; safe to stand in a script element.
std::string series_data(const core::Show& show, const Channel& channel);
std::string episode_data(const core::Show& show, const Channel& channel, const core::Episode& episode);

}  // namespace feed
