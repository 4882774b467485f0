#pragma once

#include "core/source.h"
#include "fetch/listing/discover.h"
#include "fetch/web/http.h"

#include <cstddef>
#include <string>
#include <vector>

namespace fetch {

/// Something on a site that works as a source: it was read, and articles were found in it.
struct FoundSource {
    core::SourceKind kind = core::SourceKind::page;  ///< page or feed (sitemaps are feeds)
    std::string url;
    std::string title;         ///< a feed's own, else the words of the link that led there; may be empty
    std::string rule;          ///< how it was found: "link alternate", "robots.txt", "known path", "start page", "menu"
    std::size_t articles = 0;  ///< how many it lists
    std::size_t recordings = 0;       ///< how many of these name a recording beside them
    std::vector<core::Link> samples;  ///< the newest few
};

struct FoundSources {
    std::string url;                    ///< of the start page, after redirects
    std::string title;                  ///< what the site calls itself; may be empty
    std::string language;               ///< BCP 47; empty: not said
    std::vector<FoundSource> sources;   ///< the likeliest first: feeds with recordings, feeds, pages, sitemaps
    std::vector<std::string> problems;  ///< what could not be read, a line each
};

/// Whether robots.txt is asked: not where the operator says that the site is theirs.
enum class RobotsRule { obeyed, ignored };

/// Looks for feeds, sitemaps and listing pages of the site that the address belongs to (an address of a feed is one
/// itself), and reads each once, at most 20 requests in all. `samples` is how many links of each
/// source are kept. Throws as Http::get does when the start page cannot be read; everything else is only told.
FoundSources find_sources(Http& http, const std::string& url, std::size_t samples = 5,
                          RobotsRule robots = RobotsRule::obeyed);

}  // namespace fetch
