#pragma once

#include <span>
#include <string_view>

namespace feed {

// What browsers load, as it stands in feed/site/ (the build puts it together).

std::string_view site_script();
/// Without the colours of the show, which palette_style() has.
std::string_view site_style();
/// What makes a feed readable that is opened in a browser; without its words, which feed_style_with() has.
std::string_view feed_style();

/// A file that the program carries.
struct EmbeddedText {
    std::string_view name;  ///< without its ending
    std::string_view text;
};

/// The words of the site and of the feed (words.h), a file a language, named by its tag.
std::span<const EmbeddedText> words_files();

}  // namespace feed
