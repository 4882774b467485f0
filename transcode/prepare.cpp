#include "transcode/prepare.h"

#include "core/error.h"
#include "core/hash.h"
#include "transcode/descriptor_io.h"
#include "transcode/encode.h"
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
    Shape shape;
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

struct Level {
    double gain_db = 0.0;
    double limit_dbtp = 0.0;
};

/// One pass of lane encode: decode, level, limit, encode. Returns the most that was taken off, in decibels.
double encode(int input, int output, std::int64_t base, const core::Recipe& recipe, const core::Tags& tags,
              const Survey& survey, const Level& level, Step step) {
    Recording recording(input, recipe.filters);
    const Encoding encoding{recipe.format, shape_for(recipe, survey.shape), recipe.bitrate_kbps,
                            recipe.encoder_quality};
    Converter converter(encoding.shape);
    Limiter limiter(encoding.shape, linear(level.gain_db), linear(level.limit_dbtp));
    Encoder encoder(output, base, encoding, tags.chapters, duration_of(survey.frames, survey.shape.sample_rate));
    for (auto samples = recording.next(); !samples.empty(); samples = recording.next()) {
        encoder.write(limiter.process(converter.convert(samples, survey.shape)));
        step.report(recording.progress());
    }
    encoder.write(limiter.process(converter.flush()));
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

    const double most = recipe.max_limiting_db + recipe.true_peak_dbtp - before.shaped.true_peak_dbtp;
    Level level{std::min(recipe.target_lufs - before.shaped.integrated_lufs, most), recipe.true_peak_dbtp - 0.5};
    std::string front;
    if (recipe.format == Format::mp3) front = id3v2_tag(tags, duration_of(before.frames, before.shape.sample_rate));

    constexpr int most_encodes = 3;
    constexpr double exact_lu = 0.1;
    for (;;) {
        truncate(output);
        write_at(output, front, 0);
        made.limited_db = encode(input, output, static_cast<std::int64_t>(front.size()), recipe, tags, before, level,
                                 Step(progress, 0.2, 0.9));
        ++made.encodes;
        if (recipe.format != Format::mp3) write_tags(output, recipe.format, tags);
        const Measurement after = measure(output, recipe.dual_mono);
        made.after = after.loudness;
        made.duration = after.duration;
        made.gain_db = level.gain_db;
        const double missing = recipe.target_lufs - made.after.integrated_lufs;
        const double over = made.after.true_peak_dbtp - recipe.true_peak_dbtp;
        const double correction = std::min(level.gain_db + missing, most) - level.gain_db;
        if ((std::fabs(correction) <= exact_lu && over <= 0.0) || made.encodes == most_encodes) break;
        level.gain_db += correction;
        if (over > 0.0) level.limit_dbtp -= over + 0.1;
    }
    made.shortfall_lu = std::max(0.0, recipe.target_lufs - made.after.integrated_lufs);
    if (made.shortfall_lu <= exact_lu) made.shortfall_lu = 0.0;
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
