#pragma once

#include "core/article.h"
#include "core/link.h"
#include "core/made.h"
#include "core/time.h"
#include "core/validators.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace catalog {

using Id = std::int64_t;

/// What work can be about: an article, and the episode that it has or that an edition is.
struct Subjects {
    Id article = 0;  ///< 0: it is an edition
    Id episode = 0;  ///< 0: there is none yet

    bool operator==(const Subjects&) const = default;
};

/// What a source says of an article before it is read, and the names it goes by.
struct Found {
    std::vector<std::string> keys;  ///< what it is: "guid:...", "audio:...", "url:...", "file:..."; at least one
    std::string place;              ///< "url:..." of its page where that is less: it may be another's too; or empty
    std::string formerly;           ///< what version 0.1.0 called it, where that was something else; or empty
    std::string sound;              ///< identity of the recording that its source names, or empty
    core::Link link;
};

/// A part of a recording that comes in several, as it was at its source.
struct LaterPart {
    std::string url;
    core::Validators validators;
};

/// A downloaded file, or one that was joined of several; its bytes are kept in the state folder under the hash's name
/// while `kept`.
struct Original {
    std::string url;
    std::string sha256;
    std::uint64_t bytes = 0;
    core::Validators validators;
    std::string content_type;
    bool kept = true;
    std::string sound = {};  ///< hash of what it sounds like, whatever its tags say; empty: not known, or no recording
    std::string flaw = {};   ///< what was wrong with it at its source, where it is published all the same
    std::vector<LaterPart> later_parts = {};  ///< what was joined behind the first part, whose URL is `url`; in order
};

/// A picture of an article, as its episode has it.
struct OwnPicture {
    std::string path;  ///< below the show's folder; empty: there is none
    std::string sha256;
    std::uint64_t bytes = 0;
};

/// An article with everything that is known of it.
struct KnownArticle {
    Id id = 0;
    std::string source;  ///< identity of the source that found it; empty where that is no longer configured
    core::Link link;
    core::Instant first_seen{};
    core::Validators page;    ///< of the last reading
    std::string reading_key;  ///< of the operator's rules by which it was read
    bool was_read = false;
    bool page_was_read = false;  ///< what is known is its page's own, not only what its source says
    bool item_changed = false;   ///< its source says something new since the last reading
    core::Article content;       ///< of the last reading; audio holds the chosen recording only
    std::string text_hash;       ///< of its text
    core::Instant published_at{};
    std::string identity;  ///< empty before the first reading
    std::string tag_hash;
    std::optional<Original> recording;
    std::optional<core::Instant> replaced_at;  ///< when another recording last took the place of the one before
    std::optional<Original> picture;
    std::string guid;  ///< of its episode; empty before there is one
    std::string slug;  ///< likewise
};

enum class Outcome {
    recording,  ///< has a recording of its own: goes on
    silent,     ///< has none; not an error
    left_out,   ///< published before the source's `since`
};

/// What reading a page gave.
struct Reading {
    core::Article content;
    Outcome outcome = Outcome::recording;
    bool page_was_read = true;  ///< it is the page's own, not only what its source says
    std::string identity;
    std::string other_identity;     ///< where another article has that one already
    std::vector<std::string> keys;  ///< further names: canonical URL, recording
    core::Instant published_at{};
    std::string recording_url;
    std::string recording_key;  ///< which recording that is, whoever asks for it; empty where the page does not say it
    bool same_recording = false;  ///< as before, only its address is signed anew
    std::string tag_hash;         ///< of everything in it that a file's tags show
    core::Validators page;
    std::string reading_key;
};

}  // namespace catalog
