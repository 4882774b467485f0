#pragma once

#include "app/context.h"
#include "app/publish/pictures.h"

#include <string>
#include <string_view>

namespace app {

/// A picture as a worker has drawn it.
struct Scaled {
    std::string bytes;  ///< JPEG
    transcode::PictureFacts facts;
};

/// The picture in that shape. Throws as Workers do.
Scaled scaled(const RunContext& run, int picture, const transcode::PictureShape& shape);

/// What a worker has written there.
std::string bytes_behind(int descriptor);

/// Keeps a picture to be published under a name that says its content: NAME-1a2b3c4d.jpg, with so many digits.
PictureFile kept(const Workshop& workshop, const std::string& name, std::string_view bytes, std::size_t digits = 8);

}  // namespace app
