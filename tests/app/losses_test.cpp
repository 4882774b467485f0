// What was published and is gone, altered or in a stranger's hands: it is restored, or told of, and nothing else is
// lost.

#include "app/commands/doctor.h"
#include "app/run/run.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/hash.h"
#include "tests/app/publishing_fixture.h"
#include "tests/transcode/sound.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace app {
namespace {

using testing::HasSubstr;
using testing::Not;

using LossesTest = PublishingFixture;

TEST_F(LossesTest, RestoresEverythingThatWasDeletedDamagedOrReplacedByALink) {
    paper.config.feed.items = 1;
    print_all({"mot", "hai", "ba"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    const auto before = published();
    ASSERT_TRUE(before.contains("archive-0001.xml"));
    for (const auto& [path, hash] : before) {
        if (path == ".newscast") continue;
        const filesystem::path file = out(path);
        filesystem::remove(file);
        ASSERT_EQ(paper.run(), ExitCode::done) << path;
        EXPECT_EQ(published(), before) << path << " was deleted";
        filesystem::resize_file(file, filesystem::file_size(file) / 3);
        ASSERT_EQ(paper.run(), ExitCode::done) << path;
        EXPECT_EQ(published(), before) << path << " was cut off";
        filesystem::remove(file);
        filesystem::create_symlink("/etc/passwd", file);
        ASSERT_EQ(paper.run(), ExitCode::done) << path;
        EXPECT_EQ(published(), before) << path << " was replaced by a link";
    }
    EXPECT_FALSE(core::read_file("/etc/passwd").empty());
}

TEST_F(LossesTest, AKeptSourceThatWasAlteredIsFetchedAgainAndNeverPublished) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::size_t requests = paper.requests("/mot.wav");
    for (const auto& entry : filesystem::directory_iterator(paper.config.state_folder() / "sources")) {
        const std::string half = core::read_file(entry.path());
        core::write_file(entry.path(),
                         half.substr(0, half.size() / 2) + std::string(half.size() - half.size() / 2, '\0'));
    }
    paper.config.limits.recheck = std::chrono::hours(0);
    paper.config.recipe.target_lufs = -20;
    paper.config.said = {"audio.target_lufs"};
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_GT(paper.requests("/mot.wav"), requests) << "it is fetched in the same run";
    const std::string url = enclosure(paper.feed(), "url");
    const filesystem::path file = out("media") / filesystem::path(url).filename();
    EXPECT_NEAR(sound::ffmpeg_reading(file, true).integrated_lufs, -20.0, 0.2);
}

TEST_F(LossesTest, ASourceThatIsGoneEverywhereCostsThatArticleOnly) {
    print_all({"mot", "hai"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string feed = paper.feed();
    filesystem::remove_all(paper.config.state_folder() / "sources");
    paper.server.on("/hai.wav", support::answer(404));
    paper.config.limits.recheck = std::chrono::hours(0);
    paper.config.recipe.target_lufs = -20;
    paper.config.said = {"audio.target_lufs"};
    EXPECT_THAT(complaints(ExitCode::some_failed), HasSubstr("'Bài hai': cannot fetch"));
    EXPECT_EQ(paper.media().size(), 3u) << "one made anew and its earlier name; the other as it was";
    EXPECT_THAT(paper.feed(), HasSubstr("Bài hai"));
}

TEST_F(LossesTest, AFileThatIsLostForGoodLeavesTheFeedWithAWordUntilItComesBack) {
    print_all({"mot", "hai"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string lost = one("media", "bai-hai");
    const auto before = published();
    filesystem::remove(out(lost));
    filesystem::remove_all(paper.config.state_folder() / "sources");
    paper.server.on("/hai.wav", support::answer(404));
    const std::string said = complaints(ExitCode::some_failed);
    EXPECT_THAT(said, HasSubstr(lost));
    EXPECT_THAT(paper.feed(), Not(HasSubstr("Bài hai"))) << "no item without its enclosure";
    EXPECT_THAT(paper.feed(), HasSubstr("Bài mot"));
    paper.record("hai", 0.1, 2);
    paper.now += std::chrono::hours(1);
    EXPECT_EQ(paper.run(), ExitCode::done);
    EXPECT_THAT(paper.feed(), HasSubstr("Bài hai"));
    EXPECT_EQ(published().at(lost), before.at(lost));
}

TEST_F(LossesTest, AForeignFileInTheWayStopsPublishingAndIsNamed) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    filesystem::create_directories(out("months"));
    print_all({"mot", "hai"});
    // The next thing that belongs there is taken by somebody else.
    paper.config.feed.items = 1;
    core::write_file(out("archive-0001.xml"), "mine");
    const std::string said = complaints(ExitCode::some_failed);
    EXPECT_THAT(said, HasSubstr("'archive-0001.xml' stands where a file of newscast's belongs"));
    EXPECT_EQ(read("archive-0001.xml"), "mine");
    EXPECT_THAT(paper.feed(), Not(HasSubstr("Bài hai"))) << "nothing was published";
    filesystem::remove(out("archive-0001.xml"));
    EXPECT_EQ(paper.run(), ExitCode::done);
    EXPECT_THAT(paper.feed(), HasSubstr("Bài"));
}

TEST_F(LossesTest, AMissingDiskEmptiesNoFeed) {
    print_all({"mot", "hai", "ba"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string feed = paper.feed();
    filesystem::rename(out("media"), paper.folder / "unmounted");
    filesystem::create_directory(out("media"));
    try {
        paper.run();
        FAIL() << "a show without its recordings was published";
    } catch (const core::Error& error) {
        EXPECT_EQ(error.kind(), core::ErrorKind::storage);
        EXPECT_THAT(error.what(), HasSubstr("3 of 3 recordings are missing"));
    }
    EXPECT_EQ(paper.feed(), feed);
    filesystem::remove(out("media"));
    filesystem::rename(paper.folder / "unmounted", out("media"));
    EXPECT_EQ(complaints(ExitCode::done), "") << "with the disk all is as it was";
    EXPECT_EQ(paper.feed(), feed);
    filesystem::remove_all(out("media"));
    Interrupt interrupt;
    Report report(Report::Detail::problems);
    paper.now += std::chrono::minutes(1);
    EXPECT_EQ(static_cast<ExitCode>(run_show(paper.config, {paper.workers, report, interrupt, paper.now},
                                             {.replacement = Replacement::any})
                                        .exit_code),
              ExitCode::done);
    EXPECT_EQ(paper.media().size(), 3u) << "who says so has them made again";
}

TEST_F(LossesTest, AnAlteredRecordingThatCannotBeMadeAgainIsNotRemoved) {
    print_all({"mot", "hai"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string altered = one("media", "bai-hai");
    core::write_file(out(altered), read(altered) + "tagged by hand");
    filesystem::remove_all(paper.config.state_folder() / "sources");
    paper.server.on("/hai.wav", support::answer(404));
    EXPECT_THAT(complaints(ExitCode::some_failed), HasSubstr(altered));
    EXPECT_THAT(read(altered), HasSubstr("tagged by hand")) << "it is all that there is";
    EXPECT_THAT(paper.feed(), Not(HasSubstr("Bài hai")));
}

TEST_F(LossesTest, AFeedThatSomebodyMadeTooLargeIsReplaced) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string feed = paper.feed();
    core::write_file(out("feed.xml"), feed + "<!--" + std::string(65 << 20, 'x') + "-->");
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(paper.feed(), feed);
}

TEST_F(LossesTest, AFirstRunThatEndedBeforeTheMarkerStoodIsNoStranger) {
    filesystem::create_directories(out());
    core::write_file(out(core::temporary_name(".newscast", "0123456789ab")), "test\n");
    EXPECT_EQ(paper.run(), ExitCode::done);
    EXPECT_TRUE(filesystem::exists(out(".newscast")));
}

}  // namespace
}  // namespace app
