#pragma once

#include "core/show.h"
#include "feed/edition.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace app {

/// A show that is published in a folder, and what its feed says of it.
struct StandingShow {
    std::filesystem::path folder;
    core::Show show;
    std::vector<feed::FeedLink> others;  ///< the feeds beside the show's own that listeners can subscribe to
};

/// What a file begins with: as much of a feed as its channel needs. Throws Error(storage) where it cannot be opened.
std::string beginning_of(const std::filesystem::path& file);

/// The show that is published in this folder; nothing where it has not newscast's marker and a feed.
std::optional<core::Show> show_at(const std::filesystem::path& folder);

/// The shows whose folders lie in this one, by the folders' names.
std::vector<StandingShow> shows_in(const std::filesystem::path& folder);

}  // namespace app
