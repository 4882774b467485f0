#pragma once

#include "core/episode.h"
#include "core/show.h"
#include "feed/edition.h"

#include <string>

namespace feed {

/// A small page with the episode's player, for a frame of at least embed_height pixels in another site's page.
std::string embed_html(const core::Show& show, const Channel& channel, const core::Episode& episode);

/// What other sites' programs are told of it: oEmbed 1.0 of type "rich" (https://oembed.com, section 2.3.4).
std::string oembed_json(const core::Show& show, const Channel& channel, const core::Episode& episode);

/// The element that other sites put into their pages.
std::string embed_code(const core::Show& show, const core::Episode& episode);

}  // namespace feed
