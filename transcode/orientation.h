#pragma once

#include <string_view>

namespace transcode {

/// How a picture is to be turned and mirrored before it is shown: EXIF's numbers, 1 (not at all) to 8. From the EXIF of
/// a JPEG, PNG, WebP or TIFF, or an AVIF's own properties; 1 where it says nothing that can be understood.
int orientation_of(std::string_view file);

/// Of the square with that side, where the point stands in the file that is shown at (x, y).
struct Place {
    int x = 0;
    int y = 0;
};
constexpr Place place_of(Place shown, int side, int orientation) {
    const int right = side - 1 - shown.x;
    const int below = side - 1 - shown.y;
    switch (orientation) {
        case 2:
            return {right, shown.y};
        case 3:
            return {right, below};
        case 4:
            return {shown.x, below};
        case 5:
            return {shown.y, shown.x};
        case 6:
            return {shown.y, right};
        case 7:
            return {below, right};
        case 8:
            return {below, shown.x};
        default:
            return shown;
    }
}

}  // namespace transcode
