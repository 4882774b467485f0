// What metering and the gain lane cost, beside libebur128 and a decoder alone. Each benchmark runs the things it
// compares in turns and gives medians of CPU seconds, and their ratios, as counters.

#include "core/disk.h"
#include "tests/bench/recordings.h"
#include "tests/support/temporary_folder.h"
#include "transcode/lossless.h"
#include "transcode/meter.h"
#include "transcode/recording.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <vector>

#include <benchmark/benchmark.h>
#include <ebur128.h>
#include <fmt/format.h>

namespace {

using bench::Samples;

constexpr std::size_t packet_frames = 1152;
constexpr int rounds = 7;

void in_packets(const Samples& samples, const std::function<void(std::span<const float>)>& take) {
    std::span<const float> rest(samples.interleaved);
    const std::size_t packet = packet_frames * static_cast<std::size_t>(samples.channels);
    while (!rest.empty()) {
        const auto part = rest.first(std::min(packet, rest.size()));
        take(part);
        rest = rest.subspan(part.size());
    }
}

void own_meter(const Samples& samples, bool true_peak) {
    transcode::Meter meter(samples.sample_rate, samples.channels, {true, true_peak});
    in_packets(samples, [&](std::span<const float> part) { meter.add_interleaved(part); });
    benchmark::DoNotOptimize(meter.reading());
}

struct Destroy {
    void operator()(ebur128_state* state) const noexcept { ebur128_destroy(&state); }
};

void judge(const Samples& samples, int mode) {
    const auto channels = static_cast<unsigned>(samples.channels);
    const std::unique_ptr<ebur128_state, Destroy> state(
        ebur128_init(channels, static_cast<unsigned long>(samples.sample_rate), mode));
    in_packets(samples, [&](std::span<const float> part) {
        ebur128_add_frames_float(state.get(), part.data(), part.size() / channels);
    });
    double reading = 0.0;
    ebur128_loudness_global(state.get(), &reading);
    benchmark::DoNotOptimize(reading);
}

double cost(const std::function<void()>& work) {
    const double start = bench::own_cpu();
    work();
    return bench::own_cpu() - start;
}

void metering(benchmark::State& state, const Samples& (*samples)()) {
    const Samples& input = samples();
    std::vector<double> integrated;
    std::vector<double> with_peak;
    std::vector<double> judges_integrated;
    std::vector<double> judges_with_peak;
    for (auto _ : state) {
        integrated.push_back(cost([&] { own_meter(input, false); }));
        with_peak.push_back(cost([&] { own_meter(input, true); }));
        judges_integrated.push_back(cost([&] { judge(input, EBUR128_MODE_I); }));
        judges_with_peak.push_back(cost([&] { judge(input, EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK); }));
    }
    state.counters["integrated"] = bench::median(integrated);
    state.counters["with_peak"] = bench::median(with_peak);
    state.counters["ebur128"] = bench::median(judges_integrated);
    state.counters["ebur128_with_peak"] = bench::median(judges_with_peak);
    state.counters["peak_ratio"] = bench::median(with_peak) / bench::median(integrated);
    state.counters["to_ebur128"] = bench::median(with_peak) / bench::median(judges_integrated);
}

BENCHMARK_CAPTURE(metering, speech, bench::speech)->Iterations(rounds)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(metering, limited_speech, bench::limited_speech)->Iterations(rounds)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(metering, limited_noise, bench::limited_noise)->Iterations(rounds)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(metering, stereo_speech, bench::stereo_speech)->Iterations(rounds)->Unit(benchmark::kMillisecond);

void decode(int input) {
    transcode::Recording recording(input);
    while (!recording.next().empty()) {
    }
}

/// Measures, plans and writes, as a file that takes lane gain goes.
void gain_lane(int input, int output) {
    transcode::Recording recording(input);
    const transcode::Shape shape = recording.shape();
    transcode::Meter meter(shape.sample_rate, shape.channels, {});
    std::uint64_t frames = 0;
    for (auto samples = recording.next(); !samples.empty(); samples = recording.next()) {
        meter.add_interleaved(samples);
        frames += samples.size() / static_cast<std::size_t>(shape.channels);
    }
    const core::Loudness before = meter.reading();
    core::Recipe recipe;
    recipe.channels = core::Channels::source;
    recipe.target_lufs = before.integrated_lufs - 4.0;  // which every recording can make
    recipe.true_peak_dbtp = 6.0;
    const transcode::RecordingFacts& facts = recording.facts();
    const transcode::Packets packets{facts.container, facts.codec, facts.channels, facts.sample_rate,
                                     static_cast<double>(facts.bitrate_kbps)};
    const auto plan = transcode::plan_lossless(input, packets, before, std::chrono::milliseconds(0), recipe);
    if (plan.lane != core::Lane::gain) throw std::runtime_error(plan.explanation);
    transcode::write_lossless(input, output, plan, recipe.format, {});
}

void gain(benchmark::State& state, const std::filesystem::path& (*recording)()) {
    const support::TemporaryFolder folder;
    const auto& path = recording();
    const auto input = core::open_to_read(path);
    const auto output = core::disk::open_unnamed(folder.path());
    const auto inspection = transcode::inspect_mp3(input.get());
    std::vector<double> decoding;
    std::vector<double> whole;
    std::vector<double> bytes;
    std::vector<double> ffmpeg;
    for (auto _ : state) {
        decoding.push_back(cost([&] { decode(input.get()); }));
        whole.push_back(cost([&] { gain_lane(input.get(), output.get()); }));
        bytes.push_back(cost([&] { transcode::copy_mp3(input.get(), output.get(), 0, inspection, -1); }));
        const double start = bench::childrens_cpu();
        bench::run("ffmpeg -v error -threads 1 -i " + bench::quoted(path) + " -f null -");
        ffmpeg.push_back(bench::childrens_cpu() - start);
    }
    state.counters["decode"] = bench::median(decoding);
    state.counters["gain_lane"] = bench::median(whole);
    state.counters["copy_alone"] = bench::median(bytes);
    state.counters["ffmpeg_decode"] = bench::median(ffmpeg);
    state.counters["to_decode"] = bench::median(whole) / bench::median(decoding);
    state.counters["to_ffmpeg"] = bench::median(whole) / bench::median(ffmpeg);
}

BENCHMARK_CAPTURE(gain, article, bench::article)->Iterations(rounds)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(gain, conversation, bench::conversation)->Iterations(rounds)->Unit(benchmark::kMillisecond);

}  // namespace
