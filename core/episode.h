#pragma once

#include "core/article.h"
#include "core/loudness.h"
#include "core/tags.h"
#include "core/time.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace core {

/// A media file as listeners get it.
struct Enclosure {
    std::string path;  ///< below the show's folder, ASCII: "media/2024-07-08-name.mp3"
    std::uint64_t bytes = 0;
    std::string type;  ///< MIME
    std::string sha256;
    std::chrono::milliseconds duration{};
};

/// What the feed and the site say of one episode.
struct Episode {
    std::string guid;  ///< minted once
    std::string slug;  ///< ASCII, unique in the show: names the episode's page and files
    std::string title;
    std::string link;  ///< the article's page, else the show's website
    Instant published{};
    std::optional<Instant> modified;  ///< when listeners were given a correction
    std::vector<std::string> authors;
    std::string language;
    std::string lead;
    std::string body;
    std::string body_html;
    Image article_image;     ///< as the article has it
    std::string image_path;  ///< below the show's folder; empty: the show's own
    Enclosure enclosure;
    Loudness before;
    Loudness after;
    std::vector<Chapter> chapters;
};

}  // namespace core
