#pragma once

#include "transcode/picture_facts.h"

namespace transcode {

/// What of a picture is written.
enum class Cut {
    square,  ///< as much as a square in its centre holds
    none,    ///< all of it
};

/// A picture as it is wanted, in pixels.
struct PictureShape {
    Cut cut = Cut::square;
    int min = 1;           ///< of the longer side of what is written
    int max = 10'000;      ///< likewise
    int least_source = 1;  ///< a picture of which a side is shorter is refused
    int quality = 3;       ///< of libav's 1, best, to 31
};

/// Decodes any picture libav knows (of several frames the first one) from `input` and writes a baseline JPEG (RGB
/// source, no alpha, no EXIF), turned as its EXIF says, cut, and scaled so that its longer side lies within the limits.
/// Throws Error(media) for what is no picture, names the format that cannot be read, and refuses more than 100
/// megapixels.
PictureFacts scaled_jpeg(int input, int output, const PictureShape& shape);

}  // namespace transcode
