#include "transcode/retag.h"

#include "core/error.h"
#include "core/hash.h"
#include "core/mpeg_audio.h"
#include "transcode/chapters.h"
#include "transcode/decode.h"
#include "transcode/descriptor_io.h"
#include "transcode/id3_tag.h"
#include "transcode/mp3_gain.h"
#include "transcode/remux.h"
#include "transcode/tag.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace transcode {

namespace {

/// Bytes of a file: [begin, end).
struct Extent {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

using TagBytes = std::vector<std::uint8_t>;

/// As many bytes as there are of these.
TagBytes tag_at(int descriptor, std::uint64_t at, std::size_t count) {
    const std::string bytes = read_at(descriptor, at, count);
    return {bytes.begin(), bytes.end()};
}

/// The MP3 stream between the tags in front of it and those behind.
Extent between_tags(int descriptor) {
    Extent stream{0, file_size(descriptor)};
    while (const std::uint64_t tag = core::id3v2_bytes(tag_at(descriptor, stream.begin, 10))) stream.begin += tag;
    if (stream.end >= stream.begin + 128 && read_at(descriptor, stream.end - 128, 3) == "TAG") stream.end -= 128;
    if (stream.end >= stream.begin + 32 && read_at(descriptor, stream.end - 32, 8) == "APETAGEX") {
        const TagBytes foot = tag_at(descriptor, stream.end - 32, 32);
        const std::uint64_t all = core::little_endian(foot, 12, 4) + ((foot.at(23) & 0x80U) != 0 ? 32 : 0);
        if (all <= stream.end - stream.begin) stream.end -= all;
    }
    if (stream.begin >= stream.end)
        throw core::Error(core::ErrorKind::media, "cannot tag the file: no MP3 stream in it");
    return stream;
}

void copy(int input, Extent extent, int output, std::uint64_t at) {
    constexpr std::uint64_t piece = 1 << 18;
    while (extent.begin < extent.end) {
        const std::string bytes =
            read_at(input, extent.begin, static_cast<std::size_t>(std::min(piece, extent.end - extent.begin)));
        if (bytes.empty()) throw core::Error(core::ErrorKind::storage, "cannot read the recording: it became shorter");
        write_at(output, bytes, at);
        extent.begin += bytes.size();
        at += bytes.size();
    }
}

/// Where the last chapter ends: for MP3 as prepare() has it, without the encoder's delay and padding, which containers
/// count with it.
std::chrono::milliseconds duration_in(int input, core::Format format) {
    std::chrono::duration<double> duration(Decoder(input).facts().seconds);
    if (format == core::Format::mp3) duration = inspect_mp3(input).duration();
    return std::chrono::milliseconds(std::llround(duration.count() * 1000.0));
}

/// Only what M4A can hold of them: in its text track, which is what libav tells, the first one begins at zero.
bool same_chapters(const std::vector<core::Chapter>& one, std::vector<core::Chapter> other) {
    if (!other.empty()) other.front().start = std::chrono::milliseconds(0);
    return std::ranges::equal(one, other, [](const core::Chapter& a, const core::Chapter& b) {
        return a.start == b.start && a.title == short_title(b.title);
    });
}

}  // namespace

Retagged retag(int input, int output, core::Format format, const core::Tags& told) {
    const std::chrono::milliseconds duration = duration_in(input, format);
    core::Tags tags = told;
    tags.chapters = chapters_after(told.chapters, std::chrono::milliseconds(0), duration).chapters;
    const std::uint64_t length = file_size(input);
    truncate(output);
    if (format == core::Format::mp3) {
        const Extent stream = between_tags(input);
        const std::uint64_t room = length - (stream.end - stream.begin);
        const std::string front = id3v2_tag(tags, duration, room);
        write_at(output, front, 0);
        copy(input, stream, output, front.size());
    } else {
        if (format == core::Format::m4a && !same_chapters(chapters_of_m4a(input), tags.chapters))
            remux_m4a(input, output, tags.chapters, duration);
        else
            copy(input, {0, length}, output, 0);
        write_tags(output, format, tags, length);
    }
    return {file_size(output), core::sha256_of_file(output), without_pictures(std::move(tags.chapters))};
}

}  // namespace transcode
