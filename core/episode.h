#pragma once

#include "core/article.h"
#include "core/made.h"
#include "core/read_along.h"
#include "core/show.h"
#include "core/tags.h"
#include "core/time.h"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace core {

/// The text of an article. Listings of episodes go without it and carry only its hash, which stands for it in keys.
/// Neither form is safe to show as it is: `body` is text, and `body_html` is what a reader, perhaps of an earlier
/// version, made of a page. feed/ escapes the one and sanitizes the other.
struct Text {
    std::string body;       ///< paragraphs, an empty line between them
    std::string body_html;  ///< the same as p, h2 to h4, ul, ol, li, blockquote, a; nothing else
    std::string hash;       ///< changes whenever one of the two does; empty: there is no text

    const std::string& fingerprint_key() const { return hash; }
};

/// A text with its hash.
Text text_of(std::string body, std::string body_html);

/// What several articles say, each under its title.
struct TitledText {
    std::string title;
    std::string body;
    std::string body_html;
};
Text text_of(std::span<const TitledText> articles);

/// What an edition is about, in one line: the titles of its articles.
std::string lead_of(std::span<const std::string> titles);

/// An article in an episode.
struct Part {
    std::chrono::milliseconds start{};  ///< where it begins in the sound
    std::string title;
    std::string url;  ///< where the article stands; may be empty
};

/// A picture as pages show it.
struct PagePicture {
    std::string path;  ///< below the show's folder; empty: there is none
    int width = 0;     ///< pixels
    int height = 0;
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
    Text text;
    Image article_image;                ///< as the article has it
    std::string image_path;             ///< below the show's folder; empty: the show's own
    PagePicture page_picture;           ///< the article's picture uncut, as large as a page needs it
    std::string thumbnail_path;         ///< a small square of it, for lists; empty: the show's own
    std::vector<Part> parts;            ///< in order; at least one
    std::vector<Rendition> renditions;  ///< at least one; the first is the enclosure
    std::vector<Chapter> chapters;
    ReadAlong read_along;    ///< the text in the sound of the enclosure
    std::string bulletin;    ///< id of the bulletin that this is an edition of; empty: it is one article's
    bool synthetic = false;  ///< a speech synthesizer has read it, or some of it

    const Rendition& enclosure() const { return renditions.front(); }
};

/// Gives an episode the show's website and language where its article names none.
void complete(Episode& episode, const Show& show);

}  // namespace core
