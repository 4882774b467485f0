#include "core/atomic_file.h"
#include "core/time.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>
#include <regex>
#include <string>
#include <vector>

namespace app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// The newspaper's three articles, of which one fails.
class ReportPageTest : public testing::Test {
protected:
    ReportPageTest() {
        paper.print({"mot", "Bài một &amp; &lt;hai&gt;"});  // as HTML has it
        paper.print({"hai", "Bài hai"});
        paper.print({"ba", "Bài không tải được"});
        paper.record("mot", 0.1, 1);
        paper.record("hai", 0.02, 2);
        paper.server.on("/ba.wav", support::answer(503, ""));
        paper.print_listing({"mot", "hai", "ba"});
        config = write_config(paper).string();
    }
    Answer report(const std::string& output) const { return newscast("report '" + config + "' -o '" + output + "'"); }
    std::string page() const { return core::read_file(file); }

    Newspaper paper;
    std::string config;
    std::string file = (paper.folder / "report.html").string();
};

/// As the page's table has the numbers of an episode.
std::string cells_of(const nlohmann::json& episode) {
    const auto number = [](const nlohmann::json& value) { return fmt::format("{:.1f}", value.get<double>()); };
    return fmt::format("<td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                       number(episode.at("before").at("integrated_lufs")),
                       number(episode.at("after").at("integrated_lufs")),
                       number(episode.at("after").at("true_peak_dbtp")), episode.at("lane").get<std::string>(),
                       core::format_duration(std::chrono::milliseconds(episode.at("duration_ms").get<int>())),
                       episode.at("bytes").get<std::size_t>());
}

TEST_F(ReportPageTest, SaysTheSameNumbersAsStatus) {
    ASSERT_EQ(newscast("run '" + config + "'").exit_code, 1);
    const Answer told = report(file);
    EXPECT_EQ(told.exit_code, 0) << told.output;
    EXPECT_EQ(told.output, "");
    const auto show = nlohmann::json::parse(newscast("status --json '" + config + "'").output).at(0);
    const std::string html = page();
    std::size_t bytes = 0;
    for (const auto& episode : show.at("episodes")) {
        EXPECT_THAT(html, HasSubstr(cells_of(episode)));
        bytes += episode.at("bytes").get<std::size_t>();
    }
    ASSERT_EQ(show.at("episodes").size(), 2u);
    EXPECT_THAT(html, AllOf(HasSubstr("<dt>episodes</dt><dd>2</dd>"), HasSubstr("<dt>failing now</dt><dd>1</dd>"),
                            HasSubstr(fmt::format("<dt>waiting</dt><dd>{}</dd>", show.at("waiting").size())),
                            HasSubstr(fmt::format("2 files of episodes, {:.1f} kB.", static_cast<double>(bytes) / 1e3)),
                            HasSubstr("To be tried again: 1 (download, network)."),
                            HasSubstr("3 articles, 3 with a recording"), HasSubstr("Bài một &amp; &lt;hai&gt;")));
}

TEST_F(ReportPageTest, IsOnePageThatAsksNobodyForAnything) {
    ASSERT_EQ(newscast("run '" + config + "'").exit_code, 1);
    const std::size_t asked = paper.server.requests().size();
    ASSERT_EQ(report(file).exit_code, 0);
    EXPECT_EQ(paper.server.requests().size(), asked);
    const std::string html = page();
    EXPECT_EQ(shell("xmllint --noout --nonet '" + file + "' 2>&1").output, "");
    // libxml2 knows HTML 4: elements that came later are all it may object to.
    EXPECT_EQ(shell("xmllint --html --noout --nonet '" + file +
                    "' 2>&1 | grep error | grep -v -e 'Tag .* invalid' -e 'Unexpected end tag : \\(path\\|line\\)'")
                  .output,
              "");
    EXPECT_THAT(html, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("src=")), Not(HasSubstr("url("))));
    const std::regex link("href=\"([^\"]*)\"");
    for (std::sregex_iterator match(html.begin(), html.end(), link); match != std::sregex_iterator(); ++match)
        EXPECT_TRUE((*match)[1] == "data:," || (*match)[1].str().starts_with("#")) << (*match)[1];
}

TEST_F(ReportPageTest, ReplacesAFileAndPrintsWhereItIsAsked) {
    ASSERT_EQ(newscast("run '" + config + "'").exit_code, 1);
    core::write_file(file, "before");
    EXPECT_EQ(report(file).exit_code, 0);
    EXPECT_THAT(page(), AllOf(HasSubstr("<!DOCTYPE html>"), Not(HasSubstr("before\""))));
    const Answer printed = report("-");
    EXPECT_EQ(printed.exit_code, 0);
    EXPECT_TRUE(printed.output.starts_with("<!DOCTYPE html>"));
    EXPECT_TRUE(printed.output.ends_with("</html>\n"));
}

TEST_F(ReportPageTest, HasAHeadingForEachShow) {
    const std::string other = write_config(paper, "khac").string();
    ASSERT_EQ(newscast("run '" + config + "' '" + other + "'").exit_code, 1);
    EXPECT_EQ(newscast("report '" + config + "' '" + other + "' -o '" + file + "'").exit_code, 0);
    EXPECT_THAT(page(), AllOf(HasSubstr("<h2 id=\"show-1\">"), HasSubstr("<h2 id=\"show-2\">"),
                              HasSubstr("href=\"#show-2-loudness\""), HasSubstr("<p class=\"faint\">khac;")));
}

TEST_F(ReportPageTest, RefusesInOneLineWhatItCannotDo) {
    struct Case {
        std::string arguments;
        int exit_code;
        std::string says;
    };
    const std::string folder = paper.folder.path().string();
    const Answer early = report(file);
    EXPECT_EQ(early.exit_code, 3);
    EXPECT_THAT(early.output, HasSubstr("nothing has been run yet"));
    EXPECT_FALSE(std::filesystem::exists(file));
    ASSERT_EQ(newscast("run '" + config + "'").exit_code, 1);
    for (const Case& one : std::vector<Case>{
             {"report '" + config + "'", 2, "-o"},
             {"report '" + config + "' -o '" + folder + "/none/report.html'", 2,
              "'" + folder + "/none/report.html': there is no folder '" + folder + "/none'; make it"},
             {"report '" + config + "' -o '" + folder + "'", 2, "'" + folder + "': it is a folder; name a file"},
             {"report '" + folder + "/other.toml' -o '" + file + "'", 2, "other.toml"}}) {
        const Answer answer = newscast(one.arguments);
        EXPECT_EQ(answer.exit_code, one.exit_code) << one.arguments << answer.output;
        EXPECT_THAT(answer.output, HasSubstr(one.says));
        EXPECT_EQ(std::count(answer.output.begin(), answer.output.end(), '\n'), 1) << answer.output;
    }
    EXPECT_FALSE(std::filesystem::exists(file));
    EXPECT_FALSE(std::filesystem::exists(folder + "/none"));
}

}  // namespace
}  // namespace app
