// A recording that comes in parts: one episode of all of them.
#include "tests/app/real_life.h"
#include "tests/transcode/sound.h"

#include <gmock/gmock.h>

namespace app {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class EpisodeOfParts : public RiverPaper {
protected:
    EpisodeOfParts() {
        take_page();
        paper.config.keep_sources = days;
        for (int number = 1; number <= 3; ++number) record(number, number);
        print(3);
        paper.print_listing({"pha"});
    }
    static std::string name(int number) { return fmt::format("bai-doc-phan-{}", number); }
    static std::string path(int number) { return "/" + name(number) + ".wav"; }

    /// The part is so many seconds long and sounds after the seed.
    void record(int number, int seconds, unsigned seed = 0) {
        const filesystem::path file = paper.folder / (name(number) + ".wav");
        sound::write_wav(file, sound::babble(seconds, 0.1, 22050, 1, seed == 0 ? static_cast<unsigned>(number) : seed));
        const std::string bytes = core::read_file(file);
        paper.server.on(path(number), support::file({bytes, "audio/wav", "\"" + core::sha256(bytes) + "\""}));
    }
    void print(int parts) {
        std::string links;
        for (int number = 1; number <= parts; ++number)
            links += fmt::format("<p><a href=\"{}\">Phần {}</a></p>", path(number), number);
        const std::string page = fmt::format(
            "<!DOCTYPE html><html lang=\"vi\"><head><title>Chuyến phà cuối rời bến</title></head><body><article>"
            "<h1>Chuyến phà cuối rời bến</h1><p>Chuyến phà cuối rời bến lúc sáu giờ, chở theo hơn bốn mươi người về "
            "bên kia sông, như mọi ngày suốt bảy mươi năm qua.</p>{}<p>Từ mai đã có cầu, và ông lái phà già nói ông sẽ "
            "nhớ tiếng máy mỗi sớm mai hơn là nhớ con nước.</p></article></body></html>",
            links);
        paper.server.on("/pha.html",
                        support::file({page, "text/html; charset=utf-8", "\"" + core::sha256(page) + "\""}));
    }
    double seconds() const { return std::stod(sound::ffprobe(out("media") / paper.media().back(), "format=duration")); }
    /// How often a part was asked for in full, and not whether it has changed.
    std::size_t fetched() const {
        std::size_t count = 0;
        for (int number = 1; number <= 3; ++number)
            for (const support::ServerRequest& request : paper.server.requests(path(number)))
                if (request.header("if-none-match").empty()) ++count;
        return count;
    }
    void lose_sources() const {
        for (const auto& entry : filesystem::directory_iterator(paper.config.state_folder() / "sources"))
            filesystem::remove(entry.path());
    }

    static constexpr std::chrono::days days{90};
};

TEST_F(EpisodeOfParts, IsOneEpisodeAsLongAsTheyAreTogether) {
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), SizeIs(1));
    EXPECT_NEAR(seconds(), 6.0, 0.1);
    EXPECT_EQ(fetched(), 3u);
    const auto before = published();
    EXPECT_EQ(complaints(ExitCode::done), "");
    paper.now += 2h;
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(published(), before);
    EXPECT_EQ(fetched(), 3u) << "a look asks whether a part has changed, and does not fetch it";
    EXPECT_GT(paper.requests(path(2)), 1u);
}

TEST_F(EpisodeOfParts, IsFetchedAndJoinedAnewWhereItsSourceIsLost) {
    ASSERT_EQ(complaints(ExitCode::done), "");
    const auto before = published();
    const std::size_t asked = fetched();
    lose_sources();
    filesystem::remove(out("media") / paper.media().back());
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(published(), before) << "the same parts give the same episode, under the same name";
    EXPECT_EQ(fetched(), asked + 3);
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(fetched(), asked + 3);
}

TEST_F(EpisodeOfParts, APartThatChangesIsANewVersion) {
    ASSERT_EQ(complaints(ExitCode::done), "");
    const std::string before = enclosure(paper.feed(), "url");
    record(2, 4, 9);
    paper.now += 26h;
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_NE(enclosure(paper.feed(), "url"), before);
    EXPECT_NEAR(seconds(), 8.0, 0.1);
    // And so are other parts than before.
    print(2);
    paper.now += 30h;
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_NEAR(seconds(), 5.0, 0.1);
}

TEST_F(EpisodeOfParts, PartsThatThePageGetsOneByOneAreTakenAtOnce) {
    print(1);
    ASSERT_EQ(complaints(ExitCode::done), "");
    EXPECT_NEAR(seconds(), 1.0, 0.1);
    for (const int parts : {2, 3}) {
        print(parts);
        paper.now += 2h;
        EXPECT_EQ(complaints(ExitCode::done), "") << parts;
        EXPECT_NEAR(seconds(), parts == 2 ? 3.0 : 6.0, 0.1);
    }
    print(1);
    paper.now += 2h;
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_NEAR(seconds(), 1.0, 0.1);
}

TEST_F(EpisodeOfParts, APartThatIsMissingFailsTheArticleByItsNumber) {
    serve(path(2), "", "text/plain", 404);
    for (int run = 0; run < 2; ++run) {
        EXPECT_THAT(complaints(ExitCode::some_failed),
                    AllOf(HasSubstr("part 2 of 3: cannot fetch '"), HasSubstr("404")));
        paper.now += 12h;
    }
    EXPECT_FALSE(filesystem::exists(out("feed.xml")));
    EXPECT_EQ(fetched(), 3u) << "the first part once, the missing one twice";
    record(2, 2);
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_NEAR(seconds(), 6.0, 0.1);
    EXPECT_EQ(fetched(), 5u) << "what was fetched before is not fetched again";
    EXPECT_EQ(complaints(ExitCode::done), "");
    std::size_t kept = 0;
    for (const auto& entry : filesystem::directory_iterator(paper.config.state_folder() / "sources"))
        kept += entry.is_regular_file() ? 1 : 0;
    EXPECT_EQ(kept, 1u) << "and goes when all of it is joined";
}

TEST_F(EpisodeOfParts, MoreThanAreTakenAreToldByTheirNumber) {
    print(60);
    EXPECT_THAT(complaints(ExitCode::some_failed),
                HasSubstr("its recording has 60 parts, more than the 50 that are taken; none was taken"));
    EXPECT_EQ(fetched(), 0u);
}

TEST_F(EpisodeOfParts, TheLimitHoldsForAllOfThemTogether) {
    paper.config.limits.max_recording_bytes = filesystem::file_size(paper.folder / (name(3) + ".wav")) * 3 / 2;
    EXPECT_THAT(complaints(ExitCode::some_failed), HasSubstr("the 3 parts of its recording have more than the "));
    EXPECT_FALSE(filesystem::exists(out("feed.xml")));
}

TEST_F(EpisodeOfParts, TheLimitIsOneForTheirOwnBytesAndNotForWhatIsJoinedOfThem) {
    std::uint64_t bytes = 0;
    for (int number = 1; number <= 3; ++number) {
        const filesystem::path packed = paper.folder / (name(number) + ".mp3");
        sound::run("ffmpeg -v error -y -i " + sound::quoted(paper.folder / (name(number) + ".wav")) + " -b:a 24k " +
                   sound::quoted(packed));
        bytes += filesystem::file_size(packed);
        paper.server.on(path(number), support::file({core::read_file(packed), "audio/mpeg"}));
    }
    paper.config.limits.max_recording_bytes = bytes;
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_NEAR(seconds(), 6.0, 0.3);
}

TEST_F(EpisodeOfParts, APartThatIsCutOffIsTakenAfterThreeTries) {
    const std::string whole = core::read_file(paper.folder / (name(2) + ".wav"));
    serve(path(2), whole.substr(0, whole.size() / 2), "audio/wav");
    EXPECT_THAT(
        complaints(ExitCode::some_failed),
        AllOf(HasSubstr(path(2) + "' is not whole at its source: part 2 of 3: cut off"), HasSubstr("tried again")));
    paper.now += 20min;
    EXPECT_THAT(complaints(ExitCode::some_failed), HasSubstr("tried again"));
    paper.now += 2h;
    EXPECT_THAT(complaints(ExitCode::some_failed), HasSubstr("it is taken as it is"));
    EXPECT_NEAR(seconds(), 5.0, 0.1);
    record(2, 2);
    paper.now += 26h;
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_NEAR(seconds(), 6.0, 0.1);
}

}  // namespace
}  // namespace app
