#include "fetch/web/sniff.h"

#include "core/bytes.h"
#include "core/file_mark.h"
#include "core/mpeg_audio.h"
#include "fetch/web/file_bytes.h"
#include "fetch/web/mpeg_frame.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace fetch {

namespace {

using core::big_endian;
using core::Bytes;

/// What arrives is memory, and what is looked at here are numbers.
Bytes numbers(std::span<const std::byte> head) {
    return {reinterpret_cast<const std::uint8_t*>(head.data()), head.size()};
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

}  // namespace

std::optional<AudioKind> sniff_audio(std::span<const std::byte> bytes) {
    const Bytes head = numbers(bytes);
    // An archive may hold recordings, and as they are.
    if (!core::file_mark(head).empty()) return std::nullopt;
    if (const std::uint64_t tag = core::id3v2_bytes(head); tag > 0) return behind_tag(head, tag);
    if (has(head, 0, "fLaC")) return AudioKind::flac;
    if (has(head, 0, "OggS") && head.size() > 4 && head[4] == 0) return AudioKind::ogg;
    if (has(head, 8, "WAVE") && (has(head, 0, "RIFF") || has(head, 0, "RF64") || has(head, 0, "BW64")))
        return AudioKind::wav;
    if (has(head, 0, "FORM") && (has(head, 8, "AIFF") || has(head, 8, "AIFC"))) return AudioKind::aiff;
    if (has(head, 4, "ftyp") && head.size() >= 12 && big_endian(head, 0, 4) >= 16) {
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
    if (const std::string_view name = core::file_mark(head); !name.empty()) return std::string(name);
    if (has(head, 0, "\x30\x26\xb2\x75")) return "a Windows Media file";

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
    if (is_text(bytes)) return begins_with_any(text, {"{", "["}) ? "a JSON document" : "text";
    return "not audio";
}

// No control characters, and not mainly bytes above ASCII (UTF-16 has the former, compressed data both).
bool is_text(std::span<const std::byte> head) {
    std::size_t ascii = 0;
    for (const std::uint8_t value : numbers(head)) {
        if (value < 0x20 && value != '\t' && value != '\n' && value != '\r' && value != '\f') return false;
        if (value < 0x80) ++ascii;
    }
    return ascii * 3 >= head.size();
}

}  // namespace fetch
