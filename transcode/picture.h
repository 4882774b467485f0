#pragma once

#include "transcode/picture_facts.h"

namespace transcode {

/// Of a square picture, in pixels.
struct PictureSides {
    int min = 1;           ///< of what is written
    int max = 10'000;      ///< likewise
    int least_source = 1;  ///< a picture of which a side is shorter is refused
};

/// Decodes any picture libav knows (of several frames the first one) from `input` and writes a square baseline JPEG
/// (RGB source, no alpha, no EXIF), turned as its EXIF says, cropped to its centre and scaled so that its side lies
/// within the limits. Throws Error(media) for what is no picture, names the format that cannot be read, and refuses
/// more than 100 megapixels.
PictureFacts square_jpeg(int input, int output, const PictureSides& sides);

}  // namespace transcode
