#include "fetch/words/names.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/words/characters.h"
#include "fetch/words/label_lists.h"
#include "fetch/words/labels.h"
#include "fetch/words/word_list.h"

namespace fetch {
namespace {

bool is_any_label(std::string_view plain) {
    return holds_word(author_labels, plain) || holds_word(shy_author_labels, plain) ||
           holds_word(colon_author_labels, plain);
}

struct Announced {
    std::string_view rest;
    bool by_colon = false;
    bool doubtful = false;  ///< a byline only where the rest is names
};

/// What follows a byline's first words.
std::optional<Announced> after_prefix(std::string_view text) {
    constexpr std::size_t longest_label = 60;
    const std::size_t ascii = text.find(':');
    const std::size_t wide = std::min({text.find("："), text.find("៖"), text.find("／")});
    const std::size_t colon = std::min(ascii, wide);
    if (colon <= longest_label && is_any_label(compared(text.substr(0, colon))))
        return Announced{core::trim(text.substr(colon + (colon == ascii ? 1 : 3))), true, false};
    // The longest beginning counts: "Text by Ann Lee".
    std::optional<Announced> found;
    std::size_t words = 0;
    for (std::size_t space = text.find(' '); space != std::string_view::npos && space <= longest_label && words < 4;
         space = text.find(' ', space + 1), ++words) {
        const std::string_view head = text.substr(0, space);
        if (head.empty() || std::string_view(".,;-&").find(head.back()) != std::string_view::npos) continue;
        const std::string plain = compared(head);
        const bool doubtful = holds_word(shy_author_labels, plain);
        if (doubtful || holds_word(author_labels, plain))
            found = Announced{core::trim(text.substr(space)), false, doubtful};
    }
    if (found) return found;
    // "ByAnn Lee", where a page sets the two apart by style only.
    if (text.size() > 3 && ascii_lower(text.substr(0, 2)) == "by" && text[2] >= 'A' && text[2] <= 'Z' &&
        ((text[3] >= 'a' && text[3] <= 'z') || text[3] == '.'))
        return Announced{core::trim(text.substr(2)), false, false};
    return std::nullopt;
}

/// The parts of a byline where a mark parts them.
std::vector<std::string> split_at_marks(std::string_view text) {
    std::vector<std::string> parts{std::string(text)};
    for (const std::string_view separator :
         {", ",   "; ",  ";",   "、",  "，",     "､",      "／",  "/",   " & ", " | ", "｜",
          " và ", " - ", " – ", " — ", " with ", " avec ", " • ", " · ", " + ", "،",   "؛"}) {
        std::vector<std::string> finer;
        for (const std::string& part : parts) {
            for (std::size_t start = 0; start <= part.size();) {
                const std::size_t end = std::min(part.find(separator, start), part.size());
                if (std::string piece = core::collapse_space(part.substr(start, end - start)); !piece.empty())
                    finer.push_back(std::move(piece));
                start = end + separator.size();
            }
        }
        parts = std::move(finer);
    }
    return parts;
}

/// And where a word joins two names. "José Volta e Pinto" is one: a family's name alone is nobody. Between names in
/// capitals the word has them too; elsewhere such a letter is a name's own, "John E Smith".
std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> names;
    for (const std::string& part : split_at_marks(text)) {
        std::vector<std::string> finer{part};
        for (const std::string_view joint :
             {" and ", " und ", " et ", " y ",  " e ",  " dan ", " og ",  " och ", " ja ", " en ", " i ",  " и ",
              " та ",  " ve ",  " és ", " și ", " ir ", " και ", " AND ", " UND ", " ET ", " Y ",  " E ",  " DAN ",
              " OG ",  " OCH ", " JA ", " EN ", " I ",  " И ",   " ТА ",  " VE ",  " ÉS ", " ȘI ", " IR ", " ΚΑΙ "}) {
            for (std::size_t i = 0; i < finer.size(); ++i) {
                const std::string whole = finer[i];
                const std::size_t at = whole.find(joint);
                if (at == std::string::npos) continue;
                const std::string left = whole.substr(0, at);
                const std::string right = whole.substr(at + joint.size());
                if (count_words(right) < 2 && count_words(left) > 1) continue;
                if (is_upper(joint) && (!is_upper(left) || count_words(left) < 2 || count_words(right) < 2)) continue;
                finer[i] = left;
                finer.insert(finer.begin() + static_cast<std::ptrdiff_t>(i) + 1, right);
            }
        }
        std::ranges::move(finer, std::back_inserter(names));
    }
    return names;
}

/// Without brackets around the whole, as agencies' marks have them.
std::string_view without_brackets(std::string_view text) {
    for (const auto& [open, close] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
             {"(", ")"}, {"[", "]"}, {"【", "】"}, {"〔", "〕"}, {"（", "）"}}) {
        if (text.starts_with(open) && text.ends_with(close)) {
            text.remove_prefix(open.size());
            text.remove_suffix(close.size());
        }
    }
    return core::trim(text);
}

/// Without what stands in brackets behind a name, "(Reuters)", "(tổng hợp)", "(Theo AFP, CNN)", and without who took
/// the pictures.
std::string without_remarks(std::string_view text) {
    std::string rest(text);
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{" (", ")"}, {" [", "]"}}) {
        for (std::size_t start = rest.find(open); start != std::string::npos; start = rest.find(open)) {
            const std::size_t end = rest.find(close, start);
            rest.erase(start, end == std::string::npos ? end : end + close.size() - start);
        }
    }
    const std::string small = core::lower(rest);
    for (const std::string_view credit : {" ảnh:", " foto:", " fotos:", " fotos von ", " foto von ",
                                          " illustration von ", " photos:", " photo:", " photos by ", " photo by ",
                                          " illustration by ", " illustrations by ", " photographs by "}) {
        const std::size_t at = small.find(credit);
        // In some languages a letter's other case has another length, and then places are not the same.
        if (at != std::string::npos && at > 0 && small.size() == rest.size()) return rest.substr(0, at);
    }
    return rest;
}

/// "홍길동 기자": Korean and Japanese papers set the role behind the name.
std::string_view without_role_behind(std::string_view name) {
    constexpr std::size_t shortest = 6;
    for (const std::string_view role : {"기자", "특파원", "記者", "记者"}) {
        if (name.size() >= shortest + role.size() && name.ends_with(role))
            return core::trim(name.substr(0, name.size() - role.size()));
    }
    return name;
}

/// Without an address or an account that stands beside a name, and without place and
/// client: "Ann Lee in Paris", "Ann Lee for The Conversation", "Ann Lee Special to the Post".
std::string without_addresses(std::string_view part) {
    std::string name;
    std::size_t kept = 0;
    const auto words = words_of(part);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (word.find('@') != std::string_view::npos) continue;
        if (kept > 1 && (word == "in" || word == "à")) break;
        // In running text small letters follow: "beaten by Ann Lee for first place".
        const bool capital = i + 1 < words.size() && u_isupper(characters_of(words[i + 1]).front());
        if (kept > 1 &&
            ((word == "for" && capital) || (word == "Special" && i + 1 < words.size() && words[i + 1] == "to")))
            break;
        if (!name.empty()) name += ' ';
        name += word;
        ++kept;
    }
    return name;
}

/// "JANE DOE Associated Press": an agency behind capitals.
void cut_at_small_letters(std::string& name) {
    const auto words = words_of(name);
    std::size_t capitals = 0;
    while (capitals < words.size() && is_upper(words[capitals])) ++capitals;
    if (capitals < 2 || capitals == words.size()) return;
    const auto end = static_cast<std::size_t>(words[capitals].data() - name.data());
    if (names_organization(std::string_view(name).substr(end))) name.resize(end - 1);
}

std::string clean(std::string_view part) {
    const auto announced = after_prefix(part);
    const bool names_follow = announced && (!announced->doubtful || reads_like_names(announced->rest, Evidence::none));
    std::string name = without_addresses(names_follow ? announced->rest : part);
    name = without_role_behind(name);
    cut_at_small_letters(name);
    // A stop after the last name is the writer's habit; after initials it belongs to them.
    const auto ends_in_initial = [&name] {
        return name.back() == '.' && name.size() > 2 && (name[name.size() - 3] == ' ' || name[name.size() - 3] == '.');
    };
    while (!name.empty() && std::string_view(".,;:*-|(").find(name.back()) != std::string_view::npos &&
           !ends_in_initial())
        name.pop_back();
    return core::collapse_space(name);
}

bool is_role(const std::string& plain) {
    return any_word(author_roles, [&plain](std::string_view role) {
        if (!plain.starts_with(role) && !plain.ends_with(role)) return false;
        if (plain.size() == role.size()) return true;
        return plain.starts_with(role) ? plain[role.size()] == ' ' : plain[plain.size() - role.size() - 1] == ' ';
    });
}

/// A name with digits is a user's, in one word: "Leser24". All else with digits is a date or an address.
bool is_date_or_place(std::string_view name) {
    constexpr std::size_t longest = 20;
    if (!has_digit(name)) return false;
    return name.size() > longest || name.find_first_of(" .:/") != std::string_view::npos ||
           u_isdigit(characters_of(name).front());
}

/// "Theo AFP", "de São Paulo": behind a name it says where the news is from.
bool says_where_from(std::string_view part) {
    const auto words = words_of(part);
    const auto first = characters_of(words.front()).front();
    return words.size() > 1 && (u_islower(first) || core::lower(words.front()) == "theo");
}

struct Byline {
    std::vector<std::string> names;
    bool only_names = true;  ///< nothing was left out but what the names are: "Staff Writers"
};

/// Drops what only says where and for whom the others write: "VOV1", "The Daily Post", "London".
void drop_what_is_beside_names(std::vector<std::string>& names, bool vietnamese) {
    const auto is_person = [](const std::string& name) { return count_words(name) > 1 && !names_organization(name); };
    const bool small = std::ranges::any_of(names, [](const std::string& name) { return !is_upper(name); });
    if (names.size() < 2 || std::ranges::none_of(names, is_person)) return;
    std::erase_if(names, [&](const std::string& name) {
        if (names_organization(name)) return true;
        if (&name != &names.front() && holds_word(places_of_words, plain_words(name))) return true;
        const auto words = words_of(name);
        const std::string_view first = words.front().substr(0, words.front().find('-'));
        constexpr std::size_t shortest_agency = 3;  // "AJ Taylor" is a person
        if (is_abbreviation(first, small) &&
            (words.size() == 1 || (!is_upper(name) && first.size() >= shortest_agency)))
            return true;
        const bool spaced = !is_spaceless_script(characters_of(name).front());
        return words.size() == 1 && spaced && !vietnamese && name != names.front();
    });
}

/// Korean names stand apart by a dot: "홍길동·김민지". In other scripts it joins the parts of a foreigner's name.
std::vector<std::string> dotted_names(std::string_view name) {
    constexpr std::size_t most_characters = 4;
    std::vector<std::string> names;
    for (const std::string_view dot : {"\u00B7", "\u318D", "\u30FB", "\u2027"}) {
        if (name.find(dot) == std::string_view::npos) continue;
        for (std::size_t start = 0; start <= name.size();) {
            const std::size_t end = std::min(name.find(dot, start), name.size());
            const auto characters = characters_of(name.substr(start, end - start));
            constexpr std::int32_t first_syllable = 0xAC00;
            constexpr std::int32_t last_syllable = 0xD7A3;
            if (characters.size() < 2 || characters.size() > most_characters ||
                !std::ranges::all_of(characters,
                                     [](std::int32_t c) { return c >= first_syllable && c <= last_syllable; }))
                return {};
            names.emplace_back(name.substr(start, end - start));
            start = end + dot.size();
        }
        break;
    }
    return names;
}

/// Chinese names behind a reporter's label stand apart by spaces: "记者 王小明 李四光". So do the parts of one in
/// Japanese, which are shorter.
std::vector<std::string> spaced_names(const std::string& name) {
    constexpr std::size_t most_characters = 4;
    constexpr std::size_t fewest_characters = 5;
    if (const auto names = dotted_names(name); names.size() > 1) return names;
    std::vector<std::string> names;
    std::size_t all = 0;
    for (const std::string_view word : words_of(name)) {
        const auto characters = characters_of(word);
        if (characters.size() < 2 || characters.size() > most_characters ||
            !std::ranges::all_of(characters, is_spaceless_script) || holds_word(author_roles, word))
            return {name};
        all += characters.size();
        names.emplace_back(word);
    }
    return all < fewest_characters ? std::vector{name} : names;
}

Byline parse(std::string_view text) {
    constexpr std::size_t longest_name = 100;
    Byline byline;
    if (text.find("://") != std::string_view::npos) return byline;
    text = without_brackets(text);
    for (const std::string_view dash : {"— ", "– ", "- ", "• "}) {
        if (text.starts_with(dash)) text.remove_prefix(dash.size());
    }
    if (const auto announced = after_prefix(text);
        announced && (!announced->doubtful || reads_like_names(announced->rest, Evidence::none)))
        text = announced->rest;
    for (const std::string& part : split(without_remarks(text))) {
        const std::string name = clean(part);
        if (name.empty()) continue;
        if (names_editor(part) || (!byline.names.empty() && says_where_from(part))) continue;
        if (name.size() > longest_name || is_date_or_place(name)) {
            byline.only_names = false;
            if (!byline.names.empty() && has_digit(name)) break;
            continue;
        }
        const std::string plain = plain_words(name);
        const auto credit = picture_credit(part);
        if (plain.empty() || holds_word(no_author_names, plain) || (credit && credit->caption.empty())) {
            byline.only_names = false;
            continue;
        }
        if (holds_word(author_roles, plain) || (is_role(plain) && !byline.names.empty())) {
            constexpr auto most_spaces = 2;
            if (std::ranges::count(plain, ' ') > most_spaces) byline.only_names = false;
            continue;
        }
        for (std::string& each : spaced_names(name)) {
            if (std::ranges::find(byline.names, each) == byline.names.end()) byline.names.push_back(std::move(each));
        }
    }
    drop_what_is_beside_names(byline.names, holds_vietnamese(text));
    return byline;
}

}  // namespace

bool names_editor(std::string_view line) {
    constexpr std::size_t longest_label = 40;
    if (ascii_lower(line.substr(0, longest_label)).starts_with("edited by ")) return true;
    const std::size_t colon = line.find(':');
    return colon <= longest_label && holds_word(editor_labels, compared(line.substr(0, colon)));
}

std::vector<std::string> names_in_byline(std::string_view text) {
    return parse(text).names;
}

bool reads_like_names(std::string_view text, Evidence evidence) {
    constexpr std::size_t longest_unmarked = 120;
    const bool marked = evidence == Evidence::marked;
    if (!marked && text.size() > longest_unmarked) return false;
    const Byline byline = parse(text);
    return !byline.names.empty() && byline.names.size() <= (marked ? 8U : 6U) && (marked || byline.only_names) &&
           std::ranges::all_of(byline.names, [evidence](const std::string& name) { return is_name(name, evidence); });
}

bool starts_like_byline(std::string_view text) {
    const auto announced = after_prefix(text);
    return announced && (!announced->doubtful || reads_like_names(announced->rest, Evidence::none));
}

std::optional<std::string> after_author_label(std::string_view line) {
    const auto announced = after_prefix(line);
    if (!announced || (!announced->by_colon && !reads_like_names(announced->rest, Evidence::none))) return std::nullopt;
    return std::string(announced->rest);
}

bool is_author_label(std::string_view line) {
    return is_any_label(compared(line));
}

std::string_view from_author_label(std::string_view line) {
    constexpr int most_words = 3;
    const auto next_colon = [line](std::size_t from) { return std::min(line.find(':', from), line.find("：", from)); };
    for (std::size_t colon = next_colon(0); colon != std::string_view::npos; colon = next_colon(colon + 1)) {
        std::size_t start = colon;
        for (int word = 0; word < most_words && start != 0 && start != std::string_view::npos; ++word) {
            start = line.rfind(' ', start - 1);
            const std::size_t first = start == std::string_view::npos ? 0 : start + 1;
            if (first > 0 && is_author_label(line.substr(first, colon - first))) return line.substr(first);
        }
    }
    return {};
}

}  // namespace fetch
