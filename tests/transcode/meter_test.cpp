#include "transcode/meter.h"

#include "core/error.h"
#include "tests/transcode/tones.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <limits>
#include <memory>
#include <numbers>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace transcode {
namespace {

// Tech 3341, the cases that are read at the end.

TEST(Tech3341, SteadyTonesReadTheirLevelOnAllThreeScales) {
    for (const double level : {-23.0, -33.0}) {  // cases 1 and 2
        const auto tone = tones({{20.0, level}});
        Meter meter(48000, 2);
        meter.add_interleaved(interleave({tone, tone}));
        EXPECT_NEAR(meter.reading().integrated_lufs, level, 0.1);
        EXPECT_NEAR(meter.momentary_lufs(), level, 0.1);
        EXPECT_NEAR(meter.short_term_lufs(), level, 0.1);
    }
}

TEST(Tech3341, GatesLeaveOutWhatIsQuiet) {
    const auto case_3 = tones({{10, -36}, {60, -23}, {10, -36}});
    const auto case_4 = tones({{10, -72}, {10, -36}, {60, -23}, {10, -36}, {10, -72}});
    const auto case_5 = tones({{20, -26}, {20.1, -20}, {20, -26}});
    EXPECT_NEAR(read_stereo(case_3).integrated_lufs, -23.0, 0.1);
    EXPECT_NEAR(read_stereo(case_4).integrated_lufs, -23.0, 0.1);
    EXPECT_NEAR(read_stereo(case_5).integrated_lufs, -23.0, 0.1);
}

TEST(Tech3341, SurroundChannelsHaveTheirWeights) {
    const auto front = tones({{20, -28}});
    const auto centre = tones({{20, -24}});
    const auto surround = tones({{20, -30}});
    const auto five = interleave({front, front, centre, surround, surround});  // case 6
    EXPECT_NEAR(read(five, 48000, 5).integrated_lufs, -23.0, 0.1);
    const auto low_frequency = tones({{20, -6}});
    const auto six = interleave({front, front, centre, low_frequency, surround, surround});
    EXPECT_NEAR(read(six, 48000, 6).integrated_lufs, -23.0, 0.1);
}

/// What a scale shows after every 10 ms of the signal on both channels.
std::vector<double> watch(const std::vector<float>& both, double (Meter::*scale)()) {
    constexpr std::size_t step = 480;
    Meter meter(48000, 2);
    std::vector<double> readings;
    for (std::size_t i = 0; i + step <= both.size(); i += step) {
        const float* const from = both.data() + i;
        const float* const planes[] = {from, from};
        meter.add_planar(planes, step);
        readings.push_back((meter.*scale)());
    }
    return readings;
}

TEST(Tech3341, ShortTermIsConstantOverItsPeriod) {
    std::vector<float> signal;
    for (int i = 0; i < 5; ++i) {  // case 9
        append_tone(signal, 1.34, -20);
        append_tone(signal, 1.66, -30);
    }
    const auto readings = watch(signal, &Meter::short_term_lufs);
    for (std::size_t i = 299; i < readings.size(); ++i) EXPECT_NEAR(readings[i], -23.0, 0.1) << i;
}

TEST(Tech3341, MomentaryIsConstantOverItsPeriod) {
    std::vector<float> signal;
    for (int i = 0; i < 25; ++i) {  // case 12
        append_tone(signal, 0.18, -20);
        append_tone(signal, 0.22, -30);
    }
    const auto readings = watch(signal, &Meter::momentary_lufs);
    for (std::size_t i = 99; i < readings.size(); ++i) EXPECT_NEAR(readings[i], -23.0, 0.1) << i;
}

TEST(Tech3341, SlidingWindowsFindABurstWhereverItStarts) {
    for (int i = 0; i < 20; ++i) {
        const auto case_10 = tones({{i * 0.15, -infinity}, {3, -23}, {1, -infinity}});
        const auto case_13 = tones({{i * 0.02, -infinity}, {0.4, -23}, {1, -infinity}});
        EXPECT_NEAR(std::ranges::max(watch(case_10, &Meter::short_term_lufs)), -23.0, 0.1) << i;
        EXPECT_NEAR(std::ranges::max(watch(case_13, &Meter::momentary_lufs)), -23.0, 0.1) << i;
    }
}

TEST(Tech3341, SlidingWindowsFollowBurstsOfRisingLevel) {
    std::vector<float> case_11;
    std::vector<float> case_14;
    for (int i = 0; i < 20; ++i) {
        append_tone(case_11, i * 0.15, -infinity);
        append_tone(case_11, 3, -38.0 + i);
        append_tone(case_11, 3 - i * 0.15, -infinity);
        append_tone(case_14, i * 0.02, -infinity);
        append_tone(case_14, 0.4, -38.0 + i);
        append_tone(case_14, 0.4 - i * 0.02, -infinity);
    }
    const auto short_term = watch(case_11, &Meter::short_term_lufs);
    const auto momentary = watch(case_14, &Meter::momentary_lufs);
    for (int i = 0; i < 20; ++i) {
        const auto highest = [i](const std::vector<double>& readings, std::ptrdiff_t steps) {
            return *std::max_element(readings.begin() + i * steps, readings.begin() + (i + 1) * steps);
        };
        EXPECT_NEAR(highest(short_term, 600), -38.0 + i, 0.1) << i;
        EXPECT_NEAR(highest(momentary, 80), -38.0 + i, 0.1) << i;
    }
}

// Tech 3341, true peak: 0.2 dB above and 0.4 dB below are allowed.

void taper(std::vector<float>& signal, int rate) {
    const std::size_t length = frames_of(0.010, rate);
    for (std::size_t i = 0; i < length; ++i) {
        const float factor = static_cast<float>(i) / static_cast<float>(length);
        signal[i] *= factor;
        signal[signal.size() - 1 - i] *= factor;
    }
}

void expect_true_peak(double reading, double wanted, const std::string& name) {
    EXPECT_LE(reading, wanted + 0.2) << name;
    EXPECT_GE(reading, wanted - 0.4) << name;
}

TEST(Tech3341, TruePeakLiesBetweenSamples) {
    struct Case {
        int number;
        double divisor;
        double amplitude;
        double degrees;
        double wanted;
    };
    for (const Case& test : {Case{15, 4, 0.50, 0.0, -6.0}, Case{16, 4, 0.50, 45.0, -6.0}, Case{17, 6, 0.50, 60.0, -6.0},
                             Case{18, 8, 0.50, 67.5, -6.0}, Case{19, 4, 1.41, 45.0, 3.0}}) {
        for (const int rate : {44100, 48000}) {
            std::vector<float> signal(frames_of(1.0, rate));
            for (std::size_t i = 0; i < signal.size(); ++i) {
                const double angle =
                    2.0 * std::numbers::pi * (static_cast<double>(i) / test.divisor + test.degrees / 360.0);
                signal[i] = static_cast<float>(test.amplitude * std::sin(angle));
            }
            taper(signal, rate);
            expect_true_peak(read_stereo(signal, rate).true_peak_dbtp, test.wanted,
                             fmt::format("case {} at {} Hz", test.number, rate));
        }
    }
}

/// One period at a quarter of the sample rate and full scale within a tone at a sixth and half scale, made at four
/// times the rate, freed of what the rate cannot hold, and thinned out from the given offset.
std::vector<float> burst_in_tone(std::size_t offset) {
    constexpr std::size_t tone_period = 24;  // of samples at four times the rate
    constexpr std::size_t burst_period = 16;
    constexpr std::size_t periods = 800;
    std::vector<double> fine;
    const auto append = [&fine](std::size_t period, double amplitude, std::size_t count) {
        for (std::size_t i = 0; i < period * count; ++i) {
            fine.push_back(amplitude *
                           std::sin(2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(period)));
        }
    };
    append(tone_period, 0.5, periods);
    append(burst_period, 1.0, 1);
    append(tone_period, 0.5, periods);

    // A Blackman-windowed sinc that passes 0.9 of the band below half the final rate.
    constexpr int reach = 256;
    std::vector<float> signal;
    for (std::size_t at = reach + offset; at + reach < fine.size(); at += 4) {
        double sum = 0.0;
        for (int tap = -reach; tap <= reach; ++tap) {
            const double x = std::numbers::pi * tap / 4.0 * 0.98;
            const double share = (tap + reach) / (2.0 * reach);
            const double window =
                0.42 - 0.5 * std::cos(2.0 * std::numbers::pi * share) + 0.08 * std::cos(4.0 * std::numbers::pi * share);
            const double sinc = tap == 0 ? 1.0 : std::sin(x) / x;
            sum += fine[static_cast<std::size_t>(static_cast<std::ptrdiff_t>(at) + tap)] * sinc * window * 0.98 / 4.0;
        }
        signal.push_back(static_cast<float>(sum));
    }
    return signal;
}

TEST(Tech3341, TruePeakOfABurstDoesNotDependOnWhereItsSamplesLie) {
    for (std::size_t offset = 0; offset < 4; ++offset) {  // cases 20 to 23
        std::vector<float> signal = burst_in_tone(offset);
        taper(signal, 48000);
        expect_true_peak(read_stereo(signal).true_peak_dbtp, 0.0, fmt::format("offset {}", offset));
    }
}

TEST(Tech3342, LoudnessRangeOfStepsIsTheirDistance) {
    EXPECT_NEAR(read_stereo(tones({{20, -20}, {20, -30}})).range_lu, 10.0, 1.0);
    EXPECT_NEAR(read_stereo(tones({{20, -20}, {20, -15}})).range_lu, 5.0, 1.0);
    EXPECT_NEAR(read_stereo(tones({{20, -40}, {20, -20}})).range_lu, 20.0, 1.0);
    EXPECT_NEAR(read_stereo(tones({{20, -50}, {20, -35}, {20, -20}, {20, -35}, {20, -50}})).range_lu, 15.0, 1.0);
}

TEST(Meter, ReadsTheSameHoweverTheSamplesArrive) {
    std::mt19937 random(7);
    std::vector<float> left(100'003);
    std::vector<float> right(left.size());
    for (float& sample : left) sample = uniform(random);
    for (float& sample : right) sample = 0.5F * uniform(random);
    const auto whole = read(interleave({left, right}), 44100, 2);

    Meter meter(44100, 2);
    for (std::size_t at = 0; at < left.size();) {
        const std::size_t part = std::min<std::size_t>(random() % 5000, left.size() - at);
        const float* const planes[] = {left.data() + at, right.data() + at};
        meter.add_planar(planes, part);
        if (random() % 4 == 0) meter.reading();  // a look in between must not change anything
        at += part;
    }
    const auto pieces = meter.reading();
    EXPECT_NEAR(pieces.integrated_lufs, whole.integrated_lufs, 1e-5);
    EXPECT_NEAR(pieces.range_lu, whole.range_lu, 1e-5);
    EXPECT_NEAR(pieces.true_peak_dbtp, whole.true_peak_dbtp, 1e-5);
}

TEST(Meter, TakesSamplesThatAreNotFiniteAsSilence) {
    constexpr float inf = std::numeric_limits<float>::infinity();
    std::mt19937 random(8);
    std::vector<float> holes(200'000);
    for (float& sample : holes) sample = 0.2F * uniform(random);
    std::vector<float> broken = holes;
    for (std::size_t i = 0; i < 300; ++i) {
        const std::size_t at = random() % holes.size();
        holes[at] = 0.0F;
        const float bad[] = {std::numeric_limits<float>::quiet_NaN(), inf, -inf};
        broken[at] = bad[i % 3];
    }
    EXPECT_EQ(read(broken, 48000, 2), read(holes, 48000, 2));
    EXPECT_EQ(read(std::vector<float>(100'000, inf), 48000, 1).integrated_lufs, -infinity);
}

TEST(Meter, CarriesValuesFarBeyondFullScale) {
    std::vector<float> loud;
    append_tone(loud, 2.0, 120.0);
    EXPECT_NEAR(read_stereo(loud).integrated_lufs, 120.0, 0.1);
    std::fill(loud.begin(), loud.end(), 3e38F);
    EXPECT_NEAR(read_stereo(loud).true_peak_dbtp, 20.0 * std::log10(3e38), 2.5);
}

TEST(Meter, HasNoReadingBeforeTheFirstBlock) {
    const auto tone = tones({{0.399, -20}});
    EXPECT_EQ(read_stereo(tone).integrated_lufs, -infinity);
    EXPECT_EQ(read_stereo(tone).range_lu, 0.0);
    EXPECT_NEAR(read_stereo(tone).true_peak_dbtp, -20.0, 0.2);
    EXPECT_EQ(read({}, 48000, 2).true_peak_dbtp, -infinity);
    EXPECT_NEAR(read_stereo(tones({{0.4, -20}})).integrated_lufs, -20.0, 0.1);
}

TEST(Meter, CountsOneChannelTwiceOnlyWhereAsked) {
    const auto tone = tones({{5, -20}});
    EXPECT_NEAR(read(tone, 48000, 1, {true, true}).integrated_lufs, -20.0, 0.1);
    EXPECT_NEAR(read(tone, 48000, 1, {false, true}).integrated_lufs, -23.0, 0.1);
    EXPECT_NEAR(read_stereo(tone).integrated_lufs, -20.0, 0.1);
}

TEST(Meter, TracesPeaksAndEnergies) {
    constexpr int rate = 44100;
    std::vector<float> left(rate, 0.0F);
    append_tone(left, 1.0, -6.0, rate);
    std::vector<float> right(left.size(), 0.0F);
    right[1000] = 0.9F;
    Meter meter(rate, 2, {true, true, true, 30.0});
    meter.add_interleaved(interleave({left, right}));
    const core::Loudness reading = meter.reading();
    const LevelTrace& trace = meter.trace();
    EXPECT_EQ(trace.energies.size(), 400u) << "slices of 5 ms";
    ASSERT_EQ(trace.peaks.size(), (left.size() + 31) / 32);
    EXPECT_NEAR(20.0 * std::log10(std::ranges::max(trace.peaks)), reading.true_peak_dbtp, 1e-4);
    EXPECT_NEAR(trace.peaks[1000 / 32], 0.9, 0.01) << "all channels count";
    EXPECT_NEAR(trace.peaks.back(), linear(-6.0), 0.02);
    EXPECT_EQ(trace.peaks[500 / 32], 0.0F);
    EXPECT_GT(trace.energies.back(), 0.0F);
    EXPECT_EQ(trace.energies.front(), 0.0F);
    meter.stop_trace();
    meter.add_interleaved(interleave({left, right}));
    meter.reading();
    EXPECT_TRUE(meter.trace().peaks.empty());
}

TEST(Meter, LeavesTheTruePeakOutWhereNotAsked) {
    const auto tone = tones({{5, -20}});
    EXPECT_EQ(read(tone, 48000, 1, {true, false}).true_peak_dbtp, 0.0);
    EXPECT_EQ(read(tone, 48000, 1, {true, false}).integrated_lufs, read(tone, 48000, 1).integrated_lufs);
}

TEST(Meter, RefusesWhatItHasNoRuleFor) {
    EXPECT_THROW(Meter(48000, 0), core::Error);
    EXPECT_THROW(Meter(48000, 9), core::Error);
    EXPECT_THROW(Meter(0, 2), core::Error);
    EXPECT_THROW(Meter(2'000'000, 2), core::Error);
}

}  // namespace
}  // namespace transcode
