#pragma once

#include "transcode/pango.h"

#include <set>
#include <string>

namespace transcode {

/// Text in the letters of whichever installed fonts have them, each script shaped as it is written.
class Lettering {
public:
    /// Where a text may stand, in pixels, and how large it may be.
    struct Room {
        double width = 0.0;
        double height = 0.0;
        double largest = 0.0;   ///< of the letters
        double smallest = 0.0;  ///< what does not fit in these ends in "…"
        int most_lines = 1;
        bool bold = false;
        bool from_right = false;  ///< lines begin at the right edge
    };

    /// A text as it is to be drawn: a layout, scaled so much.
    struct Lines {
        LayoutPtr layout;
        double scale = 1.0;
    };

    /// Of several fonts the one that the language (BCP 47; may be empty) prefers is taken. Throws Error(media) where no
    /// font is installed.
    explicit Lettering(const std::string& language);

    /// Any bytes as one line that can be lettered: valid, without controls, no longer than anybody reads.
    static std::string line_of(const std::string& bytes);
    /// Whether a line is read from right to left: as its first letter is.
    bool is_from_right(const std::string& line) const;

    /// The line in the largest letters in which it stands in the room whole, broken between words where that can be,
    /// also in languages that set no spaces; its lines are as even as that allows.
    Lines fitted(const std::string& line, const Room& room) const;
    /// The letters of it that no installed font has: by the names of their scripts (core/script.h).
    std::set<std::string> missing(const std::string& line) const;

private:
    LayoutPtr layout(const std::string& line, bool bold) const;

    FontMapPtr fonts_;
    FontContextPtr context_;
};

}  // namespace transcode
