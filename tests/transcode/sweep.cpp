// Makes hundreds of synthesized recordings into episodes and reads the results with libebur128, decoded by ffmpeg: is
// every one as loud as asked, under the ceiling, and made in one encode? Prints what is not, and ends in 1 then.
//
//     transcode_sweep [COUNT [FIRST]]      all cases are listed with -v in front

#include "core/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"
#include "tests/transcode/sweep_cases.h"
#include "transcode/prepare.h"

#include <ebur128.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string_view>
#include <vector>

namespace {

struct Destroy {
    void operator()(ebur128_state* state) const noexcept { ebur128_destroy(&state); }
};

core::Loudness judged(const std::filesystem::path& file, int sample_rate, int channels) {
    const std::vector<float> samples = sound::ffmpeg_samples(file);
    const std::unique_ptr<ebur128_state, Destroy> state(ebur128_init(static_cast<unsigned>(channels),
                                                                     static_cast<unsigned long>(sample_rate),
                                                                     EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK));
    if (channels == 1) ebur128_set_channel(state.get(), 0, EBUR128_DUAL_MONO);
    ebur128_add_frames_float(state.get(), samples.data(), samples.size() / static_cast<std::size_t>(channels));
    core::Loudness reading;
    ebur128_loudness_global(state.get(), &reading.integrated_lufs);
    double peak = 0.0;
    for (int channel = 0; channel < channels; ++channel) {
        double of_channel = 0.0;
        ebur128_true_peak(state.get(), static_cast<unsigned>(channel), &of_channel);
        peak = std::max(peak, of_channel);
    }
    reading.true_peak_dbtp = 20.0 * std::log10(peak);
    return reading;
}

struct Tally {
    std::size_t cases = 0;
    std::size_t failed = 0;
    std::size_t again = 0;
    std::size_t stopped = 0;
    double worst_lu = 0.0;
    double worst_peak = -100.0;
    double worst_meter_lu = 0.0;
    double worst_meter_db = 0.0;
};

void run(const sweep::Case& tested, const support::TemporaryFolder& folder, bool verbose, Tally& tally) {
    const auto source = sweep::synthesize(tested, folder.path());
    const auto made_path = folder / ("made." + std::string(core::name(tested.recipe.format)));
    const auto input = core::open_to_read(source);
    const auto output = sound::open_to_write(made_path);
    const core::Made made = transcode::prepare(input.get(), output.get(), tested.recipe, {});
    const int channels = tested.recipe.channels == core::Channels::mono ? 1 : 2;
    const int rate = tested.recipe.format == core::Format::opus ? 48000 : tested.recipe.sample_rate_hz;
    const core::Loudness read = judged(made_path, rate, channels);

    const bool stopped = made.shortfall_lu > 0.0;
    const double miss = read.integrated_lufs - tested.recipe.target_lufs;
    const double over = read.true_peak_dbtp - tested.recipe.true_peak_dbtp;
    const bool good = (stopped || std::fabs(miss) <= 0.1) && over <= 0.0;
    ++tally.cases;
    if (!good) ++tally.failed;
    if (made.encodes > 1) ++tally.again;
    if (stopped) ++tally.stopped;
    if (!stopped) tally.worst_lu = std::max(tally.worst_lu, std::fabs(miss));
    tally.worst_peak = std::max(tally.worst_peak, over);
    tally.worst_meter_lu = std::max(tally.worst_meter_lu, std::fabs(read.integrated_lufs - made.after.integrated_lufs));
    tally.worst_meter_db = std::max(tally.worst_meter_db, std::fabs(read.true_peak_dbtp - made.after.true_peak_dbtp));
    if (verbose || !good || stopped || made.encodes > 1)
        fmt::print(
            "{}{}: {:.2f} LUFS, {:.2f} dBTP; source {:.2f} LUFS, {:.2f} dBTP; gain {:.2f} dB, limited {:.2f} dB, {} "
            "encode(s){}\n",
            good ? "" : "FAILED ", tested.name, read.integrated_lufs, read.true_peak_dbtp, made.before.integrated_lufs,
            made.before.true_peak_dbtp, made.gain_db, made.limited_db, made.encodes,
            stopped ? fmt::format(", stops {:.2f} LU short", made.shortfall_lu) : "");
}

}  // namespace

int main(int argc, char** argv) try {
    const bool verbose = argc > 1 && std::string_view(argv[1]) == "-v";
    const int first_word = verbose ? 2 : 1;
    const auto number = [&](int word, std::size_t otherwise) {
        return argc > word ? static_cast<std::size_t>(std::atoi(argv[word])) : otherwise;
    };
    const std::size_t count = number(first_word, 240);
    const std::size_t first = number(first_word + 1, 0);
    const support::TemporaryFolder folder;
    Tally tally;
    const auto cases = sweep::cases(first + count);
    for (std::size_t i = first; i < cases.size(); ++i) run(cases[i], folder, verbose, tally);
    const double share = 100.0 * static_cast<double>(tally.again) / static_cast<double>(tally.cases);
    fmt::print("{} cases: {} failed, {} encoded again ({:.1f} %), {} stopped by max_limiting_db\n", tally.cases,
               tally.failed, tally.again, share, tally.stopped);
    fmt::print("worst distance from the target {:.3f} LU; highest true peak {:+.2f} dB from the ceiling\n",
               tally.worst_lu, tally.worst_peak);
    fmt::print("our readings against ffmpeg's decoder and libebur128: {:.4f} LU, {:.4f} dB at most\n",
               tally.worst_meter_lu, tally.worst_meter_db);
    return tally.failed == 0 && share <= 5.0 ? 0 : 1;
} catch (const std::exception& error) {
    fmt::print(stderr, "transcode_sweep: {}\n", error.what());
    return 2;
}
