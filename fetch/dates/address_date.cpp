#include "fetch/dates/address_date.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace fetch {
namespace {

using namespace std::chrono;

constexpr std::string_view digits = "0123456789";

std::optional<int> month_of(std::string_view word) {
    static constexpr auto names = std::to_array<std::string_view>(
        {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"});
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (word.starts_with(names[i])) return static_cast<int>(i) + 1;
    }
    return std::nullopt;
}

std::optional<year_month_day> day_of(int year_number, int month_number, int day_number) {
    const year_month_day made{year(year_number), month(static_cast<unsigned>(month_number)),
                              day(static_cast<unsigned>(day_number))};
    if (year_number < 1990 || year_number > 2100 || !made.ok()) return std::nullopt;
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

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return out;
}

/// What follows the host, in lower case; of an archive's URL, which holds the article's behind its own, the latter's.
std::string path_of(std::string_view url) {
    const std::size_t start = url.rfind("://");
    const std::size_t slash = start == std::string_view::npos ? url.find('/') : url.find('/', start + 3);
    if (slash == std::string_view::npos) return {};
    return lower(url.substr(slash, url.find('#') - slash));
}

/// "20240708" and what may follow it, where the month has so many digits.
std::optional<core::WrittenTime> time_at(std::string_view number, std::size_t month_digits) {
    const std::size_t behind = 6 + month_digits;
    if (number.size() < behind + 6) return std::nullopt;
    const auto made = day_of(number_in(number.substr(0, 4)), number_in(number.substr(4, month_digits)),
                             number_in(number.substr(4 + month_digits, 2)));
    const int hour = number_in(number.substr(behind, 2));
    const int minute = number_in(number.substr(behind + 2, 2));
    const int second = number_in(number.substr(behind + 4, 2));
    if (!made || hour > 23 || minute > 59 || second > 59) return std::nullopt;
    return core::WrittenTime{local_days(*made) + hours(hour) + minutes(minute) + seconds(second), std::nullopt, true};
}

class PathDays {
public:
    explicit PathDays(std::string_view path) : path_(path) {
        for (std::size_t at = 0; at < path.size();) {
            const std::size_t begin = path.find_first_not_of(separators, at);
            if (begin == std::string_view::npos) break;
            const std::size_t end = std::min(path.find_first_of(separators, begin), path.size());
            parts_.push_back(path.substr(begin, end - begin));
            at = end;
        }
    }

    std::optional<year_month_day> in_parts() const {
        for (std::size_t i = 0; i + 2 < parts_.size(); ++i) {
            const int first = number_in(parts_[i]);
            int month_number = number_in(parts_[i + 1]);
            const int last = number_in(parts_[i + 2]);
            if (month_number < 0 && parts_[i + 1].size() >= 3 && parts_[i + 1].size() <= 9)
                month_number = month_of(parts_[i + 1]).value_or(-1);
            if (month_number < 1 || month_number > 12 || parts_[i + 1].size() > 9) continue;
            if (parts_[i].size() == 4 && parts_[i + 2].size() <= 2 && last > 0) {
                if (const auto made = day_of(first, month_number, last)) return made;
            }
            // Among the words of a headline it is the day that the article is about.
            if (parts_[i].size() <= 2 && first > 0 && parts_[i + 2].size() == 4 && is_alone(i, i + 2)) {
                if (const auto made = day_of(last, month_number, first)) return made;
            }
        }
        return std::nullopt;
    }

    /// 20240708 or 20240708100116, perhaps with a letter or two around it.
    std::optional<year_month_day> in_a_part() const {
        for (const std::string_view part : parts_) {
            const std::size_t digit = part.find_first_of(digits);
            if (digit == std::string_view::npos || digit > 2) continue;
            const std::string_view number =
                part.substr(digit, std::min(part.find_first_not_of(digits, digit), part.size()) - digit);
            if ((number.size() != 8 && number.size() != 14) || (number.size() == 14 && is_copied_at(part))) continue;
            const int year_number = number_in(number.substr(0, 4));
            if (year_number < 1995 || year_number > 2050) continue;
            if (const auto made = day_of(year_number, number_in(number.substr(4, 2)), number_in(number.substr(6, 2))))
                return made;
        }
        return std::nullopt;
    }

    /// The longest number of the last part of the path that holds one.
    std::optional<core::WrittenTime> time() const {
        for (auto part = parts_.rbegin(); part != parts_.rend(); ++part) {
            const std::size_t digit = part->find_first_of(digits);
            if (digit == std::string_view::npos) continue;
            const std::string_view number = part->substr(digit);
            const bool is_number = number.find_first_not_of(digits) == std::string_view::npos;
            if (!is_number || digit > 2 || number.size() < 13 || number.size() > 18 || !number.starts_with("20") ||
                is_copied_at(*part))
                return std::nullopt;
            if (auto made = time_at(number, 2)) return made;
            return time_at(number, 1);
        }
        return std::nullopt;
    }

private:
    static constexpr std::string_view separators = "/-_.?=&";

    const char* behind(std::size_t part) const { return parts_[part].data() + parts_[part].size(); }

    /// Nothing else stands between the slashes around these parts, or it is a parameter's value.
    bool is_alone(std::size_t first, std::size_t last) const {
        const auto before = static_cast<std::size_t>(parts_[first].data() - path_.data());
        const auto after = static_cast<std::size_t>(behind(last) - path_.data());
        return (before == 0 || path_[before - 1] == '/' || path_[before - 1] == '=') &&
               (after == path_.size() || path_[after] == '/' || path_[after] == '.' || path_[after] == '&' ||
                path_[after] == '?');
    }

    /// An archive writes when it took its copy before the address that it copied.
    bool is_copied_at(std::string_view part) const {
        const std::string_view rest = path_.substr(static_cast<std::size_t>(part.data() + part.size() - path_.data()));
        return rest.starts_with('/') && rest.substr(1, rest.find('/', 1)).find('.') != std::string_view::npos &&
               rest.find('/', 1) != std::string_view::npos;
    }

    std::string_view path_;
    std::vector<std::string_view> parts_;
};

}  // namespace

std::optional<year_month_day> day_in_url(std::string_view url) {
    const std::string path = path_of(url);
    const PathDays days_in(path);
    if (const auto made = days_in.in_parts()) return made;
    return days_in.in_a_part();
}

std::optional<core::WrittenTime> time_in_number(std::string_view url) {
    const std::string path = path_of(url);
    return PathDays(std::string_view(path).substr(0, path.find('?'))).time();
}

}  // namespace fetch
