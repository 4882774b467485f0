#include "transcode/opus_gain.h"

#include "core/error.h"
#include "transcode/descriptor_io.h"
#include "transcode/ogg_page.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string_view>

#include <fmt/format.h>

namespace transcode {

namespace {

constexpr std::string_view head_magic = "OpusHead";
constexpr std::size_t head_bytes = 19;
constexpr std::size_t gain_at = 16;  // in the identification header
constexpr std::uint8_t first_of_stream = 2;

/// The first page where it holds Opus's identification header and nothing else; else empty.
std::string head_page(int input) {
    std::string bytes = read_at(input, 0, longest_ogg_header_bytes + head_bytes + 255);
    const auto page = parse_ogg_page(bytes);
    if (!page || page->flags != first_of_stream || page->bytes > bytes.size()) return {};
    const std::string_view body = std::string_view(bytes).substr(page->header_bytes, page->bytes - page->header_bytes);
    if (body.size() < head_bytes || !body.starts_with(head_magic)) return {};
    if ((static_cast<std::uint8_t>(body[8]) & 0xF0) != 0) return {};  // a version that need not be like this one
    bytes.resize(page->bytes);
    return bytes;
}

int gain_of(std::string_view page, std::size_t header_bytes) {
    return static_cast<std::int16_t>(little_endian(page, header_bytes + gain_at, 2));
}

std::string why_impossible(const OpusInspection& inspection, int steps) {
    if (!inspection.obstacle.empty()) return inspection.obstacle;
    const int gain = inspection.output_gain + steps;
    if (gain < std::numeric_limits<std::int16_t>::min() || gain > std::numeric_limits<std::int16_t>::max()) {
        return fmt::format("an output gain of {:.1f} dB does not fit its field", gain * opus_step_db);
    }
    return {};
}

/// Follows the pages from the first on. Returns what stands in the way, else nothing.
std::string walk(int input, const OggPage& first, std::uint64_t file_bytes, std::uint64_t& last_granule) {
    constexpr std::size_t window_bytes = 256 << 10;
    std::string window;
    std::uint64_t window_at = 0;
    for (std::uint64_t at = first.bytes; at < file_bytes;) {
        if (at < window_at || at + longest_ogg_header_bytes > window_at + window.size()) {
            window = read_at(input, at, window_bytes);
            window_at = at;
        }
        const auto page = parse_ogg_page(std::string_view(window).substr(static_cast<std::size_t>(at - window_at)));
        if (!page || at + page->bytes > file_bytes) return fmt::format("no whole page at byte {}", at);
        if (page->serial != first.serial || (page->flags & first_of_stream) != 0) {
            return fmt::format("a second stream at byte {}", at);
        }
        if (page->granule != std::numeric_limits<std::uint64_t>::max()) last_granule = page->granule;
        at += page->bytes;
    }
    return {};
}

}  // namespace

double OpusInspection::bitrate_kbps() const {
    return samples == 0 ? 0.0 : static_cast<double>(file_bytes) * 8.0 / 1000.0 / duration().count();
}

std::chrono::duration<double> OpusInspection::duration() const {
    return std::chrono::duration<double>(static_cast<double>(samples) / 48000.0);
}

OpusInspection inspect_opus(int input) {
    OpusInspection inspection;
    inspection.file_bytes = file_size(input);
    const std::string head = head_page(input);
    if (head.empty()) {
        inspection.obstacle = "not Opus in Ogg";
        return inspection;
    }
    const OggPage first = *parse_ogg_page(head);
    const std::uint64_t pre_skip = little_endian(head, first.header_bytes + 10, 2);
    inspection.channels = static_cast<std::uint8_t>(head[first.header_bytes + 9]);
    inspection.output_gain = gain_of(head, first.header_bytes);
    std::uint64_t last_granule = 0;
    inspection.obstacle = walk(input, first, inspection.file_bytes, last_granule);
    if (last_granule > pre_skip && last_granule <= std::numeric_limits<std::int64_t>::max()) {
        inspection.samples = last_granule - pre_skip;
    }
    if (inspection.obstacle.empty() && inspection.samples == 0) inspection.obstacle = "no audio";
    return inspection;
}

GainPlan plan_gain(const OpusInspection& inspection, const core::Loudness& before, const core::Recipe& recipe) {
    GainPlan plan = plan_steps(before, recipe, opus_step_db);
    if (const std::string reason = why_impossible(inspection, plan.steps); !reason.empty()) {
        plan.possible = false;
        plan.reason = reason;
    } else if (plan.possible) {
        plan.reason = fmt::format("output gain {:+.2f} dB", plan.steps * opus_step_db);
    }
    return plan;
}

std::uint64_t copy_opus(int input, int output, const OpusInspection& inspection, int steps) {
    if (const std::string reason = why_impossible(inspection, steps); !reason.empty()) {
        throw core::Error(core::ErrorKind::media, fmt::format("cannot copy Opus pages: {}", reason));
    }
    std::string head = head_page(input);
    if (head.empty()) throw core::Error(core::ErrorKind::storage, "cannot copy Opus pages: the recording has changed");
    const std::size_t header_bytes = parse_ogg_page(head)->header_bytes;
    const int gain = gain_of(head, header_bytes) + steps;
    write_little_endian(head, header_bytes + gain_at, 2, static_cast<std::uint16_t>(gain));
    seal_ogg_page(head);
    write_at(output, head, 0);

    constexpr std::size_t piece = 256 << 10;
    std::uint64_t at = head.size();
    while (at < inspection.file_bytes) {
        const std::string bytes =
            read_at(input, at, static_cast<std::size_t>(std::min<std::uint64_t>(piece, inspection.file_bytes - at)));
        if (bytes.empty())
            throw core::Error(core::ErrorKind::storage, "cannot copy Opus pages: the recording has changed");
        write_at(output, bytes, at);
        at += bytes.size();
    }
    return at;
}

}  // namespace transcode
