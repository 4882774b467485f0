#pragma once

#include "core/episode.h"
#include "core/show.h"
#include "feed/edition.h"

#include <string>

namespace feed {

/// The article's text as an HTML document of its own: what podcast:transcript of type text/html names. It has no times
/// and claims none. Plain, since apps show it too, but for the way back to the show and the episode.
std::string transcript_html(const core::Show& show, const Channel& channel, const core::Episode& episode);

}  // namespace feed
