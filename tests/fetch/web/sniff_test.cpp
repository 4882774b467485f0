#include "fetch/web/sniff.h"

#include "core/file_descriptor.h"
#include "fetch/web/claims.h"
#include "tests/fetch/web/sample_audio.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

namespace {

using fetch::AudioKind;
using fetch::claimed_length;
using fetch::describe_content;
using fetch::sniff_audio;

std::span<const std::byte> head(const std::string& bytes) {
    return std::as_bytes(std::span(bytes.data(), std::min<std::size_t>(bytes.size(), 4096)));
}

std::string text(const char* bytes, std::size_t size) {
    return {bytes, size};
}

struct Case {
    std::string what;
    std::string bytes;
    std::optional<AudioKind> kind;
};

TEST(Sniff, KnowsRecordings) {
    const std::string layer2 = "\xff\xfd\x80\x04" + std::string(413, 'x');  // 128 kbit/s at 44.1 kHz
    const std::string mpeg2 = "\xff\xf3\x48\xc4" + std::string(140, 'x');   // 32 kbit/s at 16 kHz: 144 bytes
    const std::string free_format = text("\xff\xfb\x00\x64", 4) + std::string(296, 'x');
    const std::vector<Case> cases = {
        {"mp3", sample::mp3(20), AudioKind::mp3},
        {"mp3, one frame", sample::mp3(1), AudioKind::mp3},
        {"mp3 with Xing", sample::mp3_with_xing(20), AudioKind::mp3},
        {"mp3 behind zeros", std::string(100, '\0') + sample::mp3(20), AudioKind::mp3},
        {"mp3 cut out of a stream", sample::mp3(20).substr(100), AudioKind::mp3},
        {"mp3, MPEG-2", mpeg2 + mpeg2 + mpeg2, AudioKind::mp3},
        {"mp3, free format", free_format + free_format + free_format, AudioKind::mp3},
        {"mp2", layer2 + layer2 + layer2, AudioKind::mp3},
        {"mp3 behind a tag", sample::id3(300) + sample::mp3(20), AudioKind::mp3},
        {"mp3 behind a tag with a picture", sample::id3(100'000) + sample::mp3(20), AudioKind::mp3},
        {"flac behind a tag", sample::id3(300) + "fLaC", AudioKind::flac},
        {"aac behind a tag", sample::id3(300) + sample::adts_frame() + sample::adts_frame(), AudioKind::aac},
        {"aac", sample::adts_frame() + sample::adts_frame(), AudioKind::aac},
        {"m4a", sample::mp4(1000), AudioKind::mp4},
        {"ogg", sample::ogg_page(3, false), AudioKind::ogg},
        {"wav", sample::wav(1000), AudioKind::wav},
        {"rf64", "RF64" + text("\xff\xff\xff\xff", 4) + "WAVEds64", AudioKind::wav},
        {"flac", "fLaC" + std::string(40, '\0'), AudioKind::flac},
        {"aiff", "FORM" + sample::big_endian(100, 4) + "AIFFCOMM", AudioKind::aiff},
        {"aifc", "FORM" + sample::big_endian(100, 4) + "AIFCCOMM", AudioKind::aiff},
        {"webm", "\x1a\x45\xdf\xa3" + std::string(40, '\x81'), AudioKind::matroska},
    };
    for (const Case& each : cases) EXPECT_EQ(sniff_audio(head(each.bytes)), each.kind) << each.what;
}

TEST(Sniff, RefusesAndNamesEverythingElse) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"", "empty"},
        {"<!DOCTYPE html><html><body>404", "an HTML page"},
        {"\xEF\xBB\xBF\r\n <HTML lang=vi>", "an HTML page"},
        {"<!-- cached --> <!-- twice -->\n<html>", "an HTML page"},
        {"<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"\"><html xmlns=\"\">", "an HTML page"},
        {"<?xml version=\"1.0\"?><rss version=\"2.0\">", "an XML document"},
        {"<?xml version=\"1.0\"?><playlist xmlns=\"http://xspf.org/ns/0/\">", "a playlist"},
        {"<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\">", "a playlist"},
        {"#EXTM3U\n#EXT-X-TARGETDURATION:10\n", "a playlist"},
        {"ffconcat version 1.0\nfile '/etc/passwd'\n", "a playlist"},
        {"[playlist]\nFile1=http://a/\n", "a playlist"},
        {"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n", "a session description (SDP)"},
        {"http://a.example/one.mp3\nhttp://a.example/two.mp3\n", "text"},
        {"{\"error\": \"no such file\"}", "a JSON document"},
        {text("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), "a PNG picture"},
        {text("\xff\xd8\xff\xe0\0\x10JFIF", 10), "a JPEG picture"},
        {"GIF89a", "a GIF picture"},
        {text("RIFF\x10\0\0\0WEBPVP8 ", 16), "a WebP picture"},
        {text("\0\0\0\x20"
              "ftypavif\0\0\0\0avifmif1",
              24),
         "an AVIF picture"},
        {"<svg xmlns=\"http://www.w3.org/2000/svg\">", "an SVG picture"},
        {"%PDF-1.7", "a PDF document"},
        {text("PK\x03\x04\x14\0", 6), "a ZIP archive"},
        {text("\x1f\x8b\x08\0", 4), "gzip data"},
        {"MThd", "a MIDI file"},
        {text("PK\x03\x04\x14\0", 6) + sample::mp3(8), "a ZIP archive"},
        {"Rar!\x1a\x07\x01" + sample::mp3(8), "a RAR archive"},
        {"7z\xbc\xaf\x27\x1c", "a 7z archive"},
        {std::string(257, 'n') + "ustar" + std::string(250, 'x') + sample::mp3(8), "a tar archive"},
        {text("\0", 1), "not audio"},
        {std::string(4096, '\0'), "not audio"},
        {std::string(4096, '\xff'), "not audio"},
        {text("\xff\xfb\x90\x01 one header alone, and then words that go on for long enough to hold a second one: ",
              88) +
             std::string(600, 'x'),
         "not audio"},
        {"ID3 is what this text begins with, and it is still a text", "text"},
        {"plain words", "text"},
    };
    for (const auto& [bytes, description] : cases) {
        EXPECT_EQ(sniff_audio(head(bytes)), std::nullopt) << bytes.substr(0, 30);
        EXPECT_EQ(describe_content(head(bytes)), description) << bytes.substr(0, 30);
    }
}

TEST(Sniff, NamesRecordingsToo) {
    EXPECT_EQ(describe_content(head(sample::mp3(20))), "MPEG audio");
    EXPECT_EQ(describe_content(head(sample::mp4(20))), "MP4");
}

class ClaimedLength : public testing::Test {
protected:
    std::optional<std::uint64_t> of(const std::string& bytes, AudioKind kind) {
        std::ofstream(folder_ / "file", std::ios::binary | std::ios::trunc) << bytes;
        return claimed_length(core::open_to_read(folder_ / "file").get(), kind);
    }

private:
    support::TemporaryFolder folder_;
};

TEST_F(ClaimedLength, IsThatOfTheWholeFile) {
    const std::string wav = sample::wav(1000);
    EXPECT_EQ(of(wav, AudioKind::wav), wav.size());
    const std::string mp4 = sample::mp4(1000);
    EXPECT_EQ(of(mp4, AudioKind::mp4), mp4.size());
    const std::string mp3 = sample::mp3_with_xing(20);
    EXPECT_EQ(of(mp3, AudioKind::mp3), mp3.size());
    const std::string tagged = sample::id3(300) + sample::id3(5000) + mp3;
    EXPECT_EQ(of(tagged, AudioKind::mp3), tagged.size());
    EXPECT_EQ(of(mp3 + "TAG" + std::string(125, ' '), AudioKind::mp3), mp3.size()) << "the tag behind is not counted";
    const std::string ogg = sample::ogg_page(3, false) + sample::ogg_page(255, false) + sample::ogg_page(10, true);
    EXPECT_EQ(of(ogg, AudioKind::ogg), ogg.size());
    const std::string aiff = "FORM" + sample::big_endian(500, 4) + "AIFF" + std::string(496, 'x');
    EXPECT_EQ(of(aiff, AudioKind::aiff), aiff.size());
    const std::string matroska = text("\x1a\x45\xdf\xa3\x82\0\0\x18\x53\x80\x67\x40\x64", 13) + std::string(100, 'x');
    EXPECT_EQ(of(matroska, AudioKind::matroska), matroska.size());
    const std::string rf64 = "RF64" + text("\xff\xff\xff\xff", 4) + "WAVEds64" + sample::little_endian(28, 4) +
                             sample::little_endian(5'000'000'000, 8) + std::string(20, '\0');
    EXPECT_EQ(of(rf64, AudioKind::wav), 5'000'000'008u);
    const std::string vbri = sample::mp3_frame(0).replace(
        36, 18, "VBRI" + std::string(6, '\0') + sample::big_endian(4000, 4) + std::string(4, '\0'));
    EXPECT_EQ(of(vbri + sample::mp3(10), AudioKind::mp3), 4000u);
}

TEST_F(ClaimedLength, IsNeverReachedByABeginning) {
    const std::vector<std::pair<AudioKind, std::string>> files = {
        {AudioKind::wav, sample::wav(1000)},
        {AudioKind::mp4, sample::mp4(1000)},
        {AudioKind::mp3, sample::id3(100) + sample::mp3_with_xing(5)},
        {AudioKind::ogg, sample::ogg_page(3, false) + sample::ogg_page(3, true)},
    };
    for (const auto& [kind, whole] : files) {
        for (std::size_t cut = 0; cut < whole.size(); cut += 7) {
            const auto claimed = of(whole.substr(0, cut), kind);
            EXPECT_TRUE(!claimed || *claimed > cut) << "kind " << static_cast<int>(kind) << " cut at " << cut;
        }
    }
}

TEST_F(ClaimedLength, IsEmptyWhereNothingIsSaid) {
    EXPECT_EQ(of(sample::mp3(20), AudioKind::mp3), std::nullopt);
    EXPECT_EQ(of("", AudioKind::mp3), std::nullopt);
    EXPECT_EQ(of("fLaC", AudioKind::flac), std::nullopt);
    EXPECT_EQ(of(sample::adts_frame(), AudioKind::aac), std::nullopt);
    std::string streamed = sample::wav(100);
    streamed.replace(4, 4, "\xff\xff\xff\xff");
    EXPECT_EQ(of(streamed, AudioKind::wav), std::nullopt);
    EXPECT_EQ(of(sample::mp4(10) + sample::box("moof", "x"), AudioKind::mp4), std::nullopt);
    const std::string live = text("\x1a\x45\xdf\xa3\x82\0\0\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff", 19);
    EXPECT_EQ(of(live, AudioKind::matroska), std::nullopt);
    EXPECT_EQ(of(sample::ogg_page(3, false), AudioKind::ogg), std::nullopt);
    std::string lying = sample::mp4(10);
    lying.replace(0, 4, text("\0\0\0\3", 4));
    EXPECT_EQ(of(lying, AudioKind::mp4), std::nullopt);
}

}  // namespace
