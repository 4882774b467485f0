#include "transcode/ogg_page.h"

#include "core/error.h"
#include "transcode/descriptor_io.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace transcode {

namespace {

constexpr std::size_t page_header_bytes = 27;
constexpr std::size_t crc_at = 22;
constexpr std::size_t full_segment = 255;

/// Ogg's own CRC-32: most significant bit first, neither the start nor the end inverted.
std::uint32_t page_crc(std::string_view page) {
    static constexpr auto table = [] {
        std::array<std::uint32_t, 256> entries{};
        for (std::uint32_t i = 0; i < 256; ++i) {
            std::uint32_t crc = i << 24;
            for (int bit = 0; bit < 8; ++bit) crc = (crc & 0x80000000U) != 0 ? crc << 1 ^ 0x04C11DB7U : crc << 1;
            entries[i] = crc;
        }
        return entries;
    }();
    std::uint32_t crc = 0;
    for (const char byte : page) crc = crc << 8 ^ table[crc >> 24 ^ static_cast<std::uint8_t>(byte)];
    return crc;
}

/// How much of the page's body belongs to the packet that its body begins with.
std::size_t first_packet_bytes(std::string_view page, std::size_t header_bytes) {
    std::size_t bytes = 0;
    for (std::size_t at = page_header_bytes; at < header_bytes; ++at) {
        const std::size_t segment = static_cast<std::uint8_t>(page[at]);
        bytes += segment;
        if (segment < full_segment) break;
    }
    return bytes;
}

/// The whole page at that byte of a file.
std::string read_page(int descriptor, std::uint64_t at) {
    std::string bytes = read_at(descriptor, at, longest_ogg_page_bytes);
    const auto page = parse_ogg_page(bytes);
    if (!page || page->bytes > bytes.size())
        throw core::Error(core::ErrorKind::media, fmt::format("cannot tag the file: no whole page at byte {}", at));
    bytes.resize(page->bytes);
    return bytes;
}

}  // namespace

std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t i = count; i > 0; --i) value = value << 8 | static_cast<std::uint8_t>(bytes[at + i - 1]);
    return value;
}

void write_little_endian(std::string& bytes, std::size_t at, std::size_t count, std::uint64_t value) {
    for (std::size_t i = 0; i < count; ++i, value >>= 8) bytes[at + i] = static_cast<char>(value & 0xFF);
}

std::optional<OggPage> parse_ogg_page(std::string_view bytes) {
    if (bytes.size() < page_header_bytes || !bytes.starts_with("OggS") || bytes[4] != 0) return std::nullopt;
    OggPage page;
    page.flags = static_cast<std::uint8_t>(bytes[5]);
    page.granule = little_endian(bytes, 6, 8);
    page.serial = static_cast<std::uint32_t>(little_endian(bytes, 14, 4));
    const std::size_t segments = static_cast<std::uint8_t>(bytes[26]);
    page.header_bytes = page_header_bytes + segments;
    if (bytes.size() < page.header_bytes) return std::nullopt;
    page.bytes = page.header_bytes;
    for (std::size_t i = 0; i < segments; ++i) page.bytes += static_cast<std::uint8_t>(bytes[page_header_bytes + i]);
    return page;
}

void seal_ogg_page(std::string& page) {
    write_little_endian(page, crc_at, 4, 0);
    write_little_endian(page, crc_at, 4, page_crc(page));
}

void overwrite_second_packet(int descriptor, std::string_view packet) {
    constexpr std::uint8_t continued = 1;
    std::uint64_t at = read_page(descriptor, 0).size();
    for (std::uint8_t wanted = 0; !packet.empty(); wanted = continued) {
        std::string bytes = read_page(descriptor, at);
        const OggPage page = *parse_ogg_page(bytes);
        const std::size_t part = first_packet_bytes(bytes, page.header_bytes);
        if ((page.flags & continued) != wanted || part > packet.size())
            throw core::Error(core::ErrorKind::media,
                              fmt::format("cannot tag the file: no such packet at byte {}", at));
        bytes.replace(page.header_bytes, part, packet.substr(0, part));
        seal_ogg_page(bytes);
        write_at(descriptor, bytes, at);
        packet.remove_prefix(part);
        at += bytes.size();
    }
}

}  // namespace transcode
