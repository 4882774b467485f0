// The day in one episode: what is in an edition, when there is one, and what becomes of it afterwards.
#include "tests/app/bulletin_fixture.h"

#include "core/atomic_file.h"
#include "core/hash.h"
#include "tests/app/program.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace app {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* day = "tin ngày";

/// Start in seconds and title of a file's chapters, by ffprobe.
std::vector<std::pair<double, std::string>> chapters_in(const filesystem::path& file) {
    const Answer answer = shell("ffprobe -v error -show_chapters -of json " + sound::quoted(file));
    std::vector<std::pair<double, std::string>> chapters;
    const nlohmann::json facts = nlohmann::json::parse(answer.output);
    for (const auto& one : facts.at("chapters"))
        chapters.emplace_back(std::stod(one.at("start_time").get<std::string>()), one.at("tags").at("title"));
    return chapters;
}

double length_of(const filesystem::path& file) {
    return std::stod(shell("ffprobe -v error -show_entries format=duration -of csv=p=0 " + sound::quoted(file)).output);
}

TEST_F(BulletinTest, TheDayIsOneEpisodeOfItsArticlesTheNewestFirst) {
    print({{"lua", "Giá lúa tăng", 3h}, {"cau", "Cầu mới thông xe", 2h}, {"mua", "Mưa lớn chiều nay", 4h}});
    bulletin().opening = jingle("mo", 2.0, 7);
    bulletin().separator = jingle("ngat", 1.0, 8);
    bulletin().closing = jingle("ket", 2.0, 9);
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const std::string edition = item(day);
    ASSERT_THAT(edition, Not(IsEmpty()));
    EXPECT_EQ(count(paper.feed(), "<item>"), 4U) << "the articles are episodes of their own as well";
    const auto chapters = chapters_in(file_of(edition));
    ASSERT_EQ(chapters.size(), 4U);
    EXPECT_THAT(chapters[0].second, HasSubstr(day)) << "the opening is a chapter";
    EXPECT_EQ(chapters[1].second, "Cầu mới thông xe");
    EXPECT_EQ(chapters[2].second, "Giá lúa tăng");
    EXPECT_EQ(chapters[3].second, "Mưa lớn chiều nay");
    EXPECT_EQ(chapters[0].first, 0.0);
    EXPECT_NEAR(chapters[1].first, 2.4, 0.35);
    EXPECT_NEAR(chapters[2].first - chapters[1].first, 3.0 + 0.4 + 1.0 + 0.4, 0.7) << "article, gap, separator, gap";
    EXPECT_NEAR(length_of(file_of(edition)), 2 + 3 * 3 + 2 * 1 + 2 + 6 * 0.4, 2.0);
    const std::string notes = element(edition, "content:encoded");
    for (const char* title : {"Cầu mới thông xe", "Giá lúa tăng", "Mưa lớn chiều nay"})
        EXPECT_THAT(notes, HasSubstr(title));
    EXPECT_THAT(notes, HasSubstr(paper.server.url("/cau.html")));
    EXPECT_THAT(notes, HasSubstr("00:00:0"));
    EXPECT_THAT(edition, AllOf(HasSubstr("podcast:chapters"), HasSubstr("psc:chapter ")));
    EXPECT_THAT(edition, Not(HasSubstr("ai-content"))) << "people read it";
}

TEST_F(BulletinTest, ASecondRunChangesNothing) {
    print({{"lua", "Giá lúa tăng"}, {"cau", "Cầu mới thông xe"}});
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const auto before = published();
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_EQ(published(), before);
}

TEST_F(BulletinTest, TheSameArticlesGiveTheSameBytesOnAnotherMachine) {
    print({{"lua", "Giá lúa tăng", 3h}, {"cau", "Cầu mới thông xe", 2h}});
    bulletin().opening = jingle("mo", 2.0, 7);
    bulletin().say = {"/usr/bin/espeak-ng", "-v", "{language}", "--stdin", "-w", "{output}"};
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const std::string first = item(day);
    const std::string bytes = core::read_file(file_of(first));
    filesystem::remove_all(paper.config.state_directory);
    filesystem::remove_all(paper.config.out_directory);
    pass(10min);
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const std::string second = item(day);
    EXPECT_EQ(element(second, "guid"), element(first, "guid"));
    EXPECT_EQ(file_of(second), file_of(first));
    EXPECT_TRUE(core::read_file(file_of(second)) == bytes);
}

TEST_F(BulletinTest, OnlyWhatWasPublishedInItsWindowAndByItsTimeIsInAnEdition) {
    print({{"cu", "Bài hôm kia", 49h}, {"vua", "Bài vừa đăng", 5min}, {"nay", "Bài sáng nay", 3h}});
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const std::string notes = element(item(day), "content:encoded");
    EXPECT_THAT(notes, AllOf(HasSubstr("Bài sáng nay"), Not(HasSubstr("Bài hôm kia")), Not(HasSubstr("Bài vừa đăng"))));
}

TEST_F(BulletinTest, AnArticleIsInOneEditionOfABulletinOnly) {
    print({{"mot", "Bài thứ nhất", 3h}});
    bulletin().window = 72h;
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const std::string first = element(item(day), "guid");
    print({{"mot", "Bài thứ nhất", 3h}, {"hai", "Bài thứ hai", -2h}});
    pass(24h);
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_EQ(count(paper.feed(), "<item>"), 4U);
    const std::string newest = item(day);
    EXPECT_NE(element(newest, "guid"), first);
    EXPECT_THAT(element(newest, "content:encoded"), AllOf(HasSubstr("Bài thứ hai"), Not(HasSubstr("Bài thứ nhất"))));
}

TEST_F(BulletinTest, ADayWithNothingMakesNone) {
    print({{"cu", "Bài tuần trước", 24h * 7}});
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_THAT(item(day), IsEmpty());
    pass(24h);
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_EQ(count(paper.feed(), "<item>"), 1U);
}

TEST_F(BulletinTest, AnEditionWhoseTimeHasPassedIsMadeOnceByTheNextRun) {
    print({{"mot", "Bài thứ nhất", 3h}});
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    // The machine is off over two editions; what came meanwhile is in the last of them.
    print({{"mot", "Bài thứ nhất", 3h}, {"hai", "Bài thứ hai", -20h}, {"ba", "Bài thứ ba", -44h}});
    bulletin().window = 72h;
    pass(24h * 2 + 10h);
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_EQ(count(paper.feed(), day), count(paper.feed(), day));
    EXPECT_EQ(count(paper.feed(), "<item>"), 5U) << "three articles, the first edition and one more";
    EXPECT_THAT(element(item(day), "content:encoded"), AllOf(HasSubstr("Bài thứ hai"), HasSubstr("Bài thứ ba")));
}

TEST_F(BulletinTest, OnDaysThatItDoesNotHaveThereIsNone) {
    print({{"mot", "Bài thứ nhất", 3h}});
    const auto today = std::chrono::weekday(
        std::chrono::floor<std::chrono::days>(core::to_written(begun - 30min, paper.config.show.timezone).local));
    bulletin().days = {today + std::chrono::days(1)};
    bulletin().window = 24h;
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_THAT(item(day), IsEmpty());
}

TEST_F(BulletinTest, SectionsSourcesAndOrderSayWhatIsInIt) {
    print({{"bong", "Bóng đá tối qua", 2h, "Thể thao"},
           {"lua", "Giá lúa tăng", 3h, "Kinh tế"},
           {"cau", "Cầu mới thông xe", 4h, "Thời sự"},
           {"tho", "Một bài thơ", 1h, "Văn nghệ"}});
    bulletin().sections = {"thời sự", "Kinh  tế", "Thể thao"};
    bulletin().order = config::Bulletin::Order::sections;
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const auto chapters = chapters_in(file_of(item(day)));
    ASSERT_EQ(chapters.size(), 3U);
    EXPECT_EQ(chapters[0].second, "Cầu mới thông xe");
    EXPECT_EQ(chapters[1].second, "Giá lúa tăng");
    EXPECT_EQ(chapters[2].second, "Bóng đá tối qua");
}

TEST_F(BulletinTest, ItHasAtMostSoManyArticlesAndMinutesAndTheRestWaits) {
    print({{"mot", "Bài một", 1h}, {"hai", "Bài hai", 2h}, {"ba", "Bài ba", 3h}});
    bulletin().max_articles = 2;
    bulletin().window = 72h;
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_EQ(chapters_in(file_of(item(day))).size(), 2U);
    pass(24h);
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_THAT(element(item(day), "content:encoded"), HasSubstr("Bài ba"));
}

TEST_F(BulletinTest, ACorrectedTitleIsSpokenAnewUnderTheSameGuid) {
    bulletin().say = {"/usr/bin/espeak-ng", "-v", "{language}", "--stdin", "-w", "{output}"};
    print({{"lua", "Giá lúa tăng mạnh"}, {"cau", "Cầu mới thông xe", 3h}});
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const std::string before = item(day);
    EXPECT_THAT(before, HasSubstr("<podcast:txt purpose=\"ai-content\">true</podcast:txt>"))
        << "a machine speaks the titles";
    const std::string first = core::read_file(file_of(before));
    print({{"lua", "Giá lúa giảm nhẹ"}, {"cau", "Cầu mới thông xe", 3h}});
    pass(3h);
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const std::string after = item(day);
    EXPECT_EQ(element(after, "guid"), element(before, "guid"));
    EXPECT_EQ(chapters_in(file_of(after)).front().second, "Giá lúa giảm nhẹ");
    EXPECT_NE(file_of(after), file_of(before)) << "apps keep what they have under the old name";
    EXPECT_TRUE(core::read_file(file_of(before)) != first) << "and the old name gives the correction too";
    EXPECT_THAT(after, HasSubstr("atom:updated"));
}

TEST_F(BulletinTest, ACorrectedTextOnlyTagsItAnew) {
    print({{"lua", "Giá lúa tăng"}, {"cau", "Cầu mới thông xe", 3h}});
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const std::string before = item(day);
    print({{"lua", "Giá lúa tăng", 2h, "Thời sự", "Một đoạn văn khác hẳn của bài này."},
           {"cau", "Cầu mới thông xe", 3h}});
    pass(3h);
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const std::string after = item(day);
    EXPECT_EQ(file_of(after), file_of(before));
    EXPECT_THAT(element(after, "content:encoded"), HasSubstr("Một đoạn văn khác hẳn"));
    EXPECT_EQ(chapters_in(file_of(after)), chapters_in(file_of(before)));
}

TEST_F(BulletinTest, ACorrectedRecordingIsHeardInIt) {
    print({{"lua", "Giá lúa tăng"}, {"cau", "Cầu mới thông xe", 3h}});
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const std::string before = item(day);
    const double length = length_of(file_of(before));
    const filesystem::path longer = paper.folder / "lua.wav";
    sound::write_wav(longer, sound::babble(6.0, 0.1, 22050, 1, 77));
    paper.server.on("/lua.wav", support::file({core::read_file(longer), "audio/wav", "\"longer\""}));
    pass(3h);
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const std::string after = item(day);
    EXPECT_EQ(element(after, "guid"), element(before, "guid"));
    EXPECT_NEAR(length_of(file_of(after)), length + 3.0, 0.5);
}

TEST_F(BulletinTest, AfterItsRecheckTimeItStaysAsItIs) {
    paper.config.limits.recheck = 24h;
    print({{"lua", "Giá lúa tăng"}, {"cau", "Cầu mới thông xe", 3h}});
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const std::string bytes = core::read_file(file_of(item(day)));
    print({{"lua", "Giá lúa giảm"}, {"cau", "Cầu mới thông xe", 3h}});
    pass(30h);
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_TRUE(core::read_file(file_of(item(day))) == bytes);
}

TEST_F(BulletinTest, AWithdrawnArticleIsTakenOutOfItAtOnce) {
    print({{"lua", "Giá lúa tăng"}, {"cau", "Cầu mới thông xe", 3h}});
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const std::string before = item(day);
    Interrupt interrupt;
    Report report(Report::Detail::problems);
    paper.now += 1min;
    withdraw(paper.config, {paper.workers, report, interrupt, paper.now}, element(item("Giá lúa"), "guid"), "wrong");
    const std::string after = item(day);
    EXPECT_EQ(element(after, "guid"), element(before, "guid"));
    EXPECT_THAT(element(after, "content:encoded"), AllOf(HasSubstr("Cầu mới"), Not(HasSubstr("Giá lúa"))));
    EXPECT_EQ(chapters_in(file_of(after)).size(), 1U);
    withdraw(paper.config, {paper.workers, report, interrupt, paper.now}, element(item("Cầu mới"), "guid"), "wrong");
    EXPECT_THAT(complaints(ExitCode::done), AnyOf(IsEmpty(), HasSubstr("withdrawn")));
    EXPECT_THAT(item(day), IsEmpty()) << "nothing is left of it";
}

TEST_F(BulletinTest, AnEditionIsWithdrawnByItsOwnGuid) {
    print({{"lua", "Giá lúa tăng"}});
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    Interrupt interrupt;
    Report report(Report::Detail::problems);
    paper.now += 1min;
    withdraw(paper.config, {paper.workers, report, interrupt, paper.now}, element(item(day), "guid"), "wrong");
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_THAT(item(day), IsEmpty());
    EXPECT_THAT(item("Giá lúa"), Not(IsEmpty()));
}

TEST_F(BulletinTest, WithoutSinglesOnlyTheBulletinIsInTheFeed) {
    bulletin().singles = false;
    print({{"lua", "Giá lúa tăng"}, {"cau", "Cầu mới thông xe", 3h}});
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_EQ(count(paper.feed(), "<item>"), 1U);
    EXPECT_EQ(paper.media().size(), 1U);
    EXPECT_EQ(chapters_in(file_of(item(day))).size(), 2U);
    const auto before = published();
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_EQ(published(), before);
}

TEST_F(BulletinTest, WhatDidNotStandAloneIsHeardAlsoWhereSinglesAreAskedForSince) {
    bulletin().singles = false;
    print({{"lua", "Giá lúa tăng"}, {"cau", "Cầu mới thông xe", 5min}});
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    bulletin().singles = true;
    pass(24h);
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_THAT(element(item(day), "content:encoded"), HasSubstr("Cầu mới"));
}

TEST_F(BulletinTest, AnArticleThatIsLongerThanAnyEditionIsToldOnce) {
    print({{"lua", "Giá lúa tăng"}});
    bulletin().max_length = std::chrono::minutes(0);
    EXPECT_THAT(complaints(ExitCode::some_failed), AllOf(HasSubstr("Giá lúa"), HasSubstr("max_minutes")));
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
}

TEST_F(BulletinTest, AnArticleWithoutARecordingIsReadByTheCommand) {
    print({{"lua", "Giá lúa tăng"},
           {"tho", "Một bài không có tiếng", 3h, "Thời sự", "Bài này chỉ có chữ, không ai đọc.", false}});
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_THAT(item("không có tiếng"), IsEmpty());
    EXPECT_EQ(chapters_in(file_of(item(day))).size(), 1U);
    filesystem::remove_all(paper.config.state_directory);
    filesystem::remove_all(paper.config.out_directory);
    bulletin().say = {"/usr/bin/espeak-ng", "-v", "{language}", "--stdin", "-w", "{output}"};
    bulletin().voice_missing = true;
    bulletin().headlines = false;
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const std::string voiced = item("không có tiếng");
    EXPECT_THAT(voiced, HasSubstr("<podcast:txt purpose=\"ai-content\">true</podcast:txt>"));
    EXPECT_THAT(element(voiced, "content:encoded"), HasSubstr("giọng đọc tổng hợp"));
    EXPECT_THAT(item("Giá lúa"), Not(HasSubstr("ai-content")));
    EXPECT_EQ(chapters_in(file_of(item(day))).size(), 2U);
    EXPECT_THAT(item(day), HasSubstr("ai-content\">true"));
    const auto before = published();
    pass(3h);
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_EQ(published(), before) << "what was said once is not said again";
}

TEST_F(BulletinTest, ARecordingThatAppearsLaterTakesThePlaceOfTheMachinesVoice) {
    bulletin().say = {"/usr/bin/espeak-ng", "-v", "{language}", "--stdin", "-w", "{output}"};
    bulletin().voice_missing = true;
    Story story{"tho", "Một bài không có tiếng", 3h, "Thời sự", "Bài này chỉ có chữ, không ai đọc.", false};
    print({story});
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const std::string before = item("không có tiếng");
    story.has_recording = true;
    print({story});
    pass(6h);
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const std::string after = item("không có tiếng");
    EXPECT_EQ(element(after, "guid"), element(before, "guid"));
    EXPECT_THAT(after, Not(HasSubstr("ai-content")));
    EXPECT_NEAR(length_of(file_of(after)), 3.0, 0.2);
}

TEST_F(BulletinTest, ACommandThatFailsCostsTheEditionALineAndTheNextRunMakesIt) {
    bulletin().say = {"/bin/false"};
    print({{"lua", "Giá lúa tăng"}});
    EXPECT_THAT(complaints(ExitCode::some_failed), AllOf(HasSubstr(day), HasSubstr("/bin/false")));
    EXPECT_THAT(item(day), IsEmpty());
    EXPECT_THAT(item("Giá lúa"), Not(IsEmpty())) << "the articles stand";
    bulletin().say = {"/usr/bin/espeak-ng", "-v", "{language}", "--stdin", "-w", "{output}"};
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_THAT(item(day), Not(IsEmpty()));
}

TEST_F(BulletinTest, AJingleThatIsNotThereIsNamed) {
    bulletin().opening = paper.folder / "nicht-da.wav";
    print({{"lua", "Giá lúa tăng"}});
    EXPECT_THAT(complaints(ExitCode::some_failed), AllOf(HasSubstr("bulletin 'ngay'"), HasSubstr("nicht-da.wav")));
    EXPECT_THAT(item(day), IsEmpty());
    bulletin().opening = jingle("mo", 2.0, 3);
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_THAT(item(day), Not(IsEmpty()));
}

TEST_F(BulletinTest, ARecordingThatCannotBePlayedIsNoPartOfIt) {
    print({{"lua", "Giá lúa tăng"}, {"hong", "Tiếng hỏng", 3h}});
    paper.server.on("/hong.wav", support::file({"RIFF....WAVEfmt hỏng", "audio/wav"}));
    bulletin().singles = false;
    EXPECT_THAT(complaints(ExitCode::some_failed), HasSubstr("Tiếng hỏng"));
    EXPECT_EQ(chapters_in(file_of(item(day))).size(), 1U);
}

TEST_F(BulletinTest, AnEditionThatIsLostIsMadeAgainFromKeptRecordings) {
    print({{"lua", "Giá lúa tăng"}, {"cau", "Cầu mới thông xe", 3h}});
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    const filesystem::path file = file_of(item(day));
    const std::string bytes = core::read_file(file);
    filesystem::remove(file);
    EXPECT_THAT(complaints(ExitCode::done), AnyOf(IsEmpty(), HasSubstr("gone")));
    EXPECT_THAT(complaints(ExitCode::done), IsEmpty());
    EXPECT_TRUE(core::read_file(file) == bytes);
}

}  // namespace
}  // namespace app
