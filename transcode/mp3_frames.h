#pragma once

#include "transcode/mp3_header.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace transcode {

/// A whole frame of layer III where it stands in the file. `bytes` is borrowed until the next call of
/// Mp3Frames::next().
struct Mp3Frame {
    Mp3Header header;
    std::uint64_t offset = 0;
    Bytes bytes;
};

/// What was met besides frames.
struct Mp3Notes {
    std::uint64_t garbage_bytes = 0;              ///< neither frames nor tags
    std::uint64_t incomplete_bytes = 0;           ///< of a last frame that the file's end cuts off; it is left out
    std::optional<std::uint64_t> free_format_at;  ///< where free format begins; nothing is read of such a stream
    std::optional<std::uint64_t> change_at;       ///< where sample rate, version or channel count first change
};

/// The frames of an MP3 file in their order. ID3v2, ID3v1 (with its extension), APE and Lyrics3 tags at both ends and
/// between frames are passed over, and so is garbage: a frame is taken for one only where others of its kind follow.
/// Memory is bounded and time grows with the file's size, whatever it holds.
class Mp3Frames {
public:
    /// Reads up to `into.size()` bytes from a place of the file and returns how many; fewer only at its end.
    using ReadAt = std::function<std::size_t(std::uint64_t at, std::span<std::uint8_t> into)>;

    Mp3Frames(ReadAt read, std::uint64_t file_bytes);

    /// Empty at the end.
    std::optional<Mp3Frame> next();

    const Mp3Notes& notes() const { return notes_; }

    /// Where the tags at the file's end begin; its size where it has none.
    std::uint64_t end() const { return end_; }

private:
    Bytes peek(std::uint64_t at, std::size_t count);
    std::uint64_t tag_bytes(std::uint64_t at);
    std::uint64_t without_tags(std::uint64_t end);
    std::uint64_t trailing_tag_bytes(std::uint64_t end);
    bool starts_run(std::uint64_t at, const Mp3Header& first);
    bool starts_free_format(std::uint64_t at);
    bool find_frame();

    ReadAt read_;
    std::uint64_t end_ = 0;
    std::uint64_t position_ = 0;
    bool in_step_ = false;          ///< a frame was read and ends at position_
    int free_format_tries_ = 1000;  ///< each is slow, and a hostile file could ask for millions
    std::optional<Mp3Header> stream_;
    Mp3Notes notes_;
    std::vector<std::uint8_t> window_;
    std::uint64_t window_at_ = 0;
    std::size_t window_bytes_ = 0;
};

/// Reads the file behind an open descriptor; throws Error(storage).
Mp3Frames::ReadAt read_from(int input);

}  // namespace transcode
