#pragma once

#include "core/atomic_file.h"
#include "core/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"
#include "transcode/assemble.h"

#include <gtest/gtest.h>

#include <ebur128.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

/// Programmes of synthetic recordings, for the tests of transcode/assemble.
namespace assembling {

using sound::Wave;
using std::chrono::milliseconds;
using transcode::Assembled;
using transcode::Piece;
using transcode::Place;

struct Destroy {
    void operator()(ebur128_state* state) const noexcept { ebur128_destroy(&state); }
};

/// Of some seconds of it, by libebur128.
inline double loudness_of(const Wave& wave, double begin = 0.0, double length = 1e9) {
    const auto channels = static_cast<std::size_t>(wave.channels);
    const std::unique_ptr<ebur128_state, Destroy> state(
        ebur128_init(static_cast<unsigned>(channels), static_cast<unsigned long>(wave.sample_rate), EBUR128_MODE_I));
    if (channels == 1) ebur128_set_channel(state.get(), 0, EBUR128_DUAL_MONO);
    const std::size_t frames = wave.samples.size() / channels;
    const auto from = std::min(static_cast<std::size_t>(begin * wave.sample_rate), frames);
    const auto count =
        static_cast<std::size_t>(std::min(length * wave.sample_rate, static_cast<double>(frames - from)));
    ebur128_add_frames_float(state.get(), wave.samples.data() + from * channels, count);
    double lufs = 0.0;
    ebur128_loudness_global(state.get(), &lufs);
    return lufs;
}

inline Wave at_loudness(Wave wave, double lufs) {
    const auto factor = static_cast<float>(std::pow(10.0, (lufs - loudness_of(wave)) / 20.0));
    for (float& sample : wave.samples) sample *= factor;
    return wave;
}

/// Silence around it.
inline Wave padded(const Wave& wave, double before, double after) {
    Wave result = sound::silence(before, wave.sample_rate, wave.channels);
    sound::append(result, wave);
    sound::append(result, sound::silence(after, wave.sample_rate, wave.channels));
    return result;
}

inline double seconds(milliseconds time) {
    return std::chrono::duration<double>(time).count();
}

class Assemble : public testing::Test {
protected:
    /// Adds a recording; of a coder where its options are given.
    std::size_t add(const Wave& wave, const std::string& as = "wav", const std::string& options = {}) {
        std::filesystem::path path = folder_ / (std::to_string(recordings_.size()) + ".wav");
        sound::write_wav(path, wave);
        if (as != "wav") {
            const std::filesystem::path coded = path.string() + "." + as;
            sound::run("ffmpeg -v error -y -i " + sound::quoted(path) + " " + options + " " + sound::quoted(coded));
            path = coded;
        }
        recordings_.push_back(core::open_to_read(path));
        return recordings_.size() - 1;
    }
    /// Pieces of all recordings in order, with such a gap before each but the first.
    std::vector<Piece> all(milliseconds gap) const {
        std::vector<Piece> pieces;
        for (std::size_t index = 0; index < recordings_.size(); ++index)
            pieces.push_back({index, index == 0 ? milliseconds(0) : gap, true});
        return pieces;
    }
    Assembled assemble(const std::vector<Piece>& pieces, const core::Recipe& recipe = {}, core::Tags tags = {}) {
        std::vector<int> descriptors;
        for (const core::FileDescriptor& recording : recordings_) descriptors.push_back(recording.get());
        for (std::size_t at = tags.chapters.size();
             at < static_cast<std::size_t>(std::ranges::count(pieces, true, &Piece::begins_chapter)); ++at)
            tags.chapters.push_back({{}, "Bài " + std::to_string(at + 1), "", ""});
        output_ = folder_ / ("made." + std::string(core::name(recipe.format)));
        const core::FileDescriptor output = sound::open_to_write(output_);
        return transcode::assemble(descriptors, pieces, output.get(), recipe, tags);
    }
    Wave heard() const {
        return {std::stoi(sound::ffprobe(output_, "stream=sample_rate")),
                std::stoi(sound::ffprobe(output_, "stream=channels")), sound::ffmpeg_samples(output_)};
    }
    core::Error error_of(const std::vector<Piece>& pieces) {
        try {
            assemble(pieces);
        } catch (const core::Error& error) {
            return error;
        }
        return {core::ErrorKind::config, "no error"};
    }
    /// The starts of the chapters as ffprobe reads them, in seconds.
    std::vector<double> probed_chapters() const {
        std::istringstream lines(sound::run("ffprobe -v error -show_entries chapter=start_time -of default=nw=1:nk=1 " +
                                            sound::quoted(output_)));
        std::vector<double> starts;
        for (double start = 0.0; lines >> start;) starts.push_back(start);
        return starts;
    }

    support::TemporaryFolder folder_;
    std::vector<core::FileDescriptor> recordings_;
    std::filesystem::path output_;
};

}  // namespace assembling
