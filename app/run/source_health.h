#pragma once

#include "catalog/catalog.h"
#include "config/config.h"
#include "fetch/listing/discover.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace app {

/// How many of a source's newest articles speak for it.
inline constexpr std::size_t telling_articles = 20;

/// What is wrong with a source that gives no article, or few of those it gave (`before`) since its feed is broken; ""
/// for one that is well.
std::string dryness_of(const fetch::Listing& listing, std::size_t before);

/// What is wrong with a source none of whose articles has a recording, at all or any more, by what the catalog says of
/// its newest `telling_articles` and of those before them; "" for one that is well.
std::string silence_of(const std::pair<catalog::Catalog::Yield, catalog::Catalog::Yield>& yields);

/// Which of the items that have a video and no recording of their own are new since the source was listed last, in
/// words; "" where none is. Each is told once as long as it is listed.
std::string news_of_videos(catalog::Catalog& catalog, const std::string& source,
                           const std::vector<std::string>& videos);

/// Looks at every source as a run would, and changes nothing: a line for each that cannot be read, is dry or silent,
/// and where nothing is published, why. What stands on standard input is not looked at.
std::vector<std::string> examine_sources(const config::Config& config, catalog::Catalog& catalog);

}  // namespace app
