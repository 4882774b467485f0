#include "fetch/article/shown_dates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "core/text.h"
#include "fetch/dates/written_date.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

using std::chrono::year_month_day;

bool has_date_class(HtmlNode node) {
    for (int levels = 0; node && levels < 2; node = node.parent(), ++levels) {
        auto words = name_words(node.attribute("class"));
        std::ranges::move(name_words(node.attribute("id")), std::back_inserter(words));
        for (const std::string& word : words) {
            for (const std::string_view wanted :
                 {"date", "time", "datetime", "published", "publish", "pubdate", "timestamp", "dateline", "posted",
                  "datum", "ngay", "thoigian", "ngaydang", "meta", "byline", "postmeta", "entrydate", "postdate",
                  "timedata"}) {
                if (word == wanted) return true;
            }
        }
    }
    return false;
}

bool has_digit(std::string_view text) {
    return text.find_first_of("0123456789") != std::string_view::npos;
}

/// A year has four digits, or with its day and month it has as many; most lines of a page are told so cheaply.
bool could_hold_date(std::string_view text) {
    return std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }) >= 4;
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

std::optional<int> month_of(std::string_view word) {
    static constexpr auto names = std::to_array<std::string_view>(
        {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"});
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (word.starts_with(names[i])) return static_cast<int>(i) + 1;
    }
    return std::nullopt;
}

std::optional<year_month_day> day_of(int year, int month, int day) {
    const year_month_day made{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (year < 1990 || year > 2100 || !made.ok()) return std::nullopt;
    return made;
}

int number_in(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9' || value > 100'000'000) return -1;
        value = value * 10 + (c - '0');
    }
    return text.empty() ? -1 : value;
}

}  // namespace

std::optional<core::WrittenTime> read_time(std::string_view text, const std::string& language) {
    text = core::trim(text);
    if (text.empty() || text.size() > 300 || !could_hold_date(text)) return std::nullopt;
    auto time = core::parse_iso8601(text);
    if (!time) time = parse_written_date(text, language);
    if (!time) {
        if (const std::string spaced = with_gaps(text); spaced != text) time = parse_written_date(spaced, language);
    }
    if (time && !time->offset && time->has_clock && text.ends_with('Z') && text.find('T') != std::string_view::npos)
        time->offset = std::chrono::minutes(0);
    if (time && !is_plausible(*time)) time.reset();
    return time;
}

std::vector<ShownDate> shown_dates(const PageParts& page, const std::vector<TextBlock>& blocks,
                                   const std::string& language) {
    std::size_t title = blocks.size();
    for (std::size_t i = 0; i < blocks.size() && title == blocks.size(); ++i) {
        if (page.title_place() &&
            (blocks[i].node.lies_in(page.title_place()) || page.title_place().lies_in(blocks[i].node)))
            title = i;
    }
    std::unordered_map<const void*, HtmlNode> stamps;  // the first time element of a block
    for (const HtmlNode stamp : page.elements("time")) {
        HtmlNode block = stamp;
        while (block.parent() && !is_block(block.name())) block = block.parent();
        stamps.emplace(block.id(), stamp);
    }
    std::vector<ShownDate> shown;
    std::size_t parsed = 0;
    for (std::size_t i = 0; i < blocks.size() && parsed < 400; ++i) {
        const TextBlock& block = blocks[i];
        const std::string_view text(block.text);
        if (text.size() > 260 || block.region == Region::hidden || !could_hold_date(text)) continue;
        const auto stamped = stamps.find(block.node.id());
        const HtmlNode stamp = stamped == stamps.end() ? HtmlNode() : stamped->second;
        ++parsed;
        std::optional<core::WrittenTime> time;
        std::string rule = "shown text";
        if (stamp) {
            time = read_time(stamp.attribute("datetime"), language);
            if (time) rule = "time element";
        }
        if (!time) time = read_time(text, language);
        const bool dated = has_date_class(block.node);
        if (!time && dated && text.size() < 40) time = read_time(spaced_text(block.node), language);
        if (!time) continue;

        double score = 0.0;
        if (title < blocks.size()) {
            const double distance =
                i >= title ? static_cast<double>(i - title) : 3.0 + 2.0 * static_cast<double>(title - i);
            score = 1.0 - distance / 40.0;
        } else {
            score = 0.6 - static_cast<double>(i) / 400.0;
        }
        score = std::max(score, -0.2);
        const std::string lower = core::lower(text);
        ShownDate date{*time, std::move(rule), 0.0, false, title < blocks.size() && i >= title};
        const DateLabel label = date_label_of(text);
        const bool says_published = label == DateLabel::published;
        date.of_change = label == DateLabel::modified;
        if (says_published) score += 0.4;
        if (date.of_change) score -= 0.25;
        if (dated || stamp) score += 0.25;
        if (text.size() < 50) score += 0.15;
        if (text.size() > 140) score -= 0.35;
        if (text.find("©") != std::string_view::npos || lower.find("copyright") != std::string::npos) score -= 1.0;
        if (block.link_share() > 0.7) score -= 0.2;
        switch (block.region) {
            case Region::comments:
                score -= 0.7;
                break;
            case Region::related:
                score -= 0.5;
                break;
            case Region::sidebar:
                score -= 0.4;
                break;
            case Region::navigation:
                score -= 0.4;
                break;
            case Region::advertising:
                score -= 0.5;
                break;
            default:
                break;
        }
        date.score = score;
        shown.push_back(std::move(date));
    }
    std::ranges::stable_sort(shown, std::greater<>(), &ShownDate::score);
    return shown;
}

std::optional<year_month_day> day_in_url(std::string_view url) {
    const std::size_t start = url.rfind("://");  // an archive's URL holds the article's after its own
    const std::size_t slash = start == std::string_view::npos ? url.find('/') : url.find('/', start + 3);
    if (slash == std::string_view::npos) return std::nullopt;
    const std::string path = ascii_lower(url.substr(slash, url.find('#') - slash));
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t begin = path.find_first_not_of("/-_.?=&", at);
        if (begin == std::string::npos) break;
        const std::size_t end = std::min(path.find_first_of("/-_.?=&", begin), path.size());
        parts.push_back(std::string_view(path).substr(begin, end - begin));
        at = end;
    }
    for (std::size_t i = 0; i + 2 < parts.size(); ++i) {
        const int first = number_in(parts[i]);
        int month = number_in(parts[i + 1]);
        const int last = number_in(parts[i + 2]);
        if (month < 0 && parts[i + 1].size() >= 3 && parts[i + 1].size() <= 9)
            month = month_of(parts[i + 1]).value_or(-1);
        if (month < 1 || month > 12 || parts[i + 1].size() > 9) continue;
        if (parts[i].size() == 4 && parts[i + 2].size() <= 2 && last > 0) {
            if (const auto day = day_of(first, month, last)) return day;
        }
        if (parts[i].size() <= 2 && first > 0 && parts[i + 2].size() == 4) {
            if (const auto day = day_of(last, month, first)) return day;
        }
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::string_view part = parts[i];
        // 20240708 or 20240708100116, perhaps with a letter or two around it.
        const std::size_t digit = part.find_first_of("0123456789");
        if (digit == std::string_view::npos || digit > 2) continue;
        const std::string_view number =
            part.substr(digit, std::min(part.find_first_not_of("0123456789", digit), part.size()) - digit);
        if (number.size() != 8 && number.size() != 14) continue;
        // An archive writes when it took its copy before the address that it copied.
        const char* const behind = part.data() + part.size();
        const std::string_view rest(behind, static_cast<std::size_t>(path.data() + path.size() - behind));
        if (number.size() == 14 && rest.starts_with('/') &&
            rest.substr(1, rest.find('/', 1)).find('.') != std::string_view::npos)
            continue;
        const int year = number_in(number.substr(0, 4));
        if (year < 1995 || year > 2050) continue;
        if (const auto day = day_of(year, number_in(number.substr(4, 2)), number_in(number.substr(6, 2)))) return day;
    }
    return std::nullopt;
}

}  // namespace fetch
