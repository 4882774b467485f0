#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace core {

// What languages do differently, by ICU's CLDR. Languages are BCP 47 tags; one that ICU does not know is treated as the
// root locale has it, which no caller needs to foresee.

/// The plural category (CLDR, cardinal) of a number: "one", "few", "other".
std::string plural_category(std::uint64_t number, const std::string& language);

/// "A", "A and B", "A, B and C".
std::string format_list(std::span<const std::string> items, const std::string& language);

/// With as many digits behind the decimal mark as there are, but not more than `digits`: "1.25", "1,25"; in the
/// language's own numerals.
std::string format_number(double value, int digits, const std::string& language);

/// "0.6 MB", "0,6 Mo": with one digit behind the decimal mark at most.
std::string format_megabytes(double megabytes, const std::string& language);

/// "rtl" or "ltr".
std::string_view direction_of(const std::string& language);

/// The index of the language among `available` that its readers are served best with: itself, its script's or its
/// region's sister, or one that most of them read as well; none where there is no such.
std::optional<std::size_t> nearest_language(const std::string& language, std::span<const std::string> available);

}  // namespace core
