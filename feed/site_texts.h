#pragma once

#include <string_view>

namespace feed {

// What browsers load, as it stands in feed/site/ (the build puts it together).

std::string_view site_script();
/// Without the colours of the show, which palette_style() has.
std::string_view site_style();
/// What makes a feed readable that is opened in a browser; without its words, which feed_style_with() has.
std::string_view feed_style();

}  // namespace feed
