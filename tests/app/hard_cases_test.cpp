// What a hostile reader of the rules in real_life_test.cpp thought of.
#include "tests/app/real_life.h"

#include <gmock/gmock.h>

namespace app {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class HardCases : public RiverPaper {
protected:
    HardCases() {
        for (const char* name : {"pha", "lua", "cau"}) paper.record(name, 0.1, static_cast<unsigned>(name[0]));
    }
    void article(const std::string& path, const std::string& title, const std::string& body,
                 const std::string& audio = {}, const std::string& head = {}) {
        serve(path,
              fmt::format("<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>{0}</title>{3}"
                          "</head><body><article><h1>{0}</h1>{2}{1}</article></body></html>",
                          title, body, audio.empty() ? "" : "<audio controls src=\"" + audio + "\"></audio>", head));
    }
    void wait() { paper.now += (paper.now - opened) / 2 + 1min; }

    const std::string text =
        "<p>Chuyến phà cuối rời bến lúc sáu giờ, rất đông người.</p><p>Ông lái phà đứng lại rất lâu "
        "trên bến.</p>";
    const std::string consent =
        "<p>Chúng tôi và các đối tác lưu trữ thông tin trên thiết bị của bạn để hiển thị nội dung phù hợp, đo lường "
        "lượt xem và cải thiện dịch vụ. Bạn có thể đồng ý hoặc từ chối bất cứ lúc nào.</p><p>Việc từ chối không làm "
        "thay đổi những gì đã được lưu trước đó, và bạn có thể đổi ý ở cuối mỗi trang của báo.</p>";
};

TEST_F(HardCases, ADailyBulletinWithOneLinkAndOneTitleIsManyEpisodes) {
    for (const auto& [name, guid, age] :
         {std::tuple("pha", "ngay-1", 30h), std::tuple("lua", "ngay-2", 6h), std::tuple("cau", "ngay-3", 0h)}) {
        print_feed({{name, "Bản tin sáng", "/ban-tin", guid, "<p>Tin trong ngày.</p>", age}});
        EXPECT_EQ(complaints(ExitCode::done), "");
    }
    EXPECT_THAT(guids(), SizeIs(3));
}

TEST_F(HardCases, TwoPartsWithRecordingsOfTheirOwnAreTwo) {
    article("/bai-doc-dai-ky", "Chuyện con phà", text, "",
            fmt::format("<link rel=\"canonical\" href=\"{}\">", paper.server.url("/bai-doc-dai-ky")));
    print_feed({{"pha", "Chuyện con phà (phần 1)", "/bai-doc-dai-ky?phan=1", "so-1", "<p>Một.</p>", 2h},
                {"lua", "Chuyện con phà (phần 2)", "/bai-doc-dai-ky?phan=2", "so-2", "<p>Hai.</p>", 1h}});
    complaints(ExitCode::done);
    EXPECT_THAT(guids(), SizeIs(2));
    EXPECT_EQ(complaints(ExitCode::done), "") << "at least not each time";
}

TEST_F(HardCases, AnotherRecordingUnderTheSameLinkWithoutAGuidArrives) {
    print_feed({{"pha", "Bến phà cũ đóng cửa", "/p1", "", "<p>Một.</p>", 5h}});
    ASSERT_EQ(complaints(ExitCode::done), "");
    print_feed({{"lua", "Bến phà cũ đóng cửa", "/p1", "", "<p>Một.</p>", 5h}});
    const std::string said = complaints(ExitCode::done);
    EXPECT_GT(paper.requests("/lua.wav"), 0u) << "said: " << said;
}

TEST_F(HardCases, AConsentWallNamedAfterTheSiteIsNotPublished) {
    article("/pha", "Báo Sông Nước", consent);
    print_feed({{"pha", "Bến phà cũ đóng cửa", "/pha", "so-1", "<p>Chuyến phà cuối rời bến lúc sáu giờ.</p>"}});
    complaints(ExitCode::done);
    EXPECT_THAT(titles(), ElementsAre("Bến phà cũ đóng cửa"));
    EXPECT_THAT(paper.feed(), Not(HasSubstr("đối tác")));
}

TEST_F(HardCases, NorDoesItReplaceAnItemThatWasPublishedFromItsFeed) {
    serve("/pha", "", "text/html", 403);
    print_feed({{"pha", "Bến phà cũ đóng cửa", "/pha", "so-1", "<p>Chuyến phà cuối rời bến lúc sáu giờ.</p>"}});
    ASSERT_EQ(complaints(ExitCode::done), "");
    article("/pha", "Báo Sông Nước", consent);
    wait();
    complaints(ExitCode::done);
    EXPECT_THAT(titles(), ElementsAre("Bến phà cũ đóng cửa"));
}

TEST_F(HardCases, AWallThatKeepsTheTitleAndIsLongIsNoCorrection) {
    take_page();
    paper.print_listing({"pha"});
    article("/pha.html", "Bến phà cũ đóng cửa", text, "/pha.wav");
    ASSERT_EQ(complaints(ExitCode::done), "");
    article("/pha.html", "Bến phà cũ đóng cửa", consent);
    wait();
    complaints(ExitCode::some_failed);
    EXPECT_THAT(paper.feed(), Not(HasSubstr("đối tác")));
}

TEST_F(HardCases, AFeedWithMoreTextThanItsPageIsNoStrangePage) {
    article("/pha", "Bến phà cũ đóng cửa", "<p>Chuyến phà cuối rời bến lúc sáu giờ chiều, chở hơn bốn mươi người.</p>");
    print_feed({{"pha", "Bến phà cũ đóng cửa", "/pha", "so-1",
                 "<p>Chuyến phà cuối rời bến lúc sáu giờ chiều, chở hơn bốn mươi người.</p><p>Ông lái phà kể lại mùa "
                 "nước lớn năm ấy, khi cả làng sang sông trong đêm, không ai bị bỏ lại bên kia.</p>"}});
    ASSERT_EQ(complaints(ExitCode::done), "");
    const auto before = published();
    wait();
    EXPECT_EQ(complaints(ExitCode::done), "") << "nothing has changed anywhere";
    EXPECT_EQ(published(), before);
}

TEST_F(HardCases, TheFeedsTextStaysWhereNothingChanges) {
    article("/pha", "Bến phà cũ đóng cửa", "<p>Chuyến phà cuối rời bến lúc sáu giờ chiều, chở hơn bốn mươi người.</p>");
    print_feed(
        {{"pha", "Bến phà cũ đóng cửa", "/pha", "so-1",
          "<p>Chuyến phà cuối rời bến lúc sáu giờ chiều, chở hơn bốn mươi người.</p><p>Không ai bị bỏ lại.</p>"}});
    ASSERT_EQ(complaints(ExitCode::done), "");
    const auto before = published();
    wait();
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(published(), before);
}

TEST_F(HardCases, WhatTheFeedCorrectsArrivesWhileThePageIsAWallOrGone) {
    for (const int status : {200, 410}) {
        SCOPED_TRACE(status);
        filesystem::remove_all(paper.folder / "out");
        filesystem::remove_all(paper.folder / "state");
        article("/pha", "Bến phà cũ đóng cửa", text);
        Item item{"pha", "Bến phà cũ đóng cửa", "/pha", "so-1", "<p>Chuyến phà cuối rời bến.</p>"};
        print_feed({item});
        ASSERT_EQ(complaints(ExitCode::done), "");
        serve("/pha", "<html><head><title>Đăng nhập</title></head><body><p>Mời đăng nhập.</p></body></html>",
              "text/html", status);
        item.title = "Bến phà cũ không đóng cửa";
        item.enclosure = "/lua.wav";
        print_feed({item});
        wait();
        complaints(ExitCode::some_failed);
        EXPECT_THAT(titles(), ElementsAre("Bến phà cũ không đóng cửa"));
        EXPECT_GT(paper.requests("/lua.wav"), 0u);
    }
}

TEST_F(HardCases, RulesThatChangeDuringMaintenanceOverwriteNothing) {
    take_page();
    paper.print_listing({"pha"});
    article("/pha.html", "Bến phà cũ đóng cửa", text, "/pha.wav");
    ASSERT_EQ(complaints(ExitCode::done), "");
    article("/pha.html", "Hệ thống đang bảo trì", "<p>Xin quay lại sau ít phút nữa.</p>");
    paper.config.sources.front().xpath["section"] = "//nav";
    wait();
    complaints(ExitCode::some_failed);
    EXPECT_THAT(titles(), ElementsAre("Bến phà cũ đóng cửa"));
}

TEST_F(HardCases, BulletinsOfASectionWithThreeWordsAreNotOne) {
    take_page();
    std::string listing;
    for (const char* name : {"pha", "lua", "cau"}) {
        article(fmt::format("/ban-tin-buoi-sang/{}.html", name), "Bản tin buổi sáng",
                fmt::format("<p>Tin của ngày {}, khác hẳn các ngày kia trong tuần.</p>", name),
                fmt::format("/{}.wav", name),
                fmt::format("<link rel=\"canonical\" href=\"{}\">", paper.server.url("/ban-tin-buoi-sang/")));
        listing += fmt::format("<a href=\"/ban-tin-buoi-sang/{0}.html\">Bản tin của ngày {0}</a>", name);
    }
    serve("/", "<html><body>" + listing + "</body></html>");
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(guids(), SizeIs(3));
}

TEST_F(HardCases, AClockThatIsBehindDoesNotStopPublication) {
    const Item first{"pha", "Bến phà cũ đóng cửa", "/p1", "so-1", "", 5h};
    print_feed({first});
    ASSERT_EQ(complaints(ExitCode::done), "");
    paper.now -= std::chrono::days(365);
    print_feed({first, {"lua", "Giá lúa tăng nhẹ", "/p2", "so-2", "", 4h}});
    EXPECT_THAT(lines(ExitCode::done), ElementsAre(HasSubstr("clock is not believed")));
    EXPECT_THAT(titles(), SizeIs(2));
}

TEST_F(HardCases, ASourceThatGoesDryAgainTheSameDayIsTold) {
    print_feed({});
    ASSERT_THAT(lines(ExitCode::some_failed), SizeIs(1));
    print_feed({{"pha", "Bến phà cũ đóng cửa", "/p1", "so-1"}});
    ASSERT_EQ(complaints(ExitCode::done), "");
    print_feed({});
    EXPECT_THAT(lines(ExitCode::some_failed), SizeIs(1));
}

TEST_F(HardCases, ASignedRecordingOfAPageIsFetchedOnce) {
    take_page();
    paper.print_listing({"pha"});
    for (int look = 1; look <= 3; ++look) {
        article("/pha.html", "Bến phà cũ đóng cửa", text, fmt::format("/pha.wav?Expires={}", look));
        EXPECT_EQ(complaints(ExitCode::done), "");
        wait();
    }
    std::size_t in_full = 0;
    for (const support::ServerRequest& request : paper.server.requests("/pha.wav"))
        if (request.header("if-none-match").empty()) ++in_full;
    EXPECT_EQ(in_full, 1u);
}

TEST_F(HardCases, APageThatGoesHomeAtFirstSightIsNoArticle) {
    take_page();
    article("/", "Sông Nước", "<p>Trang nhất của báo.</p><a href=\"/x.html\">Bến phà cũ đóng cửa</a>", "/pha.wav");
    paper.server.on("/x.html", support::redirect("/"));
    complaints(ExitCode::some_failed);
    EXPECT_FALSE(filesystem::exists(out("feed.xml")));
}

TEST_F(HardCases, AWallMayKeepThePlayer) {
    take_page();
    paper.print_listing({"pha"});
    article("/pha.html", "Bến phà cũ đóng cửa", text, "/pha.wav");
    ASSERT_EQ(complaints(ExitCode::done), "");
    for (const char* heading : {"Đăng nhập để đọc tiếp", "Không tìm thấy trang", "404"}) {
        article("/pha.html", heading, "<p>Mời bạn đăng nhập.</p>", "/pha.wav");
        wait();
        EXPECT_THAT(lines(heading[0] == 'K' || heading[0] == '4' ? ExitCode::done : ExitCode::some_failed),
                    SizeIs(heading[0] == 'K' || heading[0] == '4' ? 0 : 1))
            << heading;
        EXPECT_THAT(titles(), ElementsAre("Bến phà cũ đóng cửa")) << heading;
    }
    article("/pha.html", "Bến phà cũ mở lại", text, "/pha.wav");
    wait();
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), ElementsAre("Bến phà cũ mở lại"));
}

TEST_F(HardCases, APageThatIsGoneIsToldOnce) {
    take_page();
    paper.print_listing({"pha"});
    article("/pha.html", "Bến phà cũ đóng cửa", text, "/pha.wav");
    ASSERT_EQ(complaints(ExitCode::done), "");
    serve("/pha.html", "", "text/html", 404);
    wait();
    EXPECT_THAT(lines(ExitCode::some_failed), ElementsAre(HasSubstr("404")));
    for (int look = 0; look < 3; ++look) {
        wait();
        EXPECT_EQ(complaints(ExitCode::done), "");
    }
    EXPECT_THAT(titles(), SizeIs(1));
}

TEST_F(HardCases, APageThatLosesItsDayDoesNotMoveItsEpisode) {
    take_page();
    paper.print_listing({"pha"});
    const std::string day = "<meta property=\"article:published_time\" content=\"2026-11-20T08:00:00+07:00\">";
    article("/pha.html", "Bến phà cũ đóng cửa", text, "/pha.wav", day);
    ASSERT_EQ(complaints(ExitCode::done), "");
    const auto before = dates();
    ASSERT_THAT(before, ElementsAre("Fri, 20 Nov 2026 08:00:00 +0700"));
    article("/pha.html", "Bến phà cũ sắp đóng cửa", text, "/pha.wav");
    wait();
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), ElementsAre("Bến phà cũ sắp đóng cửa"));
    EXPECT_EQ(dates(), before);
}

TEST_F(HardCases, ARecordingThatIsTakenAwayIsTold) {
    take_page();
    paper.print_listing({"pha"});
    article("/pha.html", "Bến phà cũ đóng cửa", text, "/pha.wav");
    ASSERT_EQ(complaints(ExitCode::done), "");
    article("/pha.html", "Bến phà cũ đóng cửa", text);
    wait();
    EXPECT_THAT(lines(ExitCode::some_failed), ElementsAre(HasSubstr("has no recording any more")));
    wait();
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), SizeIs(1));
}

TEST_F(HardCases, TomorrowsBulletinAtTodaysAddressIsAnEpisodeOfItsOwn) {
    take_feed();
    print_feed({{"pha", "Bản tin sáng", "/", "ngay-1", {}, 30h}});
    ASSERT_EQ(complaints(ExitCode::done), "");
    const auto first = guids();
    paper.record("pha", 0.1, 77);
    print_feed({{"pha", "Bản tin sáng", "/", "ngay-2", {}, 6h}});
    wait();
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(guids(), AllOf(SizeIs(2), testing::Contains(first.front())));
    EXPECT_THAT(paper.media(), SizeIs(2)) << "and the first keeps its sound";
}

TEST_F(HardCases, AnArchiveThatIsTakenOverIsNotAskedForAgain) {
    paper.config.limits.recheck = 72h;
    take_feed();
    article("/pha", "Bến phà cũ đóng cửa", text);
    article("/lua", "Lúa được mùa", text);
    print_feed(
        {{"pha", "Bến phà cũ đóng cửa", "/pha", "so-1", {}, 1000h}, {"lua", "Lúa được mùa", "/lua", "so-2", {}, 5h}});
    ASSERT_EQ(complaints(ExitCode::done), "");
    wait();
    ASSERT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(paper.requests("/pha"), 1u) << "it was old when it was first seen";
    EXPECT_EQ(paper.requests("/pha.wav"), 1u);
    EXPECT_EQ(paper.requests("/lua"), 2u);
    EXPECT_EQ(paper.requests("/lua.wav"), 2u);
}

}  // namespace
}  // namespace app
