#pragma once

#include <string>
#include <string_view>

namespace fetch {

/// Bytes of a page as clean UTF-8 (core::clean_utf8): by byte order mark, then the content type's charset, then a meta
/// element or XML declaration in the first 1024 bytes, then detection (UTF-8 if valid, else uchardet's word, else
/// ICU's detector's).
std::string decode_text(std::string_view bytes, std::string_view content_type);

}  // namespace fetch
