// A recording that several pages offer as theirs, as the hourly news in a template: from page to feed.
#include "tests/app/program.h"
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

class SharedRecordings : public RiverPaper {
protected:
    SharedRecordings() {
        take_page();
        for (const char* name : {"tin", "pha", "lua"}) paper.record(name, 0.1, static_cast<unsigned>(name[0]));
    }

    /// A page that answers 304 while it stays, with one audio element.
    void page(const std::string& name, const std::string& title, const std::string& audio = "tin") {
        const std::string text = fmt::format(
            "<!DOCTYPE html><html lang=\"vi\"><head><title>{0}</title></head><body><article><h1>{0}</h1>"
            "<audio controls src=\"/{1}.wav\"></audio><p>{2}: chuyện của riêng bài này, kể đủ dài để đọc "
            "thành tiếng.</p><p>Còn đây là đoạn sau của {2}.</p></article></body></html>",
            title, audio, name + " " + title);
        paper.server.on("/" + name + ".html",
                        support::file({text, "text/html; charset=utf-8", "\"" + core::sha256(text) + "\""}));
    }
    std::string guid() const { return guids().at(0); }

    const std::string pha = "Chuyến phà cuối rời bến";
    const std::string lua = "Giá lúa tăng nhẹ";
    const std::string cau = "Thông xe cây cầu mới";
};

TEST_F(SharedRecordings, TwoPagesWithTheHourlyNewsHaveNoRecording) {
    page("pha", pha);
    page("lua", lua);
    paper.record("cau", 0.1, 9);
    page("cau", cau, "cau");
    paper.print_listing({"pha", "lua", "cau"});
    const std::vector<std::string> said = lines(ExitCode::some_failed);
    ASSERT_THAT(said, SizeIs(1));
    EXPECT_THAT(said[0], AllOf(HasSubstr(paper.server.url("/tin.wav") + " is offered by "), HasSubstr(" and "),
                               HasSubstr("/pha.html"), HasSubstr("/lua.html"), HasSubstr("xpath for audio"),
                               Not(HasSubstr("episode"))));
    EXPECT_THAT(titles(), ElementsAre(cau));
    EXPECT_THAT(lines(ExitCode::done), IsEmpty()) << "nothing is new";
    // The pages that say something anew offer the same still.
    page("pha", pha + " sớm");
    paper.now += 3h;
    EXPECT_THAT(lines(ExitCode::done), IsEmpty());
    EXPECT_THAT(titles(), ElementsAre(cau));
    // One of them gets a recording of its own, which leaves the other alone with that one.
    page("pha", pha, "pha");
    paper.now += 24h;
    EXPECT_THAT(lines(ExitCode::done), IsEmpty());
    EXPECT_THAT(titles(), ElementsAre(pha, lua, cau));
    EXPECT_THAT(lines(ExitCode::done), IsEmpty());
}

TEST_F(SharedRecordings, ThreePagesAreNamedAndMoreAreCounted) {
    std::vector<std::string> names;
    const std::vector<std::string> all{pha, lua, cau, "Muối được mùa sớm", "Xoài chín đầy vườn"};
    for (std::size_t index = 0; index < all.size(); ++index) {
        names.push_back(fmt::format("bai{}", index));
        page(names.back(), all[index]);
    }
    paper.print_listing({names[0], names[1], names[2]});
    // The second line says that its source has no recordings.
    EXPECT_THAT(lines(ExitCode::some_failed), ElementsAre(AllOf(HasSubstr("bai0.html"), HasSubstr("bai1.html"),
                                                                HasSubstr("bai2.html"), Not(HasSubstr(" and more"))),
                                                          HasSubstr("none of the 3")));
    EXPECT_FALSE(filesystem::exists(out("media")));
    paper.print_listing(names);
    EXPECT_THAT(lines(ExitCode::done), IsEmpty()) << "once a day";
    const std::size_t fetched = paper.requests("/tin.wav");
    page("bai5", "Đường làng trải nhựa");
    names.emplace_back("bai5");
    paper.print_listing(names);
    paper.now += 25h;
    EXPECT_THAT(lines(ExitCode::some_failed),
                ElementsAre(AllOf(HasSubstr("bai3.html"), HasSubstr(" and more")), HasSubstr("none of the 6")))
        << "of those that nobody was told of the first is named";
    EXPECT_EQ(paper.requests("/tin.wav"), fetched) << "known as shared it is not even fetched";
}

TEST_F(SharedRecordings, AnEpisodeStandsBesideOnePageAndGoesAtASecond) {
    page("pha", pha);
    paper.print_listing({"pha"});
    ASSERT_EQ(complaints(ExitCode::done), "");
    ASSERT_THAT(titles(), ElementsAre(pha));
    const auto before = published();
    const std::string name = guid();

    page("lua", lua);
    paper.print_listing({"pha", "lua"});
    EXPECT_THAT(
        lines(ExitCode::some_failed),
        ElementsAre(AllOf(HasSubstr("/lua.html"), HasSubstr("/pha.html"),
                          HasSubstr("the episode '" + pha + "' stays all the same (newscast withdraw " + name))));
    EXPECT_EQ(published(), before);
    EXPECT_THAT(lines(ExitCode::done), IsEmpty());

    page("cau", cau);
    paper.print_listing({"pha", "lua", "cau"});
    EXPECT_THAT(lines(ExitCode::some_failed),
                ElementsAre(HasSubstr("the episode '" + pha + "' is withdrawn (newscast restore " + name)));
    EXPECT_THAT(titles(), IsEmpty());
    EXPECT_THAT(lines(ExitCode::done), IsEmpty());

    // What the operator brings back stays.
    restore(paper.config, name);
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), ElementsAre(pha));
    page("pha", pha + " sớm");
    paper.now += 25h;
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), ElementsAre(pha + " sớm"));
    EXPECT_EQ(guid(), name);
}

TEST_F(SharedRecordings, OneArticleAtTwoAddressesIsAsItWas) {
    page("pha", pha);
    page("pha-amp", pha);
    paper.print_listing({"pha", "pha-amp"});
    EXPECT_THAT(complaints(ExitCode::some_failed),
                HasSubstr("the same recording, title and day or text; it is one episode"));
    EXPECT_THAT(titles(), ElementsAre(pha));
}

TEST_F(SharedRecordings, WhatItemsNameIsTheirs) {
    take_feed();
    page("pha", pha);
    page("lua", lua);
    print_feed({{"tin", pha, "/pha.html", "so-1"}, {"tin", lua, "/lua.html", "so-2"}});
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_THAT(titles(), ElementsAre(pha, lua));
}

TEST_F(SharedRecordings, TheOperatorsExpressionGivesEachPageItsOwn) {
    page("pha", pha);
    page("lua", lua);
    paper.print_listing({"pha", "lua"});
    complaints(ExitCode::some_failed);
    paper.config.sources.front().xpath["audio"] = "//audio/@src[starts-with(//h1, 'Giá')] | //nothing";
    // Only one of them has it by that, so it is its own.
    EXPECT_EQ(complaints(ExitCode::done), "");
    complaints(ExitCode::done);
    EXPECT_THAT(titles(), ElementsAre(lua));
}

TEST_F(SharedRecordings, EpisodesOfTheirOwnAreNotTouchedByATemplate) {
    page("pha", pha, "pha");
    page("lua", lua, "lua");
    paper.record("cau", 0.1, 9);
    page("cau", cau, "cau");
    paper.print_listing({"pha", "lua", "cau"});
    ASSERT_EQ(complaints(ExitCode::done), "");
    const auto before = published();
    // For some hours the template names the news on all pages.
    for (const auto& [name, title] : {std::pair("pha", pha), std::pair("lua", lua), std::pair("cau", cau)})
        page(name, title, "tin");
    paper.now += 2h;
    EXPECT_THAT(lines(ExitCode::some_failed),
                ElementsAre(AllOf(HasSubstr("/tin.wav is offered by "), Not(HasSubstr("episode"))), HasSubstr("none")));
    EXPECT_EQ(published(), before);
    EXPECT_EQ(paper.requests("/tin.wav"), 0u);
    for (const auto& [name, title] : {std::pair("pha", pha), std::pair("lua", lua), std::pair("cau", cau)})
        page(name, title, name);
    paper.now += 5h;
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_EQ(published(), before);
}

TEST_F(SharedRecordings, WhatIsExcludedOrGoneOffersNothing) {
    page("pha", pha);
    page("lua", lua);
    page("cau", cau);
    paper.print_listing({"pha", "lua", "cau"});
    complaints(ExitCode::some_failed);
    paper.config.sources.front().exclude = {"pha"};
    EXPECT_EQ(complaints(ExitCode::done), "");
    EXPECT_FALSE(filesystem::exists(out("media"))) << "two still offer it";
    serve("/cau.html", "", "text/html", 404);
    paper.now += 3h;
    EXPECT_THAT(complaints(ExitCode::some_failed), HasSubstr("HTTP status 404"));
    EXPECT_THAT(titles(), ElementsAre(lua));
}

TEST_F(SharedRecordings, TheNewsUnderManyAddressesIsTheNews) {
    const std::vector<std::pair<std::string, std::string>> all{{"pha", pha}, {"lua", lua}, {"cau", cau}};
    for (const auto& [name, title] : all) {
        paper.record("tin-" + name, 0.1, 1);
        page(name, title, "tin-" + name);
    }
    paper.print_listing({"pha", "lua", "cau"});
    EXPECT_THAT(lines(ExitCode::some_failed), ElementsAre(HasSubstr("it is none of theirs"), HasSubstr("none of the")));
    EXPECT_FALSE(filesystem::exists(out("media")));
    EXPECT_THAT(lines(ExitCode::done), IsEmpty()) << "nor is it taken by a later run";
    EXPECT_FALSE(filesystem::exists(out("media")));
}

TEST_F(SharedRecordings, BulletinsOfDifferentHoursWithOneFileHaveNone) {
    page("pha", "Bản tin thời sự 6 giờ ngày 30/11");
    page("lua", "Bản tin thời sự 9 giờ ngày 30/11");
    paper.print_listing({"pha", "lua"});
    EXPECT_THAT(complaints(ExitCode::some_failed), HasSubstr("none of theirs"));
    EXPECT_FALSE(filesystem::exists(out("media")));
}

TEST_F(SharedRecordings, AnotherFileEachHourIsToldOnceADay) {
    paper.record("cau", 0.1, 9);
    page("cau", cau, "cau");
    paper.print_listing({"pha", "lua", "cau"});
    for (int hour = 0; hour < 6; ++hour) {
        page("pha", pha, fmt::format("tin{}", hour));
        page("lua", lua, fmt::format("tin{}", hour));
        EXPECT_EQ(lines(hour == 0 ? ExitCode::some_failed : ExitCode::done).size(), hour == 0 ? 1u : 0u) << hour;
        paper.now += 1h;
    }
    paper.now += 24h;
    EXPECT_THAT(lines(ExitCode::some_failed), ElementsAre(HasSubstr("/tin5.wav is offered by ")));
}

}  // namespace
}  // namespace app
