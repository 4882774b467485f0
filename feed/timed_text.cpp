#include "feed/timed_text.h"

#include "core/text.h"
#include "feed/html_text.h"

#include <fmt/core.h>

#include <algorithm>

namespace feed {

namespace {

/// The text of HTML as sentences have it, white space collapsed, a line's end between blocks; and where each byte of it
/// stands in the HTML.
struct PlainText {
    std::string text;
    std::vector<std::size_t> begins;  ///< of the character or reference that the byte is of
    std::vector<std::size_t> ends;

    void add(std::string_view characters, std::size_t begin, std::size_t end) {
        text += characters;
        begins.insert(begins.end(), characters.size(), begin);
        ends.insert(ends.end(), characters.size(), end);
    }
};

std::size_t tag_end(std::string_view html, std::size_t at) {
    return std::min(html.find('>', at), html.size() - 1) + 1;
}

bool is_link_tag(std::string_view html, std::size_t at) {
    const std::string_view tag = html.substr(at, 4);
    return tag.starts_with("<a ") || tag.starts_with("<a>") || tag == "</a>";
}

std::size_t character_length(unsigned char first) {
    if (first < 0x80) return 1;
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

PlainText plain_text(std::string_view html) {
    PlainText plain;
    bool pending = false;
    std::size_t space_begin = 0;
    for (std::size_t at = 0; at < html.size();) {
        if (html[at] == '<') {
            const bool is_block = !is_link_tag(html, at);
            const std::size_t end = tag_end(html, at);
            if (is_block && !plain.text.ends_with('\n')) plain.add("\n", at, end);
            if (is_block) pending = false;
            at = end;
            continue;
        }
        std::size_t length = html[at] == '&' ? reference_length(html.substr(at)) : 0;
        std::string character;
        if (length > 0) {
            character = unescape_html(html.substr(at, length));
        } else {
            length = std::min(character_length(static_cast<unsigned char>(html[at])), html.size() - at);
            character = html.substr(at, length);
        }
        if (core::trim(character).empty()) {
            if (!pending) space_begin = at;
            pending = !plain.text.empty() && !plain.text.ends_with('\n');
        } else {
            if (pending) plain.add(" ", space_begin, at);
            pending = false;
            plain.add(character, at, at + length);
        }
        at += length;
    }
    return plain;
}

/// Where a sentence stands in the HTML.
struct Found {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t cue = 0;
};

/// The HTML of a place with the sentence's spans, which close before each tag and open after it.
std::string spans(std::string_view html, const std::string& opening) {
    constexpr std::string_view closing = "</span>";
    std::string out;
    for (std::size_t at = 0; at < html.size();) {
        if (html[at] == '<') {
            const std::size_t end = tag_end(html, at);
            out += html.substr(at, end - at);
            at = end;
            continue;
        }
        const std::size_t end = std::min(html.find('<', at), html.size());
        out += opening;
        out += html.substr(at, end - at);
        out += closing;
        at = end;
    }
    return out;
}

}  // namespace

std::string seconds_text(std::chrono::milliseconds time) {
    return fmt::format("{}.{:03}", time.count() / 1000, time.count() % 1000);
}

std::string SentenceMarks::mark(std::string_view html) {
    const PlainText plain = plain_text(html);
    std::vector<Found> places;
    std::size_t from = 0;
    for (std::size_t cue = 0; cue < cues_.size(); ++cue) {
        if (used_[cue] || cues_[cue].text.empty()) continue;
        const std::size_t found = plain.text.find(cues_[cue].text, from);
        if (found == std::string::npos) continue;
        used_[cue] = true;
        from = found + cues_[cue].text.size();
        places.push_back({plain.begins[found], plain.ends[from - 1], cue});
    }
    std::string out;
    std::size_t at = 0;
    for (const Found& place : places) {
        const core::Cue& cue = cues_[place.cue];
        out += html.substr(at, place.begin - at);
        out += spans(html.substr(place.begin, place.end - place.begin),
                     fmt::format("<span class=\"s\" data-start=\"{}\" data-end=\"{}\">", seconds_text(cue.start),
                                 seconds_text(cue.end)));
        at = place.end;
    }
    return out.append(html.substr(at));
}

}  // namespace feed
