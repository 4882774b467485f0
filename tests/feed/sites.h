#pragma once

#include "core/episode.h"
#include "core/show.h"
#include "feed/edition.h"
#include "feed/site_file.h"

#include <span>
#include <string>
#include <vector>

namespace feed {

/// A failure of the test, and nothing, where there is no such page.
std::string content_of(const std::vector<SiteFile>& pages, const std::string& path);

/// All that is published of a show beside its feed.
std::vector<SiteFile> site(const core::Show& show, const Channel& channel, std::span<const core::Episode> episodes);

/// Those of the samples.
std::vector<SiteFile> vietnamese_site();
std::vector<SiteFile> english_site();

}  // namespace feed
