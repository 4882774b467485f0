// What other programs read of the chapters of finished files, and where these chapters are in the sound.

#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"
#include "transcode/prepare.h"
#include "transcode/retag.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using core::Format;
using Chapters = std::vector<core::Chapter>;

class ChapterJudges : public testing::TestWithParam<Format> {
protected:
    void SetUp() override {
        if (!sound::have("ffmpeg")) GTEST_SKIP() << "ffmpeg is not installed";
    }
    std::filesystem::path at(const std::string& name) const { return folder_ / name; }
    /// What a line of Python prints of the file, with a JSON of `command` (which is given the file's name) as `j`.
    std::string read(const std::string& command, const std::string& lines) const {
        const std::string input = command.empty() ? "" : command + " " + sound::quoted(at("made")) + " | ";
        return sound::run(fmt::format("{}/usr/bin/python3 -c 'import json, sys, mutagen\nj = {}\n{}' {}", input,
                                      command.empty() ? "None" : "json.load(sys.stdin)", lines,
                                      sound::quoted(at("made"))));
    }

    support::TemporaryFolder folder_;
};

/// "3723456 Title" and, where asked for, the URL.
std::string list_of(const Chapters& chapters, bool urls = false) {
    std::string text;
    for (const core::Chapter& one : chapters)
        text += fmt::format("{} {}{}\n", one.start.count(), one.title, urls && !one.url.empty() ? " " + one.url : "");
    return text;
}

TEST_P(ChapterJudges, AgreeWithTheModel) {
    if (!sound::have_mutagen()) GTEST_SKIP() << "python3-mutagen is not installed";
    const Format format = GetParam();
    const std::string jpeg = "\xFF\xD8\xFF" + std::string(30'000, 'j');
    const Chapters chapters{{0ms, "Mở đầu: “chợ nổi” & <bến>", "https://songtien.example/cho-noi?a=1&b=2", ""},
                            {1234ms, "日本語の章 🎧", "", ""},
                            {65500ms, "Ծ, ẞ và ذ", "https://songtien.example/hai", "", jpeg},
                            {70s,
                             std::string(20, 'x') + " một tựa dài, thật dài, dài hơn nữa, và không chịu hết: người "
                                                    "ta kể rằng ngày xưa ở bến này có một con đò, con đò ấy chở khách",
                             "https://songtien.example/" + std::string(300, 'a'), "", jpeg},
                            {1h + 2min + 3456ms, "Một giờ sau", "https://songtien.example/ba", ""}};
    // An hour of hardly anything is quickly made, and tagging needs no other.
    const char* coder = format == Format::mp3   ? "-b:a 8k -f mp3"
                        : format == Format::m4a ? "-c:a aac -b:a 8k -f ipod"
                                                : "-c:a libopus -compression_level 0 -b:a 6k -f opus";
    sound::run(fmt::format("ffmpeg -v error -f lavfi -i anullsrc=r=8000:cl=mono -t 3800 {} {}", coder,
                           sound::quoted(at("hour"))));
    core::Tags tags;
    tags.title = "Bản tin";
    tags.chapters = chapters;
    transcode::retag(core::open_to_read(at("hour")).get(), sound::open_to_write(at("made")).get(), format, tags);

    EXPECT_EQ(read("ffprobe -v error -show_chapters -of json",
                   "for c in j[\"chapters\"]: print(round(float(c[\"start_time\"]) * 1000), c[\"tags\"][\"title\"])"),
              list_of(chapters));
    const char* mutagen = format == Format::mp3 ? "f = mutagen.File(sys.argv[1]).tags\n"
                                                  "for name in f.getall(\"CTOC\")[0].child_element_ids:\n"
                                                  "    c = f[\"CHAP:\" + name]\n"
                                                  "    print(c.start_time, c.sub_frames[\"TIT2\"], *[u.url for u in "
                                                  "c.sub_frames.getall(\"WXXX\")])"
                          : format == Format::m4a
                              ? "for c in mutagen.File(sys.argv[1]).chapters: print(round(c.start * 1000), c.title)"
                              : "f = mutagen.File(sys.argv[1]).tags\n"
                                "for i in range(sum(len(k) == 10 for k, v in f)):\n"
                                "    n = \"CHAPTER%03d\" % i\n"
                                "    h, m, s = f[n][0].split(\":\")\n"
                                "    print(round(1000 * (3600 * int(h) + 60 * int(m) + float(s))), f[n + \"NAME\"][0], "
                                "*f.get(n + \"URL\", []))";
    EXPECT_EQ(read("", mutagen), list_of(chapters, format != Format::m4a));
    if (!sound::have("mediainfo")) GTEST_SKIP() << "mediainfo is not installed; ffprobe and mutagen agree";
    if (format == Format::mp3) {
        // It knows ID3's chapters as frames and does not look into them; what comes behind them it reads.
        EXPECT_EQ(sound::run("mediainfo --Details=1 " + sound::quoted(at("made")) +
                             " | grep -cE '^[0-9A-F]+ +(CHAP|CTOC) \\('"),
                  fmt::format("{}\n", chapters.size() + 1));
        EXPECT_EQ(sound::run("mediainfo --Inform='General;%Track%' " + sound::quoted(at("made"))), tags.title + "\n");
        return;
    }
    EXPECT_EQ(read("mediainfo --Output=JSON",
                   "menu = [t[\"extra\"] for t in j[\"media\"][\"track\"] if t[\"@type\"] == \"Menu\"][-1]\n"
                   "for k, title in menu.items():\n"
                   "    if not k.startswith(\"_\"): continue\n"
                   "    h, m, s, ms = map(int, k[1:].split(\"_\"))\n"
                   "    print(((h * 60 + m) * 60 + s) * 1000 + ms, title)"),
              list_of(chapters));
}

/// How much of a tone is in so many samples.
double strength(const float* samples, std::size_t count, double hertz, double rate) {
    double real = 0.0;
    double imaginary = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
        const double phase = 2.0 * std::numbers::pi * hertz * static_cast<double>(i) / rate;
        real += samples[i] * std::cos(phase);
        imaginary += samples[i] * std::sin(phase);
    }
    return std::hypot(real, imaginary);
}

/// When the decoded sound goes over from one tone to another within a second of a time, in seconds; negative: never.
double turn_of(const std::vector<float>& samples, double rate, double from, double to, double near) {
    const auto window = static_cast<std::size_t>(rate * 0.02);
    const auto begin = static_cast<std::size_t>(rate * (near - 1.0));
    const std::size_t end = std::min(samples.size() - window, begin + static_cast<std::size_t>(2.0 * rate));
    for (std::size_t at = begin; at < end; at += 8)
        if (strength(&samples[at], window, to, rate) > strength(&samples[at], window, from, rate) &&
            strength(&samples[at], window, to, rate) > static_cast<double>(window) * 0.01)
            return static_cast<double>(at + window / 2) / rate;
    return -1.0;
}

TEST_P(ChapterJudges, HearEachChapterBeginWhereItIsSaidTo) {
    const Format format = GetParam();
    const std::vector<double> tones{400.0, 700.0, 1100.0, 500.0};
    Chapters chapters;
    sound::Wave wave{44100, 1, {}};
    for (const double tone : tones) {
        const std::chrono::duration<double> start(wave.seconds());
        chapters.push_back({std::chrono::round<std::chrono::milliseconds>(start), fmt::format("{} Hz", tone), "", ""});
        sound::append(wave, sound::sine(2.0 + tone / 997.0, tone, 0.2));
    }
    sound::write_wav(at("tones.wav"), wave);
    core::Recipe recipe;
    recipe.format = format;
    core::Tags tags;
    tags.title = "Tín hiệu";
    tags.chapters = chapters;
    const core::Made made = transcode::prepare(core::open_to_read(at("tones.wav")).get(),
                                               sound::open_to_write(at("made")).get(), recipe, tags);
    ASSERT_EQ(made.lane, core::Lane::encode);
    const std::string starts =
        sound::run("ffprobe -v error -show_entries chapter=start_time -of csv=p=0 " + sound::quoted(at("made")));
    std::vector<double> said;
    for (std::size_t line = 0; line < starts.size(); line = starts.find('\n', line) + 1)
        said.push_back(std::stod(starts.substr(line)));
    ASSERT_EQ(said.size(), tones.size());
    constexpr double rate = 16000.0;
    const std::string bytes =
        sound::run(fmt::format("ffmpeg -v error -i {} -ac 1 -ar 16000 -f f32le -", sound::quoted(at("made"))));
    std::vector<float> samples(bytes.size() / sizeof(float));
    std::memcpy(samples.data(), bytes.data(), samples.size() * sizeof(float));
    EXPECT_EQ(said[0], 0.0);
    for (std::size_t i = 1; i < tones.size(); ++i)
        EXPECT_NEAR(turn_of(samples, rate, tones[i - 1], tones[i], said[i]), said[i], 0.005)
            << "of 0.050 that are allowed";
}

INSTANTIATE_TEST_SUITE_P(Formats, ChapterJudges, testing::Values(Format::mp3, Format::m4a, Format::opus),
                         [](const auto& one) { return std::string(core::name(one.param)); });

}  // namespace
