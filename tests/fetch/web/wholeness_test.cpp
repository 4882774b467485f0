#include "fetch/web/wholeness.h"

#include "core/file_descriptor.h"
#include "fetch/web/claims.h"
#include "tests/fetch/web/sample_audio.h"
#include "tests/support/temporary_folder.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

namespace {

using fetch::AudioKind;
using testing::HasSubstr;
using testing::StartsWith;

class Wholeness : public testing::Test {
protected:
    std::string of(const std::string& bytes, AudioKind kind) {
        std::ofstream(folder_ / "file", std::ios::binary | std::ios::trunc) << bytes;
        return fetch::flaw_of(core::open_to_read(folder_ / "file").get(), kind);
    }
    /// What an encoder that we did not write makes of ten seconds that are not silent.
    std::string encoded(const std::string& name, const std::string& options, const std::string& extra = "") {
        const std::filesystem::path path = folder_ / name;
        const std::string command =
            fmt::format("ffmpeg -v error -nostdin -y -f lavfi -i 'anoisesrc=d=10:a=0.1:r=44100:seed=7' {} {} '{}'",
                        extra, options, path.string());
        if (std::system(command.c_str()) != 0) throw std::runtime_error("cannot run: " + command);
        std::ostringstream text;
        text << std::ifstream(path, std::ios::binary).rdbuf();
        return text.str();
    }
    static std::string half(const std::string& bytes) { return bytes.substr(0, bytes.size() / 2); }
    static std::string holed(std::string bytes) {
        constexpr std::size_t hole = 9000;
        return bytes.replace(bytes.size() / 2, hole, std::string(hole, '\0'));
    }

    support::TemporaryFolder folder_;
};

TEST_F(Wholeness, ARealFileIsWholeItsHalfIsCutOffAndOneWithZerosInItHasAHole) {
    struct Case {
        const char* name;
        const char* options;
        AudioKind kind;
        bool compressed = true;
    };
    for (const Case& each : {
             Case{"constant.mp3", "-b:a 96k", AudioKind::mp3},
             Case{"variable.mp3", "-q:a 5", AudioKind::mp3},
             Case{"index at the front.m4a", "-c:a aac -b:a 96k -movflags +faststart", AudioKind::mp4},
             Case{"segments.mp4",
                  "-c:a aac -b:a 96k -frag_duration 1000000 -movflags +empty_moov+default_base_moof+global_sidx",
                  AudioKind::mp4},
             Case{"lossless.flac", "-ac 2", AudioKind::flac},
             Case{"voice.opus", "-c:a libopus -b:a 96k", AudioKind::ogg},
             Case{"pages.ogg", "-c:a libvorbis -b:a 96k", AudioKind::ogg},
             Case{"plain.wav", "", AudioKind::wav, false},
             Case{"plain.aiff", "", AudioKind::aiff, false},
             Case{"known length.mka", "-c:a aac -b:a 96k", AudioKind::matroska},
             Case{"short clusters.webm", "-c:a libopus -b:a 96k -cluster_time_limit 500", AudioKind::matroska},
             Case{"plain.mka", "-c:a pcm_s16le", AudioKind::matroska, false},
         }) {
        SCOPED_TRACE(each.name);
        const std::string whole = encoded(each.name, each.options);
        EXPECT_EQ(of(whole, each.kind), "");
        EXPECT_THAT(of(half(whole), each.kind), StartsWith("cut off: "));
        if (each.compressed)
            EXPECT_THAT(of(holed(whole), each.kind), testing::AllOf(StartsWith("a hole: "), HasSubstr("are zeros")));
        else
            EXPECT_EQ(of(holed(whole), each.kind), "");
    }
}

TEST_F(Wholeness, SaysHowMuchIsMissing) {
    const std::string whole = sample::mp3_with_xing(100);
    EXPECT_EQ(of(half(whole), AudioKind::mp3), "cut off: its header promises 42,117 bytes, 21,058 are there");
    const std::string wav = sample::wav(20'000);
    EXPECT_EQ(of(half(wav), AudioKind::wav), "cut off: its header promises 20,044 bytes, 10,022 are there");
}

TEST_F(Wholeness, CoversAndPaddingAreNoHoles) {
    const std::string mp3 = sample::mp3_with_xing(100);
    EXPECT_EQ(of(sample::id3(200'000) + mp3, AudioKind::mp3), "");
    EXPECT_EQ(of(sample::id3(300) + std::string(20'000, '\0') + sample::mp3(100), AudioKind::mp3), "");
    EXPECT_EQ(of(mp3 + std::string(200'000, '\0'), AudioKind::mp3), "") << "behind all that its header speaks of";
    EXPECT_EQ(of(sample::mp3(100) + sample::id3(50'000) + sample::mp3(100), AudioKind::mp3), "")
        << "put together of two";
    EXPECT_EQ(of(sample::mp3(100) + std::string(20'000, '\0'), AudioKind::mp3), "");
    EXPECT_THAT(of(sample::mp3(100) + std::string(200'000, '\0'), AudioKind::mp3), StartsWith("a hole: "));
    EXPECT_EQ(of(encoded("padded.m4a", "-c:a aac -moov_size 100000"), AudioKind::mp4), "");
    EXPECT_EQ(of(encoded("silent.m4a", "-c:a aac -movflags +faststart", "-af volume=0"), AudioKind::mp4), "");
    EXPECT_EQ(of(encoded("silent.mp3", "-b:a 320k", "-af volume=0"), AudioKind::mp3), "");
    EXPECT_EQ(of(encoded("silent.flac", "", "-af volume=0"), AudioKind::flac), "");
    EXPECT_EQ(of(encoded("silent.opus", "-c:a libopus", "-af volume=0"), AudioKind::ogg), "");
}

TEST_F(Wholeness, AClaimThatCannotBeMeantIsNone) {
    const auto claiming = [](std::uint64_t frames, std::uint64_t bytes) {
        std::string first = sample::mp3_frame(0);
        const std::string xing =
            "Xing" + sample::big_endian(3, 4) + sample::big_endian(frames, 4) + sample::big_endian(bytes, 4);
        return first.replace(36, xing.size(), xing) + sample::mp3(99);
    };
    EXPECT_EQ(of(claiming(0, 0), AudioKind::mp3), "") << "never updated";
    EXPECT_EQ(of(claiming(0xFFFFFFFF, 0xFFFFFFFF), AudioKind::mp3), "");
    EXPECT_EQ(of(claiming(50, 20'850), AudioKind::mp3), "") << "put together of two";
    EXPECT_EQ(of(claiming(101, 42'117), AudioKind::mp3), "") << "off by two frames";
    EXPECT_EQ(of(claiming(99, 342'000), AudioKind::mp3), "") << "the bytes of a tag that is gone counted with them";
    EXPECT_THAT(of(claiming(200, 83'400), AudioKind::mp3), StartsWith("cut off: "));

    const auto wave = [](std::uint64_t riff, std::uint64_t data) {
        std::string bytes = sample::wav(20'000);
        return bytes.replace(4, 4, sample::little_endian(riff, 4)).replace(40, 4, sample::little_endian(data, 4));
    };
    for (const std::uint64_t unknown : {0ull, 0xFFFFFFFFull, 0x7FFFFFFFull, 0x7FFFF024ull})
        EXPECT_EQ(of(wave(unknown, unknown), AudioKind::wav), "") << unknown;
    EXPECT_EQ(of(wave(20'036, 40'000), AudioKind::wav), "") << "one of the two is wrong";
    EXPECT_EQ(of(wave(22'036, 22'000), AudioKind::wav), "") << "a little";
    EXPECT_THAT(of(wave(0xFFFFFFFF, 40'000), AudioKind::wav), StartsWith("cut off: "));
    EXPECT_THAT(of(wave(40'036, 40'000), AudioKind::wav), StartsWith("cut off: "));

    const std::string flac = encoded("unsaid.flac", "");
    std::string unsaid = flac;
    unsaid[21] = static_cast<char>(unsaid[21] & '\xF0');
    for (int i = 22; i < 26; ++i) unsaid[static_cast<std::size_t>(i)] = '\0';
    EXPECT_EQ(of(half(unsaid), AudioKind::flac), "");
}

TEST_F(Wholeness, AHoleIsToldWhereverItStandsInMatroska) {
    for (const char* options : {"", "-live 1", "-cluster_time_limit 500", "-reserve_index_space 20000"}) {
        const std::string whole = encoded("a.webm", fmt::format("-c:a libopus -b:a 96k {}", options));
        EXPECT_EQ(of(whole, AudioKind::matroska), "") << options;
        for (const std::size_t hole : {8'200, 40'000}) {
            for (std::size_t at = 24'000; at + hole < whole.size(); at += 7'000) {
                std::string holed = whole;
                EXPECT_THAT(of(holed.replace(at, hole, std::string(hole, '\0')), AudioKind::matroska),
                            StartsWith("a hole: "))
                    << options << " at " << at;
            }
        }
        std::string zeros = whole;
        const std::size_t third = whole.size() / 3;
        EXPECT_THAT(
            of(zeros.replace(third, std::string::npos, std::string(whole.size() - third, '\0')), AudioKind::matroska),
            StartsWith("a hole: "))
            << options;
        EXPECT_EQ(of(whole + std::string(20'000, '\0'), AudioKind::matroska), "") << options << ", padded";
    }
    EXPECT_EQ(of(encoded("silent.mka", "-b:a 320k -c:a libmp3lame", "-af volume=0"), AudioKind::matroska), "");
    EXPECT_EQ(of(encoded("silent.webm", "-c:a libopus", "-af volume=0"), AudioKind::matroska), "");
    EXPECT_EQ(of(encoded("silent.mka", "-c:a pcm_s16le", "-af volume=0"), AudioKind::matroska), "");
}

TEST_F(Wholeness, AHoleIsToldBehindWhatAnMp3sFirstFrameCounts) {
    const std::string jingle = sample::mp3_with_xing(40);
    const std::string tag = sample::id3(50'000);
    const std::string audio = sample::mp3_with_xing(200);
    for (const std::string& between : {std::string(), tag, "TAG" + std::string(125, ' ') + tag}) {
        EXPECT_EQ(of(jingle + between + audio, AudioKind::mp3), "");
        EXPECT_EQ(of(jingle + between + audio + std::string(20'000, '\0'), AudioKind::mp3), "");
        EXPECT_THAT(of(jingle + between + holed(audio), AudioKind::mp3), StartsWith("a hole: "));
        EXPECT_THAT(of(jingle + between + half(audio) + std::string(100'000, '\0'), AudioKind::mp3),
                    StartsWith("a hole: "));
        EXPECT_THAT(of(holed(jingle) + between + audio, AudioKind::mp3), StartsWith("a hole: "));
    }
    std::string small = audio;
    small.replace(48, 4, sample::big_endian(5'000, 4));
    EXPECT_EQ(of(small, AudioKind::mp3), "");
    EXPECT_THAT(of(holed(small), AudioKind::mp3), StartsWith("a hole: "));
    EXPECT_EQ(of(audio + std::string(200'000, '\0') + "TAG" + std::string(125, ' '), AudioKind::mp3), "");
}

TEST_F(Wholeness, SizesThatStreamedAiffHasPromiseNothing) {
    for (const char* name : {"a.aiff", "a.aifc"}) {
        const std::filesystem::path path = folder_ / name;
        const std::string command =
            fmt::format("sox -n -r 44100 -c 1 -t {} - synth 3 pinknoise 2>/dev/null | cat > '{}'",
                        std::string(name).substr(2), path.string());
        if (std::system("command -v sox >/dev/null") != 0) GTEST_SKIP() << "sox, which streams AIFF, is not installed";
        ASSERT_EQ(std::system(command.c_str()), 0);
        std::ostringstream text;
        text << std::ifstream(path, std::ios::binary).rdbuf();
        EXPECT_EQ(text.str().substr(4, 2), std::string("\x7f\0", 2)) << "nobody said how long it is";
        EXPECT_EQ(of(text.str(), AudioKind::aiff), "") << name;
        EXPECT_EQ(fetch::claimed_length(core::open_to_read(folder_ / "file").get(), AudioKind::aiff), std::nullopt);
    }
    const auto streamed = [](std::uint64_t form, std::uint64_t samples) {
        return "FORM" + sample::big_endian(form, 4) + "AIFFSSND" + sample::big_endian(samples, 4) +
               std::string(20'000, '\1');
    };
    for (const std::uint64_t unknown : {0x7f000000ull, 0x7f000050ull, 0x7f00ffffull, 0x7fffffffull, 0xffffffffull}) {
        EXPECT_EQ(of(streamed(unknown + 38, unknown), AudioKind::aiff), "") << unknown;
        const std::string wav = sample::wav(20'000);
        std::string piped = wav;
        piped.replace(4, 4, sample::little_endian(unknown, 4)).replace(40, 4, sample::little_endian(unknown, 4));
        EXPECT_EQ(of(piped, AudioKind::wav), "") << unknown;
        EXPECT_EQ(fetch::claimed_length(core::open_to_read(folder_ / "file").get(), AudioKind::wav), std::nullopt);
    }
    EXPECT_THAT(of(streamed(40'012, 40'000), AudioKind::aiff), StartsWith("cut off: "));
}

TEST_F(Wholeness, GarbageIsReadToItsEnd) {
    std::string noise;
    for (unsigned i = 0, seed = 1; i < 50'000; ++i, seed = seed * 1664525 + 1013904223)
        noise += static_cast<char>(seed >> 24);
    for (const AudioKind kind : {AudioKind::mp3, AudioKind::mp4, AudioKind::ogg, AudioKind::wav, AudioKind::flac,
                                 AudioKind::aac, AudioKind::aiff, AudioKind::matroska}) {
        of(noise, kind);
        of("fLaC" + noise, kind);
        of(sample::mp4(100) + noise, kind);
        of("", kind);
    }
    const std::string real = encoded("real.m4a", "-c:a aac -movflags +faststart");
    for (std::size_t at = 40; at < 1500; at += 7) {
        std::string damaged = real;
        damaged.replace(at, 4, "\xFF\xFF\xFF\xF0");
        of(damaged, AudioKind::mp4);
    }
}

}  // namespace
