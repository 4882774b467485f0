#include "core/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"
#include "transcode/plain_cover.h"
#include "transcode/prepare.h"
#include "transcode/retag.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <string>

namespace {

using testing::HasSubstr;
using testing::Not;

core::Tags all_tags() {
    core::Tags tags;
    tags.title = "Mùa nước nổi về sớm";
    tags.artist = "Nguyễn Văn A";
    tags.album = "Tin đồng bằng";
    tags.date = "2024-07-08T10:00:11";
    tags.language = "vi";
    tags.lead = "Nước lên nhanh trong tuần qua.";
    tags.lyrics = "Đoạn một.\n\nĐoạn hai.";
    tags.article_url = "http://paper.example/bai-1.html";
    tags.guid = "0f8fad5b-d9cb-469f-a165-70867728950e";
    tags.feed_url = "https://podcast.example/tin/feed.xml";
    tags.publisher = "Báo Đồng Bằng";
    tags.copyright = "2024 Báo Đồng Bằng";
    tags.chapters = {{std::chrono::milliseconds(0), "Mở đầu", "http://paper.example/bai-1.html", ""},
                     {std::chrono::milliseconds(1500), "Tiếp theo", "", ""}};
    return tags;
}

class Tags : public testing::Test {
protected:
    void SetUp() override {
        if (!sound::have_mutagen()) GTEST_SKIP() << "python3-mutagen, the judge of tags, is not installed";
        sound::write_wav(folder_ / "source.wav", sound::babble(3.0, 0.2));
        const auto cover = sound::open_to_write(folder_ / "cover.jpg");
        transcode::plain_cover(cover.get(), {"Tin", "A"}, 300);
        tags_ = all_tags();
        tags_.cover = sound::run("cat " + sound::quoted(folder_ / "cover.jpg"));
    }

    std::filesystem::path make(core::Format format, const core::Tags& tags) {
        const auto path = folder_ / ("made." + std::string(core::name(format)));
        core::Recipe recipe;
        recipe.format = format;
        const auto input = core::open_to_read(folder_ / "source.wav");
        const auto output = sound::open_to_write(path);
        transcode::prepare(input.get(), output.get(), recipe, tags);
        return path;
    }

    std::filesystem::path remake(const std::filesystem::path& from, core::Format format, const core::Tags& tags) {
        const auto path = folder_ / ("again." + std::string(core::name(format)));
        const auto input = core::open_to_read(from);
        const auto output = sound::open_to_write(path);
        const auto facts = transcode::retag(input.get(), output.get(), format, tags);
        EXPECT_EQ(facts.bytes, std::filesystem::file_size(path));
        return path;
    }

    support::TemporaryFolder folder_;
    core::Tags tags_;
};

TEST_F(Tags, OfMp3AreReadByAnotherReader) {
    const std::string read = sound::mutagen(make(core::Format::mp3, tags_));
    for (const char* line : {"TIT2 = ['Mùa nước nổi về sớm']",
                             "TPE1 = ['Nguyễn Văn A']",
                             "TALB = ['Tin đồng bằng']",
                             "TCON = ['Podcast']",
                             "TLAN = ['vie']",
                             "COMM::vie = ['Nước lên nhanh trong tuần qua.'] vie",
                             "TDES = ['Nước lên nhanh trong tuần qua.']",
                             "TPUB = ['Báo Đồng Bằng']",
                             "TCOP = ['2024 Báo Đồng Bằng']",
                             "TGID = ['0f8fad5b-d9cb-469f-a165-70867728950e']",
                             "WOAF = http://paper.example/bai-1.html",
                             "WOAS = http://paper.example/bai-1.html",
                             "PCST",
                             "APIC:",
                             "image/jpeg",
                             "CTOC:toc",
                             "CHAP:chp0",
                             "0 1500",
                             "1500 3000",
                             "Mở đầu",
                             "Tiếp theo"})
        EXPECT_THAT(read, HasSubstr(line));
    EXPECT_THAT(read, HasSubstr("2024-07-08 10:00:11"));
    EXPECT_THAT(read, HasSubstr("USLT::vie = Đoạn một."));
    EXPECT_THAT(read, HasSubstr("https://podcast.example/tin/feed.xml"));
}

TEST_F(Tags, OfM4aAreReadByAnotherReader) {
    const auto file = make(core::Format::m4a, tags_);
    const std::string read = sound::mutagen(file);
    for (const char* line :
         {"©nam = ['Mùa nước nổi về sớm']", "©ART = ['Nguyễn Văn A']", "©alb = ['Tin đồng bằng']", "©gen = ['Podcast']",
          "©day = ['2024-07-08T10:00:11']", "desc = ['Nước lên nhanh trong tuần qua.']", "pcst = True",
          "cprt = ", "purl = ", "egid = ", "covr = ", "©lyr = ['Đoạn một."})
        EXPECT_THAT(read, HasSubstr(line));
    const std::string chapters = sound::run("ffprobe -v error -show_chapters " + sound::quoted(file));
    EXPECT_THAT(chapters, HasSubstr("TAG:title=Mở đầu"));
    EXPECT_THAT(chapters, HasSubstr("TAG:title=Tiếp theo"));
    EXPECT_THAT(chapters, HasSubstr("start_time=1.500000"));
    const std::string bytes = sound::run("cat " + sound::quoted(file));
    EXPECT_LT(bytes.find("moov"), bytes.find("mdat")) << "the index is not at the front";
}

TEST_F(Tags, OfOpusAreReadByAnotherReader) {
    const std::string read = sound::mutagen(make(core::Format::opus, tags_));
    for (const char* line : {"title = ['Mùa nước nổi về sớm']", "artist = ['Nguyễn Văn A']",
                             "album = ['Tin đồng bằng']", "genre = ['Podcast']", "date = ['2024-07-08T10:00:11']",
                             "language = ['vie']", "metadata_block_picture = ", "chapter000 = ['00:00:00.000']",
                             "chapter001 = ['00:00:01.500']", "chapter001name = ['Tiếp theo']"})
        EXPECT_THAT(read, HasSubstr(line));
}

TEST_F(Tags, OfOpusSayHowFarItIsFromTheReferenceLevel) {
    // RFC 7845: 1/256 dB to -23 LUFS, so some -1792 from -16.
    const auto gain = [](const std::filesystem::path& file) {
        const std::string read = sound::mutagen(file);
        const std::string mark = "r128_track_gain = ['";
        const std::size_t at = read.find(mark);
        EXPECT_NE(at, std::string::npos) << read;
        return std::stoi(read.substr(at + mark.size()));
    };
    const auto made = make(core::Format::opus, tags_);
    EXPECT_NEAR(gain(made), -7 * 256, 26);
    EXPECT_EQ(gain(remake(made, core::Format::opus, tags_)), gain(made));
}

TEST_F(Tags, AreReplacedWithoutTouchingTheAudio) {
    for (const core::Format format : {core::Format::mp3, core::Format::m4a, core::Format::opus}) {
        SCOPED_TRACE(core::name(format));
        const auto made = make(format, tags_);
        core::Tags other = tags_;
        other.title = "Tựa mới";
        other.lead.clear();
        other.chapters = {{std::chrono::milliseconds(0), "Một", "", ""},
                          {std::chrono::milliseconds(1000), "Hai", "", ""}};
        const auto again = remake(made, format, other);
        const std::string read = sound::mutagen(again);
        EXPECT_THAT(read, HasSubstr("Tựa mới"));
        EXPECT_THAT(read, Not(HasSubstr("Mùa nước")));
        EXPECT_THAT(read, Not(HasSubstr("Nước lên nhanh")));
        EXPECT_EQ(sound::ffmpeg_samples(made), sound::ffmpeg_samples(again));
        EXPECT_EQ(sound::run("ffmpeg -v error -i " + sound::quoted(made) + " -map 0:a:0 -c copy -f md5 -"),
                  sound::run("ffmpeg -v error -i " + sound::quoted(again) + " -map 0:a:0 -c copy -f md5 -"));
        // The same tags again are the same bytes.
        const std::string first = sound::run("cat " + sound::quoted(again));
        const auto third = remake(made, format, other);
        EXPECT_EQ(first, sound::run("cat " + sound::quoted(third)));
    }
}

TEST_F(Tags, OfTheSourceAreDropped) {
    const auto source = folder_ / "source.wav";
    const auto tagged = folder_ / "tagged.mp3";
    sound::run("ffmpeg -v error -i " + sound::quoted(source) +
               " -write_id3v1 1 -metadata title=Stale -metadata "
               "replaygain_track_gain='-7.00 dB' -metadata comment=Junk -b:a 64k " +
               sound::quoted(tagged));
    const auto input = core::open_to_read(tagged);
    const auto path = folder_ / "clean.mp3";
    const auto output = sound::open_to_write(path);
    core::Tags tags;
    tags.title = "Fresh";
    transcode::prepare(input.get(), output.get(), {}, tags);
    const std::string bytes = sound::run("cat " + sound::quoted(path));
    for (const char* stale : {"Stale", "REPLAYGAIN", "replaygain", "Junk"}) EXPECT_THAT(bytes, Not(HasSubstr(stale)));
    EXPECT_THAT(bytes, HasSubstr("Fresh"));

    // retag() on a file with tags at both ends leaves none of them.
    const auto again = folder_ / "clean2.mp3";
    const auto second = sound::open_to_write(again);
    transcode::retag(input.get(), second.get(), core::Format::mp3, tags);
    const std::string cleaned = sound::run("cat " + sound::quoted(again));
    for (const char* stale : {"Stale", "replaygain", "Junk", "TAG"}) EXPECT_THAT(cleaned, Not(HasSubstr(stale)));
    EXPECT_EQ(sound::ffmpeg_samples(tagged), sound::ffmpeg_samples(again));
}

}  // namespace
