#pragma once

#include <string>
#include <string_view>

namespace fetch {

/// Bytes of a page as valid UTF-8, its characters as they were written, so that its URLs are (core::valid_utf8; what
/// readers give as text they compose): by byte order mark, then the content type's charset, then a meta
/// element or XML declaration in the first 1024 bytes, then detection (UTF-8 if valid, else uchardet's word, else
/// ICU's detector's). What is in another charset than Unicode's is composed.
std::string decode_text(std::string_view bytes, std::string_view content_type);

}  // namespace fetch
