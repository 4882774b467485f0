#include "fetch/web/wholeness.h"

#include "core/mpeg_audio.h"
#include "core/time.h"
#include "fetch/web/claims.h"
#include "fetch/web/extent.h"
#include "fetch/web/file_bytes.h"
#include "fetch/web/flac_blocks.h"
#include "fetch/web/matroska_outline.h"
#include "fetch/web/mp4_outline.h"
#include "fetch/web/mpeg_frame.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace fetch {

namespace {

using core::big_endian;
using core::Bytes;
using core::little_endian;

/// What writers miscount: a frame of their own (up to 1441 bytes), a chunk's head, a small tag. It is less than a
/// second of speech.
constexpr std::uint64_t miscounted_bytes = 4096;
/// The counts in an MP3's first frame are advice that some encoders estimate.
constexpr std::uint64_t estimated_share = 100;
/// No frame of MP3, AAC, Opus or Vorbis is so long, nor does a FLAC encoder write silence so; and it is the block of
/// file systems, which is what holes are made of.
constexpr std::uint64_t hole_bytes = 4096;
/// Zeros in front and at the very end are padding of some writer up to this.
constexpr std::uint64_t padding_bytes = 64 << 10;

/// "2,812,345"
std::string grouped(std::uint64_t value) {
    const std::string digits = std::to_string(value);
    std::string text;
    for (std::size_t at = 0; at < digits.size(); ++at) {
        if (at != 0 && (digits.size() - at) % 3 == 0) text += ',';
        text += digits[at];
    }
    return text;
}

std::string too_few_bytes(std::uint64_t promised, std::uint64_t there) {
    return fmt::format("cut off: its header promises {} bytes, {} are there", grouped(promised), grouped(there));
}

std::string too_short(double promised_seconds, double seconds) {
    const auto shown = [](double value) {
        return core::format_duration(std::chrono::milliseconds(static_cast<std::int64_t>(value * 1000.0)));
    };
    return fmt::format("cut off: its header promises {} of sound, {} are there", shown(promised_seconds),
                       shown(seconds));
}

bool is_short(std::uint64_t promised, std::uint64_t there) {
    return promised > there && promised - there > miscounted_bytes;
}

/// Frames of MPEG audio from the one at `at` on, passing over what is none; the first one, which is not counted, says
/// how long each is in samples.
std::uint64_t count_mpeg_frames(int descriptor, std::uint64_t at, std::uint64_t end) {
    constexpr std::size_t window_bytes = 256 << 10;
    std::uint64_t frames = 0;
    std::vector<std::uint8_t> window;
    std::uint64_t window_at = 0;
    while (at + core::MpegHeader::size <= end) {
        if (at < window_at || at + core::MpegHeader::size > window_at + window.size()) {
            window = read_at(descriptor, at, window_bytes);
            window_at = at;
            if (window.size() < core::MpegHeader::size) break;
        }
        const auto header = core::parse_mpeg_header(Bytes(window).subspan(static_cast<std::size_t>(at - window_at)));
        const std::size_t bytes = header ? header->frame_bytes() : 0;
        if (bytes > 0) ++frames;
        at += std::max<std::size_t>(bytes, 1);
    }
    return frames > 0 ? frames - 1 : 0;
}

std::string flaw_of_mpeg(int descriptor, std::uint64_t size) {
    const MpegClaim claim = mpeg_claim(descriptor);
    const std::uint64_t promised = is_placeholder(claim.bytes, size) ? 0 : claim.bytes;
    const std::uint64_t frames = is_placeholder(claim.frames, size) ? 0 : claim.frames;
    const std::uint64_t there = size - std::min(size, claim.first_frame);
    const bool bytes_missing = is_short(promised, there) && promised - there > promised / estimated_share;
    if (promised != 0 && !bytes_missing) return {};
    if (frames != 0) {
        // Bytes that are missing although all frames are there were those of a tag.
        const std::uint64_t counted = count_mpeg_frames(descriptor, claim.first_frame, size);
        if (counted + frames / estimated_share + 4 >= frames) return {};
        if (promised == 0)
            return fmt::format("cut off: its header promises {} frames, {} are there", grouped(frames),
                               grouped(counted));
    }
    return bytes_missing ? too_few_bytes(claim.first_frame + promised, size) : std::string();
}

/// Two sizes speak of it, the file's and that of the samples; the smaller one counts, for a file that is cut off falls
/// short of both.
std::string flaw_of_chunks(int descriptor, std::uint64_t size, AudioKind kind) {
    const bool wave = kind == AudioKind::wav;
    const auto number = [&](Bytes bytes) { return wave ? little_endian(bytes, 4, 4) : big_endian(bytes, 4, 4); };
    const auto end_of_chunk = [&](std::uint64_t body, std::uint64_t bytes) {
        return is_placeholder(bytes, size) ? std::nullopt : std::optional(body + bytes);
    };
    const auto head = read_at(descriptor, 0, 36);
    if (head.size() < 12) return {};
    std::optional<std::uint64_t> promised = end_of_chunk(8, number(head));
    std::uint64_t long_data = 0;
    if (has(head, 12, "ds64") && head.size() == 36) {
        promised = little_endian(head, 20, 8) + 8;
        long_data = little_endian(head, 28, 8);
    }
    std::uint64_t at = 12;
    for (int chunks = 0; chunks < 1000; ++chunks) {
        const auto chunk = read_at(descriptor, at, 8);
        if (chunk.size() < 8) break;
        const std::uint64_t bytes = number(chunk);
        if (has(chunk, 0, wave ? "data" : "SSND")) {
            const auto end = long_data != 0 ? at + 8 + long_data : end_of_chunk(at + 8, bytes);
            if (end) promised = promised ? std::min(*promised, *end) : *end;
            break;
        }
        at += 8 + bytes + (bytes & 1);
    }
    return promised && is_short(*promised, size) ? too_few_bytes(*promised, size) : std::string();
}

std::string flaw_of_flac(const FlacBlocks& flac) {
    if (flac.promised == 0 || flac.there == 0 || flac.sample_rate_hz == 0) return {};
    // Half a second may be the last block, of which nothing is seen but its head.
    if (flac.there + flac.sample_rate_hz / 2 >= flac.promised) return {};
    const auto rate = static_cast<double>(flac.sample_rate_hz);
    return too_short(static_cast<double>(flac.promised) / rate, static_cast<double>(flac.there) / rate);
}

/// Where an Ogg file's first page with sound stands, behind those of its headers, which may be padded; and whether the
/// file ends within a page although none was marked as the last.
struct OggOutline {
    std::uint64_t sound = 0;
    bool ends_within_a_page = false;
};

OggOutline outline_ogg(int descriptor, std::uint64_t size) {
    constexpr std::uint64_t of_no_packet = ~0ull;
    OggOutline outline;
    bool ended = false;
    for (std::uint64_t at = 0; at < size;) {
        const auto head = read_at(descriptor, at, 27 + 255);
        const std::size_t segments = head.size() < 27 ? 0 : head[26];
        if (head.size() >= 4 && !has(head, 0, "OggS")) return outline;
        if (head.size() < 27 + segments) {
            outline.ends_within_a_page = !ended;
            return outline;
        }
        const std::uint64_t granule = little_endian(head, 6, 8);
        if (outline.sound == 0 && granule != 0 && granule != of_no_packet) outline.sound = at;
        ended = (head[5] & 4) != 0;
        at += 27 + segments;
        for (std::size_t i = 0; i < segments; ++i) at += head[27 + i];
        outline.ends_within_a_page = !ended && at > size;
    }
    return outline;
}

std::uint64_t end_without_tags(int descriptor, std::uint64_t size) {
    constexpr std::uint64_t id3v1_bytes = 128;
    constexpr std::uint64_t ape_bytes = 32;
    if (size >= id3v1_bytes && has(read_at(descriptor, size - id3v1_bytes, 3), 0, "TAG")) size -= id3v1_bytes;
    if (size < ape_bytes) return size;
    const auto footer = read_at(descriptor, size - ape_bytes, ape_bytes);
    if (!has(footer, 0, "APETAGEX")) return size;
    return size - std::min(size, little_endian(footer, 12, 4) + ape_bytes);
}

/// True where MPEG audio goes on at the offset or behind tags and zeros there: another recording was put behind the one
/// whose first frame counted its bytes, or these are too few.
bool goes_on_at(int descriptor, std::uint64_t at, std::uint64_t end) {
    constexpr std::uint64_t id3v1_bytes = 128;
    constexpr std::size_t window_bytes = 64 << 10;  // with tags of other kinds
    while (at < end) {
        const auto window =
            read_at(descriptor, at, static_cast<std::size_t>(std::min<std::uint64_t>(end - at, window_bytes)));
        const auto other = std::ranges::find_if(window, [](std::uint8_t byte) { return byte != 0; });
        const std::uint64_t tag = has(window, 0, "TAG") ? id3v1_bytes : core::id3v2_bytes(window);
        if (tag == 0 && other == window.begin()) return find_mpeg_frame(window).has_value();
        at += tag != 0 ? tag : static_cast<std::uint64_t>(other - window.begin());
        if (window.empty()) break;
    }
    return false;
}

Extent sound_of_mpeg(int descriptor, std::uint64_t size) {
    const MpegClaim claim = mpeg_claim(descriptor);
    const std::uint64_t begin =
        claim.first_frame != 0 ? claim.first_frame : core::id3v2_bytes(read_at(descriptor, 0, 10));
    const std::uint64_t end = end_without_tags(descriptor, size);
    const std::uint64_t claimed = claim.first_frame + claim.bytes;
    if (claim.bytes == 0 || claimed >= end || goes_on_at(descriptor, claimed, end)) return {begin, end};
    return {begin, claimed};
}

/// Where bytes that a decoder reads stand.
std::vector<Extent> sound_of(int descriptor, std::uint64_t size, AudioKind kind) {
    switch (kind) {
        case AudioKind::mp3:
        case AudioKind::aac:
            return {sound_of_mpeg(descriptor, size)};
        case AudioKind::mp4:
            return outline_mp4(descriptor).sound;
        case AudioKind::flac:
            if (const std::uint64_t first = look_at_flac(descriptor, size).first_block; first != 0)
                return {{first, size}};
            return {};
        case AudioKind::ogg:
            if (const std::uint64_t first = outline_ogg(descriptor, size).sound; first != 0) return {{first, size}};
            return {};
        case AudioKind::matroska:
            return matroska_sound(descriptor);
        case AudioKind::wav:
        case AudioKind::aiff:
            break;
    }
    return {};
}

/// True where zeros at its ends may be padding: nothing says how far it reaches.
bool may_be_padded(int descriptor, AudioKind kind) {
    if (kind == AudioKind::matroska) return !matroska_end(descriptor);
    return kind != AudioKind::mp4;
}

/// The zeros around a byte of the extent that is one.
Extent zeros_around(int descriptor, const Extent& within, std::uint64_t at) {
    const auto before = read_at(descriptor, at - std::min(at - within.begin, hole_bytes),
                                static_cast<std::size_t>(std::min(at - within.begin, hole_bytes)));
    Extent zeros{at, at};
    for (std::size_t i = before.size(); i > 0 && before[i - 1] == 0; --i) --zeros.begin;
    while (zeros.end < within.end) {
        const auto piece = read_at(descriptor, zeros.end,
                                   static_cast<std::size_t>(std::min(within.end - zeros.end, std::uint64_t{64} << 10)));
        const auto other = std::ranges::find_if(piece, [](std::uint8_t byte) { return byte != 0; });
        zeros.end += static_cast<std::uint64_t>(other - piece.begin());
        if (piece.empty() || other != piece.end()) break;
    }
    return zeros;
}

/// True where they are the padding of a tag, as one stands between recordings that were put together.
bool is_in_a_tag(int descriptor, const Extent& zeros) {
    constexpr std::uint64_t longest_before = 4 << 20;  // a tag with its pictures
    const std::uint64_t begin = zeros.begin - std::min(zeros.begin, longest_before);
    const auto before = read_at(descriptor, begin, static_cast<std::size_t>(zeros.begin - begin));
    constexpr std::string_view mark = "ID3";
    for (auto at = before.begin(); (at = std::search(at, before.end(), mark.begin(), mark.end())) != before.end();
         ++at) {
        const auto offset = static_cast<std::size_t>(at - before.begin());
        // What follows it may begin with a few zeros of its own.
        const std::uint64_t bytes = core::id3v2_bytes(Bytes(before).subspan(offset));
        if (bytes > 0 && begin + offset + bytes + miscounted_bytes >= zeros.end) return true;
    }
    return false;
}

/// Looks at one byte of every so many: a longer run of zeros has one of these.
std::string hole_in(int descriptor, const std::vector<Extent>& sound, bool padded) {
    const std::uint64_t size = size_of(descriptor);
    for (const Extent& each : sound) {
        const Extent extent{each.begin, std::min(each.end, size)};
        for (std::uint64_t at = extent.begin; at < extent.end; at += hole_bytes) {
            const auto byte = read_at(descriptor, at, 1);
            if (byte.empty()) break;
            if (byte.front() != 0) continue;
            const Extent zeros = zeros_around(descriptor, extent, at);
            const std::uint64_t length = zeros.end - zeros.begin;
            const bool at_an_end = zeros.begin == extent.begin || zeros.end == extent.end;
            const bool is_padding = padded && at_an_end && length < padding_bytes;
            if (length >= hole_bytes && !is_padding && !(padded && is_in_a_tag(descriptor, zeros)))
                return fmt::format("a hole: {} bytes from byte {} on are zeros", grouped(length), grouped(zeros.begin));
            at += (zeros.end - at) / hole_bytes * hole_bytes;
        }
    }
    return {};
}

std::string shortfall_of(int descriptor, std::uint64_t size, AudioKind kind) {
    switch (kind) {
        case AudioKind::mp3:
            return flaw_of_mpeg(descriptor, size);
        case AudioKind::wav:
        case AudioKind::aiff:
            return flaw_of_chunks(descriptor, size, kind);
        case AudioKind::flac:
            return flaw_of_flac(look_at_flac(descriptor, size));
        case AudioKind::ogg:
            return outline_ogg(descriptor, size).ends_within_a_page
                       ? "cut off: it ends within a page, and none is marked as its last"
                       : "";
        case AudioKind::mp4: {
            const std::uint64_t end = outline_mp4(descriptor).end;
            return is_short(end, size) ? too_few_bytes(end, size) : std::string();
        }
        case AudioKind::matroska: {
            const std::uint64_t end = claimed_length(descriptor, kind).value_or(0);
            return is_short(end, size) ? too_few_bytes(end, size) : std::string();
        }
        case AudioKind::aac:
            break;
    }
    return {};
}

}  // namespace

std::string flaw_of(int descriptor, AudioKind kind) {
    const std::uint64_t size = size_of(descriptor);
    if (std::string flaw = shortfall_of(descriptor, size, kind); !flaw.empty()) return flaw;
    return hole_in(descriptor, sound_of(descriptor, size, kind), may_be_padded(descriptor, kind));
}

}  // namespace fetch
