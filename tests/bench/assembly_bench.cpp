// What a bulletin costs beside encoding its sound: 20 articles of 5 minutes with a jingle between them. The benchmark
// runs both in turns and gives medians of CPU seconds, their ratio, and the peak of memory in MiB as counters.

#include "core/disk.h"
#include "tests/bench/recordings.h"
#include "tests/support/temporary_folder.h"
#include "transcode/assemble.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace {

constexpr int rounds = 3;
constexpr int articles = 20;

struct Kind {
    const char* name;
    const char* options;  ///< of the coder that the articles come in
};

/// Each another stretch of the reading, and of another loudness.
std::vector<std::filesystem::path> recordings(const std::filesystem::path& folder, const Kind& kind) {
    std::vector<std::filesystem::path> made{folder / "jingle.wav"};
    bench::run("ffmpeg -v error -f lavfi -i sine=f=660:d=2.5:r=44100 " + bench::quoted(made.front()));
    for (int index = 0; index < articles; ++index) {
        made.push_back(folder / fmt::format("{}.{}", index, kind.name));
        bench::run(fmt::format("ffmpeg -v error -ss {} -t 300 -i {} -af volume={}dB {} {}", index * 2,
                               bench::quoted(bench::article()), -index, kind.options, bench::quoted(made.back())));
    }
    return made;
}

void bulletin(benchmark::State& state, const Kind& kind) {
    const support::TemporaryFolder folder;
    std::vector<core::FileDescriptor> files;
    std::vector<int> descriptors;
    std::vector<transcode::Piece> pieces;
    for (const std::filesystem::path& path : recordings(folder.path(), kind)) {
        files.push_back(core::open_to_read(path));
        descriptors.push_back(files.back().get());
        if (descriptors.size() > 1) pieces.push_back({0, std::chrono::milliseconds(500), false});
        if (descriptors.size() > 1) pieces.push_back({descriptors.size() - 1, std::chrono::milliseconds(500), false});
    }
    const core::Recipe recipe;
    const std::filesystem::path made = folder / "bulletin.mp3";
    const std::filesystem::path joined = folder / "joined.wav";
    std::vector<double> assembling;
    std::vector<double> encoding;
    int encodes = 0;
    for (auto _ : state) {
        const core::FileDescriptor output = core::disk::open_unnamed(folder.path());
        double start = bench::own_cpu();
        const transcode::Assembled assembled = transcode::assemble(descriptors, pieces, output.get(), recipe, {});
        assembling.push_back(bench::own_cpu() - start);
        encodes = assembled.made.encodes;
        if (!std::filesystem::exists(joined))
            bench::run(
                fmt::format("ffmpeg -v error -i /proc/{}/fd/{} {}", getpid(), output.get(), bench::quoted(joined)));
        start = bench::childrens_cpu();
        bench::run(fmt::format("ffmpeg -v error -y -threads 1 -i {} -c:a libmp3lame -compression_level {} -b:a {}k {}",
                               bench::quoted(joined), recipe.encoder_quality, recipe.bitrate_kbps,
                               bench::quoted(made)));
        encoding.push_back(bench::childrens_cpu() - start);
    }
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    state.counters["bulletin"] = bench::median(assembling);
    state.counters["encoding"] = bench::median(encoding);
    state.counters["ratio"] = bench::median(assembling) / bench::median(encoding);
    state.counters["encodes"] = encodes;
    state.counters["peak_mib"] = static_cast<double>(used.ru_maxrss) / 1024.0;
}

constexpr Kind mp3{"mp3", "-ar 44100 -c:a libmp3lame -b:a 64k"};
constexpr Kind low_mp3{"mp3", "-ar 22050 -c:a libmp3lame -b:a 48k"};
constexpr Kind aac{"m4a", "-ar 48000 -ac 2 -c:a aac -b:a 128k"};

BENCHMARK_CAPTURE(bulletin, mp3_44100_mono, mp3)->Iterations(rounds)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(bulletin, mp3_22050_mono, low_mp3)->Iterations(rounds)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(bulletin, aac_48000_stereo, aac)->Iterations(rounds)->Unit(benchmark::kMillisecond);

}  // namespace
