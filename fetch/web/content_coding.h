#pragma once

#include <string>
#include <string_view>

namespace fetch {

/// What a Content-Encoding header says of the bytes behind it.
struct ContentCoding {
    /// It names codings that change bytes (gzip, br, zstd, compress, ...).
    bool is_coded = false;
    /// It names what is no coding ("utf-8", "binary", "none", "aws-chunked"): nothing was done to the bytes.
    bool has_other_words = false;
    /// The first coding that libcurl, as it was built, cannot undo; empty: it can undo all.
    std::string unreadable;
};

/// Reads the header's value (RFC 9110 section 8.4; repeated ones joined with commas); "identity" and nothing are no
/// words at all.
ContentCoding read_content_coding(std::string_view value);

}  // namespace fetch
