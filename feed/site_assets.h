#pragma once

#include <string>
#include <string_view>

namespace feed {

/// The files that all pages share.
std::string_view site_style();
std::string_view site_script();
std::string_view site_icon();

/// A path below the show's folder with a query that changes with the content: "assets/site.css?v=1a2b3c4d".
const std::string& style_address();
const std::string& script_address();

}  // namespace feed
