#pragma once

#include <string>
#include <string_view>

namespace fetch {

/// What a line of an article's page is when its words alone are looked at.
enum class LineKind {
    text,
    furniture,  ///< "Advertisement", "Share this": belongs to the site wherever it stands
    tail,       ///< "Related articles", "Leave a comment": what follows is no more of the article
    pointer,    ///< "Read more: ...": leads to another article
    stamp,      ///< "Published: ...", "By ...": of the article but not its text
    caption,    ///< "... (Photo: NAME)": under a picture
};

/// Judges one block's text; most rules hold for short lines only, so a paragraph is always text.
LineKind kind_of_line(std::string_view text);

}  // namespace fetch
