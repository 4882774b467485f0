#include "transcode/prepare.h"

#include "core/error.h"
#include "core/hash.h"
#include "transcode/descriptor_io.h"
#include "transcode/encode.h"
#include "transcode/id3_tag.h"
#include "transcode/level.h"
#include "transcode/limiter.h"
#include "transcode/lossless.h"
#include "transcode/meter.h"
#include "transcode/opus_tag.h"
#include "transcode/survey.h"
#include "transcode/tag.h"

#include <fmt/format.h>

#include <cmath>
#include <functional>

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

/// Lane encode: as often as it takes to meet the target under the ceiling, which is nearly always once.
void encode_to_target(int input, int output, const core::Recipe& recipe, const core::Tags& tags, const Survey& survey,
                      const Progress& progress, core::Made& made) {
    const std::chrono::milliseconds duration = duration_of(survey.frames, survey.shape.sample_rate);
    const CoderTraits coder = coder_traits(recipe.format, recipe.bitrate_kbps, survey.wanted, duration);
    Aim aim{recipe.target_lufs - coder.louder_lu, recipe.true_peak_dbtp - coder.peaks_db,
            recipe.max_limiting_db + recipe.true_peak_dbtp - survey.shaped.true_peak_dbtp};
    std::string front;
    if (recipe.format == Format::mp3) front = id3v2_tag(tags, duration);
    for (;;) {
        const Level level = choose_level(aim, survey.wanted.sample_rate, survey.shaped, [&](const auto& take) {
            recall(input, recipe, survey, take, step_of(progress, 0.1, 0.2));
        });
        truncate(output);
        write_at(output, front, 0);
        made.limited_db = encode(input, output, static_cast<std::int64_t>(front.size()), recipe, tags, survey, level,
                                 step_of(progress, 0.2, 0.9));
        ++made.encodes;
        if (recipe.format != Format::mp3) write_tags(output, recipe.format, tags);
        const Measurement after = measure(output, recipe.dual_mono);
        made.after = after.loudness;
        made.duration = after.duration;
        made.gain_db = level.gain_db;
        const double missing = recipe.target_lufs - made.after.integrated_lufs;
        const double over = made.after.true_peak_dbtp - recipe.true_peak_dbtp;
        made.shortfall_lu = level.stopped && missing > exact_lu ? missing : 0.0;
        const bool loud_enough = std::fabs(missing) <= exact_lu || made.shortfall_lu > 0.0;
        if ((loud_enough && over <= 0.0) || made.encodes == most_encodes) break;
        aim.target_lufs += missing;
        if (over > 0.0) aim.limit_dbtp -= over + 0.1;
    }
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

core::Made prepare(int input, int output, const core::Recipe& asked, const core::Tags& tags, const Progress& progress) {
    core::Recipe recipe = asked;
    recipe.filters = filter_chain(asked.filters);
    const Survey before = survey(input, recipe, step_of(progress, 0.0, 0.1));
    core::Made made;
    made.before = before.source;
    made.source_format = before.facts.text();

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
