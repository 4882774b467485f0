#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace transcode {

/// What the header of a page of Ogg (RFC 3533) tells.
struct OggPage {
    std::uint8_t flags = 0;
    std::uint64_t granule = 0;  ///< samples up to the last packet that ends here; all ones where none does
    std::uint32_t serial = 0;
    std::size_t header_bytes = 0;
    std::size_t bytes = 0;
};

/// No page is longer, and no header.
constexpr std::size_t longest_ogg_header_bytes = 27 + 255;
constexpr std::size_t longest_ogg_page_bytes = longest_ogg_header_bytes + 255 * 255;

/// Of the page that these bytes begin with; empty where none does.
std::optional<OggPage> parse_ogg_page(std::string_view bytes);

/// Writes the checksum into the header of a whole page.
void seal_ogg_page(std::string& page);

std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t count);
void write_little_endian(std::string& bytes, std::size_t at, std::size_t count, std::uint64_t value);

/// Replaces the second packet of the only stream in a file, which begins with its second page, by one of the same
/// length: the pages keep theirs and all else that is on them. Throws Error(media) where that packet is not as long,
/// Error(storage) when reading or writing fails.
void overwrite_second_packet(int descriptor, std::string_view packet);

}  // namespace transcode
