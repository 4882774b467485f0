#pragma once

#include <string_view>

namespace fetch {

/// What a line is when its words alone are looked at.
enum class LineKind {
    text,
    furniture,  ///< "Advertisement", "Share this": belongs to the site wherever it stands
    tail,       ///< "Related articles", "Leave a comment": what follows is no more of the article
    pointer,    ///< "Read more: ...": leads to another article
    stamp,      ///< "Published: ...": of the article but not its text
    caption,    ///< "... (Photo: NAME)": under a picture
};

/// What the line stands in. A page's markup tells the reader more than its words: what links, and how much text would
/// go with a line. So some lines mean less there, and others more, than in a plain text.
enum class LineOf { page, plain_text };

/// Judges one line, or one block of a page, in any of the languages known here. Only whole lines and their first words
/// count, and most rules hold for short lines only, so a paragraph is always text.
LineKind kind_of_line(std::string_view text, LineOf where);

}  // namespace fetch
