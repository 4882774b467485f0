#include "app/run/run.h"

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/hash.h"
#include "core/lock_file.h"
#include "tests/app/newspaper.h"
#include "tests/transcode/sound.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace app {
namespace {

namespace filesystem = std::filesystem;

std::string hash_of(const filesystem::path& path) {
    const core::FileDescriptor file = core::open_to_read(path);
    return core::sha256_of_file(file.get());
}

/// Path, size and time of every file below a folder.
std::map<std::string, std::pair<std::uintmax_t, filesystem::file_time_type>> snapshot(const filesystem::path& folder) {
    std::map<std::string, std::pair<std::uintmax_t, filesystem::file_time_type>> files;
    for (const auto& entry : filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files[entry.path().string()] = {entry.file_size(), entry.last_write_time()};
    return files;
}

class RunTest : public testing::Test {
protected:
    RunTest() {
        paper.print({"mot", "Bài một"});
        paper.record("mot", 0.1);
        paper.print_listing({"mot"});
    }
    filesystem::path out(const std::string& name) const { return paper.config.show_folder() / name; }
    filesystem::path first_file() const { return out("media") / paper.media().at(0); }

    Newspaper paper;
};

TEST_F(RunTest, PublishesAnArticleAndThenHasNothingToDo) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string feed = paper.feed();
    EXPECT_NE(feed.find("Bài một"), std::string::npos);
    EXPECT_NE(feed.find("Mon, 08 Jul 2024 10:00:11 +0700"), std::string::npos);
    ASSERT_EQ(paper.media().size(), 1u);
    EXPECT_EQ(enclosure(feed, "url"), "https://podcast.example/test/media/" + paper.media().at(0));
    EXPECT_EQ(enclosure(feed, "length"), std::to_string(filesystem::file_size(first_file())));
    EXPECT_EQ(enclosure(feed, "type"), "audio/mpeg");
    const sound::Reading reading = sound::ffmpeg_reading(first_file(), true);
    EXPECT_NEAR(reading.integrated_lufs, -16.0, 0.2);

    const auto before = snapshot(paper.folder.path() / "out");
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(snapshot(paper.folder.path() / "out"), before);
    for (const support::ServerRequest& request : paper.server.requests("/mot.wav")) {
        if (request.number > 1) {
            EXPECT_FALSE(request.header("if-none-match").empty());
        }
    }
}

TEST_F(RunTest, LeavesAMissingRecordingForLaterAndPublishesTheRest) {
    paper.print({"hai", "Bài hai"});
    paper.print_listing({"hai", "mot"});
    testing::internal::CaptureStderr();
    EXPECT_EQ(paper.run(), ExitCode::some_failed);
    const std::string said = testing::internal::GetCapturedStderr();
    EXPECT_NE(said.find("Bài hai"), std::string::npos) << said;
    EXPECT_NE(said.find("404"), std::string::npos) << said;
    EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
    EXPECT_EQ(paper.media().size(), 1u);
    EXPECT_EQ(paper.feed().find("Bài hai"), std::string::npos);

    testing::internal::CaptureStderr();
    EXPECT_EQ(paper.run(), ExitCode::done) << "waiting for the next try is no failure";
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
    EXPECT_EQ(paper.requests("/hai.wav"), 1u);
}

TEST_F(RunTest, MakesFilesAnewFromKeptSourcesWhenTheRecipeChanges) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string first = paper.media().at(0);
    paper.config.recipe.target_lufs = -20;
    paper.config.said = {"audio.target_lufs"};
    paper.config.limits.recheck = std::chrono::hours(0);
    const std::size_t downloads = paper.requests("/mot.wav");
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_LE(paper.requests("/mot.wav"), downloads + 1) << "no more than the check that was due";
    ASSERT_EQ(paper.media().size(), 2u);
    const std::string second = filesystem::path(first).stem().string() + "-v2.mp3";
    EXPECT_NE(enclosure(paper.feed(), "url").find(second), std::string::npos);
    EXPECT_NEAR(sound::ffmpeg_reading(out("media/" + second), true).integrated_lufs, -20.0, 0.2);
    EXPECT_EQ(hash_of(out("media/" + first)), hash_of(out("media/" + second))) << "some apps pin the first URL";
}

TEST_F(RunTest, OnlyTagsAnewWhenTheTitleChanges) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::vector<float> before = sound::ffmpeg_samples(first_file());
    paper.print({"mot", "Bài một, đã sửa"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string feed = paper.feed();
    EXPECT_NE(feed.find("Bài một, đã sửa"), std::string::npos);
    const filesystem::path file = out("media") / filesystem::path(enclosure(feed, "url")).filename();
    EXPECT_NE(sound::ffprobe(file, "format_tags=title").find("Bài một, đã sửa"), std::string::npos);
    EXPECT_EQ(sound::ffmpeg_samples(file), before);
    EXPECT_EQ(enclosure(feed, "length"), std::to_string(filesystem::file_size(file)));
}

TEST_F(RunTest, BringsACorrectedRecordingToListenersUnderTheSameGuid) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    const auto guid = [&] {
        const std::string feed = paper.feed();
        const std::size_t start = feed.find("<guid");
        return feed.substr(start, feed.find("</guid>") - start);
    };
    const std::string first_guid = guid();
    const std::string first = paper.media().at(0);
    const std::string first_hash = hash_of(first_file());
    paper.record("mot", 0.3, 7);
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(guid(), first_guid);
    const std::string url = enclosure(paper.feed(), "url");
    EXPECT_TRUE(url.ends_with("-v2.mp3")) << url;
    const filesystem::path second = out("media") / filesystem::path(url).filename();
    EXPECT_NE(hash_of(second), first_hash);
    EXPECT_EQ(hash_of(out("media/" + first)), hash_of(second));
}

TEST_F(RunTest, RepairsAPublishedFileThatWasDeletedOrAltered) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    const filesystem::path file = first_file();
    const std::string hash = hash_of(file);
    const std::string feed = paper.feed();
    filesystem::remove(file);
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(hash_of(file), hash);
    EXPECT_EQ(paper.feed(), feed);
    filesystem::resize_file(file, 100);
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(hash_of(file), hash);
}

TEST_F(RunTest, LeavesAloneWhatItDidNotPublish) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    core::write_file(out("media/own.mp3"), "x");
    core::write_file(out("robots.txt"), "x");
    paper.print({"hai", "Bài hai"});
    paper.record("hai", 0.1, 3);
    paper.print_listing({"mot", "hai"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(paper.media().size(), 3u);
    EXPECT_EQ(core::read_file(out("media/own.mp3")), "x");
    EXPECT_EQ(core::read_file(out("robots.txt")), "x");
}

TEST_F(RunTest, LeavesQuietlyWhenAnotherRunHoldsTheLock) {
    filesystem::create_directories(paper.config.state_folder());
    const auto lock = core::LockFile::try_acquire(paper.config.state_folder());
    for (const bool removed : {false, true}) {
        if (removed) filesystem::remove(paper.config.state_folder() / "lock");
        testing::internal::CaptureStderr();
        EXPECT_EQ(paper.run(), ExitCode::done);
        EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
        EXPECT_TRUE(paper.server.requests().empty()) << (removed ? "the lock's file was removed" : "");
    }
}

TEST_F(RunTest, NeverWritesIntoAFolderThatIsNotItsOwn) {
    core::write_file(out("precious.txt"), "mine");
    EXPECT_THROW(paper.run(), core::Error);
    EXPECT_EQ(core::read_file(out("precious.txt")), "mine");
    EXPECT_FALSE(filesystem::exists(out("feed.xml")));
}

TEST_F(RunTest, FinishesOtherSourcesWhenOneIsDown) {
    core::Source down;
    down.kind = core::SourceKind::feed;
    down.url = "http://nowhere.invalid/rss.xml";
    paper.config.sources.insert(paper.config.sources.begin(), down);
    testing::internal::CaptureStderr();
    EXPECT_EQ(paper.run(), ExitCode::some_failed);
    const std::string said = testing::internal::GetCapturedStderr();
    EXPECT_NE(said.find("nowhere.invalid"), std::string::npos) << said;
    EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
    EXPECT_EQ(paper.media().size(), 1u);
}

TEST_F(RunTest, KeepsTheFeedWhenTheSourceIsSuddenlyEmpty) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string feed = paper.feed();
    paper.print_listing({});
    EXPECT_NE(paper.run(), ExitCode::machine);
    EXPECT_EQ(paper.feed(), feed);
    paper.server.on("/", support::answer(500));
    EXPECT_NE(paper.run(), ExitCode::done);
    EXPECT_EQ(paper.feed(), feed);
}

TEST_F(RunTest, TellsTheHubsOfAChangeAndAgainUntilTheyTakeIt) {
    paper.config.show.hubs = {paper.server.url("/hub")};
    paper.server.on("/hub", {support::answer(400), support::answer(204)});
    testing::internal::CaptureStderr();
    EXPECT_EQ(paper.run(), ExitCode::some_failed);
    EXPECT_NE(testing::internal::GetCapturedStderr().find("/hub"), std::string::npos);
    EXPECT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(paper.run(), ExitCode::done) << "an unchanged feed is not told again";
    const auto told = paper.server.requests("/hub");
    ASSERT_EQ(told.size(), 2u);
    EXPECT_EQ(told[1].method, "POST");
    EXPECT_EQ(told[1].body, "hub.mode=publish&hub.url=https%3A%2F%2Fpodcast.example%2Ftest%2Ffeed.xml");
}

TEST_F(RunTest, TellsAPodpingServiceWithItsKey) {
    paper.config.show.podping = paper.server.url("/ping");
    paper.config.show.podping_key = paper.folder / "podping.key";
    paper.server.on("/ping", support::answer(200));
    testing::internal::CaptureStderr();
    EXPECT_EQ(paper.run(), ExitCode::some_failed);
    EXPECT_NE(testing::internal::GetCapturedStderr().find("podping.key"), std::string::npos);
    EXPECT_TRUE(paper.server.requests("/ping").empty()) << "told without the key that is missing";
    core::write_file(paper.config.show.podping_key, "secret\n");
    EXPECT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(paper.run(), ExitCode::done);
    const auto told = paper.server.requests("/ping");
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].target, "/ping?url=https%3A%2F%2Fpodcast.example%2Ftest%2Ffeed.xml&reason=update&medium=podcast");
    EXPECT_EQ(told[0].header("authorization"), "secret");
}

TEST_F(RunTest, WithdrawsAnEpisodeForGoodAndRestoresIt) {
    paper.print({"hai", "Bài hai"});
    paper.record("hai", 0.1, 3);
    paper.print_listing({"mot", "hai"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    ASSERT_EQ(paper.media().size(), 2u);
    Interrupt interrupt;
    Report report(Report::Detail::problems);
    const Process process{paper.workers, report, interrupt, paper.now};
    EXPECT_THROW(withdraw(paper.config, process, "http://nowhere.example/", "x"), core::Error);
    withdraw(paper.config, process, paper.server.url("/hai.html"), "sai sự thật");
    EXPECT_EQ(paper.media().size(), 1u);
    EXPECT_EQ(paper.feed().find("Bài hai"), std::string::npos);
    EXPECT_EQ(core::read_file(out("index.html")).find("Bài hai"), std::string::npos);
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(paper.feed().find("Bài hai"), std::string::npos);
    restore(paper.config, paper.server.url("/hai.html"));
    EXPECT_THROW(restore(paper.config, paper.server.url("/hai.html")), core::Error);
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_NE(paper.feed().find("Bài hai"), std::string::npos);
    EXPECT_EQ(paper.media().size(), 2u);
}

TEST_F(RunTest, RefusesAFeedThatLostItemsUnlessItIsAcceptedOnce) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    // A feed stands that lists more than the catalog knows, as after the loss of a catalog.
    std::string richer = paper.feed();
    const std::size_t item = richer.find("<item>");
    const std::size_t end = richer.find("</item>") + 7;
    std::string second = richer.substr(item, end - item);
    const std::size_t guid = second.find("</guid>");
    second.replace(guid - 4, 4, "ffff");
    richer.insert(end, second);
    core::write_file(out("feed.xml"), richer);
    testing::internal::CaptureStderr();
    EXPECT_EQ(paper.run(), ExitCode::some_failed);
    EXPECT_NE(testing::internal::GetCapturedStderr().find("--accept-worse-feed"), std::string::npos);
    EXPECT_EQ(paper.feed(), richer);
    Interrupt interrupt;
    Report report(Report::Detail::problems);
    EXPECT_EQ(static_cast<ExitCode>(run_show(paper.config, {paper.workers, report, interrupt, paper.now},
                                             {.replacement = Replacement::any})
                                        .exit_code),
              ExitCode::done);
    EXPECT_NE(paper.feed(), richer);
}

TEST_F(RunTest, MovesOldEpisodesToArchivePagesThatStayAsTheyAre) {
    paper.config.feed.items = 2;
    std::vector<std::string> names{"mot"};
    for (unsigned index = 2; index <= 5; ++index) {
        names.push_back("bai" + std::to_string(index));
        paper.print({names.back(), "Bài số " + std::to_string(index)});
        paper.record(names.back(), 0.1, index);
    }
    paper.print_listing(names);
    ASSERT_EQ(paper.run(), ExitCode::done);
    const auto count = [](const std::string& text) {
        std::size_t found = 0;
        for (std::size_t at = text.find("<item>"); at != std::string::npos; at = text.find("<item>", at + 1)) ++found;
        return found;
    };
    std::size_t items = count(paper.feed());
    std::size_t pages = 0;
    for (const auto& entry : filesystem::directory_iterator(paper.config.show_folder())) {
        if (!entry.path().filename().string().starts_with("archive-")) continue;
        ++pages;
        items += count(core::read_file(entry.path()));
    }
    EXPECT_GE(pages, 1u);
    EXPECT_EQ(items, 5u);
    EXPECT_NE(paper.feed().find("prev-archive"), std::string::npos);
    auto before = snapshot(paper.folder.path() / "out");
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(snapshot(paper.folder.path() / "out"), before);

    std::size_t archived = 0;
    const auto title = [](std::size_t index) {
        return index == 0 ? std::string("Bài một") : "Bài số " + std::to_string(index + 1);
    };
    while (archived < names.size() && paper.feed().find(title(archived)) != std::string::npos) ++archived;
    ASSERT_LT(archived, names.size());
    const std::string corrected = title(archived) + ", đã sửa";
    paper.print({names[archived], corrected});
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_NE(paper.feed().find(corrected), std::string::npos)
        << "a correction is for those who read the feed only, too";
    std::string archives;
    for (const auto& entry : filesystem::directory_iterator(paper.config.show_folder()))
        if (entry.path().filename().string().starts_with("archive-")) archives += core::read_file(entry.path());
    EXPECT_NE(archives.find(corrected), std::string::npos);
}

TEST_F(RunTest, WithdrawsWhatIsPastRetention) {
    paper.print({"hai", "Bài hai"});
    paper.record("hai", 0.1, 3);
    paper.print_listing({"mot", "hai"});
    ASSERT_EQ(paper.run(), ExitCode::done);
    ASSERT_EQ(paper.media().size(), 2u);
    paper.config.feed.keep_episodes = 1;
    ASSERT_EQ(paper.run(), ExitCode::done) << "items past retention are no loss to guard against";
    EXPECT_EQ(paper.media().size(), 1u);
    const std::string feed = paper.feed();
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(paper.feed(), feed);
    paper.config.feed.keep_days = std::chrono::days(30);
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(paper.media().size(), 0u);
}

TEST_F(RunTest, ObeysRobotsUnlessTheSiteIsTheOperators) {
    paper.server.on("/robots.txt", support::answer(200, "User-agent: *\nDisallow: /mot.html\n"));
    testing::internal::CaptureStderr();
    EXPECT_EQ(paper.run(), ExitCode::some_failed);
    EXPECT_NE(testing::internal::GetCapturedStderr().find("robots.txt"), std::string::npos);
    EXPECT_EQ(paper.requests("/mot.html"), 0u);
    paper.config.sources.front().ignore_robots = true;
    paper.now += std::chrono::hours(1);
    EXPECT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(paper.media().size(), 1u);
}

TEST_F(RunTest, NamesAPageThatIsGoneLaterButKeepsItsEpisode) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string feed = paper.feed();
    paper.server.on("/mot.html", support::answer(410));
    testing::internal::CaptureStderr();
    EXPECT_EQ(paper.run(), ExitCode::some_failed);
    EXPECT_NE(testing::internal::GetCapturedStderr().find("410"), std::string::npos);
    EXPECT_EQ(paper.feed(), feed);
}

}  // namespace
}  // namespace app
