#pragma once

#include <cstdint>
#include <string>

namespace transcode {

/// Facts about a picture that was written.
struct PictureFacts {
    int width = 0;
    int height = 0;
    std::string type;  ///< image/jpeg or image/png
    std::uint64_t bytes = 0;
    std::string sha256;
    std::string colour = {};  ///< its most striking one (colour.h): "#1a2b3c"; empty: it has none but greys
};

}  // namespace transcode
