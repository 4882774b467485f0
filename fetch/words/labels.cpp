#include "fetch/words/labels.h"

#include "core/text.h"
#include "fetch/words/text_word_lists.h"

#include <algorithm>
#include <array>

namespace fetch {

namespace {

/// True where the list ("|first|second|") has exactly that word.
bool holds(std::string_view list, std::string_view word) {
    return !word.empty() && list.find("|" + std::string(word) + "|") != std::string_view::npos;
}

/// Calls `each` with the list's words until it answers true.
template <typename Each>
bool any_word(std::string_view list, Each each) {
    for (std::size_t start = 1; start < list.size();) {
        const std::size_t end = list.find('|', start);
        if (each(list.substr(start, end - start))) return true;
        start = end + 1;
    }
    return false;
}

constexpr std::string_view edges[] = {"<", ">", "«", "»", "‹", "›", "←", "→", "◄", "►",  "◀", "▶",       "▲",
                                      "△", "↑", "|", "•", "·", "*", "-", "–", "—", "[",  "]", "(",       ")",
                                      ":", ".", "…", "!", "+", "#", "»", "“", "”", "\"", " ", "\xC2\xA0"};

/// Without arrows, bullets and punctuation at both ends.
std::string_view bare(std::string_view text) {
    const auto strip = [&text](bool front) {
        for (const std::string_view edge : edges) {
            if (front ? !text.starts_with(edge) : !text.ends_with(edge)) continue;
            front ? text.remove_prefix(edge.size()) : text.remove_suffix(edge.size());
            return true;
        }
        return false;
    };
    while (strip(true)) {
    }
    while (strip(false)) {
    }
    return text;
}

std::string bare_lower(std::string_view text) {
    return core::lower(core::collapse_space(bare(text)));
}

/// The end of a colon (ASCII or full width) in the text's first 40 bytes, and the start of it.
std::optional<std::pair<std::size_t, std::size_t>> colon(std::string_view text) {
    const std::size_t ascii = text.find(':');
    const std::size_t wide = text.find("：");
    const std::size_t found = std::min(ascii, wide);
    if (found == std::string_view::npos || found > 60) return std::nullopt;
    return std::pair(found, found + (found == ascii ? 1 : 3));
}

std::optional<std::string> after_label(std::string_view labels, std::string_view line) {
    const auto mark = colon(line);
    if (!mark || !holds(labels, bare_lower(line.substr(0, mark->first)))) return std::nullopt;
    return std::string(core::trim(line.substr(mark->second)));
}

bool has_letter(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || static_cast<unsigned char>(byte) >= 0xC3;
    });
}

bool contains_one(std::string_view list, std::string_view text) {
    return any_word(list, [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

Furniture furniture_of_part(std::string_view part) {
    const std::string text = bare_lower(part);
    if (holds(closing_lines, text)) return Furniture::terminal;
    if (holds(furniture_lines, text)) return Furniture::single;
    // "Bình luận (3)", "Comments (12)"
    const std::size_t count = text.find_last_not_of("0123456789() ");
    if (count != std::string::npos && count + 1 < text.size() &&
        holds(closing_lines, bare_lower(text.substr(0, count + 1))))
        return Furniture::terminal;
    if (const auto mark = colon(part); mark && holds(furniture_labels, bare_lower(part.substr(0, mark->first))))
        return Furniture::single;
    return Furniture::none;
}

bool starts_with_arrow(std::string_view line) {
    constexpr std::string_view arrows[] = {"<", "‹", "←", "◄", "◀", ">>", "→", "►", "▶", "«"};
    return std::any_of(std::begin(arrows), std::end(arrows),
                       [line](std::string_view arrow) { return line.starts_with(arrow); });
}

std::optional<std::string> credit_of(std::string_view text) {
    if (auto credit = after_label(picture_labels, text)) return credit;
    constexpr std::string_view english = "photo by ";
    if (!core::lower(text.substr(0, english.size())).starts_with(english)) return std::nullopt;
    return std::string(core::trim(text.substr(english.size())));
}

}  // namespace

Furniture furniture_of(std::string_view line) {
    constexpr std::size_t longest = 120;
    if (line.empty() || line.size() > longest) return Furniture::none;
    if (!has_letter(line) && line.find_first_of("0123456789") == std::string_view::npos)
        return Furniture::single;  // "-----"
    if (const Furniture whole = furniture_of_part(line); whole != Furniture::none) return whole;
    // "Share | Print | Comments": each of its parts is furniture.
    if (line.find('|') != std::string_view::npos) {
        Furniture strongest = Furniture::single;
        std::size_t start = 0;
        while (start <= line.size()) {
            const std::size_t end = std::min(line.find('|', start), line.size());
            const std::string_view part = core::trim(line.substr(start, end - start));
            const Furniture kind = part.empty() ? Furniture::single : furniture_of_part(part);
            if (kind == Furniture::none) return Furniture::none;
            if (kind == Furniture::terminal) strongest = kind;
            start = end + 1;
        }
        return strongest;
    }
    const bool quoted = line.find("»") != std::string_view::npos || line.ends_with('>');
    return starts_with_arrow(line) && !quoted && line.size() <= 60 ? Furniture::single : Furniture::none;
}

DateLabel date_label_of(std::string_view line) {
    const std::string text = core::lower(line);
    if (contains_one(modified_words, text)) return DateLabel::modified;
    return contains_one(published_words, text) ? DateLabel::published : DateLabel::none;
}

bool starts_with_date_label(std::string_view line) {
    const std::string text = core::lower(bare(line));
    const auto starts = [&text](std::string_view word) { return text.starts_with(word); };
    return any_word(modified_words, starts) || any_word(published_words, starts);
}

std::optional<std::string> after_author_label(std::string_view line) {
    if (auto labelled = after_label(author_labels, line)) return labelled;
    const std::string lowered = core::lower(line);
    std::string name;
    any_word(author_prefixes, [&](std::string_view prefix) {
        if (!lowered.starts_with(prefix) || lowered.size() <= prefix.size() + 1 || lowered[prefix.size()] != ' ')
            return false;
        const std::string_view rest = core::trim(line.substr(std::min(prefix.size(), line.size())));
        if (looks_like_names(rest)) name = rest;
        return !name.empty();
    });
    if (!name.empty()) return name;
    return std::nullopt;
}

std::optional<std::string> after_title_label(std::string_view line) {
    return after_label(title_labels, line);
}
std::optional<std::string> after_section_label(std::string_view line) {
    return after_label(section_labels, line);
}
std::optional<std::string> after_keywords_label(std::string_view line) {
    return after_label(keyword_labels, line);
}
std::optional<std::string> after_audio_label(std::string_view line) {
    return after_label(audio_labels, line);
}
std::optional<std::string> after_source_label(std::string_view line) {
    return after_label(source_labels, line);
}

std::optional<PictureCredit> picture_credit(std::string_view line) {
    constexpr std::size_t longest_caption = 700;
    constexpr std::size_t longest_credit = 90;
    if (line.size() > longest_caption) return std::nullopt;
    if (holds(picture_lines, bare_lower(line))) return PictureCredit{std::string(core::trim(bare(line))), ""};

    // "... (Ảnh: A)", "... (Photo by A)", "... [Foto: A]", "...（写真：A）"
    for (const auto& [open, close] :
         {std::pair<std::string_view, std::string_view>{"(", ")"}, {"[", "]"}, {"（", "）"}}) {
        std::string_view text = line;
        while (text.ends_with('.') || text.ends_with(' ')) text.remove_suffix(1);
        const std::size_t start = text.rfind(open);
        if (!text.ends_with(close) || start == std::string_view::npos || text.size() - start > longest_credit) continue;
        const std::string_view inner =
            core::trim(text.substr(start + open.size(), text.size() - start - open.size() - close.size()));
        const std::string caption(core::trim(text.substr(0, start)));
        if (auto credit = credit_of(inner)) return PictureCredit{caption, *credit};
        if (holds(picture_lines, bare_lower(inner))) return PictureCredit{caption, ""};
    }
    // "Ảnh: A" alone, or after the caption's last stop: "A caption. Photo: A"
    if (auto credit = credit_of(line)) {
        if (credit->size() <= longest_credit) return PictureCredit{"", *credit};
        return PictureCredit{*credit, ""};
    }
    for (const std::string_view stop : {". ", "! ", "? ", " - ", " – ", " — ", " | ", "; ", " / ", "。"}) {
        if (line.size() > 450) break;
        const std::size_t nearest = line.size() > longest_credit ? line.size() - longest_credit : 0;
        for (std::size_t found = line.find(stop, nearest); found != std::string_view::npos;
             found = line.find(stop, found + 1)) {
            const auto credit = credit_of(line.substr(found + stop.size()));
            if (!credit || credit->empty() || credit->find_first_of("?!") != std::string::npos) continue;
            const std::size_t keep = stop.starts_with(' ') || stop.starts_with(';') ? found : found + stop.size();
            return PictureCredit{std::string(core::trim(line.substr(0, keep))), *credit};
        }
    }
    return std::nullopt;
}

bool is_station_sound(std::string_view url) {
    constexpr std::string_view words =
        "|jingle|nhac-hieu|nhac_hieu|nhachieu|nhac-nen|nhac_nen|nhacnen|intro.|outro.|silence|beep|alarm|ringtone|"
        "background-music|station-id|signature-tune|";
    const std::string lowered =
        core::lower(url.substr(url.rfind('/') == std::string_view::npos ? 0 : url.rfind('/') + 1));
    return contains_one(words, lowered);
}

}  // namespace fetch
