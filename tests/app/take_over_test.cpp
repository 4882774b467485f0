// A podcast's feed that is taken over with its episodes' GUIDs.

#include "core/atomic_file.h"
#include "core/text.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace app {
namespace {

namespace filesystem = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A newspaper with four articles on its start page, and the podcast that its WordPress made of three of them.
class TakeOverTest : public testing::Test {
protected:
    static constexpr const char* titles[] = {"Cầu mới bắc qua sông Tiền", "Chợ nổi họp lại mỗi sáng",  // NOLINT
                                             "Mùa sen nở rộ ở Tháp Mười", "Đội bóng tỉnh thắng trận"};

    TakeOverTest() {
        std::string links;
        for (int index = 0; index < 4; ++index) {
            paper.print({.name = name(index), .title = titles[index]});
            paper.record(name(index), 0.1, static_cast<unsigned>(index + 1));
            links += fmt::format("<h2><a href=\"/{}.html\">{}</a></h2>", name(index), titles[index]);
        }
        paper.server.on("/", support::answer(200,
                                             "<!DOCTYPE html><html lang=\"vi\"><head><title>Tờ báo</title><link "
                                             "rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed/podcast/\">"
                                             "</head><body>" +
                                                 links + "</body></html>",
                                             {{"Content-Type", "text/html"}}));
        serve_feed(item(101, "Tập 1", at("/tap-1"), at("/" + name(0) + ".wav")) +
                   item(102, "Tập 2", at("/" + name(1) + ".html"), "https://cdn.example/2.mp3") +
                   item(103, titles[2], "https://cdn.example/3", "https://cdn.example/3.mp3") +
                   item(104, "Tập đặc biệt chỉ có ở podcast", "https://cdn.example/4", "https://cdn.example/4.mp3"));
    }

    static std::string name(int index) { return fmt::format("bai-viet-thu-{0}-2024070800{0}", index + 1); }
    std::string at(const std::string& path) const { return paper.server.url(path); }
    std::string guid(int number) const { return at(fmt::format("/?post_type=podcast&p={}", number)); }
    static std::string escaped(std::string text) {
        for (std::size_t at = text.find('&'); at != std::string::npos; at = text.find('&', at + 1))
            text.replace(at, 1, "&amp;");
        return text;
    }
    std::string item(int number, const std::string& title, const std::string& link, const std::string& sound) const {
        return fmt::format(
            "<item><title>{}</title><link>{}</link><guid isPermaLink=\"false\">{}</guid><pubDate>Mon, 08 "
            "Jul 2024 12:00:00 +0700</pubDate><enclosure url=\"{}\" type=\"audio/mpeg\" length=\"1\"/>"
            "</item>",
            title, link, escaped(guid(number)), sound);
    }
    void serve_feed(const std::string& items) {
        feed_text = fmt::format(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\" xmlns:podcast="
            "\"https://podcastindex.org/namespace/1.0\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\">"
            "<channel><title>Báo nói Tháp Mười</title><link>{}</link><description>Tin đọc thành tiếng.</description>"
            "<language>vi</language><itunes:author>Tòa soạn</itunes:author><itunes:owner><itunes:name>Ban biên tập"
            "</itunes:name><itunes:email>a@paper.example</itunes:email></itunes:owner><itunes:category text=\"Society "
            "&amp; Culture\"/><itunes:category text=\"Games\"/><itunes:image href=\"{}\"/>"
            "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>{}</channel></rss>",
            at("/"), at("/cover.jpg"), items);
        paper.server.on("/feed/podcast/", support::answer(200, feed_text, {{"Content-Type", "application/rss+xml"}}));
    }

    Answer init(const std::string& from, const std::string& more = {}) const {
        return newscast(
            fmt::format("init --from-feed '{}' '{}' --timezone Asia/Ho_Chi_Minh {}", from, file.string(), more));
    }
    Answer run(const std::string& more = {}) const { return newscast("run '" + file.string() + "' " + more); }
    std::string published() const { return core::read_file(paper.folder / "out/bao-noi-thap-muoi/feed.xml"); }

    Newspaper paper;
    filesystem::path file = paper.folder / "nghe.toml";
    filesystem::path former = paper.folder / "nghe.former-feed.json";
    std::string feed_text;
};

TEST_F(TakeOverTest, EpisodesKeepTheGuidsThatAppsKnow) {
    const filesystem::path picture = paper.folder / "picture.jpg";
    ASSERT_EQ(shell("ffmpeg -v error -y -f lavfi -i testsrc2=s=1400x1400 -frames:v 1 " + picture.string()).exit_code,
              0);
    paper.server.on("/cover.jpg", support::file({core::read_file(picture), "image/jpeg"}));
    const Answer begun = init(at("/feed/podcast/"));
    ASSERT_EQ(begun.exit_code, 0) << begun.output;
    EXPECT_THAT(begun.output,
                AllOf(HasSubstr("no source: it is the feed that is taken over"),
                      HasSubstr("category 'Games' is none of Apple's"), HasSubstr("1 of 4 GUIDs match, 3 do not")));
    const std::size_t table = begun.output.find("which items are articles");
    for (const std::string& line : core::split_lines(begun.output.substr(table, begun.output.find("wrote ") - table)))
        EXPECT_LE(core::length(line), 80u) << line;
    EXPECT_EQ(core::read_file(paper.folder / "nghe.cover.jpg"), core::read_file(picture));
    const std::string config = core::read_file(file);
    for (const char* part :
         {"title = \"Báo nói Tháp Mười\"", "description = \"Tin đọc thành tiếng.\"", "author = \"Tòa soạn\"",
          "owner = { name = \"Ban biên tập\", email = \"a@paper.example\" }", "image = \"nghe.cover.jpg\"",
          "categories = [[\"Society & Culture\"]]", "former_feed = \"nghe.former-feed.json\"", "/feed/podcast/"})
        EXPECT_THAT(config, HasSubstr(part));
    EXPECT_EQ(config.find("feed/podcast/\"\nmax_items"), std::string::npos) << "it is no source";
    const auto noted = nlohmann::json::parse(core::read_file(former));
    ASSERT_EQ(noted["items"].size(), 4u);
    EXPECT_EQ(noted["items"][0]["guid"], guid(101));
    EXPECT_EQ(noted["items"][0]["published"], "2024-07-08T12:00:00+07:00");

    const Answer first = run("-v");
    ASSERT_EQ(first.exit_code, 0) << first.output;
    EXPECT_THAT(first.output,
                AllOf(HasSubstr(fmt::format("takes the former feed's GUID '{}', by recording", guid(101))),
                      HasSubstr(fmt::format("takes the former feed's GUID '{}', by link", guid(102))),
                      HasSubstr(fmt::format("takes the former feed's GUID '{}', by title and day", guid(103))),
                      HasSubstr("3 of the former feed's 4 GUIDs are in use")));
    const std::string feed = published();
    for (const int number : {101, 102, 103})
        EXPECT_THAT(feed, HasSubstr("<guid isPermaLink=\"false\">" + escaped(guid(number)) + "</guid>"));
    EXPECT_THAT(feed, AllOf(Not(HasSubstr("p=104")), HasSubstr(titles[3]),
                            HasSubstr("<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>")));

    EXPECT_EQ(run().exit_code, 0);
    EXPECT_EQ(published(), feed);
    // What was taken stays, whatever becomes of the file's key.
    core::write_file(former, R"({"items":[{"guid":"other","enclosure":")" + at("/" + name(0) + ".wav") + "\"}]}");
    EXPECT_EQ(run().exit_code, 0);
    EXPECT_EQ(published(), feed);
    EXPECT_THAT(newscast("status '" + file.string() + "'").output,
                HasSubstr("0 of the former feed's 1 GUIDs are in use"));
    EXPECT_THAT(newscast("status --json '" + file.string() + "'").output, HasSubstr("\"known\": 1"));
}

TEST_F(TakeOverTest, WhatMatchesTwiceIsToldAndTakesNothing) {
    const std::string sound = at("/" + name(0) + ".wav");
    serve_feed(item(1, "Tập 1", "https://cdn.example/1", sound) + item(2, "Tập 2", "https://cdn.example/2", sound) +
               item(3, "Tập 3", "https://cdn.example/3", at("/" + name(1) + ".wav")) +
               item(4, titles[2], "https://cdn.example/4", "https://cdn.example/4.mp3"));
    // The fourth article is called as the third is, which could be downloaded before it is read.
    paper.print({.name = name(3), .title = titles[2], .body = "Một đoạn đủ dài để biết bài này nói về việc gì khác."});
    const Answer begun = init(at("/feed/podcast/"));
    ASSERT_EQ(begun.exit_code, 0) << begun.output;
    EXPECT_THAT(begun.output, HasSubstr("cover left out"));
    const Answer first = run();
    EXPECT_EQ(first.exit_code, 0) << first.output;
    EXPECT_THAT(first.output, AllOf(HasSubstr("takes no GUID of the former feed: by recording it matches 2 items"),
                                    HasSubstr(titles[0]), HasSubstr("'Tập 1' and 'Tập 2'"), Not(HasSubstr(titles[1]))));
    const std::string doubt =
        fmt::format("article '{}': takes no GUID of the former feed: by title and day 2 articles match the item '{}'",
                    titles[2], titles[2]);
    const std::size_t told = first.output.find(doubt);
    ASSERT_NE(told, std::string::npos) << first.output;
    EXPECT_NE(first.output.find(doubt, told + 1), std::string::npos) << "of both: " << first.output;
    EXPECT_THAT(published(),
                AllOf(Not(HasSubstr("p=1<")), Not(HasSubstr("p=2<")), Not(HasSubstr("p=4<")), HasSubstr("p=3</guid>")));
}

TEST_F(TakeOverTest, AFeedMayBeAFileAndTheSiteAnother) {
    const filesystem::path saved = paper.folder / "saved.xml";
    core::write_file(saved, feed_text);
    const Answer begun = init(saved.string(), at("/"));
    ASSERT_EQ(begun.exit_code, 0) << begun.output;
    EXPECT_THAT(begun.output, HasSubstr("no source: it is the feed that is taken over")) << "known by its items";
    EXPECT_EQ(nlohmann::json::parse(core::read_file(former))["items"].size(), 4u);
}

TEST_F(TakeOverTest, MistakesAreOneLineAndLeaveNothing) {
    const auto expect = [&](const Answer& answer, int exit_code, const std::string& part) {
        EXPECT_EQ(answer.exit_code, exit_code) << answer.output;
        EXPECT_THAT(answer.output, HasSubstr(part));
        EXPECT_EQ(std::ranges::count(answer.output, '\n'), 1) << answer.output;
        EXPECT_FALSE(filesystem::exists(file));
        EXPECT_FALSE(filesystem::exists(former));
    };
    expect(init(at("/")), 1, "it is an HTML page");
    expect(init(at("/nowhere")), 1, "/nowhere");
    expect(init((paper.folder / "missing.xml").string()), 2, "missing.xml");
    expect(init(file.string() + " x"), 2, "nghe.toml x");
    expect(newscast("init"), 2, "URL");
    expect(newscast("init http://a.example/ http://b.example/"), 2, "b.example");

    core::write_file(former, "mine");
    const Answer there = init(at("/feed/podcast/"));
    EXPECT_EQ(there.exit_code, 2);
    EXPECT_THAT(there.output, HasSubstr("nghe.former-feed.json' is there already"));
    EXPECT_EQ(core::read_file(former), "mine");
    filesystem::remove(former);

    ASSERT_EQ(init(at("/feed/podcast/")).exit_code, 0);
    const std::string config = core::read_file(file);
    EXPECT_EQ(init(at("/feed/podcast/")).exit_code, 2);
    EXPECT_EQ(core::read_file(file), config);
    filesystem::remove(former);
    const Answer missing = run();
    EXPECT_EQ(missing.exit_code, 2);
    EXPECT_THAT(missing.output, HasSubstr("nghe.former-feed.json"));
    EXPECT_EQ(std::ranges::count(missing.output, '\n'), 1) << missing.output;
    EXPECT_FALSE(filesystem::exists(paper.folder / "out/bao-noi-thap-muoi")) << "nothing is minted without it";
}

}  // namespace
}  // namespace app
