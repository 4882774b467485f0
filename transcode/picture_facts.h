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
};

}  // namespace transcode
