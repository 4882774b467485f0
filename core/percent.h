#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace core {

// Percent-encoding (RFC 3986 section 2.1). What is to be encoded is for those to say who know the part of the URL.

/// True for letters, digits and - . _ ~ (RFC 3986 section 2.3), which mean the same encoded or not.
bool is_unreserved(char c);

/// Appends "%" and two upper case digits.
void append_percent(std::string& out, char byte);

/// The byte that the three characters at `position` encode, in either case; nothing where they encode none.
std::optional<char> percent_at(std::string_view text, std::size_t position);

/// A path segment or a parameter's value with everything encoded that is not unreserved.
std::string percent_encode(std::string_view segment);

/// Each encoded byte as it is, so the result may be any bytes; a "%" that encodes none stays, and so does "+".
std::string percent_decode(std::string_view text);

}  // namespace core
