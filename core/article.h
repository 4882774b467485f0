#pragma once

#include "core/time.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

struct Image {
    std::string url;
    std::string caption;
    std::string credit;

    bool operator==(const Image&) const = default;
};

/// The address of a recording that no server has: a speech synthesizer reads the text that has this key.
inline std::string voiced_address(std::string_view key) {
    return "voice:" + std::string(key);
}
inline bool is_voiced(std::string_view recording_address) {
    return recording_address.starts_with("voice:");
}

/// A recording that the page may mean as its own.
struct AudioCandidate {
    std::string url;     ///< absolute
    std::string rule;    ///< what found it: "json-ld AudioObject", "audio element", ...
    double score = 0.0;  ///< higher is likelier; only comparable within one page
    /// Put together from values of the page, as its player does: whether there is such a file is still to be asked.
    bool built = false;

    bool operator==(const AudioCandidate&) const = default;
};

struct RejectedAudio {
    std::string url;
    std::string rule;
    std::string reason;

    bool operator==(const RejectedAudio&) const = default;
};

/// What a page says. All text is clean UTF-8 (NFC) without markup but for body_html; URLs are absolute and normalized.
struct Article {
    std::string url;  ///< canonical; empty for a local text without one
    std::string title;
    std::optional<WrittenTime> published;
    std::optional<WrittenTime> modified;
    std::vector<std::string> authors;
    std::string language;   ///< BCP 47; empty: not said
    std::string lead;       ///< the standfirst, without the agency mark
    std::string body;       ///< paragraphs, an empty line between them
    std::string body_html;  ///< the same as p, h2 to h4, ul, ol, li, blockquote, a; what shows it does not trust that
    Image image;
    std::string section;
    std::vector<std::string> keywords;

    std::vector<AudioCandidate> audio;  ///< best first; empty when the page has no recording of its own
    /// A recording of more parts than these is none that can be taken.
    static constexpr std::size_t most_parts = 50;
    std::vector<std::string> later_parts;  ///< of a recording in parts: the URLs that follow the first one's, in order
    std::vector<RejectedAudio> rejected;
    bool ambiguous = false;  ///< several recordings are as likely: audio holds them all and none may be chosen

    std::map<std::string, std::string> rules;  ///< field name -> what found it
};

}  // namespace core
