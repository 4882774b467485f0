#pragma once

#include "core/episode.h"
#include "core/show.h"
#include "core/time.h"

#include <cstddef>
#include <span>
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
};

/// The RSS 2.0 feed of the episodes, in the order given (newest first), in UTF-8, ending in a newline. Pure: the same
/// values give the same bytes. Follows RSS 2.0, Apple's requirements, PSP-1 and the Podcasting 2.0 namespace; texts are
/// cut to their limits and HTML to the tags that apps show. It names the transcripts and chapters that episode_pages()
/// renders. Throws Error(config) for a show that no app would take (see check_show()).
std::string rss(const core::Show& show, const Channel& channel, const Edition& edition,
                std::span<const core::Episode> episodes);

/// Throws Error(config) that names the field and what would be right: a title, description, author, cover or category
/// that is missing, a category that Apple does not list, a language that is none, a base_url that is not http(s) or
/// does not end in a slash.
void check_show(const core::Show& show, const Channel& channel);

}  // namespace feed
