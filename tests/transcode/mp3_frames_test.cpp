#include "transcode/mp3_frames.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace transcode {
namespace {

using FileBytes = std::vector<std::uint8_t>;

FileBytes bytes_of(std::string_view text) {
    return {text.begin(), text.end()};
}

FileBytes operator+(FileBytes a, const FileBytes& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

/// Frames of 128 kbit/s at 44100 Hz, joint stereo, each filled with its number.
FileBytes audio(std::size_t count, std::uint8_t first = 0) {
    FileBytes all;
    for (std::size_t i = 0; i < count; ++i) {
        FileBytes frame(417, static_cast<std::uint8_t>(first + i));
        frame[0] = 0xFF;
        frame[1] = 0xFB;
        frame[2] = 0x90;
        frame[3] = 0x64;
        all = all + frame;
    }
    return all;
}

struct Walk {
    std::vector<std::uint64_t> offsets;
    std::string numbers;  ///< what the frames of audio() are filled with
    Mp3Notes notes;
    std::size_t reads = 0;
    std::uint64_t bytes_read = 0;
};

Walk walk(const FileBytes& file) {
    Walk result;
    Mp3Frames frames(
        [&](std::uint64_t at, std::span<std::uint8_t> into) {
            const std::size_t count = std::min<std::size_t>(into.size(), file.size() - at);
            std::copy_n(file.begin() + static_cast<std::ptrdiff_t>(at), count, into.begin());
            ++result.reads;
            result.bytes_read += count;
            return count;
        },
        file.size());
    while (const auto frame = frames.next()) {
        result.offsets.push_back(frame->offset);
        result.numbers += fmt::format("{} ", frame->bytes.back());
    }
    result.notes = frames.notes();
    return result;
}

FileBytes id3v2(std::size_t body, bool footer = false) {
    FileBytes tag = bytes_of("ID3");
    tag = tag + FileBytes{4,
                          0,
                          static_cast<std::uint8_t>(footer ? 0x10 : 0),
                          0,
                          static_cast<std::uint8_t>(body >> 14),
                          static_cast<std::uint8_t>(body >> 7 & 0x7F),
                          static_cast<std::uint8_t>(body & 0x7F)};
    FileBytes content;
    while (content.size() < body) content = content + audio(1, 99);  // pictures hold what looks like frames
    content.resize(body);
    tag = tag + content;
    if (footer) tag = tag + bytes_of("3DI") + FileBytes(tag.begin() + 3, tag.begin() + 10);
    return tag;
}

FileBytes ape_block(std::size_t body, std::uint8_t flags) {
    FileBytes block = bytes_of("APETAGEX");
    const auto number = [](std::size_t value) {
        return FileBytes{static_cast<std::uint8_t>(value), static_cast<std::uint8_t>(value >> 8), 0, 0};
    };
    return block + number(2000) + number(body + 32) + number(1) + FileBytes{0, 0, 0, flags} + FileBytes(8);
}

FileBytes ape(std::size_t body) {
    return ape_block(body, 0xA0) + FileBytes(body, 0xFF) + ape_block(body, 0x80);
}

FileBytes id3v1() {
    FileBytes tag = bytes_of("TAG");
    tag.resize(128, 0xFF);
    return tag;
}

TEST(Mp3Header, ReadsWhatTheStandardsTablesSay) {
    struct Case {
        FileBytes bytes;
        int kbps;
        int hz;
        int channels;
        std::size_t frame_bytes;
        std::size_t side_bytes;
        int samples;
        bool crc;
    };
    for (const Case& test : {Case{{0xFF, 0xFB, 0x90, 0x64}, 128, 44100, 2, 417, 32, 1152, false},
                             Case{{0xFF, 0xFB, 0x92, 0x64}, 128, 44100, 2, 418, 32, 1152, false},
                             Case{{0xFF, 0xFA, 0xE4, 0xC4}, 320, 48000, 1, 960, 17, 1152, true},
                             Case{{0xFF, 0xFB, 0x18, 0x04}, 32, 32000, 2, 144, 32, 1152, false},
                             Case{{0xFF, 0xF3, 0x80, 0xC4}, 64, 22050, 1, 208, 9, 576, false},
                             Case{{0xFF, 0xF2, 0xE8, 0x04}, 160, 16000, 2, 720, 17, 576, true},
                             Case{{0xFF, 0xE3, 0x18, 0xC4}, 8, 8000, 1, 72, 9, 576, false},
                             Case{{0xFF, 0xE3, 0xE8, 0x04}, 160, 8000, 2, 1440, 17, 576, false}}) {
        const auto header = parse_mp3_header(test.bytes);
        ASSERT_TRUE(header);
        EXPECT_EQ(header->bitrate_kbps, test.kbps);
        EXPECT_EQ(header->sample_rate_hz, test.hz);
        EXPECT_EQ(header->channels, test.channels);
        EXPECT_EQ(header->frame_bytes(), test.frame_bytes);
        EXPECT_EQ(header->side_bytes(), test.side_bytes);
        EXPECT_EQ(header->samples(), test.samples);
        EXPECT_EQ(header->has_crc, test.crc);
    }
}

TEST(Mp3Header, RefusesWhatIsNone) {
    for (const FileBytes& bytes :
         {FileBytes{0xFF, 0xFB, 0x90}, FileBytes{0xFE, 0xFB, 0x90, 0x64}, FileBytes{0xFF, 0xDB, 0x90, 0x64},  // no sync
          FileBytes{0xFF, 0xEB, 0x90, 0x64},     // version reserved
          FileBytes{0xFF, 0xFD, 0x90, 0x64},     // layer II
          FileBytes{0xFF, 0xF9, 0x90, 0x64},     // AAC in ADTS
          FileBytes{0xFF, 0xFB, 0xF0, 0x64},     // bitrate
          FileBytes{0xFF, 0xFB, 0x9C, 0x64},     // sample rate
          FileBytes{0xFF, 0xFB, 0x90, 0x66}}) {  // emphasis
        EXPECT_FALSE(parse_mp3_header(bytes));
    }
    EXPECT_TRUE(parse_mp3_header(FileBytes{0xFF, 0xFB, 0x00, 0x64})->is_free_format());
}

TEST(Mp3Header, NoFrameIsLongerThanPromised) {
    for (unsigned second = 0xE0; second <= 0xFF; ++second) {
        for (unsigned third = 0; third <= 0xFF; ++third) {
            const auto header = parse_mp3_header(
                FileBytes{0xFF, static_cast<std::uint8_t>(second), static_cast<std::uint8_t>(third), 0});
            if (!header || header->is_free_format()) continue;
            EXPECT_LE(header->frame_bytes(), Mp3Header::max_frame_bytes);
            EXPECT_GE(header->frame_bytes(), header->side_offset() + header->side_bytes());
        }
    }
}

TEST(Mp3SideInfo, GainIsReadWhereItIsWritten) {
    std::mt19937 random(3);
    for (const std::uint8_t second : FileBytes{0xFB, 0xFA, 0xF3, 0xF2, 0xE3}) {
        for (const std::uint8_t fourth : FileBytes{0x04, 0xC4}) {
            FileBytes frame(200);
            for (auto& byte : frame) byte = static_cast<std::uint8_t>(random());
            frame[0] = 0xFF;
            frame[1] = second;
            frame[2] = 0x90;
            frame[3] = fourth;
            const auto header = parse_mp3_header(frame);
            const Mp3SideInfo before = parse_mp3_side_info(*header, frame);
            FileBytes changed = frame;
            for (int i = 0; i < before.count; ++i) {
                const auto& granule = before.granules[static_cast<std::size_t>(i)];
                EXPECT_LE(granule.gain_bit + 8, (header->side_offset() + header->side_bytes()) * 8);
                write_mp3_gain(changed, granule.gain_bit, 255 - granule.global_gain);
            }
            const Mp3SideInfo after = parse_mp3_side_info(*header, changed);
            for (std::size_t i = 0; i < static_cast<std::size_t>(before.count); ++i) {
                EXPECT_EQ(after.granules[i].global_gain, 255 - before.granules[i].global_gain);
                EXPECT_EQ(after.granules[i].part2_3_length, before.granules[i].part2_3_length);
                write_mp3_gain(changed, before.granules[i].gain_bit, before.granules[i].global_gain);
            }
            EXPECT_EQ(changed, frame);
        }
    }
}

TEST(Mp3Frames, PassesOverTagsAtBothEnds) {
    const FileBytes lyrics = bytes_of("LYRICSBEGININD0000200LYR00005words") + bytes_of("000034LYRICS200");
    const FileBytes old_lyrics = bytes_of("LYRICSBEGIN words of a song LYRICSEND");
    FileBytes extension = bytes_of("TAG+");
    extension.resize(227, 0xFF);
    struct Case {
        FileBytes front;
        FileBytes back;
    };
    for (const Case& test :
         {Case{{}, {}}, Case{id3v2(1000), {}}, Case{id3v2(200'000), id3v1()}, Case{id3v2(70, true), {}},
          Case{id3v2(300) + id3v2(500), {}}, Case{ape(600), {}}, Case{id3v2(10) + ape(600), {}}, Case{{}, id3v1()},
          Case{{}, extension + id3v1()}, Case{{}, ape(500)}, Case{{}, ape(500) + id3v1()},
          Case{{}, ape(500) + lyrics + id3v1()}, Case{{}, lyrics}, Case{{}, old_lyrics + id3v1()}, Case{{}, old_lyrics},
          Case{{}, id3v2(700, true)}}) {
        const Walk result = walk(test.front + audio(5) + test.back);
        EXPECT_EQ(result.numbers, "0 1 2 3 4 ");
        EXPECT_EQ(result.notes.garbage_bytes, 0U);
        EXPECT_EQ(result.notes.incomplete_bytes, 0U);
        ASSERT_FALSE(result.offsets.empty());
        EXPECT_EQ(result.offsets.front(), test.front.size());
    }
}

TEST(Mp3Frames, PassesOverTagsAndGarbageInBetween) {
    EXPECT_EQ(walk(audio(4) + id3v1() + id3v2(900) + audio(4, 4)).numbers, "0 1 2 3 4 5 6 7 ");
    EXPECT_EQ(walk(audio(4) + ape(500) + audio(4, 4)).numbers, "0 1 2 3 4 5 6 7 ");
    const Walk zeros = walk(audio(4) + FileBytes(5000) + audio(4, 4));
    EXPECT_EQ(zeros.numbers, "0 1 2 3 4 5 6 7 ");
    EXPECT_EQ(zeros.notes.garbage_bytes, 5000U);
    // A header alone, whose frame nothing follows, is garbage.
    const Walk lonely = walk(FileBytes(10) + audio(1, 50) + FileBytes(77) + audio(4));
    EXPECT_EQ(lonely.numbers, "0 1 2 3 ");
    EXPECT_EQ(lonely.notes.garbage_bytes, 10U + 417U + 77U);
    EXPECT_EQ(walk(audio(4) + FileBytes(300)).notes.garbage_bytes, 300U);
}

TEST(Mp3Frames, LeavesOutALastFrameThatIsCut) {
    FileBytes file = audio(4);
    file.resize(file.size() - 100);
    const Walk result = walk(file);
    EXPECT_EQ(result.numbers, "0 1 2 ");
    EXPECT_EQ(result.notes.incomplete_bytes, 317U);
    const Walk tagged = walk(file + id3v1());
    EXPECT_EQ(tagged.numbers, "0 1 2 ");
    EXPECT_EQ(tagged.notes.incomplete_bytes, 317U);
}

TEST(Mp3Frames, FindsNothingInOtherFiles) {
    EXPECT_EQ(walk({}).numbers, "");
    EXPECT_EQ(walk(bytes_of("<!DOCTYPE html><title>404</title>")).numbers, "");
    EXPECT_EQ(walk(FileBytes(100'000)).numbers, "");
    EXPECT_EQ(walk(FileBytes(100'000, 0xFF)).numbers, "");
    EXPECT_EQ(walk(id3v2(5000)).numbers, "");
    EXPECT_EQ(walk(id3v1()).numbers, "");
    FileBytes noise(300'000);
    std::mt19937 random(5);
    for (auto& byte : noise) byte = static_cast<std::uint8_t>(random());
    EXPECT_EQ(walk(noise).numbers, "");
}

TEST(Mp3Frames, FreeFormatIsToldAndNotRead) {
    FileBytes file;
    for (int i = 0; i < 10; ++i) {
        FileBytes frame(500, 0x55);
        frame[0] = 0xFF;
        frame[1] = 0xFB;
        frame[2] = 0x00;
        frame[3] = 0x64;
        file = file + frame;
    }
    const Walk result = walk(id3v2(100) + file);
    EXPECT_EQ(result.numbers, "");
    EXPECT_EQ(result.notes.free_format_at, 110U);
}

TEST(Mp3Frames, AChangeOfFormatIsTold) {
    FileBytes other;
    for (int i = 0; i < 5; ++i) {
        FileBytes frame(208);
        frame[0] = 0xFF;
        frame[1] = 0xF3;
        frame[2] = 0x80;
        frame[3] = 0xC4;
        other = other + frame;
    }
    const Walk result = walk(audio(4) + other);
    EXPECT_EQ(result.notes.change_at, 4 * 417U);
    EXPECT_EQ(result.offsets.size(), 9U);
    EXPECT_FALSE(walk(audio(4) + audio(4)).notes.change_at);
}

TEST(Mp3Frames, ReadsAboutWhatTheFileHolds) {
    FileBytes fronts;
    for (int i = 0; i < 3000; ++i) fronts = fronts + id3v1();
    FileBytes lonely;
    for (int i = 0; i < 3000; ++i) lonely = lonely + FileBytes{0xFF, 0xFB, 0x90, 0x64, 0, 0, 0xFF, 0xFB, 0x00, 0x64};
    for (const FileBytes& file : {audio(3000), fronts, lonely, audio(3) + fronts, FileBytes(1'000'000, 0xFF)}) {
        const Walk result = walk(file);
        EXPECT_LE(result.bytes_read, 2 * file.size() + (2 << 20));
        EXPECT_LE(result.reads, file.size() / 60'000 + 60);
    }
}

}  // namespace
}  // namespace transcode
