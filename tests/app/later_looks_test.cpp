// What a later look at a published show finds: pages that are no longer the article, a clock that is wrong, limits that
// would take much at once.

#include "tests/app/real_life.h"

#include <gmock/gmock.h>

namespace app {
namespace {

using std::chrono::days;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class LaterLooks : public RiverPaper {
protected:
    LaterLooks() {
        take_page();
        paper.record("pha", 0.1, 5);
        paper.print_listing({"pha"});
        print_article();
    }

    void print_article(const std::string& title = "Bến phà cũ đóng cửa sau bảy mươi năm",
                       const std::string& more = {}) {
        paper.print({"pha", title, text + more});
    }
    /// A page without the article's recording.
    static std::string page(const std::string& title, const std::string& body) {
        return fmt::format(
            "<!DOCTYPE html><html lang=\"vi\"><head><title>{0}</title></head><body><article><h1>{0}</h1>"
            "{1}</article></body></html>",
            title, body);
    }
    /// Until the article is looked at again: after half of the time for which it has been known.
    void wait() { paper.now += (paper.now - opened) / 2 + 1min; }

    const std::string text =
        "Chuyến phà cuối rời bến lúc sáu giờ chiều, chở theo hơn bốn mươi người và một cỗ xe ngựa.\n\n"
        "Ông lái phà kể lại mùa nước lớn năm ấy, khi cả làng sang sông trong đêm, không ai bị bỏ lại.\n\n"
        "Từ mai người hai bờ đi bằng cầu mới, còn con phà về nằm ở bảo tàng của tỉnh cho trẻ con xem.";
};

TEST_F(LaterLooks, WhatIsNoLongerTheArticleChangesNothingAndIsToldOnce) {
    ASSERT_EQ(complaints(ExitCode::done), "");
    const auto before = published();
    const std::string form = "<form><input name=\"u\"><input type=\"password\"></form>";
    const std::pair<const char*, std::string> found[] = {
        {"an error page that says 200", page("Lỗi 404", "<p>Trang bạn tìm không có ở đây.</p>")},
        {"a login", page("Đăng nhập", "<p>Mời bạn đăng nhập để đọc tiếp.</p>" + form)},
        {"a pay wall", page("Bến phà cũ đóng cửa sau bảy mươi năm",
                            "<p>Chuyến phà cuối rời bến lúc sáu giờ chiều…</p><p>Đăng ký để đọc tiếp.</p>")},
        {"maintenance", page("Hệ thống đang bảo trì", "<p>Xin quay lại sau ít phút.</p>")},
        {"a check for robots", page("Just a moment...", "<p>Checking your browser before accessing the site.</p>")},
        {"an empty shell",
         "<!DOCTYPE html><html><head><title>Bến phà cũ đóng cửa sau bảy mươi năm</title></head><body>"
         "<div id=\"app\"></div><script src=\"/app.js\"></script></body></html>"},
        {"an empty shell of the site",
         "<!DOCTYPE html><html><head><title>Sông Nước</title></head><body><div "
         "id=\"app\"></div></body></html>"},
        {"a redirect home", {}},
    };
    for (const auto& [what, body] : found) {
        SCOPED_TRACE(what);
        if (body.empty())
            paper.server.on("/pha.html", support::redirect("/"));
        else
            serve("/pha.html", body);
        wait();
        const std::size_t looks = paper.requests("/pha.html");
        EXPECT_THAT(lines(ExitCode::some_failed),
                    ElementsAre(AllOf(HasSubstr("'Bến phà cũ đóng cửa sau bảy mươi năm'"), HasSubstr("its page is now"),
                                      HasSubstr("the episode stays as it is"))));
        EXPECT_EQ(published(), before);
        wait();
        EXPECT_THAT(lines(ExitCode::done), IsEmpty()) << "once";
        EXPECT_EQ(paper.requests("/pha.html"), looks + 2) << "it was looked at";
        EXPECT_EQ(published(), before);
        // It is itself again.
        print_article();
        wait();
        EXPECT_EQ(complaints(ExitCode::done), "");
        EXPECT_EQ(published(), before);
    }
}

TEST_F(LaterLooks, ARealCorrectionArrivesAfterward) {
    ASSERT_EQ(complaints(ExitCode::done), "");
    const auto before = guids();
    serve("/pha.html", page("Hệ thống đang bảo trì", "<p>Xin quay lại sau ít phút.</p>"));
    wait();
    EXPECT_THAT(lines(ExitCode::some_failed), SizeIs(1));
    print_article("Bến phà cũ đóng cửa sau tám mươi năm", "\n\nBản trước ghi sai là bảy mươi năm.");
    wait();
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), ElementsAre("Bến phà cũ đóng cửa sau tám mươi năm"));
    EXPECT_THAT(paper.feed(), HasSubstr("Bản trước ghi sai"));
    EXPECT_EQ(guids(), before);
    EXPECT_EQ(paper.media().size(), 1u);
}

TEST_F(LaterLooks, ATitleOrATextThatIsNewAloneIsACorrection) {
    ASSERT_EQ(complaints(ExitCode::done), "");
    print_article("Người hai bờ từ nay đi cầu");
    wait();
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), ElementsAre("Người hai bờ từ nay đi cầu"));
    paper.print(
        {"pha", "Người hai bờ từ nay đi cầu", "Tin này đã được viết lại từ đầu cho đúng với lời kể của bà con."});
    wait();
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(paper.feed(), AllOf(HasSubstr("viết lại từ đầu"), Not(HasSubstr("cỗ xe ngựa"))));
}

class ShowOverTime : public RiverPaper {
protected:
    ShowOverTime() {
        for (const auto& [name, title] : stories) paper.record(name, 0.1, static_cast<unsigned>(name[0]));
    }
    void print_first(std::size_t count) {
        std::vector<Item> items;
        for (std::size_t index = 0; index < count; ++index)
            items.push_back({stories[index].first, stories[index].second, "/" + stories[index].first,
                             "so-" + stories[index].first, "", std::chrono::hours(20 - index)});
        print_feed(items);
    }

    const std::vector<std::pair<std::string, std::string>> stories{{"pha", "Bến phà cũ đóng cửa"},
                                                                   {"lua", "Giá lúa tăng nhẹ"},
                                                                   {"cau", "Cầu mới thông xe"},
                                                                   {"muoi", "Muối được mùa"}};
};

TEST_F(ShowOverTime, RetentionByTimeThatWouldTakeMuchIsHeldBackAndLetThrough) {
    print_first(4);
    ASSERT_EQ(complaints(ExitCode::done), "");
    // What is counted goes as the operator says.
    paper.config.feed.keep_episodes = 2;
    ASSERT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), ElementsAre("Cầu mới thông xe", "Muối được mùa"));
    const auto before = published();
    paper.config.feed.keep_episodes = 0;
    paper.config.feed.keep_days = days(7);
    paper.now += days(30);
    for (int run = 0; run < 2; ++run) {
        EXPECT_THAT(lines(ExitCode::some_failed), ElementsAre(AllOf(HasSubstr("keep_days would take 2 of 2 episodes"),
                                                                    HasSubstr("--accept-worse-feed"))));
        EXPECT_EQ(published(), before);
    }
    EXPECT_EQ(paper.run({.replacement = Replacement::any}), ExitCode::done);
    EXPECT_THAT(titles(), IsEmpty());
    EXPECT_EQ(complaints(ExitCode::done), "");
}

TEST_F(ShowOverTime, RetentionTakesWhatNewEpisodesPushOut) {
    paper.config.feed.keep_episodes = 2;
    print_first(2);
    ASSERT_EQ(complaints(ExitCode::done), "");
    print_first(4);
    EXPECT_EQ(complaints(ExitCode::done), "") << "two came, two go";
    EXPECT_THAT(titles(), ElementsAre("Cầu mới thông xe", "Muối được mùa"));
}

TEST_F(ShowOverTime, AClockThatIsAYearAheadTakesAndDatesNothing) {
    paper.config.feed.keep_days = days(30);
    print_first(2);
    ASSERT_EQ(complaints(ExitCode::done), "");
    const core::Instant right = paper.now;
    const auto before = published();
    paper.now += days(365);
    EXPECT_THAT(lines(ExitCode::done), ElementsAre(AllOf(HasSubstr("this machine's clock is not believed"),
                                                         HasSubstr("more than 60 days after the last run"))));
    EXPECT_EQ(published(), before);
    // What comes meanwhile without a day of its own is dated by the last run.
    const std::string dateless = fmt::format(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>S</title><item><title>Cầu mới thông xe</title>"
        "<guid>so-3</guid><enclosure url=\"{}\" type=\"audio/wav\" length=\"0\"/></item></channel></rss>",
        paper.server.url("/cau.wav"));
    serve("/feed.xml", dateless, "application/rss+xml");
    EXPECT_THAT(lines(ExitCode::done), SizeIs(1)) << "a doubt is told each time, and nothing has failed by it";
    EXPECT_THAT(titles(), SizeIs(3));
    EXPECT_THAT(dates(), testing::Contains(core::format_rfc2822(right, "Asia/Ho_Chi_Minh")));
    const auto names = guids();
    paper.now = right + 2h;
    EXPECT_EQ(complaints(ExitCode::done), "") << "it was set right";
    EXPECT_THAT(dates(), testing::Contains(core::format_rfc2822(paper.now, "Asia/Ho_Chi_Minh")));
    EXPECT_EQ(guids(), names);
    EXPECT_EQ(complaints(ExitCode::done), "");
}

TEST_F(ShowOverTime, AClockThatIsAYearBehindHidesAndDatesNothing) {
    print_first(2);
    ASSERT_EQ(complaints(ExitCode::done), "");
    const core::Instant right = paper.now;
    const auto before = published();
    paper.now -= days(365);
    EXPECT_THAT(lines(ExitCode::done), ElementsAre(HasSubstr("this machine's clock is not believed")));
    EXPECT_EQ(published(), before);
    print_first(3);
    paper.now = right + 2h;
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), SizeIs(3));
}

TEST_F(ShowOverTime, AClockThatGoesOnForADayIsRightAfterAll) {
    paper.config.feed.keep_days = days(30);
    print_first(1);
    ASSERT_EQ(complaints(ExitCode::done), "");
    paper.now += days(200);
    for (int run = 0; run < 3; ++run) {
        EXPECT_THAT(lines(ExitCode::done), SizeIs(1));
        EXPECT_THAT(titles(), SizeIs(1));
        paper.now += 10h;
    }
    EXPECT_EQ(complaints(ExitCode::done), "") << "the machine was off for a season";
    EXPECT_THAT(titles(), IsEmpty()) << "and one episode is no sudden drop";
}

}  // namespace
}  // namespace app
