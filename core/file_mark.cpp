#include "core/file_mark.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace core {

namespace {

using namespace std::string_view_literals;

bool has(Bytes bytes, std::size_t at, std::string_view text) {
    return at + text.size() <= bytes.size() &&
           std::equal(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

struct Mark {
    std::size_t at;
    std::string_view text;
    std::string_view name;
};

constexpr std::array<Mark, 27> marks{{
    {0, "\x89PNG"sv, "a PNG picture"},
    {0, "\xFF\xD8\xFF"sv, "a JPEG picture"},
    {0, "GIF8"sv, "a GIF picture"},
    {8, "WEBP"sv, webp_picture},
    {0, "II*\0"sv, "a TIFF picture"},
    {0, "MM\0*"sv, "a TIFF picture"},
    {0, "\0\0\0\x0CJXL "sv, "a JPEG XL picture"},
    {0, "\xFF\x0A"sv, "a JPEG XL picture"},
    {0, "\0\0\0\x0CjP  "sv, "a JPEG 2000 picture"},
    {0, "8BPS"sv, "a Photoshop picture"},
    {0, "%PDF-"sv, "a PDF document"},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an Office document"},
    {0, "PK\x03\x04"sv, "a ZIP archive"},
    {0, "Rar!\x1A\x07"sv, "a RAR archive"},
    {0, "7z\xBC\xAF\x27\x1C"sv, "a 7z archive"},
    {257, "ustar"sv, "a tar archive"},
    {0, "\x1F\x8B\x08"sv, "gzip data"},
    {0, "BZh"sv, "bzip2 data"},
    {0, "\xFD\x37zXZ\0"sv, "xz data"},
    {0, "\x28\xB5\x2F\xFD"sv, "Zstandard data"},
    {0, "MThd"sv, "a MIDI file"},
    {0, ".RMF"sv, "a RealMedia file"},
    {8, "AVI LIST"sv, "an AVI video"},
    {0, "FLV\x01"sv, "a Flash video"},
    {0, "\0\0\x01\xBA"sv, "an MPEG video"},
    {0, "MZ\x90\0"sv, "a Windows program"},
    {0, "<svg"sv, "an SVG picture"},
}};

/// Pictures of the HEIF family say what they are by the brands of their container, of which the first is the main one.
std::string_view heif_mark(Bytes head) {
    if (head.size() < 16 || !has(head, 4, "ftyp")) return {};
    const std::size_t end = std::min<std::size_t>(head.size(), static_cast<std::size_t>(big_endian(head, 0, 4)));
    const auto is_of = [&](std::initializer_list<std::string_view> brands) {
        for (std::size_t at = 8; at + 4 <= end; at += at == 8 ? 8 : 4)
            if (std::ranges::any_of(brands, [&](std::string_view brand) { return has(head, at, brand); })) return true;
        return false;
    };
    if (is_of({"avif", "avis"})) return avif_picture;
    if (is_of({"heic", "heix", "heim", "heis", "hevc"})) return "a HEIC picture";
    return has(head, 8, "mif1") || has(head, 8, "msf1") ? "a HEIF picture" : std::string_view();
}

}  // namespace

std::string_view file_mark(Bytes head) {
    if (const std::string_view name = heif_mark(head); !name.empty()) return name;
    for (const Mark& mark : marks)
        if (has(head, mark.at, mark.text)) return mark.name;
    return {};
}

}  // namespace core
