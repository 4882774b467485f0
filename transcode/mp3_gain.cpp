#include "transcode/mp3_gain.h"

#include "core/error.h"
#include "transcode/descriptor_io.h"
#include "transcode/mp3_info.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace transcode {

namespace {

/// True for a granule whose gain moves.
///
/// Without data there is nothing to scale. With a global_gain of 0, no spectral value can be above 8206^(4/3) (what
/// tables with 13 extra bits can code) times 2^(-210/4), that is -212 dBFS; were all 576 of them so high and in phase,
/// that would be -157 dBFS, below the last bit of 24. So neither is audible, and leaving out exactly these keeps the
/// way back open: a gain that has moved never becomes 0, and one of 0 never moves.
bool moves(const Mp3Granule& granule) {
    return granule.part2_3_length > 0 && granule.global_gain > 0;
}

constexpr int least_gain = 1;
constexpr int most_gain = 255;

std::string why_impossible(const Mp3Inspection& inspection, int steps) {
    if (!inspection.obstacle.empty()) return inspection.obstacle;
    const int lowest = static_cast<int>(inspection.lowest_gain) + steps;
    const int highest = static_cast<int>(inspection.highest_gain) + steps;
    if (inspection.lowest_gain > inspection.highest_gain) return {};  // nothing moves
    if (lowest < least_gain)
        return fmt::format("global_gain of frame {} would fall to {}", inspection.lowest_at, lowest);
    if (highest > most_gain)
        return fmt::format("global_gain of frame {} would rise to {}", inspection.highest_at, highest);
    return {};
}

void count_granules(const Mp3Frame& frame, Mp3Inspection& inspection) {
    const Mp3SideInfo side = parse_mp3_side_info(frame.header, frame.bytes);
    for (int i = 0; i < side.count; ++i) {
        const Mp3Granule& granule = side.granules[static_cast<std::size_t>(i)];
        ++inspection.granules;
        if (granule.part2_3_length == 0) ++inspection.empty_granules;
        if (granule.part2_3_length > 0 && granule.global_gain == 0) ++inspection.zero_granules;
        if (!moves(granule)) continue;
        if (granule.global_gain < inspection.lowest_gain) {
            inspection.lowest_gain = granule.global_gain;
            inspection.lowest_at = inspection.frames;
        }
        if (granule.global_gain > inspection.highest_gain) {
            inspection.highest_gain = granule.global_gain;
            inspection.highest_at = inspection.frames;
        }
    }
}

/// Moves a frame's gains in place.
void move_gains(const Mp3Header& header, std::span<std::uint8_t> frame, int steps) {
    const Mp3SideInfo side = parse_mp3_side_info(header, frame);
    const unsigned before = header.has_crc ? mp3_frame_crc(header, frame) : 0U;
    for (int i = 0; i < side.count; ++i) {
        const Mp3Granule& granule = side.granules[static_cast<std::size_t>(i)];
        if (!moves(granule)) continue;
        write_mp3_gain(frame, granule.gain_bit, static_cast<unsigned>(static_cast<int>(granule.global_gain) + steps));
    }
    if (!header.has_crc) return;
    // Changed by what the side information's CRC changed by: right stays right, and a wrong one comes back on the way
    // back.
    const auto stored = static_cast<unsigned>(core::big_endian(frame, Mp3Header::size, 2));
    write_big_endian(frame, Mp3Header::size, 2, stored ^ before ^ mp3_frame_crc(header, frame));
}

/// Collects what is written, so that each frame does not cost a system call.
class Writer {
public:
    Writer(int descriptor, std::uint64_t at) : descriptor_(descriptor), start_(at) {}

    void add(Bytes bytes) {
        buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
        if (buffer_.size() >= buffer_size) flush();
    }
    void flush() {
        write_at(descriptor_, text(buffer_), start_ + written_);
        written_ += buffer_.size();
        buffer_.clear();
    }
    /// Bytes so far.
    std::uint64_t size() const { return written_ + buffer_.size(); }

    static std::string_view text(Bytes bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

private:
    static constexpr std::size_t buffer_size = 256 << 10;
    int descriptor_;
    std::uint64_t start_;
    std::uint64_t written_ = 0;
    std::vector<std::uint8_t> buffer_;
};

core::Error changed() {
    return core::Error(core::ErrorKind::storage, "cannot copy frames: the recording has changed since it was measured");
}

}  // namespace

double Mp3Inspection::bitrate_kbps() const {
    if (frames == 0) return 0.0;
    const double seconds = static_cast<double>(frames) * format.samples() / format.sample_rate_hz;
    return static_cast<double>(audio_bytes) * 8.0 / 1000.0 / seconds;
}

std::chrono::duration<double> Mp3Inspection::duration() const {
    if (frames == 0) return {};
    auto samples = static_cast<double>(frames) * format.samples();
    if (info && info->lame_at != 0) {
        // A decoder delays by 529 samples: it drops so many more in front, and that much less at the end.
        constexpr int decoder_delay = 529;
        samples -= info->delay + decoder_delay;
        if (info->frames == frames) samples -= std::max(info->padding - decoder_delay, 0);
    }
    return std::chrono::duration<double>(std::max(samples, 0.0) / format.sample_rate_hz);
}

Mp3Inspection inspect_mp3(const Mp3Frames::ReadAt& read, std::uint64_t file_bytes) {
    Mp3Inspection inspection;
    Mp3Frames frames(read, file_bytes);
    int bitrate = 0;
    bool first = true;
    while (const auto frame = frames.next()) {
        inspection.audio_bytes += frame->bytes.size();
        if (frame->header.has_crc) inspection.protected_by_crc = true;
        if (first) {
            first = false;
            inspection.format = frame->header;
            inspection.info = parse_mp3_info(frame->header, frame->bytes);
            if (inspection.info) continue;
        }
        count_granules(*frame, inspection);
        ++inspection.frames;
        if (bitrate == 0) bitrate = frame->header.bitrate_kbps;
        if (frame->header.bitrate_kbps != bitrate) inspection.variable_bitrate = true;
    }
    const Mp3Notes& notes = frames.notes();
    inspection.other_bytes = notes.garbage_bytes + notes.incomplete_bytes;
    if (notes.free_format_at) {
        inspection.obstacle = fmt::format("free format at byte {}", *notes.free_format_at);
    } else if (notes.change_at) {
        inspection.obstacle = fmt::format("sample rate or channels change at byte {}", *notes.change_at);
    } else if (inspection.frames == 0) {
        inspection.obstacle = "no frames of MPEG layer III";
    }
    return inspection;
}

Mp3Inspection inspect_mp3(int input) {
    return inspect_mp3(read_from(input), file_size(input));
}

GainPlan plan_gain(const Mp3Inspection& inspection, const core::Loudness& before, const core::Recipe& recipe) {
    GainPlan plan = plan_steps(before, recipe, mp3_step_db);
    if (const std::string reason = why_impossible(inspection, plan.possible ? plan.steps : 0); !reason.empty()) {
        plan.possible = false;
        plan.reason = reason;
    }
    return plan;
}

std::uint64_t copy_mp3(int input, int output, std::uint64_t at, const Mp3Inspection& inspection, int steps) {
    if (const std::string reason = why_impossible(inspection, steps); !reason.empty()) {
        throw core::Error(core::ErrorKind::media, fmt::format("cannot move gain by {} steps: {}", steps, reason));
    }
    Mp3Frames frames(read_from(input), file_size(input));
    auto frame = frames.next();
    if (!frame) throw changed();

    std::vector<std::uint8_t> info_frame;
    if (inspection.info) {
        info_frame.assign(frame->bytes.begin(), frame->bytes.end());
        frame = frames.next();
    }
    Writer writer(output, at);
    writer.add(info_frame);
    Mp3Contents contents(inspection.frames, inspection.audio_bytes);
    std::vector<std::uint8_t> bytes;
    std::uint16_t music_crc = 0;
    std::uint64_t count = 0;
    for (; frame; frame = frames.next()) {
        bytes.assign(frame->bytes.begin(), frame->bytes.end());
        if (steps != 0) move_gains(frame->header, bytes, steps);
        music_crc = update_lame_crc(music_crc, bytes);
        contents.add(count++, writer.size());
        writer.add(bytes);
    }
    writer.flush();
    if (count != inspection.frames || writer.size() != inspection.audio_bytes) throw changed();
    if (inspection.info) {
        correct_mp3_info(info_frame, *inspection.info, contents, music_crc);
        write_at(output, Writer::text(info_frame), at);
    }
    return writer.size();
}

}  // namespace transcode
