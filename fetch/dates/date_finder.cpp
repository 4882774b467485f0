#include "fetch/dates/date_finder.h"

#include "fetch/dates/written_clock.h"

#include <unicode/calendar.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace fetch {

using namespace std::chrono;

namespace {

const DateToken& token_at(const DateTokens& tokens, std::size_t index) {
    static const DateToken none;
    return index < tokens.size() ? tokens[index] : none;
}

std::optional<year_month_day> from_persian(std::int64_t year_number, std::int64_t month_number,
                                           std::int64_t day_number) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::TimeZone> utc(icu::TimeZone::createTimeZone("UTC"));
    const std::unique_ptr<icu::Calendar> calendar(
        icu::Calendar::createInstance(*utc, icu::Locale("fa_IR@calendar=persian"), status));
    if (U_FAILURE(status)) return std::nullopt;
    calendar->clear();
    calendar->setLenient(false);
    calendar->set(static_cast<int32_t>(year_number), static_cast<int32_t>(month_number - 1),
                  static_cast<int32_t>(day_number));
    const UDate time = calendar->getTime(status);
    if (U_FAILURE(status)) return std::nullopt;
    return year_month_day(floor<days>(sys_time<milliseconds>(milliseconds(static_cast<std::int64_t>(time)))));
}

/// Where dates stand in the tokens of one text.
class DateFinder {
public:
    DateFinder(const DateTokens& tokens, const DateLanguage& language, const DateOrders& orders)
        : tokens_(tokens), language_(language), orders_(orders) {}

    std::optional<FoundDate> at(std::size_t begin) const {
        for (const auto form : {&DateFinder::han_form, &DateFinder::numeric_form, &DateFinder::compact_form,
                                &DateFinder::day_first_form, &DateFinder::month_first_form,
                                &DateFinder::year_first_form, &DateFinder::persian_form, &DateFinder::parted_form}) {
            if (const auto found = (this->*form)(begin)) return found;
        }
        return std::nullopt;
    }

private:
    const DateToken& token(std::size_t index) const { return token_at(tokens_, index); }

    /// A number that is the day of a date and not, say, the minutes of a clock.
    bool is_day(std::size_t index) const {
        if (!token(index).is_number(1, 2) || token(index).value < 1) return false;
        if (token(index + 1).is_sign(':') && token(index + 2).kind == DateToken::Kind::number) return false;
        return index == 0 || token(index).space_before ||
               !(token(index - 1).is_sign(':') || token(index - 1).is_word("h"));
    }

    struct Year {
        std::int64_t value = 0;
        std::size_t end = 0;
    };

    /// The year in Gregorian counting. A Buddhist year is one where the language is Thai or the era is named.
    std::optional<Year> year_at(std::size_t index, bool short_serves) const {
        bool buddhist = language_.is("th");
        if (token(index).is_word("พศ") || token(index).is_word("be")) {
            buddhist = true;
            ++index;
        }
        if (token(index).is_word("คศ")) ++index;
        if (token(index).is_sign('.')) ++index;
        if (token(index).kind == DateToken::Kind::sign && (token(index).is_sign('\'') || token(index).text == "’"))
            ++index;
        const DateToken& number = token(index);
        if (token(index + 1).is_sign(':') && token(index + 2).kind == DateToken::Kind::number && number.digits == 2)
            return std::nullopt;
        if (number.is_number(4, 4)) {
            if (token(index + 1).is_word("พศ") || token(index + 1).is_word("be")) buddhist = true;
            std::int64_t value = number.value;
            if (value >= 2400 && buddhist) value -= 543;
            if (value < 1600 || value > 2300) return std::nullopt;
            return Year{value, index + 1};
        }
        if (!short_serves || !number.is_number(2, 2)) return std::nullopt;
        if (language_.is("th") && number.value >= 40) return Year{1957 + number.value, index + 1};
        return Year{number.value < 70 ? 2000 + number.value : 1900 + number.value, index + 1};
    }

    static FoundDate made(std::size_t begin, std::size_t end, std::int64_t y, std::int64_t m, std::int64_t d) {
        return {
            begin,
            end,
            year_month_day(year(static_cast<int>(y)), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))),
            {}};
    }

    struct Month {
        int value = 0;
        std::size_t end = 0;
    };

    /// A month by its name, or by both that the Arabs have for it: "آذار/مارس", "مارس (آذار)".
    Month month_at(std::size_t index) const {
        const Month found = named_month(index);
        const bool in_brackets = token(found.end).is_sign('(');
        if (found.value == 0 || !(in_brackets || token(found.end).is_sign('/'))) return found;
        Month again = named_month(found.end + 1);
        if (again.value != found.value || (in_brackets && !token(again.end).is_sign(')'))) return found;
        if (in_brackets) ++again.end;
        return again;
    }

    /// By its name, or as Vietnamese counts it: "tháng 7", "thg 7", "Th7", "tháng Bảy".
    Month named_month(std::size_t index) const {
        if (token(index).kind != DateToken::Kind::word) return {};
        if (const Month counted = vietnamese_month(index); counted.value != 0) return counted;
        std::array<std::string, 3> names;  // of one, two and three words
        for (std::size_t count = 0; count < names.size(); ++count) {
            if (token(index + count).kind != DateToken::Kind::word) break;
            names[count] = (count == 0 ? std::string() : names[count - 1]) + token(index + count).text;
        }
        for (std::size_t count = names.size(); count > 0; --count) {
            if (names[count - 1].empty()) continue;
            if (const int value = language_.month(names[count - 1]); value != 0) return {value, index + count};
        }
        return {};
    }

    Month vietnamese_month(std::size_t index) const {
        const bool short_form = token(index).is_word("th") && language_.is("vi");
        if (!short_form && !token(index).is_word("thang") && !token(index).is_word("thg")) return {};
        std::size_t next = index + 1;
        if (token(next).is_sign('.')) ++next;
        if (token(next).is_number(1, 2)) {
            const std::int64_t value = token(next).value;
            return value >= 1 && value <= 12 ? Month{static_cast<int>(value), next + 1} : Month{};
        }
        constexpr std::array<std::string_view, 10> names{"gieng", "hai", "ba",  "tu",   "nam",
                                                         "sau",   "bay", "tam", "chin", "muoi"};
        if (token(next).is_word("mot")) return {1, next + 1};
        if (token(next).is_word("chap")) return {12, next + 1};
        for (std::size_t name = 0; name < names.size(); ++name) {
            if (!token(next).is_word(names[name])) continue;
            if (name == 9 && token(next + 1).is_word("mot")) return {11, next + 2};
            if (name == 9 && token(next + 1).is_word("hai")) return {12, next + 2};
            return {static_cast<int>(name) + 1, next + 1};
        }
        return {};
    }

    /// What stands between the parts of a date without meaning anything: "8 de julio de 2024", "8th of July, 2024".
    std::size_t skip_filling(std::size_t index) const {
        constexpr std::array<std::string_view, 46> words{
            "de",     "del", "d",    "of",   "the",  "do",    "da",   "di",   "do",       "den",  "der", "des",
            "la",     "le",  "el",   "st",   "nd",   "rd",    "th",   "er",   "o",        "a",    "e",   "re",
            "te",     "ste", "ngay", "nam",  "ปี",    "г",     "года", "году", "р",        "року", "r",   "roku",
            "година", "m",   "metu", "gada", "gads", "tahun", "ko",   "eko",  "jaargang", "оны"};
        for (std::size_t skipped = 0; skipped < 4; ++skipped, ++index) {
            const DateToken& filler = token(index);
            if (filler.kind == DateToken::Kind::sign &&
                (filler.text == "،" ||
                 (filler.text.size() == 1 && std::string_view(".,-/'").find(filler.text[0]) != std::string_view::npos)))
                continue;
            if (filler.kind == DateToken::Kind::word &&
                std::find(words.begin(), words.end(), filler.text) != words.end())
                continue;
            break;
        }
        return index;
    }

    /// "8 July 2024", "8. Juli 2024", "ngày 8 tháng 7 năm 2024", "08-Jul-24".
    std::optional<FoundDate> day_first_form(std::size_t begin) const {
        if (!is_day(begin)) return std::nullopt;
        const Month found = month_at(skip_filling(begin + 1));
        if (found.value == 0) return std::nullopt;
        const std::size_t next = skip_filling(found.end);
        const auto found_year = year_at(next, !token(next + 1).is_sign(','));
        if (!found_year) return std::nullopt;
        return made(begin, found_year->end, found_year->value, found.value, token(begin).value);
    }

    /// "July 8, 2024", "Jul 8 10:00:11 2024", "Mon Jul 08 10:00:11 +0700 2024".
    std::optional<FoundDate> month_first_form(std::size_t begin) const {
        const Month found = month_at(begin);
        if (found.value == 0) return std::nullopt;
        const std::size_t day_index = skip_filling(found.end);
        if (!is_day(day_index)) return std::nullopt;
        const std::size_t next = skip_filling(day_index + 1);
        if (const auto found_year = year_at(next, next > day_index + 1))
            return made(begin, found_year->end, found_year->value, found.value, token(day_index).value);
        const auto clock = clock_at(tokens_, next, language_);
        if (!clock) return std::nullopt;
        const std::size_t after = token(clock->end).kind == DateToken::Kind::word ? clock->end + 1 : clock->end;
        const auto found_year = year_at(after, false);
        if (!found_year) return std::nullopt;
        return made(begin, found_year->end, found_year->value, found.value, token(day_index).value);
    }

    /// "2024. július 8.", "2024 m. liepos 8 d.", "2024, July 8".
    std::optional<FoundDate> year_first_form(std::size_t begin) const {
        if (!token(begin).is_number(4, 4)) return std::nullopt;
        const auto found_year = year_at(begin, false);
        if (!found_year) return std::nullopt;
        const std::size_t next = skip_filling(found_year->end);
        if (is_day(next)) {  // "2024. gada 8. jūlijs"
            const Month later = month_at(skip_filling(next + 1));
            if (later.value != 0 && next > found_year->end)
                return made(begin, later.end, found_year->value, later.value, token(next).value);
            return std::nullopt;
        }
        const Month found = month_at(next);
        if (found.value == 0) return std::nullopt;
        const std::size_t day_index = skip_filling(found.end);
        // "July 2024 August 8": the year belongs to the month before it.
        if (!is_day(day_index) || (begin > 0 && month_at(begin - 1).end == begin)) return std::nullopt;
        return made(begin, day_index + 1, found_year->value, found.value, token(day_index).value);
    }

    /// "2024年7月8日", "2024년 7월 8일", "令和6年7月8日", "民國113年7月8日".
    std::optional<FoundDate> han_form(std::size_t begin) const {
        const DateToken& number = token(begin);
        if (!number.is_number(1, 4) || !(token(begin + 1).is_word("年") || token(begin + 1).is_word("년")))
            return std::nullopt;
        std::int64_t value = number.value;
        if (number.digits < 4) {
            const std::string era = begin >= 2 ? token(begin - 2).text + token(begin - 1).text : "";
            value += era == "令和"                    ? 2018
                     : era == "平成"                  ? 1988
                     : era == "昭和"                  ? 1925
                     : era == "民國" || era == "民国" ? 1911
                                                      : 2000;
            if (value >= 2000 && number.digits != 2 && value - number.value == 2000) return std::nullopt;
        }
        const std::size_t month_index = begin + 2;
        if (!token(month_index).is_number(1, 2) ||
            !(token(month_index + 1).is_word("月") || token(month_index + 1).is_word("월")))
            return std::nullopt;
        const std::size_t day_index = month_index + 2;
        if (!token(day_index).is_number(1, 2)) return std::nullopt;
        const DateToken& mark = token(day_index + 1);
        const bool marked = mark.is_word("日") || mark.is_word("일") || mark.is_word("号") || mark.is_word("號");
        return made(begin, day_index + (marked ? 2 : 1), value, token(month_index).value, token(day_index).value);
    }

    /// Three numbers between two equal signs with equal spaces around.
    std::optional<FoundDate> numeric_form(std::size_t begin) const {
        const DateToken& first = token(begin);
        const DateToken& sign = token(begin + 1);
        if (first.kind != DateToken::Kind::number || !(sign.is_sign('/') || sign.is_sign('-') || sign.is_sign('.')))
            return std::nullopt;
        const auto is_joint = [&](std::size_t index) {
            return token(index).kind == DateToken::Kind::sign && token(index).text == sign.text &&
                   token(index).space_before == sign.space_before && token(index + 1).kind == DateToken::Kind::number &&
                   token(index + 1).space_before == token(begin + 2).space_before;
        };
        if (!is_joint(begin + 1) || !is_joint(begin + 3)) return std::nullopt;
        const DateToken& second = token(begin + 2);
        const DateToken& third = token(begin + 4);
        // A longer row of numbers is an address, a telephone or a version, but "2025. 03. 07. 10:40" has a clock.
        const bool has_clock = first.digits == 4 && sign.is_sign('.') && token(begin + 6).is_number(1, 2) &&
                               token(begin + 7).is_sign(':') && token(begin + 8).is_number(2, 2);
        if ((is_joint(begin + 5) && !has_clock) ||
            (begin >= 2 && is_joint(begin - 1) && token(begin - 2).kind == DateToken::Kind::number))
            return std::nullopt;
        if (third.digits <= 2 && token(begin + 5).is_sign(':') && !token(begin + 5).space_before && first.digits != 4)
            return std::nullopt;
        const std::size_t end = begin + 5;
        if (first.digits == 4) {
            if (!second.is_number(1, 2) || !third.is_number(1, 2)) return std::nullopt;
            return year_first_numbers(begin, end, second.value, third.value);
        }
        if (!first.is_number(1, 2) || !second.is_number(1, 2)) return std::nullopt;
        if (third.digits == 2 && language_.year_first())
            return made(begin, end, 2000 + first.value, second.value, third.value);
        const auto found_year = year_at(begin + 4, true);
        if (!found_year) return std::nullopt;
        NumericDate numbers{{sign.text, third.digits > 2}, first.value, second.value, found_year->value};
        numbers.has_american_clock = sign.is_sign('/') && third.digits == 4 && has_american_clock(begin);
        const year_month_day date = numbers.day(order_of(numbers));
        return FoundDate{begin, end, date, std::move(numbers)};
    }

    /// "10/5/2026 3:42:00 PM": hours of the half day with seconds, and no number filled up with a zero.
    bool has_american_clock(std::size_t begin) const {
        const std::size_t hour = begin + 5;
        const bool has_clock = token(hour).is_number(1, 2) && token(hour + 1).is_sign(':') &&
                               token(hour + 2).is_number(2, 2) && token(hour + 3).is_sign(':') &&
                               token(hour + 4).is_number(2, 2) &&
                               (token(hour + 5).is_word("am") || token(hour + 5).is_word("pm"));
        if (!has_clock || token(hour).value > 12) return false;
        bool bare = false;
        for (const std::size_t index : {begin, begin + 2, hour}) {
            if (token(index).value >= 10) continue;
            if (token(index).digits != 1) return false;
            bare = true;
        }
        return bare;
    }

    std::optional<FoundDate> year_first_numbers(std::size_t begin, std::size_t end, std::int64_t month_number,
                                                std::int64_t day_number) const {
        if (language_.is("fa") && token(begin).value >= 1300 && token(begin).value < 1500) {
            const auto converted = from_persian(token(begin).value, month_number, day_number);
            return FoundDate{begin, end, converted.value_or(year_month_day()), {}};
        }
        const auto found_year = year_at(begin, false);
        if (!found_year) return std::nullopt;
        return made(begin, end, found_year->value, month_number, day_number);
    }

    /// "۴ آذر ۱۴۰۵": the months of Iran's calendar have names of their own, and its years are six centuries behind.
    std::optional<FoundDate> persian_form(std::size_t begin) const {
        constexpr std::array<std::string_view, 12> names{"فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
                                                         "مهر",     "آبان",     "آذر",   "دی",  "بهمن",  "اسفند"};
        const auto name = std::find(names.begin(), names.end(), token(begin + 1).text);
        const DateToken& year_token = token(begin + 2);
        if (!is_day(begin) || name == names.end() || !year_token.is_number(4, 4) || year_token.value < 1300 ||
            year_token.value >= 1500)
            return std::nullopt;
        const auto converted = from_persian(year_token.value, name - names.begin() + 1, token(begin).value);
        return FoundDate{begin, begin + 3, converted.value_or(year_month_day()), {}};
    }

    /// "2025 03/07 10:40", as a page shows it whose year and day stand in elements of their own.
    std::optional<FoundDate> parted_form(std::size_t begin) const {
        const bool is_parted = token(begin).is_number(4, 4) && token(begin + 1).is_number(2, 2) &&
                               token(begin + 1).space_before && token(begin + 2).is_sign('/') &&
                               token(begin + 3).is_number(2, 2) && token(begin + 4).is_number(2, 2) &&
                               token(begin + 5).is_sign(':');
        if (!is_parted) return std::nullopt;
        return year_first_numbers(begin, begin + 4, token(begin + 1).value, token(begin + 3).value);
    }

    NumericOrder order_of(const NumericDate& date) const {
        const bool slashes = date.shape.sign == "/";
        // A number above twelve is no month. Short years are read so only between slashes, as dates are written: what
        // else has three short numbers may be a version or a score.
        const NumericOrder evident = date.evident();
        if (evident != NumericOrder::open &&
            (date.shape.full_year || slashes || language_.numeric_order() == NumericOrder::open))
            return evident;
        if (const auto known = orders_.find(date.shape); known != orders_.end()) return known->second;
        if (language_.numeric_order() != NumericOrder::open) return language_.numeric_order();
        // English of no country: slashes are America's, dots and hyphens are not.
        return slashes ? NumericOrder::month_first : NumericOrder::day_first;
    }

    /// "20240708T100011", "20240708100011" or "20240708", the latter two only alone.
    std::optional<FoundDate> compact_form(std::size_t begin) const {
        const DateToken& number = token(begin);
        const bool alone = tokens_.size() == 1;
        if (number.digits == 14 ? !alone : number.digits != 8 || !(alone || token(begin + 1).is_word("t")))
            return std::nullopt;
        const std::int64_t date = number.digits == 14 ? number.value / 1'000'000 : number.value;
        const std::int64_t year_number = date / 10'000;
        if (year_number < 1600 || year_number > 2300) return std::nullopt;
        return made(begin, begin + 1, year_number, date / 100 % 100, date % 100);
    }

    const DateTokens& tokens_;
    const DateLanguage& language_;
    const DateOrders& orders_;
};

}  // namespace

std::optional<FoundDate> date_at(const DateTokens& tokens, std::size_t begin, const DateLanguage& language,
                                 const DateOrders& orders) {
    return DateFinder(tokens, language, orders).at(begin);
}

}  // namespace fetch
