#pragma once

#include "catalog/article.h"

#include <string>
#include <vector>

namespace catalog {

/// The sizes in which pages show an episode's picture, beside the square one that apps fetch.
enum class PictureSize {
    thumbnail,  ///< a small square, for lists
    page,       ///< the article's picture uncut
};

/// A picture in one of them.
struct SizedPicture {
    OwnPicture file;
    int width = 0;  ///< pixels
    int height = 0;
};

/// A picture of a published episode that lacks sizes.
struct UnsizedPicture {
    OwnPicture square;     ///< as apps fetch it
    std::string original;  ///< hash of what that was made of; empty: not known
    std::string title;     ///< of an article that has it
    std::vector<PictureSize> lacks;
};

}  // namespace catalog
