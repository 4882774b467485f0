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
    std::string path;  ///< below the show's folder: decides its address and how it reaches the others
    std::string title;
    std::string description;  ///< plain text
    std::string open_graph;   ///< properties of its own besides the usual ones, as meta elements
    std::string json_ld;      ///< what structured_data gave; empty: none
    std::string image_path;   ///< below the show's folder
    bool has_script = true;
};

/// A whole HTML document around the body.
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

/// The player; `episode` is empty for one that waits for a button of the page.
std::string player_html(const core::Show& show, const core::Episode* episode, std::string_view root);

/// ` lang="en"` where the show's language has no words here and English stands in; empty elsewhere.
std::string words_language(const core::Show& show);

/// The picture of the show for pages: the small one where there is one.
const std::string& page_cover(const Channel& channel);

}  // namespace feed
