#pragma once

#include "core/episode.h"
#include "core/show.h"
#include "feed/edition.h"
#include "feed/words.h"

#include <string>
#include <string_view>

namespace feed {

/// What a page's head says of it.
struct PageHead {
    std::string path;       ///< below the show's folder: decides its address
    std::string root = {};  ///< how the page reaches the show's folder; empty: by its path, relative
    std::string title;
    std::string description;      ///< plain text
    std::string more = {};        ///< further elements
    std::string json_ld = {};     ///< what structured_data gave; empty: none
    std::string image_path;       ///< below the show's folder
    std::string body_class = {};  ///< of the body element
};

/// A whole HTML document around the body, with the player at its end.
std::string page(const core::Show& show, const Channel& channel, const PageHead& head, std::string_view body);

/// "" for a page in the show's folder, "../" for one in a folder below it.
std::string_view root_of(std::string_view path);

/// A meta element that forbids everything that does not come from the site itself, or from the disk it was opened from:
/// should hostile text ever get past the escaping, it could do nothing.
std::string_view content_policy();

/// A meta element with a property; nothing for an empty value.
std::string meta_property(std::string_view property, std::string_view value);

/// A time element with the day in the show's language.
std::string time_html(core::Instant instant, const core::Show& show);

/// ` lang="en" dir="ltr"` where the show's language has no words here and another one's stand in; empty elsewhere.
std::string words_language(const core::Show& show);

/// ` lang="..." dir="..."` where the episode's language is not the show's: readers are told. Empty elsewhere.
std::string text_language(const core::Show& show, const core::Episode& episode);

/// The picture of the show for pages: the small one where there is one.
const std::string& page_cover(const Channel& channel);

/// The head of every page but the first: the show's picture and title, which lead there.
std::string crumb(const core::Show& show, const Channel& channel, std::string_view root);

/// A drawing of 24 units by its outline, in the colour of the text around it.
std::string icon_svg(std::string_view outline);
inline constexpr std::string_view play_outline = "M8 5v14l11-7z";

}  // namespace feed
