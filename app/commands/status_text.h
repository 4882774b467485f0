#pragma once

#include "catalog/catalog.h"
#include "config/config.h"
#include "core/read_along.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// What is known of a show.
struct ShowStatus {
    std::vector<catalog::Entry> episodes;  ///< the newest first
    std::vector<catalog::EpisodeNames> withdrawn;
    std::vector<catalog::Pending> pending;
    std::vector<catalog::Failure> failures;
    std::string former;              ///< how many of a former feed's GUIDs are in use; empty: there is no former feed
    std::vector<std::string> feeds;  ///< their files, below the show's folder; the show's own first
    std::vector<std::string> shortages;  ///< what episodes lack of the renditions for good, a line each
};

/// Something about an episode's file that an operator should see: a sign in the table, with what it stands for there,
/// and what is to be said of this very file.
struct Mark {
    char sign = ' ';
    std::string_view meaning;
    std::string detail;
};
std::vector<Mark> marks_of(const catalog::Entry& entry);

/// What became of a text's times, in words; "" where nobody has looked for them yet.
std::string in_words(const core::ReadAlong& found);

/// In words, for lines of so many columns: a line an episode. Nothing is wider but the paths of the feeds.
std::string status_table(const config::Config& show, const ShowStatus& status, std::size_t columns);

/// Everything, a block an episode; what one may want to copy (URLs, names of files) is never broken.
std::string status_in_full(const config::Config& show, const ShowStatus& status, std::size_t columns);

}  // namespace app
