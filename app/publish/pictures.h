#pragma once

#include "app/context.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace app {

/// A picture that is published: below the show's folder, by a name that changes when its bytes do.
struct PictureFile {
    std::string path;
    std::string sha256;
    std::uint64_t bytes = 0;
};

/// A square picture: what apps fetch, and a small one that goes into each file.
struct Artwork {
    PictureFile full;
    PictureFile thumbnail;  ///< of the cover only: a size for pages
    std::string small;      ///< JPEG bytes
    std::string key;        ///< of the cover only: what it was drawn from
    /// Of the cover only: its most striking colour ("#1a2b3c"; empty: it has none but greys); none: nobody has looked.
    std::optional<std::string> colour = {};
    /// Of the cover only: the scripts of whose letters it shows boxes, for no installed font had them.
    std::vector<std::string> missing = {};
    bool failed = false;  ///< of the cover only: it stands in for one that could not be drawn this time
};

/// Whether a picture's bytes are at hand: they stand where they are published, or wait for it. Completes what version
/// 0.1.0 did not remember of it, hash and size.
using AtHand = std::function<bool(PictureFile&)>;

/// Makes or finds the show's cover: from the operator's picture, else a plain one of the title and the author. Nothing
/// is made anew unless the picture or these words have changed, or its bytes are gone; one that an earlier version made
/// without looking for its colour gets that and stays as it is. Where no installed font has some letters of a plain one
/// the report says so when it is drawn, and it is drawn anew once a font has them; one that lacks none stays, whichever
/// fonts there are. Where the process that draws it dies, and dies
/// again, the one that was made last stands in, else a plain one; the report says so, `failed` is set, and the next run
/// tries again. Throws Error(config) for a picture that cannot be used.
Artwork show_cover(const RunContext& run, const AtHand& at_hand);

/// The cover as it was last made, without its small picture.
Artwork remembered_cover(catalog::Catalog& catalog);

/// An article's own picture, cut square, to stand below "images/". Throws Error(media) for what is no picture.
Artwork article_picture(const RunContext& run, const std::filesystem::path& source, const std::string& slug);

/// The small one of a picture that was made before.
std::string small_of(const RunContext& run, int picture);

}  // namespace app
