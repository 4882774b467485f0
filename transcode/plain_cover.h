#pragma once

#include "transcode/picture_facts.h"

#include <string>

namespace transcode {

/// Writes a plain square JPEG cover: the title, and smaller the author, on a colour that is derived from the title.
/// Throws Error(media) where no font can be found.
PictureFacts plain_cover(int output, const std::string& title, const std::string& author, int side);

}  // namespace transcode
