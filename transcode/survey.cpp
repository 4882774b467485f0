#include "transcode/survey.h"

#include "core/error.h"
#include "transcode/complaints.h"
#include "transcode/encode.h"
#include "transcode/meter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace transcode {

namespace {

using core::Error;
using core::ErrorKind;

/// Two channels lose 3 LU at most when they are mixed, unless they cancel each other out.
constexpr double cancelled_lu = 6.0;

/// A mean above this costs the limiter what the voice could have had.
constexpr double off_centre = 0.002;

/// A channel that much quieter than the other one has nothing on it.
constexpr double dead_below_db = 40.0;

/// Blocks: at 44100 Hz some 24 minutes and 7 MB. To decode an hour again costs less than to remember it.
constexpr std::size_t longest_trace = 2'000'000;

Meter meter_for(Shape shape, const core::Recipe& recipe, bool trace) {
    // The gain is never so high that peaks further down than max_limiting_db would be limited.
    return Meter(shape.sample_rate, shape.channels, {recipe.dual_mono, true, trace, recipe.max_limiting_db, trace});
}

Shape shape_for(const core::Recipe& recipe, Shape source) {
    Shape shape{encoder_rate(recipe.format, recipe.sample_rate_hz), source.channels};
    if (recipe.channels != core::Channels::source) shape.channels = recipe.channels == core::Channels::mono ? 1 : 2;
    return shape;
}

bool cancels_out(const Survey& survey) {
    return survey.wanted.channels < survey.shape.channels &&
           !(survey.shaped.integrated_lufs > survey.source.integrated_lufs - cancelled_lu);
}

struct Played {
    Survey survey;
    Profile profile;
};

/// Lossy coders scatter what was at full scale, and LAME takes half a decibel off first; the highest of 8 bits is a
/// little lower.
float full_scale(const RecordingFacts& facts) {
    if (facts.codec == "flac" || facts.codec == "alac") return 0.9999F;
    if (!facts.codec.starts_with("pcm_")) return 0.9F;
    const bool is_coarse = facts.codec == "pcm_u8" || facts.codec == "pcm_s8" || facts.codec.ends_with("law");
    return is_coarse ? 0.97F : 0.9999F;
}

Played played_through(int input, const core::Recipe& recipe, const Playing& playing, const Progress& progress) {
    const Complaints complaints;
    Recording recording(input, playing);
    const Shape shape = recording.shape();
    Played result{{}, Profile(shape, full_scale(recording.facts()))};
    Survey& survey = result.survey;
    survey.facts = recording.facts();
    survey.playing = playing;
    survey.shape = shape;
    survey.wanted = shape_for(recipe, shape);
    const bool reshaped = survey.wanted != shape;
    Meter source = meter_for(shape, recipe, !reshaped);
    std::optional<Meter> other;
    if (reshaped) other.emplace(meter_for(survey.wanted, recipe, true));
    Meter& shaped = reshaped ? *other : source;
    Converter converter(survey.wanted);
    const auto measure = [&](std::span<const float> samples) {
        source.add_interleaved(samples);
        if (reshaped) shaped.add_interleaved(converter.convert(samples, shape));
    };
    const auto block_samples = static_cast<std::size_t>(shape.sample_rate * shape.channels) * 2 / 5;
    std::vector<float> beginning;
    for (auto samples = recording.next(); !samples.empty(); samples = recording.next()) {
        if (beginning.size() < block_samples) beginning.insert(beginning.end(), samples.begin(), samples.end());
        measure(samples);
        survey.frames += samples.size() / static_cast<std::size_t>(shape.channels);
        result.profile.add(samples);
        if (shaped.trace().peaks.size() > longest_trace) shaped.stop_trace();
        if (progress) progress(recording.progress());
    }
    if (!beginning.empty() && beginning.size() < block_samples)
        for (std::size_t played = 0; played < 2 * block_samples; played += beginning.size()) measure(beginning);
    if (reshaped) shaped.add_interleaved(converter.flush());
    survey.complaint = complaints.first();
    survey.source = source.reading();
    survey.shaped = reshaped ? shaped.reading() : survey.source;
    survey.hops = shaped.hops();
    survey.condition.passages_lu = source.passages_lu();
    survey.condition.packets = recording.packets();
    survey.condition.lost_packets = recording.lost_packets();
    if (!shaped.trace().peaks.empty()) survey.trace = std::move(shaped.trace());
    return result;
}

/// What is to be played otherwise than it is: one channel where two cancel each other out, each around its middle.
Playing mended(const Played& played) {
    Playing playing = played.survey.playing;
    if (cancels_out(played.survey)) playing.only_channel = played.profile.imbalance().quieter == 0 ? 1 : 0;
    playing.centred =
        std::ranges::any_of(played.profile.means(), [](double mean) { return std::abs(mean) > off_centre; });
    return playing;
}

}  // namespace

std::chrono::milliseconds duration_of(std::uint64_t frames, int sample_rate) {
    const auto rate = static_cast<std::uint64_t>(sample_rate);
    return std::chrono::milliseconds((frames * 1000 + rate / 2) / rate);
}

Survey survey(int input, const core::Recipe& recipe, const Progress& progress, const Bounds& bounds) {
    Playing playing;
    playing.filters = recipe.filters;
    Played played = played_through(input, recipe, playing, progress);
    if (duration_of(played.survey.frames, played.survey.shape.sample_rate) < bounds.least)
        throw Error(ErrorKind::media, "not a usable recording: it is shorter than a second");
    if (!std::isfinite(played.survey.source.integrated_lufs))
        throw Error(ErrorKind::media, "not a usable recording: it is silent");
    Condition condition = played.survey.condition;
    condition.full_scale_share = played.profile.full_scale_share();
    const Profile::Imbalance imbalance = played.profile.imbalance();
    if (imbalance.decibels > dead_below_db) condition.dead_channel = static_cast<int>(imbalance.quieter);
    if (playing = mended(played); playing != played.survey.playing) {
        const core::Loudness as_it_is = played.survey.source;
        played = played_through(input, recipe, playing, {});
        played.survey.source = as_it_is;
    }
    Survey result = std::move(played.survey);
    condition.silence = played.profile.longest_silence(result.shaped.integrated_lufs);
    result.condition = condition;
    result.untrimmed = result.frames;
    if (recipe.trim_silence) {
        // What is cut is under the gate: the readings stay.
        result.playing.range = played.profile.sounding(result.shaped.integrated_lufs, bounds.margins);
        result.playing.range.end = std::min(result.playing.range.end, result.frames);
        result.frames = result.playing.range.end - result.playing.range.begin;
        const auto cut = duration_of(result.playing.range.begin, result.shape.sample_rate);
        result.condition.silence.begin -= std::min(cut, result.condition.silence.begin);
    }
    return result;
}

void recall(int input, const core::Recipe& recipe, const Survey& survey,
            const std::function<void(const LevelTrace&)>& take, const Progress& progress) {
    if (survey.trace) {
        take(*survey.trace);
        return;
    }
    Meter meter = meter_for(survey.wanted, recipe, true);
    play(
        input, survey,
        [&](std::span<const float> samples) {
            meter.add_interleaved(samples);
            take(meter.trace());
            meter.trace().clear();
        },
        progress);
}

void play(int input, const Survey& survey, const std::function<void(std::span<const float>)>& take,
          const Progress& progress) {
    Recording recording(input, survey.playing);
    Converter converter(survey.wanted);
    for (auto samples = recording.next(); !samples.empty(); samples = recording.next()) {
        take(converter.convert(samples, recording.shape()));
        if (progress) progress(recording.progress());
    }
    take(converter.flush());
}

}  // namespace transcode
