#include "fetch/dates/written_clock.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace fetch {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const DateToken& token_at(const DateTokens& tokens, std::size_t index) {
    static const DateToken none;
    return index < tokens.size() ? tokens[index] : none;
}

template <std::size_t size>
bool is_one_of(const DateToken& token, const std::array<std::string_view, size>& words) {
    return token.kind == DateToken::Kind::word && std::find(words.begin(), words.end(), token.text) != words.end();
}

constexpr std::array<std::string_view, 4> hour_words{"gio", "時", "时", "시"};
constexpr std::array<std::string_view, 2> point_words{"點", "点"};
constexpr std::array<std::string_view, 6> minute_words{"phut", "分", "분", "ph", "p", "m"};
constexpr std::array<std::string_view, 6> second_words{"giay", "秒", "초", "s", "g", "sec"};
constexpr std::array<std::string_view, 11> after_dotted{"uhr", "wib", "wita", "wit", "น",  "u",
                                                        "h",   "gmt", "utc",  "bst", "est"};
constexpr std::array<std::string_view, 9> before_dotted{"kl",   "klo", "pukul", "jam", "ore",
                                                        "alle", "um",  "kell",  "เวลา"};

class ClockReader {
public:
    ClockReader(const DateTokens& tokens, std::size_t begin, const DateLanguage& language)
        : tokens_(tokens), language_(language), begin_(begin), next_(begin) {}

    std::optional<WrittenClock> run() {
        // The mark of the half day may come first: "오후 3:05", "下午3时", "PM 3:05".
        auto half = half_day();
        const DateToken& first = at(next_);
        if (!first.is_number(1, 2) || is_inside_a_clock()) return std::nullopt;
        hour_ = first.value;
        ++next_;
        if (!read_face(half != DateLanguage::HalfDay::none)) return std::nullopt;
        if (half == DateLanguage::HalfDay::none) half = half_day();
        if (hour_ > 24 || minute_ > 59 || second_ > 60 || (hour_ == 24 && minute_ + second_ > 0)) return std::nullopt;
        if (half == DateLanguage::HalfDay::afternoon && hour_ < 12) hour_ += 12;
        if (half == DateLanguage::HalfDay::morning && hour_ == 12) hour_ = 0;
        if (half == DateLanguage::HalfDay::noon && hour_ < 10) hour_ += 12;
        clock_.begin = begin_;
        clock_.time = hours(hour_) + minutes(minute_) + seconds(std::min<std::int64_t>(second_, 59));
        read_zone();
        clock_.end = next_;
        return clock_;
    }

private:
    const DateToken& at(std::size_t index) const { return token_at(tokens_, index); }

    /// "2024:10:00:11" is a server's log: the sign after the year belongs to no clock.
    bool is_inside_a_clock() const {
        return next_ > 0 && !at(next_).space_before && at(next_ - 1).is_sign(':') &&
               !(next_ > 1 && at(next_ - 2).is_number(4, 4));
    }

    bool take_number(std::size_t index, std::int64_t& value) {
        if (!at(index).is_number(1, 2) || starts_numeric_date(tokens_, index)) return false;
        value = at(index).value;
        next_ = index + 1;
        return true;
    }

    /// What follows the hour. `alone`: the hour needs nothing after it.
    bool read_face(bool alone) {
        const DateToken& after = at(next_);
        if (after.is_sign(':') && at(next_ + 1).is_number(2, 2)) {
            minute_ = at(next_ + 1).value;
            next_ += 2;
            if (at(next_).is_sign(':') && at(next_ + 1).is_number(2, 2)) {
                second_ = at(next_ + 1).value;
                next_ += 2;
                const bool has_fraction = at(next_).is_sign('.') || at(next_).is_sign(',') ||
                                          (at(next_).is_sign(':') && at(next_ + 1).is_number(3, 9));
                if (has_fraction && !at(next_).space_before && at(next_ + 1).kind == DateToken::Kind::number &&
                    !at(next_ + 1).space_before)
                    next_ += 2;
            }
            return true;
        }
        if (is_one_of(after, hour_words) || is_one_of(after, point_words) || after.is_word("h") || after.is_word("g")) {
            if (after.is_word("g") && (after.space_before || !language_.is("vi"))) return false;
            ++next_;
            read_minutes();
            return true;
        }
        if (after.is_word("uhr")) {
            ++next_;
            return true;
        }
        if (after.is_sign('.') && !after.space_before && at(next_ + 1).is_number(2, 2) && !at(next_ + 1).space_before)
            return read_dotted();
        if (alone) return true;
        return next_half_day_is_near();
    }

    void read_minutes() {
        const DateToken& number = at(next_);
        if (number.kind != DateToken::Kind::number || at(next_ + 1).is_sign(':')) return;
        const bool named = is_one_of(at(next_ + 1), minute_words) || at(next_ + 1).is_sign('\'');
        if ((number.space_before && !named && number.digits != 2) || !take_number(next_, minute_)) return;
        if (is_one_of(at(next_), minute_words) || at(next_).is_sign('\'') || at(next_).is_word("min")) ++next_;
        if (at(next_).is_number(1, 2) && is_one_of(at(next_ + 1), second_words)) {
            second_ = at(next_).value;
            next_ += 2;
        }
    }

    /// "10.05" alone may be anything, so a word or the language's own custom must speak for it.
    bool read_dotted() {
        std::size_t end = next_ + 2;
        const bool has_seconds = at(end).is_sign('.') && at(end + 1).is_number(2, 2) && !at(end + 1).space_before;
        const std::size_t after = has_seconds ? end + 2 : end;
        const bool spoken_for =
            is_one_of(at(after), after_dotted) || language_.dotted_clock() ||
            (begin_ > 0 && (is_one_of(at(begin_ - 1), before_dotted) ||
                            (at(begin_ - 1).is_sign('.') && begin_ > 1 && is_one_of(at(begin_ - 2), before_dotted)))) ||
            is_half_day(after);
        if (!spoken_for) return false;
        minute_ = at(next_ + 1).value;
        if (has_seconds) second_ = at(end + 1).value;
        next_ = after;
        if (at(next_).is_word("uhr") || at(next_).is_word("น")) ++next_;
        return true;
    }

    bool is_half_day(std::size_t index) const {
        return language_.half_day(at(index).text) != DateLanguage::HalfDay::none;
    }

    bool next_half_day_is_near() const {
        return is_half_day(next_) || ((at(next_).is_word("a") || at(next_).is_word("p")) &&
                                      at(next_ + 1).is_sign('.') && at(next_ + 2).is_word("m"));
    }

    DateLanguage::HalfDay half_day() {
        if ((at(next_).is_word("a") || at(next_).is_word("p")) && at(next_ + 1).is_sign('.') &&
            at(next_ + 2).is_word("m")) {
            const bool morning = at(next_).is_word("a");
            next_ += at(next_ + 3).is_sign('.') ? 4 : 3;
            return morning ? DateLanguage::HalfDay::morning : DateLanguage::HalfDay::afternoon;
        }
        for (const std::size_t count : {std::size_t{2}, std::size_t{1}}) {
            std::string word;
            for (std::size_t index = next_; index < next_ + count; ++index)
                word += at(index).kind == DateToken::Kind::word ? at(index).text : "\n";
            const auto half = language_.half_day(word);
            if (half == DateLanguage::HalfDay::none) continue;
            next_ += count;
            if (at(next_).is_sign('.') && !at(next_).space_before) ++next_;
            return half;
        }
        return DateLanguage::HalfDay::none;
    }

    static int sign_of(const DateToken& token) {
        if (token.is_sign('+')) return 1;
        return token.is_sign('-') || (token.kind == DateToken::Kind::sign && token.text == "−") ? -1 : 0;
    }

    /// "+07:00", "+0700", "+07", "+7" at `index`. A bare hour counts only where something before it says that it is
    /// one.
    bool read_offset(std::size_t index, bool bare_hour_serves) {
        const int sign = sign_of(at(index));
        const DateToken& number = at(index + 1);
        if (sign == 0 || number.kind != DateToken::Kind::number || (number.space_before && !bare_hour_serves))
            return false;
        std::int64_t hour = number.value;
        std::int64_t minute = 0;
        std::size_t end = index + 2;
        if (number.digits == 4) {
            hour = number.value / 100;
            minute = number.value % 100;
        } else if (number.digits > 2) {
            return false;
        } else if (at(end).is_sign(':') && at(end + 1).is_number(2, 2)) {
            minute = at(end + 1).value;
            end += 2;
        } else if (!bare_hour_serves || starts_numeric_date(tokens_, index + 1)) {
            return false;
        }
        if (hour > 14 || minute > 59) return false;
        clock_.offset = minutes(sign * (hour * 60 + minute));
        next_ = end;
        return true;
    }

    void read_zone() {
        std::size_t index = next_;
        if (at(index).is_sign('(') || at(index).is_sign('[') || at(index).is_sign(',')) ++index;
        if (at(index).is_word("gio")) ++index;  // "giờ GMT+7"
        const DateToken& token = at(index);
        if (token.is_word("gmt") || token.is_word("utc") || token.is_word("ut") ||
            (token.is_word("z") && index == next_)) {
            next_ = index + 1;
            clock_.offset = minutes(0);
            if (!token.is_word("z")) read_offset(next_, true);
        } else if ((token.is_word("viet") && at(index + 1).is_word("nam")) ||
                   (token.is_word("ha") && at(index + 1).is_word("noi"))) {
            if (index == next_) return;
            next_ = index + 2;
            clock_.offset = hours(7);
        } else if (read_offset(index, index == next_ && !token.space_before)) {
            return;
        } else if (const auto zone = zone_word(token, language_)) {
            next_ = index + 1;
            clock_.place = zone->place;
            if (zone->place.empty()) clock_.offset = minutes(zone->minutes);
        }
    }

    const DateTokens& tokens_;
    const DateLanguage& language_;
    std::size_t begin_;
    std::size_t next_;
    std::int64_t hour_ = 0;
    std::int64_t minute_ = 0;
    std::int64_t second_ = 0;
    WrittenClock clock_;
};

}  // namespace

bool starts_numeric_date(const DateTokens& tokens, std::size_t index) {
    if (!token_at(tokens, index).is_number(1, 4)) return false;
    const DateToken& separator = token_at(tokens, index + 1);
    return (separator.is_sign('/') || separator.is_sign('-') || separator.is_sign('.')) &&
           token_at(tokens, index + 2).is_number(1, 4) &&
           separator.space_before == token_at(tokens, index + 2).space_before;
}

std::optional<WrittenClock> clock_at(const DateTokens& tokens, std::size_t begin, const DateLanguage& language) {
    return ClockReader(tokens, begin, language).run();
}

}  // namespace fetch
