#pragma once

#include "transcode/picture_facts.h"

#include <string>
#include <vector>

namespace transcode {

/// What a cover says.
struct CoverWords {
    std::string title;
    std::string author;
    std::string language = {};  ///< of both, BCP 47: it prefers some fonts, and breaks lines
};

struct PlainCover {
    PictureFacts picture;
    /// Whose letters no installed font has, so that boxes stand in for them: scripts by their names (core/script.h).
    std::vector<std::string> missing;
};

/// Writes a square JPEG cover without a picture: the title, and smaller the author, in letters of any script, on
/// colours that are derived from the title. The same words and fonts give the same bytes. Throws Error(media) where no
/// font can be found.
PlainCover plain_cover(int output, const CoverWords& words, int side);

}  // namespace transcode
