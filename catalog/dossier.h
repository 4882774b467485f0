#pragma once

#include "catalog/article.h"
#include "catalog/entry.h"
#include "catalog/work.h"
#include "core/read_along.h"
#include "core/time.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace catalog {

/// How an article was found and read, and what was downloaded for it.
struct ArticleRecord {
    KnownArticle known;
    std::string outcome;             ///< "unread", "recording", "silent", "left_out" or "duplicate"
    std::vector<std::string> names;  ///< every key that leads to it
    std::optional<core::Instant> read_at;
    std::optional<core::Instant> next_look;               ///< at its page; none: it is not looked at any more
    std::optional<core::Instant> next_look_at_recording;  ///< likewise
    std::map<std::string, std::string> found_by;          ///< field -> the rule that found it; empty: not noted
    std::string rules;                                    ///< the operator's by which it was read, as they are kept
    std::optional<core::Instant> recording_at;            ///< when its recording was downloaded
    std::optional<core::Instant> picture_at;              ///< likewise
    std::string told;                                     ///< what its page is now, where that is no longer the article
    bool is_shared = false;       ///< other pages offer its recording as theirs, so that it has none
    bool is_judged_next = false;  ///< another recording came, and waits until it is known whose that is
};

/// A file of an episode, of now or of an earlier version.
struct FileRecord {
    File file;
    bool is_current = false;
};

/// An article as an edition has it.
struct EditionMember {
    Id article = 0;
    std::string title;
    std::string url;
    bool is_heard = false;  ///< it is in the edition's sound
    std::chrono::milliseconds start{};
};

struct EpisodeRecord {
    Id id = 0;
    std::string guid;
    std::string slug;
    core::Instant minted_at{};
    std::optional<core::Instant> modified_at;  ///< when listeners were given a correction
    bool alone = true;                         ///< false: it is heard in bulletins only
    std::size_t archive = 0;                   ///< the archive page that holds it for good; 0: none yet
    OwnPicture picture;
    bool picture_is_lost = false;
    std::vector<FileRecord> files;  ///< the current ones first, the enclosure before the others
    core::ReadAlong read_along;     ///< without its cues
    std::optional<Withdrawal> withdrawn;
    std::string bulletin;  ///< of an edition; empty: it is an article's
    core::Instant at{};    ///< of an edition
    std::string title;     ///< likewise
    bool own_feed = false;
    std::vector<EditionMember> members;  ///< in order
};

/// An edition that has an article.
struct EditionPlace {
    std::string guid;
    std::string bulletin;
    std::string title;
    bool is_heard = false;
    std::chrono::milliseconds start{};
};

/// Work that somebody has in hand.
struct Claim {
    Step step = Step::read;
    std::string rendition;  ///< as a Failure's
    std::string owner;
    core::Instant until{};
};

/// All that is known of an article and its episode, or of an edition.
struct Dossier {
    std::optional<ArticleRecord> article;  ///< none: it is an edition
    std::optional<EpisodeRecord> episode;  ///< none: it was not minted yet
    std::vector<EditionPlace> editions;    ///< the newest first
    std::vector<Failure> failures;
    std::vector<Claim> claims;
};

}  // namespace catalog
