#include "transcode/encode_to_target.h"

#include "transcode/descriptor_io.h"
#include "transcode/encode.h"
#include "transcode/id3_tag.h"
#include "transcode/limiter.h"
#include "transcode/measure.h"
#include "transcode/opus_tag.h"
#include "transcode/tag.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace transcode {

namespace {

using core::Format;

constexpr int most_encodes = 3;
constexpr double exact_lu = 0.1;

double linear(double decibel) {
    return std::pow(10.0, decibel / 20.0);
}

/// One pass: level, limit, encode. Returns the most that was taken off, in decibels.
double encode(int output, std::int64_t base, const core::Recipe& recipe, const core::Tags& tags, const Sound& sound,
              const Aim& aim, const Level& level, const Progress& progress) {
    const Encoding encoding{recipe.format, sound.shape, recipe.bitrate_kbps, recipe.encoder_quality};
    Limiter limiter(encoding.shape, linear(level.gain_db), linear(level.limit_dbtp));
    Encoder encoder(output, base, encoding, tags.chapters, sound.duration);
    sound.play(
        aim, [&](std::span<const float> samples) { encoder.write(limiter.process(samples)); }, progress);
    encoder.write(limiter.flush());
    encoder.finish();
    return 0.0 - 20.0 * std::log10(limiter.deepest());
}

/// One encode and what came of it.
struct Try {
    Aim aim;
    Level level;
    double limited_db = 0.0;
    Measurement after;
    double missing_lu = 0.0;
    double over_db = 0.0;  ///< how far the true peak passes the ceiling

    bool is_loud_enough() const { return std::fabs(missing_lu) <= exact_lu || (level.stopped && missing_lu > 0.0); }
    /// A peak over the ceiling weighs more than a loudness that is not exact.
    double fault() const { return std::max(std::fabs(missing_lu) - exact_lu, 0.0) + 10.0 * std::max(over_db, 0.0); }
};

/// Where the next try aims. Loudness answers the aim not always by as much as it moved (gating, the limiter, a coder
/// that is short of bits), so the second correction goes by what the first one brought.
void correct(Aim& aim, const Try& last, const std::optional<std::pair<double, double>>& before) {
    double slope = 1.0;
    if (before && std::fabs(aim.target_lufs - before->first) > 0.01)
        slope = (before->second - last.missing_lu) / (aim.target_lufs - before->first);
    aim.target_lufs += last.missing_lu / std::clamp(slope, 0.5, 2.0);
    if (last.over_db <= 0.0) return;
    // The more often a coder's peaks went astray, the less they are believed.
    const double margin_db = before ? 0.3 : 0.1;
    aim.limit_dbtp -= last.over_db + margin_db;
}

}  // namespace

Aim aim_for(const core::Recipe& recipe, Shape shape, std::chrono::milliseconds duration) {
    const CoderTraits coder = coder_traits(recipe.format, recipe.bitrate_kbps, shape, duration);
    return {recipe.target_lufs - coder.louder_lu, recipe.true_peak_dbtp - coder.peaks_db, recipe.max_limiting_db};
}

void encode_to_target(int output, const core::Recipe& recipe, const core::Tags& tags, const Sound& sound,
                      const Progress& progress, core::Made& made) {
    Aim aim = sound.aim;
    std::string front;
    if (recipe.format == Format::mp3) front = id3v2_tag(tags, sound.duration);
    const auto encode_at = [&](const Aim& at, const Level& level) {
        Try result{at, level, 0.0, {}, 0.0, 0.0};
        truncate(output);
        write_at(output, front, 0);
        result.limited_db = encode(output, static_cast<std::int64_t>(front.size()), recipe, tags, sound, at, level,
                                   step_of(progress, 0.2, 0.9));
        ++made.encodes;
        if (recipe.format != Format::mp3) write_tags(output, recipe.format, tags);
        result.after = measure(output, recipe.dual_mono);
        result.missing_lu = recipe.target_lufs - result.after.loudness.integrated_lufs;
        result.over_db = result.after.loudness.true_peak_dbtp - recipe.true_peak_dbtp;
        return result;
    };
    std::optional<Try> best;
    std::optional<std::pair<double, double>> before;  // where the last try aimed, and what was missing then
    for (;;) {
        const Try last = encode_at(aim, sound.level(aim));
        const bool is_best = !best || last.fault() <= best->fault();
        if (is_best) best = last;
        if (last.is_loud_enough() && last.over_db <= 0.0) break;
        if (made.encodes == most_encodes) {
            if (!is_best) best = encode_at(best->aim, best->level);
            break;
        }
        const double aimed = aim.target_lufs;
        correct(aim, last, before);
        before = {aimed, last.missing_lu};
    }
    made.limited_db = best->limited_db;
    made.after = best->after.loudness;
    made.duration = best->after.duration;
    made.gain_db = best->level.gain_db;
    made.shortfall_lu = best->level.stopped && best->missing_lu > exact_lu ? best->missing_lu : 0.0;
    if (recipe.format == Format::opus) write_r128_gain(output, made.after.integrated_lufs);
}

}  // namespace transcode
