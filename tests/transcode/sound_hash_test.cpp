#include "transcode/sound_hash.h"

#include "core/error.h"
#include "core/hash.h"
#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"
#include "transcode/id3_tag.h"
#include "transcode/opus_gain.h"
#include "transcode/plain_cover.h"
#include "transcode/prepare.h"
#include "transcode/retag.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <string>

namespace {

using core::Format;
using transcode::sound_hash;

/// What looks like frames of the MP3s here (64 kbit/s, 44100 Hz, mono), as pictures can.
std::string false_frames(std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += std::string("\xFF\xFB\x50\xC4", 4) + std::string(204, '\x33');
    return all;
}

std::string number(std::size_t value) {
    std::string bytes(4, '\0');
    for (std::size_t i = 0; i < 4; ++i) bytes[i] = static_cast<char>(value >> 8 * i & 0xFF);
    return bytes;
}

std::string ape_end(std::size_t body, char flags) {
    return "APETAGEX" + number(2000) + number(body + 32) + number(1) + std::string(3, '\0') + flags +
           std::string(8, '\0');
}

std::string ape(const std::string& value) {
    const std::string body = number(value.size()) + number(2) + std::string("Cover Art (Front)\0", 18) + value;
    return ape_end(body.size(), '\xA0') + body + ape_end(body.size(), '\x80');
}

std::string id3v1(const std::string& title) {
    std::string tag = "TAG" + title;
    tag.resize(128, '\0');
    return tag;
}

class SoundHash : public testing::Test {
protected:
    std::string hash_of(const std::filesystem::path& path) {
        const auto input = core::open_to_read(path);
        return sound_hash(input.get());
    }
    std::string hash_of_bytes(const std::string& bytes) {
        const auto file = sound::open_to_write(folder_ / "bytes");
        EXPECT_EQ(write(file.get(), bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
        return sound_hash(file.get());
    }
    std::string refusal(const std::string& bytes) {
        try {
            return hash_of_bytes(bytes);
        } catch (const core::Error& error) {
            EXPECT_EQ(error.kind(), core::ErrorKind::media) << error.what();
            return error.what();
        }
    }
    std::string bytes_of(const std::filesystem::path& path) { return sound::run("cat " + sound::quoted(path)); }

    /// Three seconds of a voice, packed by ffmpeg.
    std::filesystem::path make(const std::string& name, const std::string& options = "", unsigned seed = 1) {
        const auto speech = folder_ / "speech.wav";
        sound::write_wav(speech, sound::babble(3.0, 0.3, 44100, 1, seed));
        return ffmpeg({speech}, options, name);
    }
    std::filesystem::path ffmpeg(const std::vector<std::filesystem::path>& inputs, const std::string& options,
                                 const std::string& name) {
        std::string command = "ffmpeg -nostdin -v error -y";
        for (const auto& input : inputs) command += " -i " + sound::quoted(input);
        sound::run(fmt::format("{} {} {}", command, options, sound::quoted(folder_ / name)));
        return folder_ / name;
    }
    std::filesystem::path cover(int side = 300) {
        const auto path = folder_ / "cover.jpg";
        const auto file = sound::open_to_write(path);
        transcode::plain_cover(file.get(), {"Tin", "A"}, side);
        return path;
    }
    core::Tags tags(const std::string& title) {
        core::Tags tags;
        tags.title = title;
        tags.artist = "Nguyễn Văn A";
        tags.lyrics = "Nước lên nhanh trong tuần qua.";
        tags.cover = bytes_of(cover());
        tags.chapters = {{std::chrono::milliseconds(0), title, "", ""}};
        return tags;
    }

    support::TemporaryFolder folder_;
};

TEST_F(SoundHash, IsOfAllPacketsAndOfWhatTheyDoNotSay) {
    // Kept hashes are compared with later ones, so that the definition itself is held here.
    const std::string mp3 = bytes_of(make("a.mp3", "-b:a 64k -write_xing 0 -id3v2_version 0"));
    EXPECT_EQ(hash_of_bytes(mp3), core::sha256("mp3\n" + mp3));

    const sound::Wave wave = sound::babble(1.0, 0.3);
    sound::write_wav(folder_ / "a.wav", wave);
    std::string samples(wave.samples.size() * sizeof(float), '\0');
    std::memcpy(samples.data(), wave.samples.data(), samples.size());
    EXPECT_EQ(hash_of(folder_ / "a.wav"), core::sha256("pcm_f32le, 44100 Hz, 1 channels\n" + samples));
}

TEST_F(SoundHash, OfMp3KnowsNoTags) {
    const std::string mp3 = bytes_of(make("a.mp3", "-b:a 64k -write_xing 0 -id3v2_version 0"));
    const std::string hash = hash_of_bytes(mp3);
    const std::string front = transcode::id3v2_tag(tags("Mùa nước nổi"), std::chrono::seconds(3));
    const std::string picture = ape(false_frames(50));
    EXPECT_EQ(hash_of_bytes(front + mp3), hash);
    EXPECT_EQ(hash_of_bytes(transcode::id3v2_tag(tags("Khác"), std::chrono::seconds(3), 2 << 20) + mp3), hash);
    EXPECT_EQ(hash_of_bytes(mp3 + id3v1("a")), hash);
    EXPECT_EQ(hash_of_bytes(mp3 + picture), hash);
    EXPECT_EQ(hash_of_bytes(mp3 + picture + id3v1("a")), hash);
    EXPECT_EQ(hash_of_bytes(front + mp3 + ape("b") + id3v1("b")), hash);
    EXPECT_EQ(hash_of_bytes(picture + front + mp3), hash);
    EXPECT_EQ(hash_of_bytes(front + front + mp3 + "LYRICSBEGIN[00:01]la la laLYRICSEND" + id3v1("c")), hash);
}

TEST_F(SoundHash, OfMp3KnowsNoGarbageAroundIt) {
    const std::string mp3 = bytes_of(make("a.mp3", "-b:a 64k -write_xing 0 -id3v2_version 0"));
    const std::string hash = hash_of_bytes(mp3);
    EXPECT_EQ(hash_of_bytes(mp3 + std::string(1000, '\0')), hash);
    EXPECT_EQ(hash_of_bytes(mp3 + "\r\n<!-- served by an honest machine -->"), hash);
    EXPECT_EQ(hash_of_bytes(std::string(1000, '\0') + mp3), hash);
    // Within it a decoder may find something to play.
    std::string torn = mp3;
    torn.insert(mp3.size() / 2, false_frames(1));
    EXPECT_NE(hash_of_bytes(torn), hash);
}

TEST_F(SoundHash, OfMp3KnowsNoFactsFrame) {
    for (const char* const coder : {"-b:a 64k", "-q:a 5"}) {
        SCOPED_TRACE(coder);
        const auto with = make("with.mp3", std::string(coder) + " -id3v2_version 0");
        const auto without = make("without.mp3", std::string(coder) + " -write_xing 0 -id3v2_version 0");
        ASSERT_GT(std::filesystem::file_size(with), std::filesystem::file_size(without));
        EXPECT_EQ(hash_of(with), hash_of(without));
        // Another's facts: a copy by ffmpeg has libav's.
        EXPECT_EQ(hash_of(ffmpeg({with}, "-c copy -metadata title=a", "copy.mp3")), hash_of(without));
    }
}

TEST_F(SoundHash, OfMp3IsAnotherWithEachFrame) {
    const std::string mp3 = bytes_of(make("a.mp3", "-b:a 64k -write_xing 0 -id3v2_version 0"));
    const std::string hash = hash_of_bytes(mp3);
    std::string other = mp3;
    other[mp3.size() - 20] ^= 1;
    EXPECT_NE(hash_of_bytes(other), hash);
    other = mp3;
    other[mp3.size() / 2 + 60] ^= 1;
    EXPECT_NE(hash_of_bytes(other), hash);
    // A part of the last frame is heard, with tags behind it as without.
    const std::string cut = mp3.substr(0, mp3.size() - 50);
    EXPECT_NE(hash_of_bytes(cut), hash);
    EXPECT_NE(hash_of_bytes(cut), hash_of_bytes(mp3.substr(0, mp3.size() - 51)));
    EXPECT_EQ(hash_of_bytes(cut + ape("a") + id3v1("a")), hash_of_bytes(cut));
    EXPECT_NE(hash_of(make("b.mp3", "-b:a 64k -write_xing 0 -id3v2_version 0", 2)), hash);
}

TEST_F(SoundHash, OfOtherStreamsKnowsNoTagsAtTheEnd) {
    for (const auto& [name, options] : {std::pair("a.mp2", "-c:a mp2 -b:a 64k"),
                                        {"a.aac", "-c:a aac -b:a 64k"},
                                        {"a.flac", ""},
                                        {"a.ac3", "-b:a 64k"},
                                        {"a.wv", ""},
                                        {"a.tta", ""}}) {
        SCOPED_TRACE(name);
        const std::string bytes = bytes_of(make(name, options));
        const std::string hash = hash_of_bytes(bytes);
        EXPECT_EQ(hash_of_bytes(bytes + id3v1("a")), hash);
        EXPECT_EQ(hash_of_bytes(bytes + ape(false_frames(20)) + id3v1("a")), hash);
        EXPECT_NE(hash_of(make(name, options, 2)), hash);
        std::string other = bytes;
        other[bytes.size() * 3 / 4] ^= 1;
        EXPECT_NE(hash_of_bytes(other), hash);
    }
}

class OurFiles : public SoundHash, public testing::WithParamInterface<Format> {};

INSTANTIATE_TEST_SUITE_P(All, OurFiles, testing::Values(Format::mp3, Format::m4a, Format::opus),
                         [](const auto& tested) { return std::string(core::name(tested.param)); });

TEST_P(OurFiles, KeepTheirHashWithOtherTags) {
    core::Recipe recipe;
    recipe.format = GetParam();
    recipe.lane = core::Lane::encode;
    const auto source = core::open_to_read(make("source.wav"));
    const auto made = sound::open_to_write(folder_ / "made");
    transcode::prepare(source.get(), made.get(), recipe, tags("Mùa nước nổi"));
    const std::string hash = sound_hash(made.get());

    core::Tags others = tags("Một tựa khác");
    const auto again = sound::open_to_write(folder_ / "again");
    transcode::retag(made.get(), again.get(), GetParam(), others);
    EXPECT_EQ(sound_hash(again.get()), hash);
    // So much that all moves, and no cover.
    others.cover.clear();
    others.lyrics.assign(300'000, 'x');
    others.chapters.clear();
    transcode::retag(made.get(), again.get(), GetParam(), others);
    EXPECT_EQ(sound_hash(again.get()), hash);

    const auto other_source = core::open_to_read(make("other.wav", "", 2));
    transcode::prepare(other_source.get(), made.get(), recipe, tags("Mùa nước nổi"));
    EXPECT_NE(sound_hash(made.get()), hash);
}

TEST_F(SoundHash, IsTheSameInFilesThatOthersTag) {
    const auto picture = cover();
    struct Case {
        std::string name, options, copying;
        bool has_cover;
    };
    for (const Case& test :
         {Case{"a.m4a", "-c:a aac -b:a 64k", "-movflags +faststart", true},
          Case{"a.mp3", "-b:a 64k", "-id3v2_version 3 -write_id3v1 1", true}, Case{"a.flac", "", "", true},
          Case{"a.ogg", "-c:a libvorbis", "", false}, Case{"a.opus", "-c:a libopus -b:a 32k", "", false},
          Case{"a.wav", "", "", false}, Case{"a.aiff", "", "-write_id3v2 1", false},
          Case{"a.wma", "-c:a wmav2", "", false}, Case{"a.mka", "-c:a libvorbis", "", false}}) {
        SCOPED_TRACE(test.name);
        const auto file = make(test.name, test.options + " -metadata title=a");
        const std::string hash = hash_of(file);
        const std::string copy = "-c copy -metadata title=other -metadata comment=" + std::string(3000, 'x') + " ";
        EXPECT_EQ(hash_of(ffmpeg({file}, copy + test.copying, "copy-" + test.name)), hash);
        if (test.has_cover) {
            EXPECT_EQ(
                hash_of(ffmpeg({file, picture}, copy + test.copying + " -map 0:a -map 1 -disposition:v attached_pic",
                               "cover-" + test.name)),
                hash);
        }
        EXPECT_NE(hash_of(make(test.name, test.options, 2)), hash);
    }
}

TEST_F(SoundHash, TellsWhatIsHeardApartFromThePackets) {
    // The same samples, played faster.
    const auto wav = make("a.wav");
    std::string faster = bytes_of(wav);
    const std::size_t rate = faster.find("fmt ") + 12;
    ASSERT_EQ(faster.substr(rate, 4), number(44100));
    faster.replace(rate, 4, number(48000));
    EXPECT_NE(hash_of_bytes(faster), hash_of(wav));
    // Other gain in the head of the same Opus stream.
    const auto opus = core::open_to_read(make("a.opus", "-c:a libopus -b:a 32k"));
    const auto same = sound::open_to_write(folder_ / "same.opus");
    const auto louder = sound::open_to_write(folder_ / "louder.opus");
    const transcode::OpusInspection inspection = transcode::inspect_opus(opus.get());
    transcode::copy_opus(opus.get(), same.get(), inspection, 0);
    transcode::copy_opus(opus.get(), louder.get(), inspection, 3);
    EXPECT_EQ(sound_hash(same.get()), sound_hash(opus.get()));
    EXPECT_NE(sound_hash(louder.get()), sound_hash(opus.get()));
}

TEST_F(SoundHash, RefusesWhatHasNoSound) {
    EXPECT_EQ(refusal(""), "not a usable recording: it is empty");
    EXPECT_EQ(refusal("<html><body>not found</body></html>"), "not a usable recording: it is in no known audio format");
    EXPECT_EQ(refusal("#EXTM3U\nhttp://paper.example/a.mp3\n"), "not a usable recording: it is a playlist");
    EXPECT_EQ(refusal(bytes_of(cover())), "not a usable recording: it is a JPEG picture");
    EXPECT_TRUE(refusal(transcode::id3v2_tag(tags("a"), {}) + id3v1("a")).starts_with("not a usable recording: "));
    const auto film = ffmpeg({cover()}, "-c:v mpeg4 -t 1", "film.mp4");
    EXPECT_EQ(refusal(bytes_of(film)), "not a usable recording: it is a video without sound");
    const std::string wav = bytes_of(make("a.wav"));
    std::string silent = wav.substr(0, wav.find("data")) + "data" + number(0);
    EXPECT_EQ(refusal(silent), "not a usable recording: there is no sound in it");
}

}  // namespace
