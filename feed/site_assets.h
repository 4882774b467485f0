#pragma once

#include "feed/site_file.h"

#include <string>
#include <vector>

namespace feed {

/// The files under assets/ that all pages share; they change with the program only.
std::vector<SiteFile> asset_pages();

/// A path below the show's folder with a query that changes with the content: "assets/site.css?v=1a2b3c4d".
const std::string& style_address();
const std::string& script_address();

}  // namespace feed
