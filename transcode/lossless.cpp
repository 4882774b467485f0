#include "transcode/lossless.h"

#include "core/error.h"
#include "transcode/descriptor_io.h"
#include "transcode/id3_tag.h"
#include "transcode/opus_tag.h"
#include "transcode/remux.h"
#include "transcode/tag.h"

#include <cassert>
#include <cmath>
#include <type_traits>

#include <fmt/format.h>

namespace transcode {

namespace {

std::chrono::milliseconds rounded(std::chrono::duration<double> duration) {
    return std::chrono::milliseconds(std::llround(duration.count() * 1000.0));
}

/// Fills in what the format's own inspection tells, and returns what stands in the way of copying.
std::string inspect(int input, Packets packets, const core::Recipe& recipe, Lossless& plan) {
    // What a header says of the bitrate may be as wrong as the counts it is made of.
    packets.bitrate_kbps = 0.0;
    // The formats first: a file of another one must not be searched for frames.
    if (std::string reason = why_not_copied(packets, recipe); !reason.empty()) return reason;
    if (recipe.format == core::Format::mp3) {
        const auto& found = plan.inspection.emplace<Mp3Inspection>(inspect_mp3(input));
        if (!found.obstacle.empty()) return found.obstacle;
        // Lossless copying adds no frame, and without one players neither know its length nor where to seek.
        if (recipe.lane == core::Lane::automatic && found.variable_bitrate && !found.info) {
            return "source has a variable bitrate and no index";
        }
        packets.bitrate_kbps = found.bitrate_kbps();
        plan.duration = rounded(found.duration());
    } else if (recipe.format == core::Format::opus) {
        const auto& found = plan.inspection.emplace<OpusInspection>(inspect_opus(input));
        if (!found.obstacle.empty()) return found.obstacle;
        packets.bitrate_kbps = found.bitrate_kbps();
        plan.duration = rounded(found.duration());
    } else {
        packets.bitrate_kbps = bitrate_kbps_of_m4a(input);
    }
    return why_not_copied(packets, recipe);
}

GainPlan plan_gain(const Lossless& plan, const core::Loudness& before, const core::Recipe& recipe) {
    return std::visit(
        [&](const auto& found) {
            if constexpr (std::is_same_v<std::decay_t<decltype(found)>, std::monostate>) {
                GainPlan none;
                none.reason = "AAC has no gain field";
                return none;
            } else {
                return transcode::plan_gain(found, before, recipe);
            }
        },
        plan.inspection);
}

}  // namespace

Lossless plan_lossless(int input, const Packets& packets, const core::Loudness& before,
                       std::chrono::milliseconds duration, const core::Recipe& recipe) {
    using core::Lane;
    Lossless plan;
    plan.duration = duration;
    if (recipe.lane == Lane::encode) {
        plan.explanation = "encode: asked for";
        return plan;
    }
    const auto refuse = [&recipe](const std::string& reason) {
        return core::Error(core::ErrorKind::media,
                           fmt::format("lane {} cannot serve: {}", core::name(recipe.lane), reason));
    };
    const std::string uncopied = inspect(input, packets, recipe, plan);
    const std::string unkept = uncopied.empty() ? why_not_kept(before, recipe) : uncopied;
    if (recipe.lane != Lane::gain) {
        if (unkept.empty()) {
            plan.lane = Lane::keep;
            plan.after = before;
            plan.explanation =
                fmt::format("keep: {:.2f} LU from the target", std::abs(before.integrated_lufs - recipe.target_lufs));
            return plan;
        }
        if (recipe.lane == Lane::keep) throw refuse(unkept);
    }
    std::string ungained = uncopied;
    if (ungained.empty()) {
        const GainPlan gain = plan_gain(plan, before, recipe);
        if (gain.possible) {
            plan.lane = Lane::gain;
            plan.steps = gain.steps;
            plan.after = gain.after;
            plan.gain_db = gain.after.integrated_lufs - before.integrated_lufs;
            plan.explanation = "gain: " + gain.reason;
            if (recipe.lane == Lane::automatic) plan.explanation += "; keep: " + unkept;
            return plan;
        }
        ungained = gain.reason;
    }
    if (recipe.lane == Lane::gain) throw refuse(ungained);
    plan.duration = duration;
    plan.explanation = unkept == ungained ? "encode: " + unkept : fmt::format("encode: {}; gain: {}", unkept, ungained);
    return plan;
}

void write_lossless(int input, int output, const Lossless& plan, core::Format format, const core::Tags& tags) {
    assert(plan.lane == core::Lane::keep || plan.lane == core::Lane::gain);
    if (format == core::Format::mp3) {
        const std::string front = id3v2_tag(tags, plan.duration);
        write_at(output, front, 0);
        copy_mp3(input, output, front.size(), std::get<Mp3Inspection>(plan.inspection), plan.steps);
        return;
    }
    if (format == core::Format::opus) {
        copy_opus(input, output, std::get<OpusInspection>(plan.inspection), plan.steps);
    } else {
        remux_m4a(input, output, tags.chapters, plan.duration);
    }
    write_tags(output, format, tags);
    if (format == core::Format::opus) write_r128_gain(output, plan.after.integrated_lufs);
}

}  // namespace transcode
