#pragma once

#include "catalog/catalog.h"
#include "config/config.h"
#include "core/published_file.h"

#include <string>
#include <vector>

namespace app {

/// What the public host shows, a line for each cause, whatever number of files it is about.
struct LiveReport {
    std::vector<std::string> findings;
    std::vector<std::string> notes;  ///< what works, and may be meant otherwise: redirects, an address that is private
};

/// Looks at the public host as a podcast app does: the feed and its archive pages as they were written, over TLS, with
/// the right types, the cover, HEAD and byte ranges for recordings, and transcripts that a page of another host may
/// read. The newest, a middle and the oldest of the entries (newest first) stand for all of them; `files` is what is
/// published.
LiveReport check_live(const config::Config& show, const std::vector<catalog::Entry>& entries,
                      const std::vector<core::PublishedFile>& files);

}  // namespace app
