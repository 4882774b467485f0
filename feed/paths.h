#pragma once

#include "core/episode.h"

#include <cstddef>
#include <string>

namespace feed {

// Where a show's files stand, below its folder.

/// What one episode has to itself; empty where the episode has no such file.
std::string episode_page_path(const core::Episode& episode);
std::string transcript_path(const core::Episode& episode);
std::string chapters_path(const core::Episode& episode);

/// "archive-0001.xml" (archive.h).
std::string archive_path(std::size_t number);

}  // namespace feed
