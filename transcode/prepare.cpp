#include "transcode/prepare.h"

#include "core/error.h"
#include "core/hash.h"
#include "transcode/chapters.h"
#include "transcode/descriptor_io.h"
#include "transcode/encode.h"
#include "transcode/findings.h"
#include "transcode/id3_tag.h"
#include "transcode/level.h"
#include "transcode/limiter.h"
#include "transcode/lossless.h"
#include "transcode/meter.h"
#include "transcode/opus_tag.h"
#include "transcode/survey.h"
#include "transcode/tag.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>

namespace transcode {

namespace {

using core::Format;

constexpr int most_encodes = 3;
constexpr double exact_lu = 0.1;

double linear(double decibel) {
    return std::pow(10.0, decibel / 20.0);
}

/// Reports the share of one of several steps of the work, not more often than it can be seen.
Progress step_of(const Progress& progress, double from, double to) {
    if (!progress) return {};
    return [&progress, from, to, told = -1.0](double share) mutable {
        if (share < told + 0.005) return;
        told = share;
        progress(from + (to - from) * share);
    };
}

/// One pass of lane encode: decode, level, limit, encode. Returns the most that was taken off, in decibels.
double encode(int input, int output, std::int64_t base, const core::Recipe& recipe, const core::Tags& tags,
              const Survey& survey, const Level& level, const Progress& progress) {
    const Encoding encoding{recipe.format, survey.wanted, recipe.bitrate_kbps, recipe.encoder_quality};
    Limiter limiter(encoding.shape, linear(level.gain_db), linear(level.limit_dbtp));
    Encoder encoder(output, base, encoding, tags.chapters, duration_of(survey.frames, survey.shape.sample_rate));
    play(
        input, survey, [&](std::span<const float> samples) { encoder.write(limiter.process(samples)); }, progress);
    encoder.write(limiter.flush());
    encoder.finish();
    return 0.0 - 20.0 * std::log10(limiter.deepest());
}

/// One encode and what came of it.
struct Try {
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
    aim.most_gain_db -= last.over_db + margin_db;
}

/// Lane encode: as often as it takes to meet the target under the ceiling, which is nearly always once. Where that is
/// not met in so many, the best one stays.
void encode_to_target(int input, int output, const core::Recipe& recipe, const core::Tags& tags, const Survey& survey,
                      const Progress& progress, core::Made& made) {
    const std::chrono::milliseconds duration = duration_of(survey.frames, survey.shape.sample_rate);
    const CoderTraits coder = coder_traits(recipe.format, recipe.bitrate_kbps, survey.wanted, duration);
    const double limit_dbtp = recipe.true_peak_dbtp - coder.peaks_db;
    Aim aim{recipe.target_lufs - coder.louder_lu, limit_dbtp,
            recipe.max_limiting_db + limit_dbtp - survey.shaped.true_peak_dbtp};
    std::string front;
    if (recipe.format == Format::mp3) front = id3v2_tag(tags, duration);
    const auto encode_at = [&](const Level& level) {
        Try result{level, 0.0, {}, 0.0, 0.0};
        truncate(output);
        write_at(output, front, 0);
        result.limited_db = encode(input, output, static_cast<std::int64_t>(front.size()), recipe, tags, survey, level,
                                   step_of(progress, 0.2, 0.9));
        ++made.encodes;
        if (recipe.format != Format::mp3) write_tags(output, recipe.format, tags);
        result.after = measure(output, recipe.dual_mono);
        result.missing_lu = recipe.target_lufs - result.after.loudness.integrated_lufs;
        result.over_db = result.after.loudness.true_peak_dbtp - recipe.true_peak_dbtp;
        return result;
    };
    std::optional<Try> best;
    std::optional<std::pair<double, double>> before;  // the aim of the last try, and what was missing then
    for (;;) {
        const Level level = choose_level(aim, survey.wanted.sample_rate, survey.shaped, [&](const auto& take) {
            recall(input, recipe, survey, take, step_of(progress, 0.1, 0.2));
        });
        const Try last = encode_at(level);
        const bool is_best = !best || last.fault() <= best->fault();
        if (is_best) best = last;
        if (last.is_loud_enough() && last.over_db <= 0.0) break;
        if (made.encodes == most_encodes) {
            if (!is_best) best = encode_at(best->level);
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

/// Carries out the plan. The frames of a recording of which libav complained are written as they are, so what was
/// written is decoded: where it complains of that too, players would, and the recording has to be encoded.
void write_or_give_up(int input, int output, const core::Recipe& recipe, const core::Tags& tags,
                      const std::string& complaint, Lossless& plan) {
    truncate(output);
    write_lossless(input, output, plan, recipe.format, tags);
    const std::string remaining = complaint.empty() ? std::string() : complaint_of(output);
    if (remaining.empty()) return;
    const std::string reason = fmt::format("not all of it decodes ({})", remaining);
    if (recipe.lane != core::Lane::automatic)
        throw core::Error(core::ErrorKind::media,
                          fmt::format("lane {} cannot serve: {}", core::name(recipe.lane), reason));
    plan.lane = core::Lane::encode;
    plan.explanation = "encode: " + reason;
}

}  // namespace

core::Made prepare(int input, int output, const core::Recipe& asked, const core::Tags& told, const Progress& progress) {
    core::Recipe recipe = asked;
    recipe.filters = filter_chain(asked.filters);
    const Survey before = survey(input, recipe, step_of(progress, 0.0, 0.1));
    core::Tags tags = told;
    tags.chapters = chapters_after(told.chapters, duration_of(before.playing.range.begin, before.shape.sample_rate),
                                   duration_of(before.frames, before.shape.sample_rate));
    core::Made made;
    made.before = before.source;
    made.source_format = before.facts.text();
    made.cut = duration_of(before.playing.range.begin, before.shape.sample_rate);
    made.chapters = tags.chapters;
    for (core::Chapter& chapter : made.chapters) chapter.picture.clear();

    const Packets packets{before.facts.container, before.facts.codec, before.facts.channels, before.facts.sample_rate,
                          static_cast<double>(before.facts.bitrate_kbps)};
    Lossless lossless =
        plan_lossless(input, packets, before.source, duration_of(before.frames, before.shape.sample_rate), recipe);
    if (lossless.lane != core::Lane::encode) write_or_give_up(input, output, recipe, tags, before.complaint, lossless);
    made.lane = lossless.lane;
    made.explanation = lossless.explanation;
    if (lossless.lane == core::Lane::encode) {
        encode_to_target(input, output, recipe, tags, before, progress, made);
        if (made.shortfall_lu > 0.0)
            made.explanation += fmt::format("; stays {:.1f} LU below the target, where the limiter has taken {:g} dB",
                                            made.shortfall_lu, recipe.max_limiting_db);
    } else {
        made.after = lossless.after;
        made.predicted = lossless.lane == core::Lane::gain;
        made.gain_db = lossless.gain_db;
        made.duration = lossless.duration;
    }
    made.findings = findings_of(before, made, recipe);
    made.bytes = file_size(output);
    made.sha256 = core::sha256_of_file(output);
    if (progress) progress(1.0);
    return made;
}

Measurement measure(int input, bool dual_mono, const Progress& progress) {
    Recording recording(input);
    const Shape shape = recording.shape();
    Meter meter(shape.sample_rate, shape.channels, {dual_mono, true});
    std::uint64_t frames = 0;
    const Progress step = step_of(progress, 0.0, 1.0);
    for (auto samples = recording.next(); !samples.empty(); samples = recording.next()) {
        meter.add_interleaved(samples);
        frames += samples.size() / static_cast<std::size_t>(shape.channels);
        if (step) step(recording.progress());
    }
    return {meter.reading(), duration_of(frames, shape.sample_rate), recording.facts().text()};
}

std::string processing_version() {
    return "newscast transcode 1, " + encoder_version();
}

}  // namespace transcode
