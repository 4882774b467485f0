#include "transcode/orientation.h"

#include "core/bytes.h"

#include <cstddef>
#include <cstdint>

namespace transcode {

namespace {

/// The number at a place, the least significant byte first or last; 0 where there are not so many bytes.
std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t count, bool little = false) {
    if (at > bytes.size() || bytes.size() - at < count) return 0;
    const core::Bytes numbers = core::bytes_of(bytes);
    return little ? core::little_endian(numbers, at, count) : core::big_endian(numbers, at, count);
}

std::string_view part(std::string_view bytes, std::uint64_t at, std::uint64_t count) {
    return at < bytes.size() ? bytes.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(count))
                             : std::string_view();
}

/// Of a TIFF file, which EXIF is one of.
int of_tiff(std::string_view tiff) {
    if (tiff.starts_with(std::string_view("Exif\0\0", 6))) tiff.remove_prefix(6);
    const bool little = tiff.starts_with("II");
    if ((!little && !tiff.starts_with("MM")) || number(tiff, 2, 2, little) != 42) return 1;
    constexpr std::uint64_t orientation_tag = 0x112;
    const std::size_t directory = number(tiff, 4, 4, little);
    const std::uint64_t entries = number(tiff, directory, 2, little);
    for (std::uint64_t i = 0; i < entries; ++i) {
        const std::string_view entry = part(tiff, directory + 2 + 12 * i, 12);
        if (number(entry, 0, 2, little) != orientation_tag) continue;
        const std::uint64_t value = number(entry, 8, 2, little);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

int of_jpeg(std::string_view file) {
    constexpr std::uint64_t exif_marker = 0xFFE1;
    constexpr std::uint64_t scan_marker = 0xFFDA;
    for (std::size_t at = 2; at + 4 <= file.size();) {
        const std::uint64_t marker = number(file, at, 2);
        if (marker == 0xFFFF) {  // a filler
            ++at;
            continue;
        }
        if (marker <= 0xFF00 || marker == scan_marker) return 1;
        const std::uint64_t size = number(file, at + 2, 2);
        const std::string_view body = part(file, at + 4, size < 2 ? 0 : size - 2);
        if (marker == exif_marker && body.starts_with("Exif")) return of_tiff(body);
        at += 2 + size;
    }
    return 1;
}

int of_png(std::string_view file) {
    for (std::uint64_t at = 8; at + 12 <= file.size(); at += 12 + number(file, at, 4))
        if (part(file, at + 4, 4) == "eXIf") return of_tiff(part(file, at + 8, number(file, at, 4)));
    return 1;
}

int of_webp(std::string_view file) {
    for (std::uint64_t at = 12; at + 8 <= file.size();) {
        const std::uint64_t size = number(file, at + 4, 4, true);
        if (part(file, at, 4) == "EXIF") return of_tiff(part(file, at + 8, size));
        at += 8 + size + (size & 1);
    }
    return 1;
}

/// The body of the first box of that kind among these; empty where there is none.
std::string_view box_in(std::string_view bytes, std::string_view kind) {
    for (std::uint64_t at = 0; at + 8 <= bytes.size();) {
        const std::uint64_t size = number(bytes, at, 4);
        if (size < 8) break;
        if (part(bytes, at + 4, 4) == kind) return part(bytes, at + 8, size - 8);
        at += size;
    }
    return {};
}

/// Of the HEIF family (ISO 23008-12): turned against the clock, then mirrored, by two properties.
int of_heif(std::string_view file) {
    const std::string_view meta = box_in(file, "meta");
    const std::string_view properties = box_in(box_in(meta.substr(meta.size() < 4 ? meta.size() : 4), "iprp"), "ipco");
    const std::string_view turn = box_in(properties, "irot");
    const std::string_view mirror = box_in(properties, "imir");
    constexpr int turned[] = {1, 8, 3, 6};          // NOLINT
    constexpr int top_and_bottom[] = {4, 5, 2, 7};  // NOLINT
    constexpr int left_and_right[] = {2, 7, 4, 5};  // NOLINT
    const std::size_t quarters = number(turn, 0, 1) & 3U;
    if (mirror.empty()) return turned[quarters];
    return (number(mirror, 0, 1) & 1U) == 0 ? top_and_bottom[quarters] : left_and_right[quarters];
}

}  // namespace

int orientation_of(std::string_view file) {
    if (file.starts_with("\xFF\xD8")) return of_jpeg(file);
    if (file.starts_with("\x89PNG")) return of_png(file);
    if (file.starts_with("RIFF")) return of_webp(file);
    if (part(file, 4, 4) == "ftyp") return of_heif(file);
    return of_tiff(file);
}

}  // namespace transcode
