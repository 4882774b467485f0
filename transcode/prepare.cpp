#include "transcode/prepare.h"

#include "core/error.h"
#include "core/hash.h"
#include "transcode/descriptor_io.h"
#include "transcode/encode.h"
#include "transcode/level.h"
#include "transcode/limiter.h"
#include "transcode/meter.h"
#include "transcode/recording.h"
#include "transcode/tag.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace transcode {

namespace {

using core::Error;
using core::ErrorKind;
using core::Format;

/// What a recording reads as it is, and as the wanted shape of it will be made louder.
struct Survey {
    core::Loudness source;
    core::Loudness shaped;
    Shape shape;   ///< of the source
    Shape wanted;  ///< of what is encoded
    std::uint64_t frames = 0;
    std::string text;
};

double linear(double decibel) {
    return std::pow(10.0, decibel / 20.0);
}

std::chrono::milliseconds duration_of(std::uint64_t frames, int sample_rate) {
    return std::chrono::milliseconds((frames * 1000 + static_cast<std::uint64_t>(sample_rate) / 2) /
                                     static_cast<std::uint64_t>(sample_rate));
}

Shape shape_for(const core::Recipe& recipe, Shape source) {
    Shape shape{encoder_rate(recipe.format, recipe.sample_rate_hz), source.channels};
    if (recipe.channels != core::Channels::source) shape.channels = recipe.channels == core::Channels::mono ? 1 : 2;
    return shape;
}

/// Reports the share of one of several steps of the work.
class Step {
public:
    Step(const Progress& progress, double from, double to) : progress_(progress), from_(from), to_(to) {}
    void report(double share) {
        if (!progress_ || share < told_ + 0.005) return;
        told_ = share;
        progress_(from_ + (to_ - from_) * share);
    }

private:
    const Progress& progress_;
    double from_;
    double to_;
    double told_ = -1.0;
};

Survey survey(int input, const core::Recipe& recipe, Step step) {
    Recording recording(input, recipe.filters);
    Survey result;
    result.shape = recording.shape();
    result.text = recording.source().text();
    const Shape wanted = shape_for(recipe, result.shape);
    result.wanted = wanted;
    Meter source(result.shape.sample_rate, result.shape.channels, {recipe.dual_mono, true});
    std::optional<Meter> shaped;
    Converter converter(wanted);
    if (wanted != result.shape)
        shaped.emplace(wanted.sample_rate, wanted.channels, MeterOptions{recipe.dual_mono, true});
    for (auto samples = recording.next(); !samples.empty(); samples = recording.next()) {
        source.add_interleaved(samples);
        result.frames += samples.size() / static_cast<std::size_t>(result.shape.channels);
        if (shaped) shaped->add_interleaved(converter.convert(samples, result.shape));
        step.report(recording.progress());
    }
    if (shaped) shaped->add_interleaved(converter.flush());
    result.source = source.reading();
    result.shaped = shaped ? shaped->reading() : result.source;
    return result;
}

void refuse_unusable(const Survey& survey) {
    if (duration_of(survey.frames, survey.shape.sample_rate) < std::chrono::seconds(1))
        throw Error(ErrorKind::media, "not a usable recording: it is shorter than a second");
    if (!std::isfinite(survey.source.integrated_lufs) || !std::isfinite(survey.shaped.integrated_lufs))
        throw Error(ErrorKind::media, "not a usable recording: it is silent");
}

/// Hands the recording's samples on in the wanted shape.
void play(int input, const core::Recipe& recipe, Shape wanted, const std::function<void(std::span<const float>)>& take,
          Step step) {
    Recording recording(input, recipe.filters);
    Converter converter(wanted);
    for (auto samples = recording.next(); !samples.empty(); samples = recording.next()) {
        take(converter.convert(samples, recording.shape()));
        step.report(recording.progress());
    }
    take(converter.flush());
}

/// One pass of lane encode: decode, level, limit, encode. Returns the most that was taken off, in decibels.
double encode(int input, int output, std::int64_t base, const core::Recipe& recipe, const core::Tags& tags,
              const Survey& survey, const Level& level, Step step) {
    const Encoding encoding{recipe.format, survey.wanted, recipe.bitrate_kbps, recipe.encoder_quality};
    Limiter limiter(encoding.shape, linear(level.gain_db), linear(level.limit_dbtp));
    Encoder encoder(output, base, encoding, tags.chapters, duration_of(survey.frames, survey.shape.sample_rate));
    play(
        input, recipe, survey.wanted, [&](std::span<const float> samples) { encoder.write(limiter.process(samples)); },
        step);
    encoder.write(limiter.flush());
    encoder.finish();
    return -20.0 * std::log10(limiter.deepest());
}

}  // namespace

Prepared prepare(int input, int output, const core::Recipe& recipe, const core::Tags& tags, const Progress& progress) {
    const Survey before = survey(input, recipe, Step(progress, 0.0, 0.2));
    refuse_unusable(before);

    Prepared made;
    made.lane = core::Lane::encode;
    made.before = before.source;
    made.source_format = before.text;

    const CoderTraits coder = coder_traits(recipe.format, recipe.bitrate_kbps, before.wanted);
    Aim aim{recipe.target_lufs - coder.louder_lu, recipe.true_peak_dbtp - coder.peaks_db,
            recipe.max_limiting_db + recipe.true_peak_dbtp - before.shaped.true_peak_dbtp, recipe.dual_mono};
    std::string front;
    if (recipe.format == Format::mp3) front = id3v2_tag(tags, duration_of(before.frames, before.shape.sample_rate));

    constexpr int most_encodes = 3;
    constexpr double exact_lu = 0.1;
    for (;;) {
        const Level level =
            choose_level(aim, before.wanted, before.shaped.integrated_lufs, before.shaped.true_peak_dbtp,
                         [&](const auto& take) { play(input, recipe, before.wanted, take, Step(progress, 0.2, 0.3)); });
        truncate(output);
        write_at(output, front, 0);
        made.limited_db = encode(input, output, static_cast<std::int64_t>(front.size()), recipe, tags, before, level,
                                 Step(progress, 0.3, 0.9));
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
        if (!loud_enough) aim.target_lufs += missing;
        if (over > 0.0) aim.limit_dbtp -= over + 0.1;
    }
    made.explanation = fmt::format("encode: source reads {:.1f} LUFS", before.source.integrated_lufs);
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
    Step step(progress, 0.0, 1.0);
    for (auto samples = recording.next(); !samples.empty(); samples = recording.next()) {
        meter.add_interleaved(samples);
        frames += samples.size() / static_cast<std::size_t>(shape.channels);
        step.report(recording.progress());
    }
    return {meter.reading(), duration_of(frames, shape.sample_rate), recording.source().text()};
}

std::string processing_version() {
    return "newscast transcode 1, " + encoder_version();
}

}  // namespace transcode
