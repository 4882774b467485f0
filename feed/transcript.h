#pragma once

#include "core/episode.h"
#include "core/show.h"

#include <string>

namespace feed {

/// The article's text as an HTML document of its own: what podcast:transcript of type text/html names. It has no times
/// and claims none.
std::string transcript_html(const core::Show& show, const core::Episode& episode);

}  // namespace feed
