#include "transcode/retag.h"
#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"
#include "transcode/plain_cover.h"
#include "transcode/prepare.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace {

using core::Format;
using core::Lane;
using testing::HasSubstr;
using testing::Not;

constexpr std::uintmax_t cover_bytes = 60'000;

std::string paragraphs(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += fmt::format(
            "Đoạn {}: nước lên nhanh trong tuần qua, và bà con hai bên bờ đã dọn đồ lên gác, theo lời ông Ba, người "
            "giữ bến từ năm 1975 và chưa thấy con nước nào sớm như vậy.\n\n",
            i);
    }
    return text;
}

core::Tags some_tags() {
    core::Tags tags;
    tags.title = "Mùa nước nổi về sớm";
    tags.artist = "Nguyễn Văn A";
    tags.album = "Tin đồng bằng";
    tags.date = "2024-07-08T10:00:11";
    tags.language = "vi";
    tags.lead = "Nước lên nhanh trong tuần qua.";
    tags.lyrics = paragraphs(12);
    tags.article_url = "http://paper.example/bai-1.html";
    tags.guid = "0f8fad5b-d9cb-469f-a165-70867728950e";
    tags.feed_url = "https://podcast.example/tin/feed.xml";
    tags.chapters = {{std::chrono::milliseconds(0), "Mở đầu", "", ""},
                     {std::chrono::milliseconds(2500), "Tiếp theo", "", ""}};
    return tags;
}

/// What ffprobe sees of the file besides its tags.
std::string facts_of(const std::filesystem::path& file) {
    return sound::run(
        "ffprobe -v error -select_streams a:0 -show_entries "
        "stream=codec_name,sample_rate,channels,initial_padding,start_time,duration,nb_frames "
        "-show_chapters -show_packets -show_data_hash md5 -of compact " +
        sound::quoted(file));
}

/// The same without places, which move where the file grows.
std::string facts_without_places(const std::filesystem::path& file) {
    return sound::run(
        "ffprobe -v error -select_streams a:0 -show_entries "
        "stream=codec_name,sample_rate,channels,initial_padding,start_time,duration,nb_frames:"
        "packet=pts,duration,size,flags,data_hash:packet_side_data -show_data_hash md5 -of compact " +
        sound::quoted(file));
}

std::size_t syncsafe(const std::string& bytes, std::size_t at) {
    std::size_t value = 0;
    for (std::size_t i = at; i < at + 4; ++i) value = value << 7 | static_cast<unsigned char>(bytes[i]);
    return value;
}

/// To the byte, what tags could still grow by. mutagen renders most frames of ID3v2 a byte longer than they are, so
/// there the zeros behind the last frame are counted.
std::size_t exact_padding(const std::filesystem::path& file, Format format) {
    if (format != Format::mp3) return static_cast<std::size_t>(sound::mutagen_padding(file));
    const std::string bytes = sound::run("cat " + sound::quoted(file));
    const std::size_t end = 10 + syncsafe(bytes, 6);
    std::size_t at = 10;
    while (at + 10 <= end && bytes[at] != '\0') at += 10 + syncsafe(bytes, at + 4);
    return end - at;
}

class Tagged : public testing::Test {
protected:
    void SetUp() override {
        if (!sound::have_mutagen()) GTEST_SKIP() << "python3-mutagen, the judge of tags, is not installed";
        tags_ = some_tags();
        tags_.cover = cover("A", cover_bytes);
    }

    /// A picture of so many bytes; readers pass over what stands behind its end.
    std::string cover(const std::string& author, std::uintmax_t bytes) {
        const auto path = folder_ / "cover.jpg";
        const auto file = sound::open_to_write(path);
        transcode::plain_cover(file.get(), {"Tin", author}, 300);
        std::string picture = sound::run("cat " + sound::quoted(path));
        EXPECT_LT(picture.size(), bytes);
        picture.resize(bytes, author.front());
        return picture;
    }

    /// A longer title, more text and another, larger cover.
    core::Tags changed_tags() {
        core::Tags tags = tags_;
        tags.title = "Mùa nước nổi về sớm hơn mọi năm, và vì sao bà con ở Tân Mỹ vẫn mừng";
        tags.lyrics = paragraphs(17);
        tags.cover = cover("B", cover_bytes * 6 / 5);
        return tags;
    }

    /// A recording that a lane can serve, packed by ffmpeg.
    std::filesystem::path source(Format format, Lane lane) {
        const auto speech = folder_ / "speech.wav";
        sound::write_wav(speech, sound::babble(6.0, 0.5));
        if (lane == Lane::encode) return speech;
        const double wanted = lane == Lane::keep ? -16.0 : -20.0;
        const double now = sound::ffmpeg_reading(speech, true).integrated_lufs;
        auto path = folder_ / fmt::format("source.{}", core::name(format));
        const char* const coder = format == Format::mp3   ? "libmp3lame -b:a 64k -write_id3v1 1"
                                  : format == Format::m4a ? "aac -b:a 64k"
                                                          : "libopus -b:a 48k";
        sound::run(fmt::format("ffmpeg -v error -y -i {} -af volume={}dB -ar 48000 -metadata title=foreign -c:a {} {}",
                               sound::quoted(speech), wanted - now, coder, sound::quoted(path)));
        return path;
    }

    std::filesystem::path make(Format format, Lane lane, const core::Tags& tags) {
        core::Recipe recipe;
        recipe.format = format;
        recipe.lane = lane;
        recipe.sample_rate_hz = 48000;
        recipe.true_peak_dbtp = lane == Lane::encode ? -1.0 : 6.0;
        auto path = folder_ / fmt::format("made.{}", core::name(format));
        const auto input = core::open_to_read(source(format, lane));
        const auto output = sound::open_to_write(path);
        EXPECT_EQ(transcode::prepare(input.get(), output.get(), recipe, tags).lane, lane);
        return path;
    }

    std::filesystem::path retag(const std::filesystem::path& from, Format format, const core::Tags& tags,
                                const std::string& name = "again") {
        auto path = folder_ / fmt::format("{}.{}", name, core::name(format));
        const auto input = core::open_to_read(from);
        const auto output = sound::open_to_write(path);
        const auto facts = transcode::retag(input.get(), output.get(), format, tags);
        EXPECT_EQ(facts.bytes, std::filesystem::file_size(path));
        return path;
    }

    /// The tags of the file, as mutagen and ffprobe read them.
    void expect_tags(const std::filesystem::path& file, const core::Tags& tags) {
        const std::string read = sound::mutagen(file);
        EXPECT_THAT(read, HasSubstr(tags.title));
        EXPECT_THAT(read, HasSubstr(tags.lyrics.substr(0, 80)));
        EXPECT_THAT(read, Not(HasSubstr("foreign")));
        EXPECT_EQ(
            sound::run("ffprobe -v error -show_entries format_tags=title:stream_tags=title -of default=nw=1:nk=1 " +
                       sound::quoted(file)),
            tags.title + "\n");
        // A reader of the cover: ffmpeg takes it out as it is.
        const auto taken = folder_ / "taken.jpg";
        sound::run(fmt::format("ffmpeg -v error -y -i {} -map 0:v:0 -c copy -f image2 -update 1 {}",
                               sound::quoted(file), sound::quoted(taken)));
        EXPECT_TRUE(sound::run("cat " + sound::quoted(taken)) == tags.cover) << "another cover";
    }

    support::TemporaryFolder folder_;
    core::Tags tags_;
};

struct Case {
    Format format;
    Lane lane;
};

class Retag : public Tagged, public testing::WithParamInterface<Case> {
protected:
    std::filesystem::path make() { return Tagged::make(GetParam().format, GetParam().lane, tags_); }
    std::filesystem::path retag(const std::filesystem::path& from, const core::Tags& tags,
                                const std::string& name = "again") {
        return Tagged::retag(from, GetParam().format, tags, name);
    }
};

INSTANTIATE_TEST_SUITE_P(All, Retag,
                         testing::Values(Case{Format::mp3, Lane::keep}, Case{Format::mp3, Lane::gain},
                                         Case{Format::mp3, Lane::encode}, Case{Format::m4a, Lane::keep},
                                         Case{Format::m4a, Lane::encode}, Case{Format::opus, Lane::keep},
                                         Case{Format::opus, Lane::gain}, Case{Format::opus, Lane::encode}),
                         [](const auto& tested) {
                             return fmt::format("{}_{}", core::name(tested.param.format),
                                                core::name(tested.param.lane));
                         });

TEST_P(Retag, KeepsTheLengthAndAllButTheTags) {
    const auto made = make();
    expect_tags(made, tags_);
    const core::Tags changed = changed_tags();
    const auto again = retag(made, changed);
    EXPECT_EQ(std::filesystem::file_size(again), std::filesystem::file_size(made));
    expect_tags(again, changed);
    // Every packet, where it stands, and what the container says of it.
    EXPECT_EQ(facts_of(again), facts_of(made));
    EXPECT_EQ(sound::ffmpeg_samples(again), sound::ffmpeg_samples(made));
    // And back again, to the byte.
    const auto back = retag(again, tags_, "back");
    EXPECT_EQ(sound::run(fmt::format("cmp {} {} && echo same", sound::quoted(made), sound::quoted(back))), "same\n");
}

TEST_P(Retag, KeepsTheLengthTimeAndAgain) {
    const auto made = make();
    auto last = made;
    core::Tags tags = changed_tags();
    for (int i = 1; i <= 10; ++i) {
        tags.title = fmt::format("Lần thứ {} {}", i, std::string(static_cast<std::size_t>(i) * 7, 'x'));
        tags.lyrics = paragraphs(5 + i);
        last = retag(last, tags, fmt::format("again{}", i));
        ASSERT_EQ(std::filesystem::file_size(last), std::filesystem::file_size(made)) << i;
    }
    expect_tags(last, tags);
    EXPECT_EQ(facts_of(last), facts_of(made));
}

TEST_P(Retag, GrowsWithRoomAgainWhereTheTagsOutgrowTheirs) {
    const auto made = make();
    core::Tags large = tags_;
    large.cover = cover("C", 4 * cover_bytes);
    large.title = "Một tựa khác";
    const auto grown = retag(made, large, "grown");
    EXPECT_GT(std::filesystem::file_size(grown), std::filesystem::file_size(made) + 3 * cover_bytes);
    expect_tags(grown, large);
    EXPECT_EQ(facts_without_places(grown), facts_without_places(made));
    EXPECT_EQ(sound::ffmpeg_samples(grown), sound::ffmpeg_samples(made));

    large.title += ", dài hơn một chút";
    large.lyrics = paragraphs(18);
    large.cover = cover("D", 4 * cover_bytes * 6 / 5);
    const auto next = retag(grown, large, "next");
    EXPECT_EQ(std::filesystem::file_size(next), std::filesystem::file_size(grown));
    expect_tags(next, large);
    EXPECT_EQ(facts_of(next), facts_of(grown));
}

TEST_P(Retag, FindsRoomByOnePolicyInEveryFile) {
    const auto made = make();
    // A quarter of the tag and 16 KiB, in blocks of 4 KiB; Opus has its cover in base64.
    const std::int64_t least = cover_bytes / 4 + (16 << 10);
    const std::int64_t most = least + cover_bytes / 8 + (8 << 10);
    EXPECT_GE(sound::mutagen_padding(made), least);
    EXPECT_LE(sound::mutagen_padding(made), most);
    core::Tags large = tags_;
    large.cover = cover("C", 4 * cover_bytes);
    const auto grown = sound::mutagen_padding(retag(made, large));
    EXPECT_GE(grown, cover_bytes + (16 << 10));
    EXPECT_LE(grown, cover_bytes * 3 / 2 + (24 << 10));
}

TEST_P(Retag, UsesTheRoomOfFilesThatHaveLittle) {
    const auto made = make();
    for (const std::int64_t padding : {0, 1024}) {
        SCOPED_TRACE(padding);
        sound::set_mutagen_padding(made, padding);
        core::Tags tags = tags_;
        tags.title += " nhé";
        // So much longer as there is room, at most.
        tags.lyrics = tags.lyrics.substr(0, tags.lyrics.size() - (padding == 0 ? 100 : 0));
        const auto again = retag(made, tags);
        EXPECT_EQ(std::filesystem::file_size(again), std::filesystem::file_size(made));
        expect_tags(again, tags);
        EXPECT_EQ(facts_of(again), facts_of(made));
        tags.lyrics += paragraphs(8);
        const auto grown = retag(made, tags, "grown");
        EXPECT_GT(std::filesystem::file_size(grown), std::filesystem::file_size(made) + (16 << 10));
        expect_tags(grown, tags);
        EXPECT_EQ(facts_without_places(grown), facts_without_places(made));
    }
}

TEST_P(Retag, FillsTheRoomToItsEnd) {
    const auto made = make();
    core::Tags tags = tags_;
    tags.copyright = "c";
    const auto padding = exact_padding(retag(made, tags), GetParam().format);
    const auto length_with = [&](std::size_t more) {
        tags.copyright.assign(1 + more, 'c');
        const auto full = retag(made, tags, "full");
        EXPECT_THAT(sound::mutagen(full), HasSubstr(tags.copyright.substr(0, 100)));
        EXPECT_EQ(facts_without_places(full), facts_without_places(made));
        return std::filesystem::file_size(full);
    };
    for (const std::size_t left : {9, 8, 0}) {
        EXPECT_EQ(length_with(padding - left), std::filesystem::file_size(made)) << left << " left";
    }
    EXPECT_GT(length_with(padding + 1), std::filesystem::file_size(made) + (16 << 10));
    // A padding of M4A is an atom: it takes no fewer than the eight bytes of its header, and can be left out.
    if (GetParam().format == Format::m4a) {
        EXPECT_EQ(length_with(padding + 8), std::filesystem::file_size(made));
    }
}

TEST_P(Retag, KeepsTheLengthOfChangedChapters) {
    const auto made = make();
    core::Tags tags = tags_;
    tags.chapters = {{std::chrono::milliseconds(0), "Mở đầu, với một tựa dài hơn", "", ""},
                     {std::chrono::milliseconds(1200), "Ở giữa", "", ""},
                     {std::chrono::milliseconds(4000), "Cuối cùng", "", ""}};
    const auto again = retag(made, tags);
    EXPECT_EQ(std::filesystem::file_size(again), std::filesystem::file_size(made));
    expect_tags(again, tags);
    EXPECT_EQ(facts_without_places(again), facts_without_places(made));
    const std::string chapters = sound::run("ffprobe -v error -show_chapters -of compact " + sound::quoted(again));
    EXPECT_THAT(chapters, HasSubstr("start_time=1.200000"));
    EXPECT_THAT(chapters, HasSubstr("start_time=4.000000"));
    EXPECT_THAT(chapters, HasSubstr("Mở đầu, với một tựa dài hơn"));
    // None at all, and those of before.
    tags.chapters.clear();
    const auto without = retag(again, tags, "without");
    EXPECT_EQ(std::filesystem::file_size(without), std::filesystem::file_size(made));
    EXPECT_EQ(sound::run("ffprobe -v error -show_chapters -of compact " + sound::quoted(without)), "");
    const auto back = retag(without, tags_, "back");
    EXPECT_EQ(std::filesystem::file_size(back), std::filesystem::file_size(made));
    expect_tags(back, tags_);
    EXPECT_EQ(sound::ffmpeg_samples(back), sound::ffmpeg_samples(made));
}

TEST_F(Tagged, ChaptersOfAnyTitleAreKnownAgain) {
    std::string endless;
    while (endless.size() < 400) endless += "rất dài ";
    tags_.chapters = {{std::chrono::milliseconds(0), "", "", ""},
                      {std::chrono::milliseconds(1), endless, "", ""},
                      {std::chrono::milliseconds(3333), "Ba & <bốn>", "", ""},
                      {std::chrono::milliseconds(3334), "Năm", "", ""},
                      {std::chrono::milliseconds(60'000), "hinter dem Ende", "", ""}};
    const auto made = make(Format::m4a, Lane::encode, tags_);
    core::Tags tags = tags_;
    tags.title = "Tựa mới";
    const auto again = retag(made, Format::m4a, tags);
    // Nothing but the list of tags and what pads it is written anew: the index and the audio stay where they are.
    EXPECT_EQ(facts_of(again), facts_of(made));
    const std::string before = sound::run("cat " + sound::quoted(made));
    const std::string after = sound::run("cat " + sound::quoted(again));
    ASSERT_EQ(after.size(), before.size());
    const auto first = std::mismatch(before.begin(), before.end(), after.begin()).first - before.begin();
    const auto last = std::mismatch(before.rbegin(), before.rend(), after.rbegin()).first.base() - before.begin();
    EXPECT_GE(first, static_cast<std::ptrdiff_t>(before.find("ilst")) - 4);
    EXPECT_LT(last, static_cast<std::ptrdiff_t>(before.find("mdat")));
}

TEST_F(Tagged, ChaptersThatDoNotBeginAtZeroAreKnownAgain) {
    tags_.chapters = {{std::chrono::milliseconds(400), "Một", "", ""},
                      {std::chrono::milliseconds(2000), "Hai", "", ""}};
    const auto made = make(Format::m4a, Lane::encode, tags_);
    const auto starts = [](const std::filesystem::path& file) {
        return sound::run(
            "/usr/bin/python3 -c 'import mutagen, sys\nprint([c.start for c in "
            "mutagen.File(sys.argv[1]).chapters])' " +
            sound::quoted(file));
    };
    EXPECT_EQ(starts(made), "[0.4, 2.0]\n");
    core::Tags tags = tags_;
    tags.title = "Tựa mới";
    const auto again = retag(made, Format::m4a, tags);
    EXPECT_EQ(starts(again), "[0.4, 2.0]\n");
    EXPECT_EQ(facts_of(again), facts_of(made));
}

TEST_F(Tagged, OfMp3AreReadByAPlayerBehindTheirPadding) {
    if (!sound::have("mpg123")) GTEST_SKIP() << "mpg123 is not installed";
    const auto made = make(Format::mp3, Lane::encode, tags_);
    const auto again = retag(made, Format::mp3, changed_tags());
    const auto samples = [](const std::filesystem::path& file) {
        return sound::run("mpg123 -q -s " + sound::quoted(file) + " | md5sum");
    };
    EXPECT_EQ(samples(again), samples(made));
    EXPECT_EQ(sound::run_all("mpg123 -q -t " + sound::quoted(again)), "");
}

}  // namespace
