#include "catalog/figures.h"

#include "tests/catalog/catalog_fixture.h"

#include <gmock/gmock.h>
#include <sqlite3.h>

#include <memory>

namespace catalog {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class FiguresTest : public CatalogTest {
protected:
    /// What other parts of the program have written.
    void write(const std::string& sql) const {
        sqlite3* opened = nullptr;
        ASSERT_EQ(sqlite3_open((folder_ / "catalog.db").c_str(), &opened), SQLITE_OK);
        const std::unique_ptr<sqlite3, int (*)(sqlite3*)> database(opened, sqlite3_close);
        ASSERT_EQ(sqlite3_exec(opened, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(opened);
    }
    void find(const std::string& name, core::Instant at) {
        const std::vector<Found> links{page(name)};
        catalog_.record_listing({"list", "source", "rules", {}}, links, at);
    }
};

TEST_F(FiguresTest, OfNothingAreEmpty) {
    const Figures figures = catalog_.figures();
    EXPECT_THAT(figures.episodes, IsEmpty());
    EXPECT_THAT(figures.files, IsEmpty());
    EXPECT_THAT(figures.found, IsEmpty());
    EXPECT_THAT(figures.failed, IsEmpty());
    EXPECT_THAT(figures.runs, IsEmpty());
}

TEST_F(FiguresTest, TellWhatTheFileOfAnEpisodeIsLike) {
    publish("mot", "Bài một");
    const Figures figures = catalog_.figures();
    ASSERT_EQ(figures.episodes.size(), 1u);
    const EpisodeFigures& episode = figures.episodes.front();
    EXPECT_EQ(episode.title, "Bài một");
    EXPECT_EQ(episode.published, start - 1h);
    EXPECT_EQ(episode.arrived, start);
    EXPECT_EQ(episode.lane, core::Lane::encode);
    EXPECT_EQ(episode.before.integrated_lufs, -23.5);
    EXPECT_EQ(episode.before.true_peak_dbtp, -std::numeric_limits<double>::infinity());
    EXPECT_EQ(episode.after, (core::Loudness{-16.0, 3.0, -1.2}));
    EXPECT_EQ(episode.duration, 6500ms);
    EXPECT_EQ(episode.bytes, 99u);
    ASSERT_EQ(figures.files.size(), 1u);
    EXPECT_EQ(figures.files.front().made, start);
    EXPECT_EQ(figures.files.front().bytes, 99u);
}

TEST_F(FiguresTest, TellWhatWasThereAtTheFirstLookAndWhatHasNoTime) {
    publish("mot", "Một");
    find("hai", start + 1h);
    Reading dated = reading("hai", "Hai");
    dated.content.published = core::parse_iso8601("2023-11-14T22:00:00Z");
    catalog_.complete(to_read(start + 1h), dated, std::nullopt, start + 1h);
    download(to_download(start + 1h), "sound hai", start + 1h);
    const MakeWork work = to_make(start + 1h);
    catalog_.complete(work, made("media/hai.mp3", 1, work), start + 1h);
    const Figures figures = catalog_.figures();
    ASSERT_EQ(figures.episodes.size(), 2u);
    const auto& [one, two] = std::pair(figures.episodes[0], figures.episodes[1]);
    const EpisodeFigures& first = one.title == "Một" ? one : two;
    const EpisodeFigures& second = one.title == "Một" ? two : one;
    EXPECT_TRUE(first.was_there);
    EXPECT_FALSE(first.has_clock);
    EXPECT_FALSE(second.was_there);
    EXPECT_TRUE(second.has_clock);
    EXPECT_EQ(second.arrived, start + 1h);
}

TEST_F(FiguresTest, CountFindingsByLookAndOutcome) {
    publish("mot", "Một");
    find("hai", start + 1h);
    find("ba", start + 1h);
    std::vector<std::string> told;
    for (const FoundFigures& found : catalog_.figures().found)
        told.push_back(found.source + " " + found.outcome + " " + std::to_string(found.articles) + " " +
                       std::to_string((found.at - start).count()));
    EXPECT_THAT(told, ElementsAre("source recording 1 0", "source unread 2 3600"));
}

TEST_F(FiguresTest, LeaveOutWhatWasWithdrawn) {
    publish("mot", "Một");
    catalog_.withdraw("guid-mot", "an error", start);
    const Figures figures = catalog_.figures();
    EXPECT_THAT(figures.episodes, IsEmpty());
    EXPECT_THAT(figures.files, IsEmpty());
    EXPECT_EQ(figures.found.size(), 1u);
}

TEST_F(FiguresTest, TellOfTheRunsAndOfTheFailuresOfEachDay) {
    write(
        "INSERT INTO runs (began_at, ended_at, exit_code) VALUES (200, 260, 1), (100, 130, 0); INSERT INTO runs "
        "(began_at) VALUES (300); INSERT INTO failures_by_day VALUES ('2024-07-08', 'download', 'network', 3)");
    const Figures figures = catalog_.figures();
    ASSERT_EQ(figures.runs.size(), 3u);
    EXPECT_EQ(figures.runs[0].began, core::Instant(100s));
    EXPECT_EQ(figures.runs[0].ended, core::Instant(130s));
    EXPECT_EQ(figures.runs[0].exit_code, 0);
    EXPECT_EQ(figures.runs[1].exit_code, 1);
    EXPECT_FALSE(figures.runs[2].ended);
    EXPECT_FALSE(figures.runs[2].exit_code);
    ASSERT_EQ(figures.failed.size(), 1u);
    EXPECT_EQ(figures.failed.front().day, "2024-07-08");
    EXPECT_EQ(figures.failed.front().step, "download");
    EXPECT_EQ(figures.failed.front().kind, "network");
    EXPECT_EQ(figures.failed.front().failed, 3u);
}

}  // namespace
}  // namespace catalog
