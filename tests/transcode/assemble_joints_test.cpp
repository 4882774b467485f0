// Where pieces of a programme meet, begin and end.

#include "tests/transcode/assemble_fixture.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

namespace {

using namespace assembling;
using testing::ElementsAre;

class AssembleJoints : public Assemble, public testing::WithParamInterface<core::Format> {};

TEST_P(AssembleJoints, PlacesAndChaptersStandWhereThePiecesBegin) {
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

INSTANTIATE_TEST_SUITE_P(All, AssembleJoints, testing::Values(core::Format::mp3, core::Format::m4a, core::Format::opus),
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

}  // namespace
