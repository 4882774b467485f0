#pragma once

#include "core/time.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace app {

// How commands that list things write them for a terminal. Whatever a page or a server put into a text, it is one line
// of a terminal before anything is done with it.

/// Nothing is laid out for fewer columns: what is left of a title would tell nobody anything.
inline constexpr std::size_t least_columns = 60;

/// "2024-07-08 10:00" in that zone, and how wide that is.
std::string minute(core::Instant instant, const std::string& zone);
inline constexpr std::size_t minute_width = 16;

/// "1 try", "2 tries".
std::string counted(std::size_t count, std::string_view one, std::string_view many);

/// A text in lines that begin with so many spaces; "" for an empty one.
std::string paragraph(std::string_view text, std::size_t columns, std::size_t spaces);

/// A text behind what begins its first line, the others below each other.
std::string hanging(const std::string& begin, std::string_view text, std::size_t columns);

/// "    guid        4f...": a fact of a block, "" for an empty one; what may be copied stays whole.
std::string fact(std::string_view name, const std::string& value);
/// The same in words, which are folded.
std::string told_fact(std::string_view name, const std::string& value, std::size_t columns);

}  // namespace app
