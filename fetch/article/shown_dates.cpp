#include "fetch/article/shown_dates.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "core/text.h"
#include "fetch/article/date_places.h"
#include "fetch/dates/written_date.h"
#include "fetch/markup/markup.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr auto today_words = std::to_array<std::string_view>(
    {"hôm nay", "today", "heute", "hoy", "hoje", "oggi", "aujourd", "сегодня", "今日", "今天", "오늘", "วันนี้"});

/// In any script.
std::ptrdiff_t count_digits(std::string_view text) {
    constexpr unsigned char first_lead = 0xD9;  // before it no script but ASCII has digits of its own
    std::ptrdiff_t count = 0;
    const auto length = static_cast<int32_t>(text.size());
    for (int32_t at = 0; at < length;) {
        const auto byte = static_cast<unsigned char>(text[static_cast<std::size_t>(at)]);
        if (byte < first_lead) {
            count += byte >= '0' && byte <= '9' ? 1 : 0;
            ++at;
            continue;
        }
        UChar32 character = 0;
        U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), at, length, character);
        if (character >= 0 && u_charDigitValue(character) >= 0) ++count;
    }
    return count;
}

bool has_digit(std::string_view text) {
    return count_digits(text) > 0;
}

/// A year has four digits, or with its day and month it has as many; most lines of a page are told so cheaply.
bool could_hold_date(std::string_view text) {
    return count_digits(text) >= 4;
}

/// "Datum:26. Januar" and "Apr 042013", where only the style sets words apart.
std::string with_gaps(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += text[i];
        const bool after_label = text[i] == ':' && i > 0 && i + 1 < text.size() && !has_digit(text.substr(i - 1, 1)) &&
                                 has_digit(text.substr(i + 1, 1));
        if (after_label) out += ' ';
    }
    return out;
}

/// The text of an element, its text nodes set apart.
std::string spaced_text(HtmlNode node) {
    std::string all;
    for (HtmlNode inner = node.first_child(); inner; inner = inner.next_in(node)) {
        if (inner.is_text()) all += ' ' + std::string(inner.content());
    }
    return core::collapse_space(all);
}

bool is_plausible(const core::WrittenTime& time) {
    using namespace std::chrono;
    const year_month_day day(floor<days>(time.local));
    return day.year() >= year(1990) && day.year() <= year(2100);
}

}  // namespace

std::optional<core::WrittenTime> read_time(std::string_view text, const std::string& language,
                                           const DateOrders& orders) {
    text = core::trim(text);
    if (text.empty() || text.size() > 300 || !could_hold_date(text)) return std::nullopt;
    auto time = core::parse_iso8601(text);
    if (!time) time = parse_written_date(text, language, orders);
    if (!time) {
        if (const std::string spaced = with_gaps(text); spaced != text)
            time = parse_written_date(spaced, language, orders);
    }
    if (time && !time->offset && time->has_clock && text.ends_with('Z') && text.find('T') != std::string_view::npos)
        time->offset = std::chrono::minutes(0);
    if (time && !is_plausible(*time)) time.reset();
    return time;
}

namespace {

/// A date within a sentence is one that the sentence is about.
bool is_in_sentence(std::string_view text) {
    const std::size_t first = text.find_first_of("0123456789");
    if (first == std::string_view::npos) return false;
    const auto words = [](std::string_view part) { return std::ranges::count(core::trim(part), ' '); };
    const auto before = words(text.substr(0, first));
    const auto behind = words(text.substr(text.find_last_of("0123456789")));
    return behind >= 3 && (before >= 5 || (before >= 3 && words(text) >= 14));
}

/// The dates of one page in its order.
class Finder {
public:
    Finder(const PageParts& page, const std::vector<TextBlock>& blocks, const std::string& language)
        : blocks_(blocks), language_(language), places_(page, blocks) {
        for (const HtmlNode stamp : page.elements("time")) {
            const HtmlNode block = block_around(stamp);
            stamps_[block.id()].push_back(stamp);
        }
    }

    std::vector<ShownDate> find() {
        constexpr std::size_t most = 400;
        std::vector<std::size_t> dated;
        std::vector<std::string> texts;
        for (std::size_t i = 0; i < blocks_.size() && dated.size() < most; ++i) {
            const TextBlock& block = blocks_[i];
            if (block.text.size() > 260 || block.region == Region::hidden) continue;
            if (!could_hold_date(block.text) && !stamps_.contains(block.node.id()) &&
                !(has_digit(block.text) && block.text.size() < 40))
                continue;
            dated.push_back(i);
            texts.push_back(block.text);
            if (could_hold_date(block.text)) ++in_lists_[list_of(block.node).id()];
        }
        orders_ = orders_of(texts, language_);
        for (const std::size_t i : dated) read_block(i);
        std::ranges::stable_sort(shown_, std::greater<>(), &ShownDate::score);
        return std::move(shown_);
    }

private:
    /// The list that the block is an entry of; nothing where it is none.
    static HtmlNode list_of(HtmlNode node) {
        constexpr int most_levels = 5;
        for (int level = 0; node && level < most_levels; node = node.parent(), ++level) {
            if (node.is("ul") || node.is("ol")) return node;
        }
        return {};
    }

    /// Among several entries that are dated, or beside a link of a headline's length, it is another article's.
    bool is_of_an_entry(const TextBlock& block) const {
        constexpr std::size_t several = 3;
        constexpr std::size_t headline = 20;
        if (block.link_characters >= headline && block.link_share() >= 0.5) return true;
        const HtmlNode list = list_of(block.node);
        const auto found = list ? in_lists_.find(list.id()) : in_lists_.end();
        return found != in_lists_.end() && found->second >= several;
    }

    std::optional<core::WrittenTime> read(std::string_view text) const { return read_time(text, language_, orders_); }

    void read_block(std::size_t index) {
        const TextBlock& block = blocks_[index];
        const auto stamps = stamps_.find(block.node.id());
        if (stamps != stamps_.end() && read_stamps(index, stamps->second)) return;
        if (could_hold_date(block.text)) {
            bool found = false;
            for (const std::string_view piece : stamps_in(block.text)) {
                const auto time = read(piece);
                if (!time) continue;
                add(index, with_clock_beside(*time, index), "shown text", label_at(index, piece, found), piece);
                found = true;
            }
            if (found) return;
        }
        if (block.text.size() >= 40 || !is_called_date(block.node)) return;
        if (const auto time = could_hold_date(block.text) ? read(spaced_text(block.node)) : std::nullopt) {
            add(index, *time, "shown text", label_at(index, block.text, false), block.text);
            return;
        }
        // "Jun 13, 4:03 PM" and "5 giờ trước" are told in full where the mouse points.
        for (HtmlNode node = block.node; node && node.is_element(); node = node.first_child()) {
            for (const std::string_view attribute : {"title", "datetime", "content", "data-date", "data-time",
                                                     "data-datetime", "data-timestamp", "data-published"}) {
                const auto time = node.has(attribute) ? read(node.attribute(attribute)) : std::nullopt;
                if (!time) continue;
                add(index, *time, "shown text's " + std::string(attribute), label_at(index, block.text, false),
                    block.text);
                return;
            }
        }
    }

    /// A line is cut before each label of a date that stands behind another date: "Updated ... | Published ...".
    std::vector<std::string_view> stamps_in(std::string_view text) const {
        constexpr std::ptrdiff_t digits_of_two = 10;
        std::vector<std::string_view> pieces;
        while (count_digits(text) >= digits_of_two) {
            std::size_t cut = text.find(' ', text.find_first_of("0123456789"));
            while (cut != std::string_view::npos && !is_cut(text, cut)) cut = text.find(' ', cut + 1);
            if (cut == std::string_view::npos) break;
            pieces.push_back(text.substr(0, cut));
            text.remove_prefix(cut + 1);
        }
        pieces.push_back(text);
        return pieces;
    }

    bool is_cut(std::string_view text, std::size_t space) const {
        constexpr std::string_view separators = "/|;,";
        const std::string_view rest = core::trim(text.substr(space));
        if (rest.empty() || has_digit(rest.substr(0, 1)) || !could_hold_date(text.substr(0, space)) ||
            !could_hold_date(rest))
            return false;
        if (separators.find(rest.front()) != std::string_view::npos)
            return date_label_of(rest) != DateLabel::none && read(rest) && read(text.substr(0, space));
        // A label with a separator behind it is that of the date before it.
        const std::string_view label = rest.substr(0, rest.find_first_of("0123456789"));
        return label.find_first_of(separators) == std::string_view::npos &&
               starts_with_date_label(rest.substr(0, 60)) && read(rest);
    }

    /// Each time element of a block has the words before it.
    bool read_stamps(std::size_t index, const std::vector<HtmlNode>& stamps) {
        const std::string& text = blocks_[index].text;
        std::size_t from = 0;
        bool found = false;
        for (const HtmlNode stamp : stamps) {
            const std::string own = stamp.text(300);
            const std::size_t at = std::min(text.find(own, from), text.size());
            const std::string_view words = std::string_view(text).substr(from, at - from);
            if (stamps.size() > 1) from = std::min(at + own.size(), text.size());
            auto time = read(stamp.attribute("datetime"));
            const bool by_machine = time.has_value();
            if (!time) time = read(stamps.size() > 1 ? std::string_view(own) : std::string_view(text));
            if (!time) continue;
            if (const auto shown = by_machine && is_utc(*time) ? read(own) : std::nullopt)
                time = as_readers_are_told(*time, *shown);
            DateLabel label = label_at(index, stamps.size() > 1 ? std::string(words) + own : text, found);
            if (label == DateLabel::none && found && is_called_changed(stamp)) label = DateLabel::modified;
            add(index, *time, by_machine ? "time element" : "shown text", label, text);
            found = true;
        }
        return found;
    }

    /// What the words say, or a block of nothing but a label before it.
    DateLabel label_at(std::size_t index, std::string_view text, bool is_further) const {
        const DateLabel label = date_label_of(text);
        if (label != DateLabel::none || is_further || index == 0) return label;
        const std::string& before = blocks_[index - 1].text;
        return before.size() <= 40 && !has_digit(before) ? date_label_of(before) : DateLabel::none;
    }

    /// Day and time in two elements, in either order.
    core::WrittenTime with_clock_beside(core::WrittenTime time, std::size_t index) const {
        constexpr std::size_t longest_clock = 24;
        if (time.has_clock || blocks_[index].text.size() > 60) return time;
        for (const std::size_t other : {index + 1, index - 1}) {
            if (other >= blocks_.size() || blocks_[other].text.size() > longest_clock) continue;
            const std::string& clock = blocks_[other].text;
            const std::ptrdiff_t digits = count_digits(clock);
            if (digits < 3 || digits > 8 || blocks_[other].node.parent() != blocks_[index].node.parent() || read(clock))
                continue;
            const auto whole =
                read(other > index ? blocks_[index].text + " " + clock : clock + " " + blocks_[index].text);
            if (whole && whole->has_clock && std::chrono::floor<std::chrono::days>(whole->local) == time.local)
                return *whole;
        }
        return time;
    }

    static constexpr double still_possible = -0.3;

    void add(std::size_t index, core::WrittenTime time, std::string rule, DateLabel label, std::string_view text) {
        const TextBlock& block = blocks_[index];
        const bool is_readers = block.region == Region::comments && !places_.is_beside_title(index);
        if (is_readers || places_.is_embedded(index)) return;
        ShownDate date{time, std::move(rule)};
        date.after_title = places_.is_after_title(index);
        date.says_published = label == DateLabel::published;
        date.of_change = label == DateLabel::modified;
        double score = places_.nearness(index) - places_.doubts(index);
        if (date.says_published) score += 0.4;
        if (date.of_change) score -= 0.25;
        if (block.text.size() < 50) score += 0.15;
        if (block.text.size() > 140) score -= 0.35;
        const std::string lower = core::lower(block.text);
        if (std::ranges::any_of(today_words, [&](std::string_view word) { return lower.starts_with(word); }))
            score -= 0.7;
        if (lower.find("©") != std::string::npos || lower.find("copyright") != std::string::npos) score -= 1.0;
        const bool is_entry = is_of_an_entry(block);
        if (!is_entry && block.link_share() > 0.7) score -= 0.2;
        const bool is_marked = is_called_date(block.node) || date.rule == "time element";
        const bool in_sentence = !is_marked && !date.says_published && is_in_sentence(text);
        if (is_marked) score += 0.25;
        if (in_sentence) score -= 0.7;
        // Where nothing else is dated, the first entry tells at least when the list was made.
        if (is_entry) score = std::min(score, std::max(score - 0.5, still_possible));
        date.beside_title = places_.is_beside_title(index) && !in_sentence && block.text.size() < 140 && score >= 0.7;
        date.score = score;
        shown_.push_back(std::move(date));
    }

    const std::vector<TextBlock>& blocks_;
    const std::string& language_;
    const DatePlaces places_;
    std::unordered_map<const void*, std::vector<HtmlNode>> stamps_;
    std::unordered_map<const void*, std::size_t> in_lists_;  ///< how many dated blocks a list has
    DateOrders orders_;
    std::vector<ShownDate> shown_;
};

}  // namespace

std::vector<ShownDate> shown_dates(const PageParts& page, const std::vector<TextBlock>& blocks,
                                   const std::string& language) {
    return Finder(page, blocks, language).find();
}

}  // namespace fetch
