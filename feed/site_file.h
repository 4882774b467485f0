#pragma once

#include <string>

namespace feed {

/// A file of the site: path below the show's folder, and what it holds.
struct SiteFile {
    std::string path;
    std::string content;
};

}  // namespace feed
