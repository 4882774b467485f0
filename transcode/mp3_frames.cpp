#include "transcode/mp3_frames.h"

#include "transcode/descriptor_io.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace transcode {

namespace {

constexpr std::size_t window_size = 128 << 10;
/// Enough to look at a frame and the headers of the three after it without another read.
constexpr std::size_t look_ahead = 3 * Mp3Header::max_frame_bytes + Mp3Header::size;
constexpr std::size_t id3v1_bytes = 128;
constexpr std::size_t id3v1_extension_bytes = 227;
constexpr std::size_t ape_header_bytes = 32;

bool begins_with(Bytes bytes, std::string_view text) {
    return bytes.size() >= text.size() &&
           std::equal(text.begin(), text.end(), bytes.begin(),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

/// True for flags that some version of ID3v2 gives a meaning to. Tags are looked for in the midst of garbage, too,
/// where much else looks like one.
bool has_known_flags(Bytes head) {
    return (head[5] & 0x0F) == 0;
}

}  // namespace

Mp3Frames::ReadAt read_from(int input) {
    return [input](std::uint64_t at, std::span<std::uint8_t> into) {
        const std::string bytes = read_at(input, at, into.size());
        std::ranges::copy(bytes, into.begin());
        return bytes.size();
    };
}

Mp3Frames::Mp3Frames(ReadAt read, std::uint64_t file_bytes)
    : read_(std::move(read)), end_(file_bytes), window_(std::min<std::uint64_t>(window_size, file_bytes)) {
    end_ = without_tags(file_bytes);
}

/// Up to `count` (at most look_ahead) bytes from a place before the end of the audio.
Bytes Mp3Frames::peek(std::uint64_t at, std::size_t count) {
    if (at >= end_) return {};
    count = static_cast<std::size_t>(std::min<std::uint64_t>(count, end_ - at));
    if (at < window_at_ || at + count > window_at_ + window_bytes_) {
        window_at_ = at;
        window_bytes_ = read_(at, window_);
    }
    const std::size_t offset = static_cast<std::size_t>(at - window_at_);
    return Bytes(window_)
        .first(window_bytes_)
        .subspan(std::min(offset, window_bytes_))
        .first(std::min(count, window_bytes_ - std::min(offset, window_bytes_)));
}

std::uint64_t Mp3Frames::without_tags(std::uint64_t end) {
    constexpr int most = 16;  // no honest file has more, and each costs a read
    for (int i = 0; i < most; ++i) {
        const std::uint64_t bytes = trailing_tag_bytes(end);
        if (bytes == 0) break;
        end -= bytes;
    }
    return end;
}

/// Bytes of the tag that ends at `end`; 0 where none does.
std::uint64_t Mp3Frames::trailing_tag_bytes(std::uint64_t end) {
    const auto before = [&](std::size_t bytes) { return bytes <= end ? peek(end - bytes, bytes) : Bytes{}; };

    if (begins_with(before(id3v1_bytes), "TAG")) {
        const std::uint64_t both = id3v1_bytes + id3v1_extension_bytes;
        return both <= end && begins_with(peek(end - both, 4), "TAG+") ? both : id3v1_bytes;
    }
    if (const Bytes footer = before(ape_header_bytes); begins_with(footer, "APETAGEX")) {
        const std::uint64_t body = core::little_endian(footer, 12, 4);  // with this footer, without the header
        const bool has_header = (footer[23] & 0x80) != 0;
        const std::uint64_t bytes =
            std::max<std::uint64_t>(body, ape_header_bytes) + (has_header ? ape_header_bytes : 0);
        return bytes <= end ? bytes : 0;
    }
    constexpr std::size_t lyrics_end_bytes = 9;
    const Bytes mark = before(lyrics_end_bytes);
    if (begins_with(mark, "LYRICS200")) {
        std::uint64_t body = 0;
        for (const std::uint8_t digit : before(lyrics_end_bytes + 6).first(6)) {
            if (digit < '0' || digit > '9') return 0;
            body = body * 10 + (digit - '0');
        }
        const std::uint64_t bytes = body + lyrics_end_bytes + 6;
        return bytes <= end ? bytes : 0;
    }
    if (begins_with(mark, "LYRICSEND")) {
        constexpr std::string_view begin = "LYRICSBEGIN";
        constexpr std::size_t longest = 5100 + begin.size() + lyrics_end_bytes;
        const Bytes block = before(static_cast<std::size_t>(std::min<std::uint64_t>(longest, end)));
        for (std::size_t at = block.size(); at-- > 0;) {
            if (begins_with(block.subspan(at), begin)) return block.size() - at;
        }
        return 0;
    }
    const Bytes footer = before(10);
    const std::uint64_t bytes = core::id3v2_bytes_before(footer);
    return bytes > 0 && bytes <= end && has_known_flags(footer) ? bytes : 0;
}

/// Bytes of the tag that starts at `at`; 0 where none does.
std::uint64_t Mp3Frames::tag_bytes(std::uint64_t at) {
    const Bytes head = peek(at, ape_header_bytes);
    if (const std::uint64_t bytes = core::id3v2_bytes(head); bytes > 0 && has_known_flags(head)) return bytes;
    if (head.size() == ape_header_bytes && begins_with(head, "APETAGEX")) {
        return ape_header_bytes + core::little_endian(head, 12, 4);
    }
    // An ID3v1 tag in the middle comes from files put together; it counts only where a frame has just ended.
    if (in_step_ && begins_with(head, "TAG")) return id3v1_bytes;
    return 0;
}

/// True where a frame stands with others of its kind behind it, or fills what is left.
bool Mp3Frames::starts_run(std::uint64_t at, const Mp3Header& first) {
    const int wanted = stream_ && first.goes_with(*stream_) ? 2 : 3;
    Mp3Header header = first;
    for (int run = 1; !header.is_free_format(); ++run) {
        at += header.frame_bytes();
        if (at == end_) return true;
        if (at > end_) return false;
        if (run == wanted) return true;
        const auto next = parse_mp3_header(peek(at, Mp3Header::size));
        if (!next || !next->goes_with(first)) return false;
        header = *next;
    }
    return false;
}

bool Mp3Frames::starts_free_format(std::uint64_t at) {
    const Bytes bytes = peek(at, look_ahead);
    const auto same = [&bytes](std::size_t offset) {
        if (offset + Mp3Header::size > bytes.size()) return false;
        // All but the padding bit and what may differ from frame to frame in joint stereo.
        return bytes[offset] == bytes[0] && bytes[offset + 1] == bytes[1] &&
               (bytes[offset + 2] & 0xFC) == (bytes[2] & 0xFC) && (bytes[offset + 3] & 0xC0) == (bytes[3] & 0xC0);
    };
    constexpr std::size_t least = 24;
    for (std::size_t length = least; length < bytes.size() / 2; ++length) {
        if (!same(length)) continue;
        for (const std::size_t second : {2 * length - 1, 2 * length, 2 * length + 1}) {
            if (same(second)) return true;
        }
    }
    return false;
}

/// Moves to the next place that can be taken for a frame; false at the end.
bool Mp3Frames::find_frame() {
    while (position_ < end_) {
        if (const std::uint64_t bytes = tag_bytes(position_)) {
            position_ += std::min(bytes, end_ - position_);
            continue;
        }
        const Bytes ahead = peek(position_, look_ahead);
        if (ahead.empty()) return false;  // the file is shorter than it was
        if (const auto header = parse_mp3_header(ahead)) {
            if (header->is_free_format()) {
                if (!stream_ && free_format_tries_-- > 0 && starts_free_format(position_)) {
                    notes_.free_format_at = position_;
                    position_ = end_;
                    return false;
                }
            } else if (starts_run(position_, *header)) {
                return true;
            }
        }
        // Only these bytes can start something.
        const auto next = std::find_if(ahead.begin() + 1, ahead.end(),
                                       [](std::uint8_t byte) { return byte == 0xFF || byte == 'I' || byte == 'A'; });
        position_ += static_cast<std::uint64_t>(next - ahead.begin());
        notes_.garbage_bytes += static_cast<std::uint64_t>(next - ahead.begin());
        in_step_ = false;
    }
    return false;
}

std::optional<Mp3Frame> Mp3Frames::next() {
    Bytes bytes = peek(position_, look_ahead);
    auto header = parse_mp3_header(bytes);
    if (!in_step_ || !header || header->is_free_format() || !header->goes_with(*stream_)) {
        if (!find_frame()) return std::nullopt;
        bytes = peek(position_, look_ahead);
        header = parse_mp3_header(bytes);
        if (!header) return std::nullopt;  // the file changes under our eyes
        if (stream_ && !header->goes_with(*stream_) && !notes_.change_at) notes_.change_at = position_;
        stream_ = header;
    }
    if (header->frame_bytes() > bytes.size()) {
        notes_.incomplete_bytes = end_ - position_;
        position_ = end_;
        return std::nullopt;
    }
    Mp3Frame frame{*header, position_, bytes.first(header->frame_bytes())};
    position_ += frame.bytes.size();
    in_step_ = true;
    return frame;
}

}  // namespace transcode
