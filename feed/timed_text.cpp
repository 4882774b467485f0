#include "feed/timed_text.h"

#include "core/sentences.h"
#include "core/text.h"
#include "feed/html_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <unordered_map>
#include <utility>

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

/// A sentence of the text, from byte to byte.
struct SentencePlace {
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::vector<SentencePlace> sentences_in(const PlainText& plain, const std::string& language) {
    std::string paragraphs;
    for (const char c : plain.text) paragraphs.append(c == '\n' ? 2 : 1, c);
    std::vector<SentencePlace> places;
    std::size_t from = 0;
    for (const std::string& sentence : core::sentences(paragraphs, language)) {
        const std::size_t found = plain.text.find(sentence, from);
        if (found == std::string::npos) continue;
        from = found + sentence.size();
        places.push_back({found, from});
    }
    return places;
}

/// Which sentence, by its place, has which cue; both are numbers of what they say.
struct Match {
    std::size_t place = 0;
    std::size_t cue = 0;
};

using Numbers = std::vector<std::pair<std::size_t, std::size_t>>;  ///< where it stands, what it says

/// The most matches of which none goes back behind another (the longest common subsequence), the earliest of equals.
std::vector<Match> longest_matching(std::span<const Numbers::value_type> places,
                                    std::span<const Numbers::value_type> cues) {
    // A text has thousands of sentences at most; what a stranger's page has beyond that goes unmarked.
    constexpr std::size_t most_pairs = std::size_t{1} << 25;
    if (cues.empty()) return {};
    places = places.first(std::min(places.size(), most_pairs / cues.size()));
    const std::size_t width = cues.size() + 1;
    std::vector<std::uint16_t> longest((places.size() + 1) * width, 0);  // of what follows, in both
    for (std::size_t p = places.size(); p-- > 0;)
        for (std::size_t c = cues.size(); c-- > 0;)
            longest[p * width + c] = places[p].second == cues[c].second
                                         ? static_cast<std::uint16_t>(longest[(p + 1) * width + c + 1] + 1)
                                         : std::max(longest[(p + 1) * width + c], longest[p * width + c + 1]);
    std::vector<Match> matches;
    for (std::size_t p = 0, c = 0; p < places.size() && c < cues.size();) {
        if (places[p].second == cues[c].second)
            matches.push_back({places[p++].first, cues[c++].first});
        else if (longest[(p + 1) * width + c] >= longest[p * width + c + 1])
            ++p;
        else
            ++c;
    }
    return matches;
}

/// The same, where most of the two are alike: their beginnings and ends need no search.
std::vector<Match> matching(std::span<const Numbers::value_type> places, std::span<const Numbers::value_type> cues) {
    std::vector<Match> matches;
    while (!places.empty() && !cues.empty() && places.front().second == cues.front().second) {
        matches.push_back({places.front().first, cues.front().first});
        places = places.subspan(1);
        cues = cues.subspan(1);
    }
    std::vector<Match> last;
    while (!places.empty() && !cues.empty() && places.back().second == cues.back().second) {
        last.push_back({places.back().first, cues.back().first});
        places = places.first(places.size() - 1);
        cues = cues.first(cues.size() - 1);
    }
    std::ranges::move(longest_matching(places, cues), std::back_inserter(matches));
    matches.insert(matches.end(), last.rbegin(), last.rend());
    return matches;
}

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
    if (std::ranges::find(used_, false) == used_.end()) return std::string(html);
    const PlainText plain = plain_text(html);
    const std::vector<SentencePlace> places = sentences_in(plain, language_);
    std::unordered_map<std::string_view, std::size_t> numbers;
    for (std::size_t cue = 0; cue < cues_.size(); ++cue)
        if (!used_[cue]) numbers.emplace(cues_[cue].text, numbers.size());
    Numbers stand;
    std::vector<bool> is_there(numbers.size(), false);
    for (std::size_t place = 0; place < places.size(); ++place) {
        const std::string_view text =
            std::string_view(plain.text).substr(places[place].begin, places[place].end - places[place].begin);
        const auto number = numbers.find(text);
        if (number == numbers.end()) continue;
        is_there[number->second] = true;
        stand.emplace_back(place, number->second);
    }
    Numbers read;
    for (std::size_t cue = 0; cue < cues_.size(); ++cue)
        if (!used_[cue] && is_there[numbers.at(cues_[cue].text)]) read.emplace_back(cue, numbers.at(cues_[cue].text));
    std::string out;
    std::size_t at = 0;
    for (const Match& match : matching(stand, read)) {
        used_[match.cue] = true;
        const core::Cue& cue = cues_[match.cue];
        const std::size_t begin = plain.begins[places[match.place].begin];
        const std::size_t end = plain.ends[places[match.place].end - 1];
        out += html.substr(at, begin - at);
        out +=
            spans(html.substr(begin, end - begin), fmt::format("<span class=\"s\" data-start=\"{}\" data-end=\"{}\">",
                                                               seconds_text(cue.start), seconds_text(cue.end)));
        at = end;
    }
    return out.append(html.substr(at));
}

}  // namespace feed
