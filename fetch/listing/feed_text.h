#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fetch {

/// A feed's text in clean UTF-8.
struct FeedText {
    std::string text;    ///< from its XML declaration or root element on; all of it where it has none; trimmed
    std::string before;  ///< what stood before that and is no comment, blank or mark: as a server's warning, as it came
};

/// The bytes without gzip packing, decoded by what they say of themselves and their label. Throws as unpacked() does.
FeedText feed_text(std::string_view bytes, std::string_view content_type, std::size_t max_bytes);

/// The bytes without their gzip packing, where they have one; throws Error(media) when that is broken or too large.
std::string unpacked(std::string_view bytes, std::size_t max_bytes);

}  // namespace fetch
