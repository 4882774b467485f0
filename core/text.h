#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// Valid UTF-8 as it was written, without NUL, other C0 controls than tab and newline, or
/// noncharacters (what XML 1.0 cannot hold); each ill-formed sequence becomes U+FFFD. For what
/// holds URLs, which are not to be changed.
std::string valid_utf8(std::string_view bytes);

/// The text, which is valid UTF-8, in Unicode's composed form (NFC).
std::string composed(std::string_view text);
bool is_composed(std::string_view text);

/// composed() of valid_utf8(): how this program keeps text.
std::string clean_utf8(std::string_view bytes);

/// Every run of white space (Unicode's, no-break and zero-width spaces included) as one space, none at the ends.
std::string collapse_space(std::string_view text);

/// Without ASCII and Unicode white space at both ends.
std::string_view trim(std::string_view text);

/// A file name's worth of the text: lower case ASCII letters, digits and single hyphens, at most `max_bytes`, cut at a
/// hyphen where possible; may be empty. Letters lose their marks ("Đồng Tháp" is "dong-thap"), other scripts are
/// transliterated.
std::string slug(std::string_view text, std::size_t max_bytes = 60);

/// At most `max_bytes` bytes: whole sentences of the language (BCP 47; "" for the root rules) where at least one fits,
/// else whole words and "…"; never inside a character.
std::string truncate(std::string_view text, std::size_t max_bytes, const std::string& language = {});

/// Lower case by Unicode's default rules.
std::string lower(std::string_view text);

/// The number of user-perceived characters (extended grapheme clusters).
std::size_t length(std::string_view text);

/// Where each of them ends, as offsets of bytes.
std::vector<std::size_t> character_ends(std::string_view text);

/// The number of words by Unicode's boundaries, with ICU's dictionaries for scripts that set no spaces.
std::size_t word_count(std::string_view text);

/// Where the words end, and what stands between them, by the same rules, as offsets of bytes.
std::vector<std::size_t> word_ends(std::string_view text);

std::vector<std::string> split_lines(std::string_view text);  ///< at \n, \r\n or \r; no line holds its end

/// True for a well-formed BCP 47 language tag (RFC 5646) whose language ICU knows.
bool is_language_tag(std::string_view tag);

/// ISO 639-2/B ("vie", "ger") of a BCP 47 tag, as ID3 wants it; "und" where there is none.
std::string iso_639_2(std::string_view tag);

}  // namespace core
