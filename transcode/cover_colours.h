#pragma once

#include <string>

namespace transcode {

/// Shares of sRGB's primaries, 0 to 1.
struct Colour {
    double red = 0.0;
    double green = 0.0;
    double blue = 0.0;
};

/// Of a cover without a picture: letters are `letters`, which have a contrast of 4.5 (WCAG) and more on both tones.
struct CoverColours {
    Colour ground;
    Colour tone;  ///< beside the ground, a little lighter
    Colour mark;
    Colour letters;
};

/// Colours that belong to the title: the same ones whenever it is the same, of one of many hues.
CoverColours cover_colours(const std::string& title);

}  // namespace transcode
