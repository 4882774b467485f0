#include "core/mpeg_audio.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using core::big_endian;
using core::little_endian;
using core::MpegHeader;
using Version = core::MpegHeader::Version;
using FileBytes = std::vector<std::uint8_t>;

FileBytes bytes_of(std::string_view text) {
    return {text.begin(), text.end()};
}

void put(FileBytes& bytes, std::size_t at, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) bytes.at(at + i) = static_cast<std::uint8_t>(text[i]);
}

TEST(Bytes, MakeNumbersFromEitherEnd) {
    const FileBytes bytes = {0, 1, 2, 3, 4, 5, 6, 7, 0xFF};
    EXPECT_EQ(big_endian(bytes, 1, 3), 0x010203U);
    EXPECT_EQ(little_endian(bytes, 1, 3), 0x030201U);
    EXPECT_EQ(big_endian(bytes, 1, 8), 0x01020304050607FFULL);
    EXPECT_EQ(little_endian(bytes, 1, 8), 0xFF07060504030201ULL);
}

TEST(MpegHeader, ReadsWhatTheStandardsTablesSay) {
    struct Case {
        FileBytes bytes;
        Version version;
        int layer;
        int kbps;
        int hz;
        int channels;
        int samples;
        std::size_t frame_bytes;
        std::size_t side_bytes;
    };
    const std::vector<Case> cases = {
        {{0xFF, 0xFB, 0x90, 0x64}, Version::mpeg_1, 3, 128, 44100, 2, 1152, 417, 32},
        {{0xFF, 0xFB, 0xE6, 0xC0}, Version::mpeg_1, 3, 320, 48000, 1, 1152, 961, 17},
        {{0xFF, 0xF3, 0x48, 0xC4}, Version::mpeg_2, 3, 32, 16000, 1, 576, 144, 9},
        {{0xFF, 0xE3, 0x18, 0x40}, Version::mpeg_2_5, 3, 8, 8000, 2, 576, 72, 17},
        {{0xFF, 0xFD, 0x80, 0x04}, Version::mpeg_1, 2, 128, 44100, 2, 1152, 417, 0},
        {{0xFF, 0xFD, 0xE4, 0x04}, Version::mpeg_1, 2, 384, 48000, 2, 1152, 1152, 0},
        {{0xFF, 0xF5, 0x82, 0xC4}, Version::mpeg_2, 2, 64, 22050, 1, 1152, 418, 0},
        {{0xFF, 0xFB, 0x00, 0x64}, Version::mpeg_1, 3, 0, 44100, 2, 1152, 0, 32},
    };
    for (const Case& each : cases) {
        const auto header = core::parse_mpeg_header(each.bytes);
        ASSERT_TRUE(header) << each.frame_bytes;
        EXPECT_EQ(header->version, each.version);
        EXPECT_EQ(header->layer, each.layer);
        EXPECT_EQ(header->bitrate_kbps, each.kbps);
        EXPECT_EQ(header->sample_rate_hz, each.hz);
        EXPECT_EQ(header->channels, each.channels);
        EXPECT_EQ(header->samples(), each.samples);
        EXPECT_EQ(header->frame_bytes(), each.frame_bytes);
        EXPECT_EQ(header->side_bytes(), each.side_bytes);
        EXPECT_EQ(header->side_offset(), 4U);
    }
    EXPECT_EQ(core::parse_mpeg_header(FileBytes{0xFF, 0xFA, 0x90, 0x64})->side_offset(), 6U);
}

TEST(MpegHeader, IsNoneOfReservedBitsOtherLayersAndTooFewBytes) {
    const std::vector<FileBytes> cases = {
        {0xFF, 0xFB, 0x90},        // too few
        {0xFE, 0xFB, 0x90, 0x64},  // no sync
        {0xFF, 0xEB, 0x90, 0x64},  // version
        {0xFF, 0xF9, 0x90, 0x64},  // layer: AAC's
        {0xFF, 0xFF, 0x90, 0x64},  // layer I
        {0xFF, 0xFB, 0xF0, 0x64},  // bitrate
        {0xFF, 0xFB, 0x9C, 0x64},  // sample rate
        {0xFF, 0xFB, 0x90, 0x66},  // emphasis
    };
    for (const FileBytes& bytes : cases) EXPECT_FALSE(core::parse_mpeg_header(bytes));
}

TEST(MpegInfo, TellsCountsWhereverTheHeaderOfXingStands) {
    for (const bool behind_crc : {false, true}) {
        const FileBytes start = {0xFF, 0xFA, 0x90, 0x64};  // with a CRC
        FileBytes frame(417);
        std::copy(start.begin(), start.end(), frame.begin());
        const std::size_t at = behind_crc ? 38 : 36;
        put(frame, at, std::string("Info\0\0\0\x07\0\0\x01\x02\0\0\x03\x04", 16));
        const auto header = core::parse_mpeg_header(frame);
        ASSERT_TRUE(header);
        const auto info = core::parse_mpeg_info(*header, frame);
        ASSERT_TRUE(info);
        EXPECT_FALSE(info->vbri);
        EXPECT_EQ(info->frames_at, at + 8);
        EXPECT_EQ(info->bytes_at, at + 12);
        EXPECT_EQ(info->toc_at, at + 16);
        EXPECT_EQ(info->xing_end, at + 116);
        EXPECT_EQ(info->frames, 0x102U);
        EXPECT_EQ(info->bytes, 0x304U);
        // Cut off in its middle, it tells what is there.
        const auto part = core::parse_mpeg_info(*header, core::Bytes(frame).first(at + 12));
        ASSERT_TRUE(part);
        EXPECT_EQ(part->frames, 0x102U);
        EXPECT_EQ(part->bytes_at, 0U);
        EXPECT_FALSE(core::parse_mpeg_info(*header, core::Bytes(frame).first(at + 7)));
    }
}

TEST(MpegInfo, TellsCountsOfVbri) {
    FileBytes frame(417);
    put(frame, 0, "\xFF\xFB\x90\x64");
    put(frame, 36, std::string("VBRI\0\1\0\0\0\x4B\0\0\x03\x04\0\0\x01\x02", 18));
    const auto header = core::parse_mpeg_header(frame);
    ASSERT_TRUE(header);
    const auto info = core::parse_mpeg_info(*header, frame);
    ASSERT_TRUE(info);
    EXPECT_TRUE(info->vbri);
    EXPECT_EQ(info->frames, 0x102U);
    EXPECT_EQ(info->bytes, 0x304U);
    frame[36] = 'v';
    EXPECT_FALSE(core::parse_mpeg_info(*header, frame));
}

TEST(Id3v2, TellsTheLengthOfTheWholeTag) {
    const auto tag = [](std::string_view bytes) { return core::id3v2_bytes(bytes_of(bytes)); };
    using namespace std::string_view_literals;
    EXPECT_EQ(tag("ID3\x03\0\0\0\0\x01\x00"sv), 138U);
    EXPECT_EQ(tag("ID3\x02\0\0\x7F\x7F\x7F\x7F and more"sv), 268435465U);
    EXPECT_EQ(tag("ID3\x04\0\x10\0\0\0\x05"sv), 25U);
    EXPECT_EQ(tag("ID3\x03\0\x10\0\0\0\x05"sv), 15U);  // only 2.4 knows a footer
    for (const auto bytes : {"ID3\x03\0\0\0\0\x01"sv, "ID4\x03\0\0\0\0\0\x05"sv, "ID3\x05\0\0\0\0\0\x05"sv,
                             "ID3\x03\xFF\0\0\0\0\x05"sv, "ID3\x03\0\0\0\0\x80\x05"sv, "3DI\x04\0\0\0\0\0\x05"sv})
        EXPECT_EQ(tag(bytes), 0U);
    EXPECT_EQ(core::id3v2_bytes_before(bytes_of("3DI\x04\0\x10\0\0\0\x05"sv)), 25U);
    EXPECT_EQ(core::id3v2_bytes_before(bytes_of("ID3\x04\0\x10\0\0\0\x05"sv)), 0U);
}

}  // namespace
