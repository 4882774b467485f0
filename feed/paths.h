#pragma once

#include "core/episode.h"
#include "core/show.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace feed {

// Where a show's files stand, below its folder.

/// What one episode has to itself; empty where the episode has no such file.
std::string episode_page_path(const core::Episode& episode);
std::string transcript_path(const core::Episode& episode);
std::string chapters_path(const core::Episode& episode);
/// A small page for other sites to show in a frame, and what it is for their programs (oEmbed).
std::string embed_path(const core::Episode& episode);
std::string oembed_path(const core::Episode& episode);

/// A file of the episode's text in its sound, for machines.
struct TimedTranscript {
    std::string path;
    std::string type;          ///< MIME
    bool is_captions = false;  ///< players show it over the sound, as it goes on
};
/// The best understood first; none where the text is not timed.
std::vector<TimedTranscript> timed_transcripts(const core::Episode& episode);

/// "feed.xml", or "bulletin-ID.xml" for the feed of a bulletin's own.
std::string feed_path(const std::string& bulletin = {});

/// The bulletin of such a path; empty where it is none of these.
std::string bulletin_of(std::string_view path);

/// Where apps are to fetch a recording: at the show's own address, or there by way of its download counter, which sends
/// them on and, as OP3, Podtrac and Blubrry do, takes what follows its prefix for https where no scheme is said.
std::string counted_url(const core::Show& show, const std::string& path);

/// What makes the feeds readable in a browser.
std::string_view feed_style_path();

/// "archive-0001.xml" (archive.h).
std::string archive_path(std::size_t number);

}  // namespace feed
