#pragma once

#include "app/workers.h"
#include "catalog/catalog.h"
#include "config/config.h"

#include <filesystem>
#include <optional>
#include <string>

namespace app {

/// A square picture in two sizes: one that apps fetch, and a small one that goes into each file.
struct Picture {
    std::string path;  ///< below the show's folder; its name changes when its bytes do
    std::string sha256;
    std::string small;           ///< JPEG bytes
    std::string thumbnail_path;  ///< of the cover: a size for pages, below the folder too
};

/// Makes or finds the show's cover: from the operator's picture, else a plain one from the title. Nothing is made anew
/// unless the picture or the title has changed. Throws Error(config) for a picture that cannot be used.
Picture show_cover(const config::Config& config, catalog::Catalog& catalog, Workers& workers);

/// An article's own picture, cut square below "images/". Throws Error(media) for what is no picture.
Picture article_picture(const config::Config& config, Workers& workers, const std::filesystem::path& source,
                        const std::string& slug);

}  // namespace app
