#include "fetch/words/labels.h"

#include <algorithm>
#include <array>

#include "core/ascii.h"
#include "core/text.h"
#include "fetch/words/characters.h"
#include "fetch/words/label_lists.h"
#include "fetch/words/word_list.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace fetch {

namespace {

/// The rest of a line that begins with one of the labels and a colon, ASCII or full width.
std::optional<std::string> after_label(std::string_view labels, std::string_view line) {
    constexpr std::size_t longest_label = 60;
    const std::size_t ascii = line.find(':');
    const std::size_t wide = line.find("：");
    const std::size_t colon = std::min(ascii, wide);
    if (colon > longest_label || !holds_word(labels, compared(line.substr(0, colon)))) return std::nullopt;
    return std::string(core::trim(line.substr(colon + (colon == ascii ? 1 : 3))));
}

std::optional<std::string> credit_of(std::string_view text) {
    if (auto credit = after_label(picture_labels, text)) return credit;
    constexpr std::string_view english = "photo by ";
    if (!core::lower(text.substr(0, english.size())).starts_with(english)) return std::nullopt;
    return std::string(core::trim(text.substr(english.size())));
}

std::optional<std::string> credit_outside(std::string_view text) {
    if (auto credit = credit_of(text)) return credit;
    if (text.starts_with('(') || text.starts_with('[')) return std::nullopt;
    return after_label(open_picture_labels, text);
}

/// Where the word first stands; scripts without spaces have it anywhere, others at a word's beginning.
std::size_t place_of(std::string_view word, std::string_view text) {
    const bool spaceless = static_cast<unsigned char>(word.front()) >= 0xE0;
    std::size_t at = text.find(word);
    while (at != std::string_view::npos && at > 0 && text[at - 1] != ' ' && !spaceless) at = text.find(word, at + 1);
    return at;
}

/// The words just before the line's first colon end in `word`.
bool is_label(std::string_view label, std::string_view word) {
    return label.ends_with(word) && (label.size() == word.size() || label[label.size() - word.size() - 1] == ' ');
}

}  // namespace

DateLabel date_label_of(std::string_view line) {
    const std::string text = compared(line);
    std::string label;
    if (const std::size_t colon = std::min(line.find(':'), line.find("：")); colon != std::string_view::npos)
        label = compared(line.substr(0, colon));
    DateLabel says = DateLabel::none;
    std::size_t first = std::string::npos;
    for (const DateWords& row : date_words) {
        if (row.tells == DateWords::Tells::before_a_colon) {
            // Weaker than any other word: "Ngày cập nhật:" is of a change.
            if (says == DateLabel::none && any_word(row.words, [&](auto word) { return is_label(label, word); }))
                says = row.says;
            continue;
        }
        any_word(row.words, [&](std::string_view word) {
            if (const std::size_t at = place_of(word, text); at < first) {
                first = at;
                says = row.says;
            }
            return false;
        });
    }
    return says;
}

bool starts_with_date_label(std::string_view line) {
    const std::string text = compared(line);
    return std::ranges::any_of(date_words, [&text](const DateWords& row) {
        return any_word(row.words, [&text](std::string_view word) { return text.starts_with(word); });
    });
}

bool is_stamp(std::string_view line) {
    constexpr std::size_t longest_dated = 70;
    const std::string text = compared(line);
    const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
    return std::ranges::any_of(date_words, [&](const DateWords& row) {
        if (row.tells == DateWords::Tells::before_a_colon) return false;
        // A sentence may begin with "Written" and hold a year, a heading with "Update" and a day.
        const bool dated = digits >= 6 && line.size() < longest_dated && text.back() >= '0' && text.back() <= '9';
        return (row.tells == DateWords::Tells::alone || dated) && starts_with_word(row.words, text);
    });
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
    if (auto rest = after_label(audio_labels, line)) return rest;
    return after_label(listening_words, line);
}
std::optional<std::string> after_source_label(std::string_view line) {
    return after_label(source_labels, line);
}

bool offers_listening(std::string_view text) {
    const std::string plain = compared(text);
    const auto offers = [&plain](std::string_view word) { return place_of(word, plain) != std::string::npos; };
    return any_word(listening_words, offers) || any_word(listening_hints, offers) || holds_word(audio_labels, plain);
}

SoundLabel sound_label(std::string_view text) {
    const std::string plain = compared(text);
    const auto says = [&plain](std::string_view word) { return place_of(word, plain) != std::string::npos; };
    if (any_word(live_labels, says)) return SoundLabel::live;
    if (any_word(bulletin_labels, says)) return SoundLabel::bulletin;
    if (any_word(text_words, says) && (offers_listening(text) || any_word(audio_labels, says)))
        return SoundLabel::this_text;
    // "Podcast" alone may be what a paper calls its readings; with a number or a title it is a show's.
    constexpr std::size_t few_words = 4;
    const bool has_number = plain.find_first_of("0123456789") != std::string::npos;
    const bool is_long = words_of(plain).size() > few_words;
    const bool counted = has_number && any_word(episode_labels, says);
    return counted || (is_long && (any_word(episode_labels, says) || any_word(podcast_labels, says)))
               ? SoundLabel::episode
               : SoundLabel::none;
}

bool names_format(std::string_view text) {
    static constexpr auto formats =
        std::to_array<std::string_view>({"mp3", "m4a", "m4b", "aac", "ogg", "oga", "opus", "wav", "flac", "wma"});
    static constexpr auto sizes = std::to_array<std::string_view>(
        {"mb", "kb", "mo", "ko", "kbps", "kbit", "mbyte", "download", "tải", "tải về", "audio", "file", "s"});
    constexpr std::size_t longest = 40;
    if (text.size() > longest) return false;
    bool named = false;
    const std::string plain = compared(text);
    for (const std::string_view word : words_of(plain)) {
        if (std::ranges::find(formats, word) != formats.end()) {
            named = true;
        } else if (std::ranges::find(sizes, word) == sizes.end() && !std::ranges::all_of(word, core::is_ascii_digit)) {
            return false;
        }
    }
    return named;
}

std::size_t part_number(std::string_view text) {
    static constexpr auto part_words =
        std::to_array<std::string_view>({"phần", "part", "teil", "partie", "parte", "часть", "частина", "deel", "część",
                                         "bagian", "bölüm", "osa", "parts"});
    struct Ordinal {
        std::string_view word;
        std::size_t number;
    };
    static constexpr auto ordinals = std::to_array<Ordinal>(
        {{"one", 1},      {"two", 2},      {"three", 3},    {"four", 4},     {"five", 5},    {"first", 1},
         {"second", 2},   {"third", 3},    {"một", 1},      {"hai", 2},      {"ba", 3},      {"bốn", 4},
         {"năm", 5},      {"đầu", 1},      {"première", 1}, {"deuxième", 2}, {"seconde", 2}, {"troisième", 3},
         {"erster", 1},   {"zweiter", 2},  {"dritter", 3},  {"primera", 1},  {"segunda", 2}, {"tercera", 3},
         {"primeira", 1}, {"terceira", 3}, {"prima", 1},    {"seconda", 2},  {"terza", 3},   {"eins", 1},
         {"zwei", 2},     {"drei", 3},     {"i", 1},        {"ii", 2},       {"iii", 3}});
    constexpr std::size_t longest = 200;
    if (text.size() > longest) return 0;
    const std::string plain = compared(text);
    const auto words = words_of(plain);
    const auto number_of = [](std::string_view word) -> std::size_t {
        constexpr std::size_t most_digits = 2;
        if (word.size() <= most_digits && std::ranges::all_of(word, core::is_ascii_digit))
            return std::stoul(std::string(word));
        const auto* known = std::ranges::find(ordinals, word, &Ordinal::word);
        return known == ordinals.end() ? 0 : known->number;
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (std::ranges::find(part_words, words[i]) == part_words.end()) continue;
        const std::size_t after = i + 1 < words.size() ? number_of(words[i + 1]) : 0;
        const std::size_t before = i > 0 ? number_of(words[i - 1]) : 0;
        if (after > 0 || before > 0) return after > 0 ? after : before;
    }
    return 0;
}

std::optional<PictureCredit> picture_credit(std::string_view line) {
    constexpr std::size_t longest_caption = 700;
    constexpr std::size_t longest_credit = 90;
    if (line.size() > longest_caption) return std::nullopt;
    constexpr std::size_t longest_word = 60;
    if (line.size() <= longest_word && holds_word(picture_lines, compared(line)))
        return PictureCredit{std::string(core::trim(without_edges(line))), ""};

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
        if (auto credit = after_label(bracketed_picture_labels, inner)) return PictureCredit{caption, *credit};
        const std::string plain = compared(inner);
        if (holds_word(picture_lines, plain) || holds_word(picture_labels, plain) ||
            holds_word(bracketed_picture_labels, plain))
            return PictureCredit{caption, ""};
    }
    // "Ảnh: A" alone, or after the caption's last stop: "A caption. Photo: A"
    if (auto credit = credit_outside(line)) {
        if (credit->size() <= longest_credit) return PictureCredit{"", *credit};
        return PictureCredit{*credit, ""};
    }
    for (const std::string_view stop : {". ", "! ", "? ", " - ", " – ", " — ", " | ", "; ", " / ", "。"}) {
        if (line.size() > 450) break;
        const std::size_t nearest = line.size() > longest_credit ? line.size() - longest_credit : 0;
        for (std::size_t found = line.find(stop, nearest); found != std::string_view::npos;
             found = line.find(stop, found + 1)) {
            const auto credit = credit_outside(line.substr(found + stop.size()));
            if (!credit || credit->empty() || credit->find_first_of("?!") != std::string::npos) continue;
            const std::size_t keep = stop.starts_with(' ') || stop.starts_with(';') ? found : found + stop.size();
            return PictureCredit{std::string(core::trim(line.substr(0, keep))), *credit};
        }
    }
    return std::nullopt;
}

std::size_t agency_mark_length(std::string_view paragraph) {
    constexpr std::size_t longest = 80;
    const std::string_view head = paragraph.substr(0, longest);
    std::size_t cut = std::string_view::npos;
    std::size_t end = 0;
    for (const std::string_view dash : {"- ", "– ", "— ", "--- ", "-- "}) {
        const std::size_t found = head.find(dash);
        if (found == std::string_view::npos || found >= cut) continue;
        cut = found;
        end = found + dash.size();
    }
    if (cut == std::string_view::npos || cut == 0) return 0;
    std::string_view mark = head.substr(0, cut);
    const bool spaced = mark.ends_with(' ');
    mark = core::trim(mark);
    if (mark.empty()) return 0;

    // "Hà Nội (TTXVN) - ", "(Dân trí) - ": the agency stands in brackets before the dash.
    if (mark.ends_with(')')) {
        const std::size_t open = mark.rfind('(');
        return open != std::string_view::npos && mark.find_first_of("?!") == std::string_view::npos ? end : 0;
    }
    // "ĐTO - ", "VOV.VN - ": one to three short words of capitals only.
    const auto words = words_of(mark);
    if (words.size() > 3 || mark.size() > 34) return 0;
    std::size_t letters = 0;
    for (const UChar32 character : characters_of(mark)) {
        if (u_isupper(character))
            ++letters;
        else if (character != '.' && character != ' ' && character != ',' && character != '/')
            return 0;
    }
    // A dash without a space before it also joins words: "TP- " is a mark only as a whole word.
    return letters >= 2 && (spaced || words.size() == 1) ? end : 0;
}

}  // namespace fetch
