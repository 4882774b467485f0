#include "transcode/chapters.h"

#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"
#include "transcode/plain_cover.h"
#include "transcode/prepare.h"
#include "transcode/retag.h"
#include "transcode/source_tags.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using Chapters = std::vector<core::Chapter>;

/// Start, title and URL, a line each.
std::string list_of(const Chapters& chapters) {
    std::string text;
    for (const core::Chapter& one : chapters)
        text += fmt::format("{} {} {}\n", one.start.count(), one.title, one.url.empty() ? "-" : one.url);
    return text;
}

TEST(TidyChapters, AreAscendingWithATitleEach) {
    const Chapters wild{{9s, "Cuối", "", ""},
                        {0ms, " Hai\n dòng\t\x01 ", "javascript:alert(1)", ""},
                        {-5s, "Trước", "https://ten:mat@songtien.example/a", ""},
                        {3s, "", "", ""},
                        {9s, "Cuối", "http://b.example/", ""},
                        {9s, "Cùng lúc", "https://c.example/x y", ""},
                        {4s, "\xff\xfe\xe2\x80\xae", "", "", "GIF89a"}};
    const Chapters tidy = transcode::tidy_chapters(wild);
    EXPECT_EQ(list_of(tidy),
              "0 Hai dòng -\n0 Trước https://songtien.example/a\n3000 3 -\n4000 \uFFFD\uFFFD -\n9000 Cuối -\n"
              "9000 Cùng lúc -\n");
    EXPECT_EQ(tidy[3].picture, "");
    EXPECT_EQ(transcode::tidy_chapters(tidy), tidy);
    EXPECT_LE(transcode::tidy_chapters({{0ms, std::string(5000, 'x'), "", ""}}).front().title.size(), 255U);
    EXPECT_EQ(transcode::tidy_chapters({{0ms, "a", "http://a.example/" + std::string(5000, 'x'), ""}}).front().url, "");
}

TEST(ChaptersAfter, AreThoseOfWhatIsLeft) {
    const Chapters all{{0ms, "a", "", ""}, {1s, "b", "", ""}, {5s, "c", "", ""}, {10s, "d", "", ""}};
    const transcode::KeptChapters kept = transcode::chapters_after(all, 2s, 8s);
    EXPECT_EQ(list_of(kept.chapters), "0 b -\n3000 c -\n");
    EXPECT_EQ(kept.behind_end, 1U);
    Chapters many;
    for (int i = 0; i < 1000; ++i) many.push_back({std::chrono::seconds(i), std::string(250, 'a'), "", ""});
    EXPECT_EQ(transcode::chapters_after(many, 0s, 2000s).chapters.size(), transcode::most_chapters);
    EXPECT_EQ(transcode::chapters_after(many, 0s, 2000s).too_many, 745U);
    for (core::Chapter& one : many) one.url = "http://a.example/" + std::string(1000, 'a');
    transcode::KeptChapters wordy = transcode::chapters_after(many, 0s, 2000s);
    transcode::limit_words(wordy);
    EXPECT_LT(wordy.chapters.size(), 60U) << "a worker's answer is one message";
    EXPECT_EQ(wordy.chapters.size() + wordy.too_many, 1000U);
}

class ChapterFile : public testing::Test {
protected:
    void SetUp() override {
        if (!sound::have("ffmpeg") || !sound::have_mutagen()) GTEST_SKIP() << "ffmpeg or mutagen is not installed";
        sound::write_wav(at("plain.wav"), sound::babble(6.0, 0.2));
        transcode::plain_cover(sound::open_to_write(at("cover.jpg")).get(), {"Tin", "A"}, 300);
        cover_ = sound::run("cat " + sound::quoted(at("cover.jpg")));
    }

    std::filesystem::path at(const std::string& name) const { return folder_ / name; }
    void convert(const std::string& options, const std::string& name) const {
        sound::run(fmt::format("ffmpeg -v error -y -i {} {} {}", sound::quoted(at("plain.wav")), options,
                               sound::quoted(at(name))));
    }
    /// An MP3 whose tag mutagen writes: `frames` are lines of Python that add to `t`.
    void tag_mp3(const std::string& frames, int version = 4) const {
        convert("-b:a 64k", "source.mp3");
        sound::run(fmt::format(
            "/usr/bin/python3 -c 'import sys\nfrom mutagen.id3 import ID3, APIC, CHAP, CTOC, TIT2, WXXX\nt = ID3()\n"
            "jpeg = open(sys.argv[2], \"rb\").read()\n"
            "def chapter(name, start, *frames, end=None):\n"
            "    t.add(CHAP(element_id=name, start_time=start, end_time=start + 500 if end is None else end, "
            "start_offset=0xffffffff, end_offset=0xffffffff, sub_frames=list(frames)))\n{}\n"
            "t.save(sys.argv[1], v2_version={})' {} {}",
            frames, version, sound::quoted(at("source.mp3")), sound::quoted(at("cover.jpg"))));
    }
    Chapters chapters_of(const std::string& name) const {
        return transcode::source_chapters(core::open_to_read(at(name)).get());
    }
    core::Made prepare(core::Format format, const Chapters& chapters) const {
        core::Recipe recipe;
        recipe.format = format;
        core::Tags tags;
        tags.title = "Bản tin";
        tags.chapters = chapters;
        return transcode::prepare(core::open_to_read(at("plain.wav")).get(), sound::open_to_write(at("made")).get(),
                                  recipe, tags);
    }

    support::TemporaryFolder folder_;
    std::string cover_;
};

TEST_F(ChapterFile, OfId3TellsUrlsAndPicturesAndHidesWhatNoTableOfContentsNames) {
    for (const int version : {4, 3}) {
        SCOPED_TRACE(version);
        tag_mp3(
            "chapter(\"b\", 2000, TIT2(encoding=1, text=[\"Tin chính\"]), WXXX(encoding=0, desc=\"\", "
            "url=\"https://b.example/?a=1&b=2\"), APIC(encoding=0, mime=\"image/jpeg\", type=3, desc=\"\", "
            "data=jpeg))\n"
            "chapter(\"a\", 0, TIT2(encoding=1, text=[\"Mở đầu\"]))\n"
            "chapter(\"quiet\", 1000, APIC(encoding=0, mime=\"image/jpeg\", type=3, desc=\"\", data=jpeg))\n"
            "chapter(\"c\", 4000, WXXX(encoding=0, desc=\"\", url=\"file:///etc/passwd\"))\n"
            "t.add(CTOC(element_id=\"toc\", flags=3, child_element_ids=[\"a\", \"b\", \"c\"], sub_frames=[]))",
            version);
        const Chapters chapters = chapters_of("source.mp3");
        EXPECT_EQ(list_of(chapters), "0 Mở đầu -\n2000 Tin chính https://b.example/?a=1&b=2\n4000 3 -\n");
        ASSERT_EQ(chapters.size(), 3U);
        EXPECT_EQ(chapters[1].picture, cover_);
        EXPECT_EQ(chapters[0].picture, "");
    }
}

TEST_F(ChapterFile, OfId3WithoutATableOfContentsOrWithAnEmptyOneIsWhole) {
    const std::string two =
        "chapter(\"a\", 0, TIT2(encoding=3, text=[\"Một\"]))\nchapter(\"b\", 3000, TIT2(encoding=3, text=[\"Hai\"]), "
        "end=0)\n";
    for (const char* contents :
         {"", "t.add(CTOC(element_id=\"toc\", flags=3, child_element_ids=[], sub_frames=[]))",
          "t.add(CTOC(element_id=\"toc\", flags=3, child_element_ids=[\"x\"], sub_frames=[]))"}) {
        tag_mp3(two + contents);
        EXPECT_EQ(list_of(chapters_of("source.mp3")), "0 Một -\n3000 Hai -\n") << contents;
    }
}

TEST_F(ChapterFile, OfVorbisCommentsAndMatroskaIsReadAsOfOthers) {
    const std::string comments =
        "-metadata CHAPTER001=00:00:00.000 -metadata CHAPTER001NAME=Một -metadata CHAPTER001URL=https://a.example/ "
        "-metadata CHAPTER003=00:00:03.250 -metadata CHAPTER003NAME='Hai & ba' -metadata "
        "CHAPTER003URL=https://b.example/ ";
    for (const char* name : {"s.flac", "s.ogg", "s.opus"}) {
        convert(comments + (std::string_view(name) == "s.ogg" ? "-c:a libvorbis" : ""), name);
        EXPECT_EQ(list_of(chapters_of(name)), "0 Một https://a.example/\n3250 Hai & ba https://b.example/\n") << name;
    }
    sound::run(
        "printf ';FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=500\nEND=3000\ntitle=Một\n[CHAPTER]\n"
        "TIMEBASE=1/1000\nSTART=3250\nEND=6000\n' >" +
        sound::quoted(at("list")));
    for (const char* name : {"s.mka", "s.m4a"}) {
        convert("-i " + sound::quoted(at("list")) + " -map 0:a -map_chapters 1 -c:a aac", name);
        const bool from_zero = std::string_view(name) == "s.m4a";  // as QuickTime's text track has it
        EXPECT_EQ(list_of(chapters_of(name)), fmt::format("{} Một -\n3250 2 -\n", from_zero ? 0 : 500)) << name;
    }
}

TEST_F(ChapterFile, OfHostileListsIsASaneOne) {
    tag_mp3(
        "for i in range(3000): chapter(\"c%d\" % i, (7919 * i) % 20000, TIT2(encoding=3, text=[\"x%d\\n\\x07\" % "
        "i]), end=0)\n");
    const Chapters chapters = chapters_of("source.mp3");
    ASSERT_EQ(chapters.size(), 3000U);
    const core::Made made = prepare(core::Format::mp3, chapters);
    EXPECT_EQ(made.chapters.size(), transcode::most_chapters);
    EXPECT_TRUE(std::ranges::is_sorted(made.chapters, {}, &core::Chapter::start));
    EXPECT_THAT(made.findings,
                testing::Contains(HasSubstr("of its 3000 chapters are left out: they begin behind its end")));
    EXPECT_THAT(made.findings,
                testing::Contains(HasSubstr("of its 3000 chapters are left out: no file holds so many")));
    EXPECT_EQ(chapters_of("made").size(), transcode::most_chapters);
}

TEST_F(ChapterFile, PicturesStandInMp3AndStayWhenItIsTaggedAnew) {
    Chapters chapters{{0ms, "Một", "https://a.example/", "", cover_}, {3s, "Hai", "", ""}};
    for (const core::Format format : {core::Format::mp3, core::Format::m4a, core::Format::opus}) {
        SCOPED_TRACE(core::name(format));
        const core::Made made = prepare(format, chapters);
        ASSERT_EQ(made.chapters.size(), 2U);
        EXPECT_EQ(made.chapters[0].picture, "") << "what remembers it goes without";
        const Chapters read = chapters_of("made");
        EXPECT_EQ(list_of(read), format == core::Format::m4a ? "0 Một -\n3000 Hai -\n" : list_of(chapters));
        EXPECT_EQ(read.at(0).picture, format == core::Format::mp3 ? cover_ : "");
        core::Tags tags;
        tags.title = "Tựa mới";
        tags.chapters = read;
        const transcode::Retagged again = transcode::retag(core::open_to_read(at("made")).get(),
                                                           sound::open_to_write(at("again")).get(), format, tags);
        EXPECT_EQ(again.chapters, transcode::without_pictures(read));
        EXPECT_EQ(chapters_of("again"), read);
    }
}

TEST_F(ChapterFile, OfMp3IsReadWhereEachHasAPicture) {
    const Chapters chapters{{0ms, "Một", "", "", cover_}, {3s, "Hai", "", "", cover_}};
    prepare(core::Format::mp3, chapters);
    EXPECT_EQ(chapters_of("made"), chapters);
    EXPECT_EQ(sound::run("ffprobe -v error -show_entries chapter=start_time:chapter_tags=title -of csv=p=0 " +
                         sound::quoted(at("made"))),
              "0.000000,Một\n3.000000,Hai\n");
}

TEST_F(ChapterFile, TableOfContentsHasTheTitleAndTheOrder) {
    prepare(core::Format::mp3, {{0ms, "Một", "", ""}, {2s, "Hai", "", ""}, {3s, "Ba", "", ""}});
    EXPECT_EQ(sound::run("/usr/bin/python3 -c 'import sys\nfrom mutagen.id3 import ID3\nc = "
                         "ID3(sys.argv[1]).getall(\"CTOC\")\nprint(len(c), int(c[0].flags), c[0].child_element_ids, "
                         "c[0].sub_frames[\"TIT2\"])' " +
                         sound::quoted(at("made"))),
              "1 3 ['chp0', 'chp1', 'chp2'] Bản tin\n");
}

}  // namespace
