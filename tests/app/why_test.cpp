#include "core/atomic_file.h"
#include "core/columns.h"
#include "core/text.h"
#include "tests/app/fates_fixture.h"

#include <gmock/gmock.h>

#include <set>

namespace app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

class WhyTest : public FatesFixture {
protected:
    Answer why(const std::string& name, const std::string& options = {}) const {
        return newscast(fmt::format("why '{}' --config '{}' {}", name, config, options));
    }
    nlohmann::json json_of(const std::string& name) const {
        const auto array = nlohmann::json::parse(why(name, "--json").output);
        EXPECT_EQ(array.size(), 1u);
        return array.at(0);
    }
};

TEST_F(WhyTest, TellsAllThatIsKnownOfAPublishedArticle) {
    const nlohmann::json known = json_of(page("mot"));
    const std::string guid = known.at("guid").get<std::string>();
    const std::string file = known.at("episode").at("files").at(0).at("path").get<std::string>();
    const std::string base = paper.server.url("/out/test/");
    const Answer told = why(page("mot"));
    EXPECT_EQ(told.exit_code, 0);
    EXPECT_THAT(told.output,
                AllOf(HasSubstr("    state       published\n"), HasSubstr("looks whether its"),
                      HasSubstr("    feed        " + base + "feed.xml\n"), HasSubstr("    page        " + base),
                      HasSubstr("    enclosure   " + base + file + "\n"), HasSubstr("    url         " + page("mot")),
                      HasSubstr("by source page " + paper.server.url("/")), HasSubstr("    names       url:"),
                      HasSubstr("    recording   " + paper.server.url("/mot.wav") + "\n")));
    EXPECT_THAT(told.output,
                AllOf(HasSubstr(", audio/wav, kept\n"), HasSubstr("    rules       audio: "), HasSubstr("title: "),
                      HasSubstr("    guid        " + guid + "\n"), HasSubstr("version 1, made 2"), HasSubstr(" LUFS, "),
                      HasSubstr("encode: "), Not(HasSubstr("failed"))));
    for (const std::string& name : {guid, paper.server.url("/mot.wav"), base + file, std::string(long_title)})
        EXPECT_EQ(json_of(name).at("guid"), guid) << name;
}

TEST_F(WhyTest, GivesProgramsTheSame) {
    const nlohmann::json known = json_of(page("mot"));
    std::set<std::string> names;
    for (const auto& [name, value] : known.items()) names.insert(name);
    EXPECT_EQ(names, (std::set<std::string>{"show", "title", "guid", "date", "state", "step", "next", "same_as",
                                            "published", "article", "episode", "editions", "failures", "claims"}));
    const std::string manual = core::read_file(std::string(NEWSCAST_SOURCE_DIR) + "/docs/list-json.md");
    for (const char* part : {"article", "episode"})
        for (const auto& [name, value] : known.at(part).items()) names.insert(name);
    for (const auto& [name, value] : known.at("article").at("recording").items()) names.insert(name);
    for (const std::string& name : names) EXPECT_THAT(manual, HasSubstr("`" + name + "`")) << name;
    EXPECT_EQ(known.at("state"), "published");
    EXPECT_TRUE(known.at("step").is_null());
    const nlohmann::json& article = known.at("article");
    EXPECT_EQ(article.at("outcome"), "recording");
    EXPECT_TRUE(article.at("source_is_configured"));
    EXPECT_TRUE(article.at("rules").contains("title"));
    EXPECT_EQ(article.at("recording").at("url"), paper.server.url("/mot.wav"));
    EXPECT_TRUE(article.at("recording").at("kept"));
    EXPECT_FALSE(article.at("recording").at("etag").is_null());
    const nlohmann::json& file = known.at("episode").at("files").at(0);
    EXPECT_EQ(file.at("version"), 1);
    EXPECT_TRUE(file.at("is_current"));
    EXPECT_LT(file.at("before").at("integrated_lufs"), file.at("after").at("integrated_lufs"));
    EXPECT_TRUE(json_of("Bài câm").at("episode").is_null());
}

TEST_F(WhyTest, TellsWhatFailedAndWhenItIsTriedAgain) {
    const std::string told = core::collapse_space(why("bài không TẢI được").output);
    EXPECT_THAT(told, AllOf(HasSubstr("state failing, to download"), HasSubstr("failed to download, 1 try, next try 2"),
                            HasSubstr("503"), HasSubstr("network"), HasSubstr("the first run after 2"),
                            HasSubstr("tries again to download it (newscast retry makes it due now)")));
    EXPECT_EQ(json_of(page("ba")).at("failures").at(0).at("attempts"), 1);
    EXPECT_THAT(core::collapse_space(why(page("hai")).output),
                AllOf(HasSubstr("state withdrawn"), HasSubstr("người trong bài xin gỡ"), HasSubstr("restore")));
    EXPECT_THAT(core::collapse_space(why(page("cam")).output),
                AllOf(HasSubstr("state silent"), HasSubstr("no recording of its own"), HasSubstr("looks whether its")));
}

TEST_F(WhyTest, TellsOfWhatWasOnlyFoundAndOfChangedRules) {
    paper.server.on("/moi.html", support::answer(503, ""));
    paper.print_listing({"mot", "moi"});
    run();
    EXPECT_THAT(why(page("moi")).output, AllOf(HasSubstr("failing, to read"), HasSubstr("read        not yet")));
    std::string text = core::read_file(config);
    text.replace(text.find("[audio]"), 0, "[source.xpath]\ntitle = \"//h1\"\n");
    core::write_file(config, text);
    EXPECT_THAT(core::collapse_space(why(page("mot")).output),
                AllOf(HasSubstr("the next run reads its page anew: the operator's rules"), Not(HasSubstr("//h1"))));
    run();
    EXPECT_THAT(why(page("mot")).output,
                AllOf(HasSubstr("title: xpath\n"), HasSubstr("    xpath       title: //h1\n"), Not(HasSubstr("anew"))));
    EXPECT_EQ(json_of(page("mot")).at("article").at("xpath").at("title"), "//h1");
}

TEST_F(WhyTest, OfWhatIsNotKnownItTellsWhatTheSourcesWouldDo) {
    const auto unknown = [&](const std::string& name) {
        const Answer told = why(name);
        EXPECT_EQ(told.exit_code, 1) << name;
        EXPECT_EQ(core::split_lines(told.output).size(), 1u) << told.output;
        return told.output;
    };
    EXPECT_EQ(
        unknown(page("nowhere")),
        fmt::format("newscast: nothing goes by '{}'; show test: source '{}' takes such addresses, but did not list "
                    "it when it was last asked\n",
                    page("nowhere"), paper.server.url("/")));
    EXPECT_THAT(unknown(paper.server.url("/nowhere.pdf")), HasSubstr("leaves it out by its include and exclude"));
    EXPECT_THAT(unknown("http://elsewhere.example/a.html"), HasSubstr("show test: no source is of elsewhere.example"));
    EXPECT_THAT(unknown("http://reader:s3cret@127.0.0.1/a.html"), Not(HasSubstr("s3cret")));
    EXPECT_THAT(unknown("Bài nào đó"), HasSubstr("its URL, its recording's, its episode's GUID or its whole title"));
    EXPECT_TRUE(why("Bài nào", "--json").output.starts_with("[]\nnewscast: nothing goes by 'Bài nào'; "));
}

TEST_F(WhyTest, SaysThatSeveralGoByOneName) {
    paper.print({"bon", "Bài xin gỡ"});
    paper.record("bon", 0.1, 4);
    paper.print_listing({"bon"});
    run();
    const Answer told = why("Bài xin gỡ");
    EXPECT_EQ(told.exit_code, 2);
    EXPECT_THAT(told.output, AllOf(HasSubstr("2 articles go by 'Bài xin gỡ'"), HasSubstr(page("hai")),
                                   HasSubstr(page("bon")), HasSubstr("name one by its GUID or URL")));
}

TEST_F(WhyTest, TellsWhichArticleADuplicateIs) {
    const std::string original = page("tin-123456");
    paper.print({"tin-123456", "Bài hai địa chỉ"});
    paper.record("tin-123456", 0.1, 5);
    paper.print_listing({"tin-123456"});
    run();
    paper.server.on(
        "/amp/tin-123456.html",
        support::answer(
            200,
            fmt::format("<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\"><link "
                        "rel=\"canonical\" href=\"{}\"><title>Bài hai địa chỉ</title></head><body><article>"
                        "<h1>Bài hai địa chỉ</h1><audio src=\"/tin-123456.wav\"></audio><p>Đoạn thứ nhất của "
                        "bài, đủ dài để đọc thành tiếng.</p></article></body></html>",
                        original),
            {{"Content-Type", "text/html"}}));
    paper.print_listing({"amp/tin-123456"});
    run();
    const nlohmann::json known = json_of(page("amp/tin-123456"));
    EXPECT_EQ(known.at("state"), "duplicate");
    EXPECT_EQ(known.at("same_as"), json_of(original).at("guid"));
    EXPECT_THAT(core::collapse_space(why(page("amp/tin-123456")).output),
                HasSubstr("nothing: it is the same article as 'Bài hai địa chỉ' ("));
    EXPECT_EQ(json_of("Bài hai địa chỉ").at("state"), "published") << "its duplicate has no claim to the title";
}

TEST_F(WhyTest, FitsTheTerminal) {
    for (const std::uint16_t columns : {std::uint16_t{60}, std::uint16_t{80}}) {
        const std::string said = on_terminal({"why", page("mot"), "--config", config}, columns);
        EXPECT_THAT(said, Not(HasSubstr("\x1b")));
        for (const std::string& line : core::split_lines(said)) {
            // What may be copied is whole: one word, or a name and a word.
            const bool is_whole = line.find("http://") != std::string::npos ||
                                  line.find("media/") != std::string::npos || line.find("url:") != std::string::npos ||
                                  line.find("ETag") != std::string::npos;
            EXPECT_TRUE(is_whole || core::columns_of(line) <= columns) << line;
        }
    }
}

TEST_F(WhyTest, LooksThroughSeveralShows) {
    const std::string other = write_config(paper, "kia").string();
    ASSERT_EQ(newscast("run '" + other + "'").exit_code, 1);
    const auto both = nlohmann::json::parse(why(page("mot"), "--config '" + other + "' --json").output);
    ASSERT_EQ(both.size(), 2u);
    EXPECT_EQ(both[0].at("show"), "test");
    EXPECT_EQ(both[1].at("show"), "kia");
    const std::string guid = both[1].at("guid").get<std::string>();
    EXPECT_THAT(why(guid, "--config '" + other + "'").output, HasSubstr("(kia)"));
}

}  // namespace
}  // namespace app
