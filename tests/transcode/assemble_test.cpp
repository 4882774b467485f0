#include "transcode/assemble.h"

#include "core/hash.h"
#include "tests/transcode/assemble_fixture.h"

#include <gmock/gmock.h>

#include <fcntl.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

namespace {

using namespace assembling;
using testing::IsEmpty;
using testing::StartsWith;

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
INSTANTIATE_TEST_SUITE_P(All, AssembleFormat, testing::Values(core::Format::mp3, core::Format::m4a, core::Format::opus),
                         [](const auto& tested) { return std::string(core::name(tested.param)); });

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
        return sound::peak_kib([&] { assemble(std::vector<Piece>(times), recipe); });
    };
    add(sound::babble(30.0, 0.1, 22050));
    peak_of(1);
    const long least = peak_of(1);
    EXPECT_LT(peak_of(40), least + 4096) << "KiB";
}

}  // namespace
