#include "fetch/web/content_coding.h"

#include "core/ascii.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>

namespace fetch {

namespace {

/// IANA's registry of content codings, and those that were in use without being in it.
constexpr auto codings = std::to_array<std::string_view>(
    {"aes128gcm", "br",           "bzip", "bzip2",  "compress", "dcb",        "dcz",    "deflate", "exi", "gzip", "lz4",
     "lzma",      "pack200-gzip", "sdch", "x-bzip", "x-bzip2",  "x-compress", "x-gzip", "x-zstd",  "xz",  "zstd"});

bool can_undo(std::string_view coding) {
    const auto features = static_cast<unsigned>(curl_version_info(CURLVERSION_NOW)->features);
    if (coding == "gzip" || coding == "x-gzip" || coding == "deflate") return (features & CURL_VERSION_LIBZ) != 0;
    if (coding == "br") return (features & CURL_VERSION_BROTLI) != 0;
    if (coding == "zstd") return (features & CURL_VERSION_ZSTD) != 0;
    return false;
}

}  // namespace

ContentCoding read_content_coding(std::string_view value) {
    ContentCoding coding;
    while (!value.empty()) {
        const std::size_t end = std::min(value.find(','), value.size());
        const std::string word = core::ascii_lower(core::ascii_trim(value.substr(0, end), " \t"));
        value.remove_prefix(std::min(end + 1, value.size()));
        if (word.empty() || word == "identity") continue;
        if (std::ranges::find(codings, word) == codings.end()) {
            coding.has_other_words = true;
            continue;
        }
        coding.is_coded = true;
        if (coding.unreadable.empty() && !can_undo(word)) coding.unreadable = word;
    }
    return coding;
}

}  // namespace fetch
