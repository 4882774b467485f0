#include "app/figures/page.h"

#include "core/atomic_file.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <regex>
#include <sstream>

namespace app::figures {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr core::Instant noon{std::chrono::sys_days(std::chrono::year(2024) / 7 / 8) + 5h};  // by Ho Chi Minh City
constexpr double silence = -std::numeric_limits<double>::infinity();

catalog::EpisodeFigures episode(const std::string& title, core::Instant published) {
    catalog::EpisodeFigures one;
    one.title = title;
    one.published = published;
    one.arrived = published + 25min;
    one.before = {-23.0, 5.0, -4.0};
    one.after = {-16.0, 5.0, -1.5};
    one.duration = 200s;
    one.bytes = 2'400'000;
    return one;
}

Show empty_show() {
    Show show;
    show.id = "dong-thap";
    show.title = "Báo Đồng Tháp";
    show.timezone = "Asia/Ho_Chi_Minh";
    return show;
}

Show small_show() {
    Show show = empty_show();
    show.done.episodes = {episode("Bài một", noon - 30h), episode("Bài hai", noon - 2h), episode("Im lặng", noon)};
    show.done.episodes[0].was_there = true;
    show.done.episodes[1].lane = core::Lane::gain;
    show.done.episodes[1].predicted = true;
    show.done.episodes[2].before = show.done.episodes[2].after = {silence, 0.0, silence};
    show.done.files = {{noon - 24h, 2'400'000}, {noon - 1h, 2'400'000}, {noon, 2'400'000}};
    show.done.found = {{"feed http://b.example/rss", noon - 24h, "recording", 1},
                       {"feed http://b.example/rss", noon, "recording", 2},
                       {"feed http://b.example/rss", noon, "silent", 3},
                       {"id van-hoa", noon, "unread", 1}};
    show.done.failed = {{"2024-07-07", "download", "network", 3}, {"2024-07-08", "make", "media", 1}};
    show.done.runs = {
        {noon - 24h, noon - 24h + 40s, 0}, {noon, noon + 55s, 1}, {noon + 1h, std::nullopt, std::nullopt}};
    show.failing = {{"download", "network", 2}};
    show.standing = {{"media", 3, 7'200'000}, {"page", 5, 50'000}};
    show.waiting = 1;
    return show;
}

std::string page_of(const Show& show) {
    return page(std::span(&show, 1), noon + 2h);
}

/// What xmllint objects to, as XML.
std::string faults_of(const std::string& html) {
    const support::TemporaryFolder folder;
    const std::filesystem::path file = folder / "page.html";
    std::ofstream(file, std::ios::binary) << html;
    const std::filesystem::path said = folder / "said";
    const int status =
        std::system(("xmllint --noout --nonet '" + file.string() + "' 2>'" + said.string() + "'").c_str());
    return core::read_file(said) + (status == 0 ? "" : "xmllint failed");
}

void expect_golden(std::string html) {
    const std::size_t style = html.find("<style>") + 7;
    html.replace(style, html.find("</style>") - style, "STYLE");
    const std::string version = "newscast " NEWSCAST_VERSION;
    html.replace(html.find(version), version.size(), "newscast VERSION");
    const std::filesystem::path path = std::filesystem::path(NEWSCAST_SOURCE_DIR) / "tests/data/figures/page.html";
    if (const char* update = std::getenv("UPDATE_GOLDEN"); update != nullptr && std::string_view(update) == "1") {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << html;
        return;
    }
    std::ifstream file(path, std::ios::binary);
    ASSERT_TRUE(file) << path << " is missing; UPDATE_GOLDEN=1 writes it";
    std::ostringstream golden;
    golden << file.rdbuf();
    EXPECT_EQ(html, golden.str()) << "differs from " << path;
}

TEST(FiguresPage, LooksAsItDid) {
    expect_golden(page_of(small_show()));
}

TEST(FiguresPage, IsWellFormedWithFewEpisodesAndWithNone) {
    EXPECT_EQ(faults_of(page_of(small_show())), "");
    EXPECT_EQ(faults_of(page_of(empty_show())), "");
    Show one = empty_show();
    one.done.episodes = {episode("Một", noon)};
    EXPECT_EQ(faults_of(page_of(one)), "");
}

TEST(FiguresPage, SaysWhatThereIsNothingOf) {
    const std::string html = page_of(empty_show());
    EXPECT_THAT(html, AllOf(HasSubstr("No episode is published yet."), HasSubstr("No source has given an article yet."),
                            HasSubstr("No failure has been noted. Nothing fails now."),
                            HasSubstr("No run has been noted yet."), HasSubstr("Nothing is published yet.")));
    EXPECT_THAT(html, AllOf(Not(HasSubstr("<svg role")), Not(HasSubstr("nan"))));
}

TEST(FiguresPage, SaysInWordsWhatItsPlotsShow) {
    const std::string html = page_of(small_show());
    EXPECT_THAT(html, AllOf(HasSubstr("2 of 3 episodes within 0.75 LU of the target, -16.0 LUFS."),
                            HasSubstr("Of 1 the reading after is computed, not measured (lane gain)."),
                            HasSubstr("After: median -16.0, from -inf to -16.0 LUFS."),
                            HasSubstr("0 of 3 episodes above the ceiling, -1.0 dBTP."),
                            HasSubstr("gain: 1 (33 %, the stream&#39;s own gain moved); encode: 2"),
                            HasSubstr("Median 3:20, from 3:20 to 3:20; together 10:00.")));
    EXPECT_THAT(html,
                AllOf(HasSubstr("2 episodes: median 25 min, at most 25 min. Not counted: 1 was there"),
                      HasSubstr("6 articles, 3 with a recording; the last found on 2024-07-08."),
                      HasSubstr("Articles of van-hoa"),
                      HasSubstr("4 failures noted, by step: download 3, make 1. To be tried again: 2 (download, "
                                "network)."),
                      HasSubstr("2 runs: median 47 s, at most 55 s; exit codes: 0 (1), 1 (1). Not drawn: 1 run "
                                "without an end, at work or cut off."),
                      HasSubstr("3 files of episodes, 7.2 MB. Published now: 3 media (7.2 MB), 5 page (50.0 kB).")));
}

TEST(FiguresPage, LoadsNothingAndHasNoScript) {
    std::string html = page_of(small_show());
    EXPECT_THAT(html, HasSubstr("default-src 'none'"));
    EXPECT_THAT(html, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("src=")), Not(HasSubstr("url(")),
                            Not(HasSubstr("@import"))));
    const std::regex link("href=\"([^\"]*)\"");
    for (std::sregex_iterator match(html.begin(), html.end(), link); match != std::sregex_iterator(); ++match)
        EXPECT_TRUE((*match)[1] == "data:," || (*match)[1].str().starts_with("#show-")) << (*match)[1];
}

TEST(FiguresPage, LeadsToEachOfItsFigures) {
    const std::vector<Show> shows{small_show(), empty_show()};
    const std::string html = page(shows, noon);
    EXPECT_THAT(html, HasSubstr("<title>Report: 2 shows</title>"));
    const std::regex link("href=\"#([^\"]*)\"");
    std::size_t links = 0;
    for (std::sregex_iterator match(html.begin(), html.end(), link); match != std::sregex_iterator();
         ++match, ++links) {
        const std::string id = "id=\"" + (*match)[1].str() + "\"";
        const std::size_t at = html.find(id);
        EXPECT_NE(at, std::string::npos) << id;
        EXPECT_EQ(html.find(id, at + 1), std::string::npos) << id << " twice";
    }
    EXPECT_EQ(links, 20u);
}

TEST(FiguresPage, LetsNoHostileTextBecomeMarkup) {
    const std::string hostile = "\"><script>alert(1)</script>'&\x01\xff]]>";
    Show show = small_show();
    show.title = show.id = hostile;
    for (catalog::EpisodeFigures& one : show.done.episodes) one.title = hostile;
    for (catalog::FoundFigures& found : show.done.found) found.source = hostile;
    for (catalog::FailureCount& failed : show.done.failed) failed.kind = failed.step = hostile;
    show.failing = {{hostile, hostile, 1}};
    show.standing = {{hostile, 1, 1}};
    const std::string html = page_of(show);
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_EQ(faults_of(html), "");
}

TEST(FiguresPage, StaysSmallHoweverLargeTheShow) {
    Show show = empty_show();
    for (int index = 0; index < 10'000; ++index) {
        const core::Instant at = noon - std::chrono::hours(2 * index);
        show.done.episodes.push_back(episode("Bài " + std::to_string(index), at));
        show.done.episodes.back().after.integrated_lufs -= index % 5;
        show.done.files.push_back({at, 1'000'000});
        for (int source = 0; source < 40; ++source)
            show.done.found.push_back({"feed http://b.example/" + std::to_string(source), at, "recording", 1});
    }
    std::ranges::reverse(show.done.episodes);
    std::ranges::reverse(show.done.files);
    std::ranges::reverse(show.done.found);
    const std::string html = page_of(show);
    EXPECT_LT(html.size(), 2'000'000u);
    EXPECT_GT(html.size(), 20'000u);
    // None is left out of the counts.
    EXPECT_THAT(html, AllOf(HasSubstr("2000 of 10000 episodes within"), HasSubstr("10000 files of episodes, 10.0 GB"),
                            HasSubstr("Articles of 29 other sources"), HasSubstr("290000 articles"),
                            HasSubstr("The 20 episodes furthest from the target")));
}

}  // namespace
}  // namespace app::figures
