#include "fetch/web/sniff.h"

#include "core/bytes.h"
#include "core/mpeg_audio.h"
#include "fetch/web/mpeg_frame.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace fetch {

namespace {

using core::big_endian;
using core::Bytes;
using core::little_endian;

/// What arrives is memory, and what is looked at here are numbers.
Bytes numbers(std::span<const std::byte> head) {
    return {reinterpret_cast<const std::uint8_t*>(head.data()), head.size()};
}

bool has(Bytes bytes, std::size_t offset, std::string_view text) {
    if (bytes.size() < offset + text.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (bytes[offset + i] != static_cast<std::uint8_t>(text[i])) return false;
    }
    return true;
}

bool is_picture_brand(Bytes head) {
    constexpr std::array<std::string_view, 7> brands = {"heic", "heix", "heim", "mif1", "msf1", "avif", "avis"};
    return std::any_of(brands.begin(), brands.end(), [head](std::string_view brand) { return has(head, 8, brand); });
}

/// ADTS (ISO 14496-3): the frame's length, 0 where there is no header.
std::size_t adts_length(Bytes bytes, std::size_t offset) {
    if (bytes.size() < offset + 7) return 0;
    if (bytes[offset] != 0xff || (bytes[offset + 1] & 0xf6) != 0xf0) return 0;
    if ((bytes[offset + 2] >> 2 & 0xf) > 12) return 0;
    const std::size_t length = (bytes[offset + 3] & 3u) << 11 | bytes[offset + 4] * 8u | bytes[offset + 5] >> 5;
    return length > 7 ? length : 0;
}

bool is_adts(Bytes bytes, std::size_t offset) {
    const std::size_t first = adts_length(bytes, offset);
    if (first == 0) return false;
    const std::size_t next = offset + first;
    return next + 7 > bytes.size() || adts_length(bytes, next) != 0;
}

/// The kind of what follows a tag that ends within the head; a long tag, or padding behind it, hides what follows, and
/// nearly always that is MPEG audio.
AudioKind behind_tag(Bytes head, std::uint64_t tag) {
    auto offset = static_cast<std::size_t>(tag);
    while (offset < head.size() && head[offset] == 0) ++offset;
    if (offset >= head.size()) return AudioKind::mp3;
    if (has(head, offset, "fLaC")) return AudioKind::flac;
    if (has(head, offset, "OggS")) return AudioKind::ogg;
    if (is_adts(head, offset)) return AudioKind::aac;
    return AudioKind::mp3;
}

std::string_view text_of(Bytes head) {
    return {reinterpret_cast<const char*>(head.data()), head.size()};
}

/// The beginning in lower case, without byte order mark, white space, and what may stand before a page's first element.
std::string opening(Bytes head) {
    std::string_view text = text_of(head);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const auto skip_space = [&text] { text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n\f"), text.size())); };
    skip_space();
    while (text.starts_with("<!--")) {
        const std::size_t end = text.find("-->");
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 3);
        skip_space();
    }
    std::string result(text.substr(0, 400));
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result;
}

bool begins_with_any(std::string_view text, std::initializer_list<std::string_view> prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [text](std::string_view each) { return text.starts_with(each); });
}

/// No control characters, and not mainly bytes above ASCII (UTF-16 has the former, compressed data both).
bool is_text(Bytes head) {
    std::size_t ascii = 0;
    for (const std::uint8_t value : head) {
        if (value < 0x20 && value != '\t' && value != '\n' && value != '\r' && value != '\f') return false;
        if (value < 0x80) ++ascii;
    }
    return ascii * 3 >= head.size();
}

/// Up to `count` bytes of the file at the offset; fewer at its end.
std::vector<std::uint8_t> read_at(int descriptor, std::uint64_t offset, std::size_t count) {
    std::vector<std::uint8_t> bytes(count);
    std::size_t done = 0;
    while (done < count) {
        const ssize_t got = pread(descriptor, bytes.data() + done, count - done, static_cast<off_t>(offset + done));
        if (got <= 0) break;
        done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
    return bytes;
}

std::optional<std::uint64_t> length_of_wav(int descriptor) {
    const auto head = read_at(descriptor, 0, 48);
    if (head.size() < 12 || !has(head, 8, "WAVE")) return std::nullopt;
    const std::uint64_t size = little_endian(head, 4, 4);
    if (has(head, 0, "RIFF")) {
        // Writers that cannot go back leave these.
        if (size < 36 || size >= 0xfffff000) return std::nullopt;
        return size + 8 + (size & 1);
    }
    if (!has(head, 12, "ds64") || head.size() < 28) return std::nullopt;
    return little_endian(head, 20, 8) + 8;
}

std::optional<std::uint64_t> length_of_aiff(int descriptor) {
    const auto head = read_at(descriptor, 0, 12);
    if (head.size() < 12 || big_endian(head, 4, 4) < 12) return std::nullopt;
    return big_endian(head, 4, 4) + 8;
}

std::optional<std::uint64_t> length_of_mp4(int descriptor) {
    std::uint64_t offset = 0;
    bool index = false;
    bool media = false;
    for (int boxes = 0; boxes < 10'000; ++boxes) {
        const auto head = read_at(descriptor, offset, 16);
        if (head.size() < 8) {
            // Whole boxes tell an end only when nothing that a player needs is missing.
            if (!index || !media) return std::nullopt;
            return head.empty() ? offset : offset + 8;
        }
        std::uint64_t size = big_endian(head, 0, 4);
        if (size == 1 && head.size() < 16) return offset + 16;
        if (size == 1) size = big_endian(head, 8, 8);
        if (has(head, 4, "moof")) return std::nullopt;  // fragments do not say how many there are
        index = index || has(head, 4, "moov");
        media = media || has(head, 4, "mdat");
        if (size < 8 || size > (1ull << 48)) return std::nullopt;  // 0: until the end, wherever that is
        offset += size;
    }
    return std::nullopt;
}

std::optional<std::uint64_t> length_of_ogg(int descriptor) {
    std::uint64_t offset = 0;
    bool last = false;
    for (;;) {
        const auto head = read_at(descriptor, offset, 27 + 255);
        if (head.empty()) return last ? std::optional(offset) : std::nullopt;
        if (head.size() < 27) return offset + 27;
        if (!has(head, 0, "OggS")) return std::nullopt;
        const std::size_t segments = head[26];
        if (head.size() < 27 + segments) return offset + 27 + segments;
        last = (head[5] & 4) != 0;
        std::uint64_t size = 27 + segments;
        for (std::size_t i = 0; i < segments; ++i) size += head[27 + i];
        offset += size;
    }
}

/// The value and the width of an EBML number; width 0 where there is none.
std::pair<std::uint64_t, std::size_t> ebml_number(Bytes bytes, std::size_t offset) {
    if (offset >= bytes.size() || bytes[offset] == 0) return {0, 0};
    std::size_t width = 1;
    while ((bytes[offset] & (0x80u >> (width - 1))) == 0) ++width;
    if (bytes.size() < offset + width) return {0, 0};
    const std::uint64_t mask = (1ull << (7 * width)) - 1;
    return {big_endian(bytes, offset, width) & mask, width};
}

std::optional<std::uint64_t> length_of_matroska(int descriptor) {
    const auto head = read_at(descriptor, 0, 4096);
    const auto [size, width] = ebml_number(head, 4);
    if (width == 0 || size > head.size()) return std::nullopt;
    const std::size_t segment = 4 + width + static_cast<std::size_t>(size);
    if (!has(head, segment, "\x18\x53\x80\x67")) return std::nullopt;
    const auto [length, length_width] = ebml_number(head, segment + 4);
    if (length_width == 0 || length == (1ull << (7 * length_width)) - 1) return std::nullopt;
    return segment + 4 + length_width + length;
}

std::optional<std::uint64_t> length_of_mp3(int descriptor) {
    std::uint64_t start = 0;
    for (int tags = 0; tags < 8; ++tags) {
        const std::uint64_t tag = core::id3v2_bytes(read_at(descriptor, start, 10));
        if (tag == 0) break;
        start += tag;
    }
    const auto head = read_at(descriptor, start, 4096);
    const auto frame = find_mpeg_frame(head);
    if (!frame) return std::nullopt;
    const auto info = core::parse_mpeg_info(frame->header, Bytes(head).subspan(frame->offset));
    if (!info || info->bytes == 0) return std::nullopt;
    return start + frame->offset + info->bytes;
}

}  // namespace

std::optional<AudioKind> sniff_audio(std::span<const std::byte> bytes) {
    const Bytes head = numbers(bytes);
    if (const std::uint64_t tag = core::id3v2_bytes(head); tag > 0) return behind_tag(head, tag);
    if (has(head, 0, "fLaC")) return AudioKind::flac;
    if (has(head, 0, "OggS") && head.size() > 4 && head[4] == 0) return AudioKind::ogg;
    if (has(head, 8, "WAVE") && (has(head, 0, "RIFF") || has(head, 0, "RF64") || has(head, 0, "BW64")))
        return AudioKind::wav;
    if (has(head, 0, "FORM") && (has(head, 8, "AIFF") || has(head, 8, "AIFC"))) return AudioKind::aiff;
    if (has(head, 4, "ftyp") && head.size() >= 12 && big_endian(head, 0, 4) >= 16 && !is_picture_brand(head)) {
        return AudioKind::mp4;
    }
    if (has(head, 0, "\x1a\x45\xdf\xa3")) return AudioKind::matroska;
    if (is_adts(head, 0)) return AudioKind::aac;
    if (find_mpeg_frame(head)) return AudioKind::mp3;
    return std::nullopt;
}

std::string describe_content(std::span<const std::byte> bytes) {
    const Bytes head = numbers(bytes);
    if (head.empty()) return "empty";
    if (const auto kind = sniff_audio(bytes)) {
        constexpr std::array<std::string_view, 8> names = {"MPEG audio", "MP4", "Ogg",  "WAVE",
                                                           "FLAC",       "AAC", "AIFF", "Matroska"};
        return std::string(names.at(static_cast<std::size_t>(*kind)));
    }
    if (has(head, 0, "\x89PNG")) return "a PNG picture";
    if (has(head, 0, "\xff\xd8\xff")) return "a JPEG picture";
    if (has(head, 0, "GIF8")) return "a GIF picture";
    if (has(head, 0, "RIFF") && has(head, 8, "WEBP")) return "a WebP picture";
    if (has(head, 4, "ftyp")) return "an HEIF or AVIF picture";
    if (has(head, 0, "%PDF-")) return "a PDF document";
    if (has(head, 0, "PK\x03\x04")) return "a ZIP archive";
    if (has(head, 0, "\x1f\x8b")) return "gzip data";
    if (has(head, 0, "\x30\x26\xb2\x75")) return "a Windows Media file";
    if (has(head, 0, "MThd")) return "a MIDI file";

    const std::string text = opening(head);
    if (begins_with_any(text, {"#extm3u", "ffconcat version", "[playlist]", "<asx", "<?wpl", "<smil", "#extinf"})) {
        return "a playlist";
    }
    if (begins_with_any(text, {"v=0\r", "v=0\n"})) return "a session description (SDP)";
    if (begins_with_any(text, {"<!doctype html", "<html", "<head", "<body", "<script", "<title", "<meta", "<div"})) {
        return "an HTML page";
    }
    if (text.starts_with("<svg")) return "an SVG picture";
    if (text.starts_with("<?xml")) {
        if (text.find("<html") != std::string::npos) return "an HTML page";
        if (text.find("<mpd") != std::string::npos || text.find("xspf") != std::string::npos) return "a playlist";
        return "an XML document";
    }
    if (is_text(head)) return begins_with_any(text, {"{", "["}) ? "a JSON document" : "text";
    return "not audio";
}

std::optional<std::uint64_t> claimed_length(int descriptor, AudioKind kind) {
    switch (kind) {
        case AudioKind::wav:
            return length_of_wav(descriptor);
        case AudioKind::aiff:
            return length_of_aiff(descriptor);
        case AudioKind::mp4:
            return length_of_mp4(descriptor);
        case AudioKind::ogg:
            return length_of_ogg(descriptor);
        case AudioKind::matroska:
            return length_of_matroska(descriptor);
        case AudioKind::mp3:
            return length_of_mp3(descriptor);
        case AudioKind::flac:
        case AudioKind::aac:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace fetch
