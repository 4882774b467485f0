#pragma once

#include "transcode/picture_facts.h"

namespace transcode {

/// Decodes any picture libav knows from `input` and writes a square baseline JPEG (RGB source, no alpha), cropped to
/// its centre and scaled so that its side lies within [min_side, max_side]. Throws Error(media) for what is no picture
/// or has more than 100 megapixels.
PictureFacts square_jpeg(int input, int output, int min_side, int max_side);

}  // namespace transcode
