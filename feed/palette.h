#pragma once

#include <string>
#include <string_view>

namespace feed {

/// Colours as "#1a2b3c".
struct Accent {
    std::string ink;     ///< of links, and behind what can be pressed
    std::string on_ink;  ///< of what is written on that
};

/// A show's accent for light and for dark pages.
struct Palette {
    Accent light;
    Accent dark;
};

/// Of the cover's colour, whose hue stays while its lightness is moved until it can be read: on the pages' paper and
/// cards, and what is written on it, by WCAG 2.2's contrast of 4.5 (1.4.3). A green where there is no colour ("").
Palette palette_of(std::string_view colour);

/// The relative contrast of two colours, 1 to 21, as WCAG 2.2 defines it. 1 for what is no colour.
double contrast(std::string_view one, std::string_view other);

/// The palette as the style sheet's first lines.
std::string palette_style(const Palette& palette);

}  // namespace feed
