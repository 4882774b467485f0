#pragma once

#include "catalog/article.h"
#include "catalog/work.h"
#include "core/time.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace catalog {

/// An edition of a bulletin, as it is minted: from then on it has these articles and no others.
struct NewEdition {
    Minting names;
    std::string bulletin;  ///< id
    core::Instant at{};    ///< of one bulletin there is one edition of a moment
    std::string title;
    bool own_feed = false;     ///< it is in the feed of its bulletin's own, for good; else in the show's
    std::vector<Id> articles;  ///< in order; at least one
};

/// An article of an edition, where it can be heard: it has a recording of its own and is not withdrawn.
struct EditionPart {
    KnownArticle article;
    bool alone = true;   ///< it is an episode of its own as well
    OwnPicture picture;  ///< that stands, or stood last
    bool picture_lost = false;
};

/// To make a file of an edition, or to see that nothing about it has changed: whoever is given this knows the keys of
/// what it would make, and claims the work by take() where they differ from those of `current`.
struct EditionWork {
    Id episode = 0;
    Minting names;
    std::string bulletin;
    core::Instant at{};
    std::string title;
    bool own_feed = false;
    std::string rendition;
    std::vector<EditionPart> parts;
    Id first_article = 0;         ///< of all that it was minted with
    std::optional<File> current;  ///< the file that stands
    int latest_version = 0;
    std::string audio_key;  ///< of the file to be made; given by who takes it
    std::string tag_key;
};

/// An article as it is heard in a file of an edition.
struct HeardPart {
    Id article = 0;
    std::chrono::milliseconds start{};  ///< of its chapter
    std::chrono::milliseconds sound{};  ///< of its recording
    std::chrono::milliseconds cut{};    ///< of the recording's beginning left out
};

}  // namespace catalog
