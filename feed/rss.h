#pragma once

#include "core/episode.h"
#include "core/show.h"
#include "feed/edition.h"

#include <span>
#include <string>

namespace feed {

/// The RSS 2.0 feed of the episodes, in the order given (newest first), in UTF-8, ending in a newline. Pure: the same
/// values give the same bytes. Follows RSS 2.0, Apple's requirements, PSP-1 and the Podcasting 2.0 namespace; texts are
/// cut to their limits and HTML to the tags that apps show. It names the transcripts and chapters that episode_pages()
/// renders. Throws Error(config) for a show that no app would take (see check_show()).
std::string rss(const core::Show& show, const Channel& channel, const Edition& edition,
                std::span<const core::Episode> episodes);

}  // namespace feed
