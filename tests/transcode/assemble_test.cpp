#include "transcode/assemble.h"

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/hash.h"
#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"

#include <gmock/gmock.h>

#include <ebur128.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <numbers>
#include <sstream>
#include <string>
#include <vector>

namespace {

using sound::Wave;
using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;
using transcode::Assembled;
using transcode::Piece;
using transcode::Place;

struct Destroy {
    void operator()(ebur128_state* state) const noexcept { ebur128_destroy(&state); }
};

/// Of some seconds of it, by libebur128.
double loudness_of(const Wave& wave, double begin = 0.0, double length = 1e9) {
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

Wave at_loudness(Wave wave, double lufs) {
    const auto factor = static_cast<float>(std::pow(10.0, (lufs - loudness_of(wave)) / 20.0));
    for (float& sample : wave.samples) sample *= factor;
    return wave;
}

/// Silence around it.
Wave padded(const Wave& wave, double before, double after) {
    Wave result = sound::silence(before, wave.sample_rate, wave.channels);
    sound::append(result, wave);
    sound::append(result, sound::silence(after, wave.sample_rate, wave.channels));
    return result;
}

double seconds(milliseconds time) {
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

class AssembleFormat : public Assemble, public testing::WithParamInterface<core::Format> {};

/// Speakers of other loudness, rates, channels and coders, and a jingle.
TEST_P(AssembleFormat, BringsEveryPieceAndTheWholeToTheTarget) {
    for (const core::Channels channels : {core::Channels::mono, core::Channels::source}) {
        recordings_.clear();
        core::Recipe recipe;
        recipe.format = GetParam();
        recipe.channels = channels;
        if (channels == core::Channels::source) recipe.bitrate_kbps = 128;
        const std::vector<double> lengths = {3.0, 30.0, 25.0, 40.0, 20.0};
        add(at_loudness(sound::sine(3.0, 660, 0.2, 44100, 2), -20.0));
        add(at_loudness(sound::babble(30.0, 0.1, 22050, 1, 1), -30.0), "mp3", "-b:a 64k");
        add(at_loudness(sound::babble(25.0, 0.1, 48000, 2, 2), -16.0), "m4a", "-b:a 128k");
        add(at_loudness(sound::babble(40.0, 0.1, 44100, 1, 3), -9.0));
        add(at_loudness(sound::babble(20.0, 0.1, 48000, 1, 4), -23.0), "opus", "-b:a 48k");
        const Assembled made = assemble(all(milliseconds(400)), recipe);

        EXPECT_EQ(made.made.encodes, 1) << "what comes out is foretold";
        EXPECT_NEAR(made.made.after.integrated_lufs, recipe.target_lufs, 0.1);
        EXPECT_LE(made.made.after.true_peak_dbtp, recipe.true_peak_dbtp);
        EXPECT_EQ(made.made.shortfall_lu, 0.0);
        EXPECT_THAT(made.made.findings, IsEmpty());
        EXPECT_EQ(made.made.lane, core::Lane::encode);
        EXPECT_EQ(made.made.explanation, "encode: bulletin of 5 pieces");
        EXPECT_EQ(made.made.source_format, "5 pieces");
        EXPECT_EQ(made.made.bytes, std::filesystem::file_size(output_));
        EXPECT_EQ(made.made.sha256, core::sha256_of_file(core::open_to_read(output_).get()));

        const Wave whole = heard();
        EXPECT_EQ(whole.channels, channels == core::Channels::mono ? 1 : 2);
        EXPECT_NEAR(loudness_of(whole), recipe.target_lufs, 0.1);
        EXPECT_LE(sound::ffmpeg_reading(output_, true).true_peak_dbtp, recipe.true_peak_dbtp + 0.15);
        ASSERT_EQ(made.places.size(), 5u);
        for (std::size_t index = 0; index < 5; ++index) {
            const Place& place = made.places[index];
            EXPECT_NEAR(loudness_of(whole, seconds(place.start), seconds(place.length)), recipe.target_lufs, 0.3)
                << "piece " << index + 1;
            EXPECT_NEAR(seconds(place.length), lengths[index], 0.6);
        }
        const double end = seconds(made.places.back().start + made.places.back().length);
        EXPECT_NEAR(whole.seconds(), end, 0.03);
        EXPECT_NEAR(seconds(made.made.duration), whole.seconds(), 0.002);
    }
}

/// Where each tone begins in what listeners' players decode.
TEST_P(AssembleFormat, PlacesAndChaptersStandWhereThePiecesBegin) {
    const std::vector<double> tones = {400, 900, 1600, 600, 2500};
    for (std::size_t index = 0; index < tones.size(); ++index)
        add(sound::sine(2.0 + 0.137 * static_cast<double>(index), tones[index], 0.2, index % 2 == 0 ? 44100 : 22050));
    std::vector<Piece> pieces = all(milliseconds(300));
    pieces[1].begins_chapter = pieces[3].begins_chapter = false;  // a headline's story, a separator
    pieces[2].gap = pieces[4].gap = milliseconds(0);
    core::Recipe recipe;
    recipe.format = GetParam();
    core::Tags tags;
    tags.title = "Tin sáng";
    const Assembled made = assemble(pieces, recipe, tags);

    const Wave whole = heard();
    const auto level_at = [&](double tone, double second) {
        const auto window = static_cast<std::size_t>(whole.sample_rate / 200);
        const auto middle = static_cast<std::size_t>(second * whole.sample_rate);
        double in_phase = 0.0;
        double quadrature = 0.0;
        for (std::size_t i = middle - std::min(middle, window / 2); i < middle + window / 2; ++i) {
            const double phase = 2.0 * std::numbers::pi * tone * static_cast<double>(i) / whole.sample_rate;
            in_phase += static_cast<double>(whole.samples[i]) * std::cos(phase);
            quadrature += static_cast<double>(whole.samples[i]) * std::sin(phase);
        }
        return 2.0 * std::hypot(in_phase, quadrature) / static_cast<double>(window);
    };
    for (std::size_t index = 1; index < tones.size(); ++index) {
        const double start = seconds(made.places[index].start);
        const double full = level_at(tones[index], start + 0.1);
        // Half of its level is where a fade of 10 ms has gone a third of its way.
        double found = start - 0.1;
        while (level_at(tones[index], found) < full / 2.0 && found < start + 0.1) found += 0.0005;
        EXPECT_NEAR(found, start + 0.0033, 0.003) << "piece " << index + 1;
    }

    std::vector<double> starts;
    for (const core::Chapter& chapter : made.made.chapters) starts.push_back(seconds(chapter.start));
    EXPECT_THAT(starts, ElementsAre(0.0, seconds(made.places[2].start), seconds(made.places[4].start)));
    EXPECT_EQ(made.made.chapters.front().title, "Bài 1");
    const std::vector<double> probed = probed_chapters();
    ASSERT_EQ(probed.size(), starts.size());
    for (std::size_t index = 0; index < starts.size(); ++index) EXPECT_NEAR(probed[index], starts[index], 0.001);
}

INSTANTIATE_TEST_SUITE_P(All, AssembleFormat, testing::Values(core::Format::mp3, core::Format::m4a, core::Format::opus),
                         [](const auto& tested) { return std::string(core::name(tested.param)); });

TEST_F(Assemble, NothingClicksWherePiecesMeetBeginAndEnd) {
    // They begin and end at the tops of their waves, and all have the same steps from sample to sample.
    Wave up = sound::sine(2.0, 100, 0.3);
    up.samples.erase(up.samples.begin(), up.samples.begin() + 110);
    up.samples.resize(44100 + 331);
    add(up);
    Wave down = up;
    for (float& sample : down.samples) sample = -sample;
    add(down);
    core::Recipe recipe;
    recipe.bitrate_kbps = 160;
    for (const milliseconds gap : {milliseconds(0), milliseconds(50)}) {
        const std::vector<Piece> pieces{{0, {}, false}, {1, gap, false}, {1, gap, false}, {0, gap, false}};
        const Assembled made = assemble(pieces, recipe);
        const Wave whole = heard();
        // A click is a bend: the second difference, of which a slow wave has next to nothing.
        const auto bend = [&](double begin, double end) {
            float most = 0.0F;
            const auto last = std::min(static_cast<std::size_t>(std::max(end, 0.0) * 44100), whole.samples.size() - 1);
            for (auto i = std::max<std::size_t>(static_cast<std::size_t>(std::max(begin, 0.0) * 44100), 1); i < last;
                 ++i)
                most = std::max(most, std::abs(whole.samples[i - 1] - 2 * whole.samples[i] + whole.samples[i + 1]));
            return most;
        };
        const float own = bend(0.3, 0.7);
        for (const Place& place : made.places) {
            const double start = seconds(place.start);
            const double end = seconds(place.start + place.length);
            // The fade itself bends by (pi/2 in 441 samples)^2, and the coder is not exact.
            EXPECT_LT(bend(start - 0.02, start + 0.02), own + 0.004F) << "gap of " << gap.count() << " at " << start;
            EXPECT_LT(bend(end - 0.02, end + 0.02), own + 0.004F) << "gap of " << gap.count() << " at " << end;
        }
        EXPECT_LT(std::abs(whole.samples.front()), 0.02F);
        EXPECT_LT(std::abs(whole.samples.back()), 0.02F);
    }
}

TEST_F(Assemble, ACrossfadeKeepsThePower) {
    add(sound::sine(2.0, 1000, 0.2));
    add(sound::sine(2.0, 1700, 0.2));
    core::Recipe recipe;
    recipe.bitrate_kbps = 160;
    const Assembled made = assemble({{0, {}, false}, {1, {}, false}}, recipe);
    EXPECT_EQ(made.places[1].start, milliseconds(1990)) << "they share 10 ms";
    const Wave whole = heard();
    const auto power = [&](double begin) {
        double sum = 0.0;
        for (std::size_t i = 0; i < 441; ++i) {
            const auto sample = static_cast<double>(whole.samples[static_cast<std::size_t>(begin * 44100) + i]);
            sum += sample * sample;
        }
        return 10.0 * std::log10(sum);
    };
    EXPECT_NEAR(power(1.990), (power(1.5) + power(2.5)) / 2.0, 0.3) << "not 3 dB less, as of straight fades";
}

TEST_F(Assemble, SilenceAtTheEndsIsBounded) {
    add(padded(sound::sine(2.0, 500, 0.2), 3.0, 5.0));
    add(padded(sound::sine(2.0, 700, 0.2, 48000, 2), 0.1, 0.1));
    const Assembled made = assemble({{0, {}, false}, {1, milliseconds(500), false}, {0, milliseconds(0), false}});
    EXPECT_NEAR(seconds(made.places[0].cut), 2.8, 0.051);
    EXPECT_EQ(made.places[0].start.count(), 0);
    EXPECT_NEAR(seconds(made.places[0].length), 2.5, 0.051);
    EXPECT_EQ(made.places[1].start, made.places[0].length + milliseconds(500));
    EXPECT_EQ(made.places[1].cut.count(), 0);
    EXPECT_EQ(made.places[1].length, milliseconds(2200)) << "so little stays as it is";
    EXPECT_EQ(made.places[2].start, made.places[1].start + made.places[1].length - milliseconds(10));
    const Wave whole = heard();
    std::size_t first = 0;
    while (std::abs(whole.samples[first]) < 0.02F) ++first;
    std::size_t last = whole.samples.size() - 1;
    while (std::abs(whole.samples[last]) < 0.02F) --last;
    EXPECT_NEAR(static_cast<double>(first) / 44100, 0.2, 0.06);
    EXPECT_NEAR(static_cast<double>(whole.samples.size() - last) / 44100, 0.3, 0.06);
}

TEST_F(Assemble, ABellRingsOut) {
    // It falls by 60 dB in three seconds: what is cut is far down, and fades over a tenth of a second.
    Wave bell = sound::sine(6.0, 800, 0.5);
    for (std::size_t i = 0; i < bell.samples.size(); ++i)
        bell.samples[i] *= static_cast<float>(std::pow(10.0, -static_cast<double>(i) / 44100.0));
    add(bell);
    const Assembled made = assemble({{0, {}, false}, {0, milliseconds(1000), false}});
    const double end = seconds(made.places[0].length);
    EXPECT_GT(end, 1.5);
    const Wave whole = heard();
    const auto level = [&](double begin) {
        float most = 0.0F;
        for (std::size_t i = 0; i < 882; ++i)
            most = std::max(most, std::abs(whole.samples[static_cast<std::size_t>(begin * 44100) + i]));
        return 20.0 * std::log10(most);
    };
    EXPECT_LT(level(end - 0.12), level(0.1) - 30.0);
    EXPECT_NEAR(level(end - 0.07), level(end - 0.12) - 3.0, 2.0) << "half way the power is half";
    EXPECT_LT(level(end + 0.05), -70.0);
}

TEST_F(Assemble, JinglesOfAnyLengthAreAsLoudAsTheRest) {
    const std::size_t words = add(at_loudness(sound::babble(20.0, 0.1, 44100, 1, 1), -22.0));
    std::vector<Piece> pieces{{words, {}, true}};
    std::vector<double> lengths;
    for (const double length : {0.005, 0.05, 0.15, 0.3, 0.41, 0.8}) {
        for (const double amplitude : {0.01, 0.9}) {
            pieces.push_back({add(sound::sine(length, 1000, amplitude)), milliseconds(100), false});
            lengths.push_back(length);
        }
        pieces.push_back({words, milliseconds(100), false});
        lengths.push_back(20.0);
    }
    const Assembled made = assemble(pieces);
    EXPECT_EQ(made.made.encodes, 1);
    EXPECT_NEAR(made.made.after.integrated_lufs, -16.0, 0.1);
    const Wave whole = heard();
    for (std::size_t index = 1; index < pieces.size(); ++index) {
        const Place& place = made.places[index];
        EXPECT_NEAR(seconds(place.length), lengths[index - 1], lengths[index - 1] > 10 ? 0.5 : 0.001);
        if (lengths[index - 1] < 0.1 || lengths[index - 1] > 10) continue;
        // A sine of 1 kHz reads its level: at -16 LUFS from two speakers its amplitude is 0.158.
        const auto middle = static_cast<std::size_t>(seconds(place.start + place.length / 2) * 44100);
        float most = 0.0F;
        for (std::size_t i = middle - 44; i < middle + 44; ++i) most = std::max(most, std::abs(whole.samples[i]));
        EXPECT_NEAR(20.0 * std::log10(most), -16.0, 0.7) << "of " << lengths[index - 1] << " s";
    }
}

TEST_F(Assemble, WhatTheLimiterMayNotGiveIsNamed) {
    // Clicks of full scale over a whisper.
    Wave peaky = at_loudness(sound::babble(20.0, 0.1, 44100, 1, 1), -38.0);
    for (std::size_t i = 2000; i < peaky.samples.size(); i += 44100) peaky.samples[i] = 0.99F;
    add(at_loudness(sound::babble(60.0, 0.1, 44100, 1, 2), -20.0));
    add(peaky);
    add(at_loudness(sound::babble(60.0, 0.1, 44100, 1, 3), -12.0));
    const Assembled made = assemble(all(milliseconds(300)));
    EXPECT_THAT(made.made.explanation,
                testing::MatchesRegex("encode: bulletin of 3 pieces; piece 2 stays [0-9.]+ LU below the target, "
                                      "where the limiter has taken 12 dB"));
    EXPECT_LE(made.made.limited_db, 12.2);
    const Wave whole = heard();
    const auto piece = [&](std::size_t index) {
        return loudness_of(whole, seconds(made.places[index].start), seconds(made.places[index].length));
    };
    EXPECT_NEAR(piece(0), -16.0, 0.35) << "the others are not lifted for it";
    EXPECT_NEAR(piece(2), -16.0, 0.35);
    EXPECT_LT(piece(1), -18.0);
    const double named = std::stod(made.made.explanation.substr(made.made.explanation.find("stays ") + 6));
    EXPECT_NEAR(-16.0 - piece(1), named, 0.4);
}

TEST_F(Assemble, TheRecipesFiltersApplyToEachPiece) {
    Wave hum = sound::sine(5.0, 40, 0.5);
    const Wave voice = sound::sine(5.0, 1000, 0.1);
    for (std::size_t i = 0; i < hum.samples.size(); ++i) hum.samples[i] += voice.samples[i];
    add(hum);
    add(voice);
    core::Recipe recipe;
    recipe.filters = "highpass=f=400,highpass=f=400,highpass=f=400";
    const Assembled made = assemble(all(milliseconds(100)), recipe);
    const Wave whole = heard();
    for (const Place& place : made.places)
        EXPECT_NEAR(loudness_of(whole, seconds(place.start), seconds(place.length)), -16.0, 0.3);
    float most = 0.0F;
    for (std::size_t i = 44100; i < 88200; ++i) most = std::max(most, std::abs(whole.samples[i]));
    EXPECT_LT(most, 0.2F) << "of the hum nothing is left";
}

TEST_F(Assemble, TheSamePiecesGiveTheSameBytes) {
    add(sound::babble(3.0, 0.1, 44100, 1, 1), "mp3", "-b:a 64k");
    add(sound::babble(2.0, 0.3, 22050, 2, 2));
    for (const core::Format format : {core::Format::mp3, core::Format::m4a, core::Format::opus}) {
        core::Recipe recipe;
        recipe.format = format;
        const Assembled once = assemble(all(milliseconds(100)), recipe);
        const Assembled again = assemble(all(milliseconds(100)), recipe);
        EXPECT_EQ(once.made.sha256, again.made.sha256);
        EXPECT_EQ(once.places, again.places);
    }
}

TEST_F(Assemble, AFailureNamesItsPiece) {
    const std::size_t good = add(sound::babble(2.0, 0.3));
    const std::size_t silent = add(sound::silence(2.0));
    core::write_file(folder_ / "page.mp3", "<!DOCTYPE html><html><body>404</body></html>");
    recordings_.push_back(core::open_to_read(folder_ / "page.mp3"));
    const core::Error none = error_of({{good, {}, false}, {good, {}, false}, {2, {}, false}});
    EXPECT_EQ(none.kind(), core::ErrorKind::media);
    EXPECT_THAT(none.what(), StartsWith("piece 3 of 3: not a usable recording"));
    EXPECT_EQ(transcode::faulty_piece(none), 2u);
    const core::Error quiet =
        error_of({{good, {}, false}, {silent, {}, false}, {good, {}, false}, {silent, {}, false}});
    EXPECT_EQ(quiet.kind(), core::ErrorKind::media);
    EXPECT_STREQ(quiet.what(), "piece 2 of 4: not a usable recording: it is silent");
    EXPECT_EQ(transcode::faulty_piece(quiet), 1u);
    for (const auto& [kind, text] :
         std::vector<std::pair<core::ErrorKind, std::string>>{{core::ErrorKind::media, "pieces of eight"},
                                                              {core::ErrorKind::media, "piece 0 of 3: x"},
                                                              {core::ErrorKind::media, "piece of cake"},
                                                              {core::ErrorKind::storage, "piece 2 of 3: x"}})
        EXPECT_FALSE(transcode::faulty_piece({kind, text})) << text;
}

TEST_F(Assemble, ATinyOrEmptyRecordingIsRefusedOrTaken) {
    const std::size_t good = add(sound::babble(2.0, 0.3));
    const std::size_t one = add(sound::sine(0.0001, 1000, 0.5));
    const Assembled made = assemble({{good, {}, false}, {one, {}, false}, {good, {}, false}});
    EXPECT_EQ(made.places[1].length.count(), 0);
    EXPECT_NEAR(made.made.after.integrated_lufs, -16.0, 0.1);
    const std::size_t none = add(sound::silence(0.0));
    EXPECT_EQ(transcode::faulty_piece(error_of({{good, {}, false}, {none, {}, false}})), 1u);
}

TEST_F(Assemble, SaysStorageWhenWritingFails) {
    add(sound::babble(3.0, 0.2));
    const int input = recordings_.front().get();
    const core::FileDescriptor full(open("/dev/full", O_RDWR | O_CLOEXEC));
    try {
        transcode::assemble({&input, 1}, std::vector<Piece>{{}}, full.get(), {}, {});
        FAIL() << "wrote to a full device";
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::storage);
    }
}

TEST_F(Assemble, ProgressGoesFromNothingToAll) {
    add(sound::babble(5.0, 0.2));
    const int input = recordings_.front().get();
    std::vector<double> told;
    const core::FileDescriptor output = sound::open_to_write(folder_ / "made.mp3");
    transcode::assemble({&input, 1}, std::vector<Piece>(3), output.get(), {}, {},
                        [&told](double share) { told.push_back(share); });
    ASSERT_GT(told.size(), 10u);
    EXPECT_LT(told.front(), 0.1);
    EXPECT_EQ(told.back(), 1.0);
    EXPECT_TRUE(std::ranges::is_sorted(told));
}

TEST_F(Assemble, MemoryDoesNotGrowWithTheLength) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "a sanitizer keeps what is freed";
#endif
    core::Recipe recipe;
    recipe.encoder_quality = 9;
    const auto peak_of = [&](std::size_t times) {
        const pid_t child = ::fork();
        if (child == 0) {
            assemble(std::vector<Piece>(times), recipe);
            ::_exit(0);
        }
        int status = 0;
        rusage used{};
        ::wait4(child, &status, 0, &used);
        EXPECT_EQ(status, 0);
        return used.ru_maxrss;
    };
    add(sound::babble(30.0, 0.1, 22050));
    peak_of(1);
    const long least = peak_of(1);
    EXPECT_LT(peak_of(40), least + 4096) << "KiB";
}

}  // namespace
