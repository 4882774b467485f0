#pragma once

#include "catalog/article.h"
#include "core/episode.h"
#include "core/published_file.h"
#include "core/time.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace catalog {

/// An episode as it is published, without its text (Catalog::text gives that). Its link and language are empty where
/// the article names none.
struct Entry {
    Id id = 0;
    core::Episode episode;
    std::size_t archive = 0;                ///< the archive page that holds it for good; 0: none yet
    bool own_feed = false;                  ///< it is in the feed of its bulletin's own, for good
    std::set<std::string> lost_files = {};  ///< paths of those that were lost and have not been made again
    std::string picture_sha256;
    std::uint64_t picture_bytes = 0;
    std::string recording_url;
    std::string recording_flaw;             ///< what was wrong with it at its source; empty: nothing
    std::vector<OwnPicture> pictures = {};  ///< that it shows besides: its own in other sizes, or its chapters'

    bool is_lost() const { return lost_files.contains(episode.enclosure().path); }
};

/// The reason of what nobody withdrew: the show's own retention did.
inline constexpr const char* past_retention = "past retention";
/// What keep_days took; it comes back where a later run finds that it was taken by a wrong clock.
inline constexpr const char* past_keep_days = "past keep_days";

/// Why and when an episode was taken out of the feed.
struct Withdrawal {
    std::string reason;
    core::Instant at{};
};

/// What an episode goes by, whether it is published, withdrawn or still to be made, or an article that has none yet.
/// Only what is its own is among it: a name that led to its article once, as another page's idea of a canonical URL
/// may, is none of these.
struct EpisodeNames {
    std::string guid;  ///< empty: there is no episode yet
    std::string title;
    std::string listed_url;     ///< of its article, as the source listed it; empty for a local text
    std::string canonical_url;  ///< as the article's page has it
    std::string recording_url;
    std::string file;  ///< the enclosure's, below the show's folder; empty before there is one
    std::optional<Withdrawal> withdrawn;
    Subjects subjects = {};
    std::string local_file = {};   ///< of a local text
    std::string listed_guid = {};  ///< that its source gives it
    bool is_duplicate = false;     ///< it is another article under another name
};

/// A file of an earlier version. While the present one is of the same type, it answers with that one's bytes;
/// afterwards with the last that it answered with.
struct EarlierFile {
    std::string path;
    std::string type;
    std::string sha256;  ///< of the bytes that it answers with
    std::uint64_t bytes = 0;
    std::string current_path;
    std::string current_type;
};

/// What is about to be published, as the catalog notes it before the first byte is written: whatever then happens, the
/// next run knows every file of ours by name.
struct Intention {
    std::string target;
    std::string token;  ///< by which unfinished files of this publication are named
    std::vector<core::PublishedFile> puts;
    std::vector<core::PublishedFile> noted;                  ///< stand already as they should: only their line changes
    std::vector<std::string> forgotten;                      ///< stand no longer, and should not
    std::vector<std::pair<Id, std::size_t>> archives;        ///< episode and the archive page it is given
    std::vector<std::pair<std::string, std::string>> facts;  ///< small facts of the show that hold with it
};

}  // namespace catalog
