#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "fetch/dates/date_tokens.h"

namespace fetch {

/// What an all-numeric date with its year at the end means.
enum class NumericOrder {
    day_first,
    month_first,
    open,  ///< the language is written both ways
};

/// The language as a newspaper of that host writes it: English that names no country is its country's, where the host's
/// name ends in one.
std::string language_at(const std::string& language, std::string_view host);

/// How one language writes dates. Cheap to make again: what ICU was asked is kept.
class DateLanguage {
public:
    /// `tag` is BCP 47; empty: not known.
    explicit DateLanguage(std::string_view tag);

    bool is(std::string_view base_language) const { return base_ == base_language; }
    bool is_unknown() const { return base_.empty(); }
    const std::string& tag() const { return tag_; }

    NumericOrder numeric_order() const;
    /// The short form begins with the year, so "24/07/08" does as well.
    bool year_first() const;
    /// Clocks are written with a dot: "10.05".
    bool dotted_clock() const;

    /// The month (1 to 12) that a folded name means: in this language, else in English, else in any other language
    /// where no two languages disagree about it. 0: none.
    int month(const std::string& folded_name) const;

    enum class HalfDay { none, morning, afternoon, noon };
    HalfDay half_day(const std::string& folded_word) const;

private:
    std::string tag_;
    std::string base_;
};

/// A zone's abbreviation or one of its names in the press ("ET" has none of its own: it follows the place's rules).
struct ZoneWord {
    std::int32_t minutes = 0;
    std::string_view place;  ///< IANA name; empty: minutes hold all year
};
std::optional<ZoneWord> zone_word(const DateToken& token, const DateLanguage& language);

}  // namespace fetch
