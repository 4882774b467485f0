#pragma once

#include <string_view>

namespace transcode {

/// How a picture is to be turned and mirrored before it is shown: EXIF's numbers, 1 (not at all) to 8. From the EXIF of
/// a JPEG, PNG, WebP or TIFF, or an AVIF's own properties; 1 where it says nothing that can be understood.
int orientation_of(std::string_view file);

/// Whether a picture of that orientation is shown as high as it is stored wide.
constexpr bool lies_on_its_side(int orientation) {
    return orientation >= 5 && orientation <= 8;
}

/// Where in a picture, stored with that size, the point stands that is shown at (x, y).
struct Place {
    int x = 0;
    int y = 0;
};
constexpr Place place_of(Place shown, int width, int height, int orientation) {
    const Place along = lies_on_its_side(orientation) ? Place{shown.y, shown.x} : shown;
    const bool from_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool from_below = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    return {from_right ? width - 1 - along.x : along.x, from_below ? height - 1 - along.y : along.y};
}

}  // namespace transcode
