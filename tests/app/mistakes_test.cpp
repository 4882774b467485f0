#include "core/atomic_file.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <gmock/gmock.h>

namespace app {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// A mistake of the operator's is found by the whole program before it asks anybody for anything, and costs nothing but
/// the time until it is put right.
class Mistakes : public testing::Test {
protected:
    Mistakes() {
        paper.print({"mot", "Bài một"});
        paper.record("mot", 0.1);
        paper.print_listing({"mot"});
        config = write_config(paper);
        right = core::read_file(config);
    }

    /// Writes the show with `line` below the line that begins with `after`, and runs it.
    Answer run_with(const std::string& after, const std::string& line) {
        std::string text = right;
        const std::size_t place = text.find('\n', text.find("\n" + after) + 1) + 1;
        core::write_file(config, text.insert(place, line + "\n"));
        return run();
    }
    Answer run() const { return newscast("run '" + config.string() + "'"); }
    std::string line_of(const std::string& part) const {
        const std::string text = core::read_file(config);
        return "test.toml:" + std::to_string(1 + std::count(text.begin(), text.begin() + text.find(part), '\n')) + ":";
    }

    Newspaper paper;
    std::filesystem::path config;
    std::string right;
};

TEST_F(Mistakes, AWrongXPathIsFoundBeforeAnyRequest) {
    for (const char* wrong : {"link_xpath = \"//a[@href\"", "xpath = { title = \"//a[@href\" }",
                              "xpath = { body = \"//p[ends-with(., 'x')]\" }"}) {
        const Answer answer = run_with("url = ", wrong);
        EXPECT_EQ(answer.exit_code, 2) << answer.output;
        const std::string key(wrong, std::string_view(wrong).find(' '));
        EXPECT_THAT(answer.output, AllOf(HasSubstr(line_of(wrong)), HasSubstr("source." + key), HasSubstr("//")));
        EXPECT_EQ(std::count(answer.output.begin(), answer.output.end(), '\n'), 1) << answer.output;
    }
    EXPECT_EQ(paper.server.requests().size(), 0u);
    EXPECT_EQ(run_with("url = ", "link_xpath = \"//a[@href]\"").exit_code, 0);
}

TEST_F(Mistakes, AWrongFilterIsFoundBeforeAnyRequestAndDelaysNothingOncePutRight) {
    const Answer answer = run_with("[audio]", "filters = \"highpas=f=70\"");
    EXPECT_EQ(answer.exit_code, 2) << answer.output;
    EXPECT_THAT(answer.output, AllOf(HasSubstr(line_of("filters = ")), HasSubstr("audio.filters"),
                                     HasSubstr("No such filter: 'highpas'")));
    EXPECT_EQ(paper.server.requests().size(), 0u);
    const Answer mended = run_with("[audio]", "filters = \"highpass=f=70\"");
    EXPECT_EQ(mended.exit_code, 0) << mended.output;
    EXPECT_EQ(paper.media().size(), 1u);
}

TEST_F(Mistakes, AWrongPatternIsFoundBeforeAnyRequestWithItsColumn) {
    const std::string wrong = "exclude = [\"/video/\", \"tin(?=x)\"]";
    const Answer answer = run_with("url = ", wrong);
    EXPECT_EQ(answer.exit_code, 2) << answer.output;
    EXPECT_THAT(answer.output, AllOf(HasSubstr(line_of(wrong)), HasSubstr("source.exclude[1]"), HasSubstr("column 4"),
                                     HasSubstr("look-around")));
    EXPECT_EQ(paper.server.requests().size(), 0u);
}

TEST_F(Mistakes, APatternThatWouldGoBackForEverEnds) {
    paper.print_listing({"mot", std::string(1500, 'a')});
    const Answer answer = run_with("url = ", "exclude = [\"(a+)+!\"]");
    EXPECT_EQ(answer.exit_code, 1) << "the other link leads nowhere: " << answer.output;
    EXPECT_EQ(paper.media().size(), 1u);
}

TEST_F(Mistakes, AllOfAFileAreNamedAtOnceInItsOrder) {
    std::string text = right;
    text.insert(text.find("[[source]]"), "titel = \"x\"\nlocked = 3\n");
    const std::size_t source = text.find("url = ", text.find("[[source]]"));
    text.insert(text.find('\n', source) + 1, "include = [\"(\", \"[\"]\nlink_xpath = \"//a[\"\n");
    text.insert(text.find("[audio]") + 8, "filters = \"nosuch\"\nbitrate_kbps = 97\n");
    text.replace(text.find("bitrate_kbps = 64"), 17, "");
    core::write_file(config, text + "\n[sound]\n");
    const Answer answer = run();
    EXPECT_EQ(answer.exit_code, 2) << answer.output;
    std::vector<std::size_t> places;
    for (const char* part : {"show.titel", "show.locked", "[sound]"})
        EXPECT_THAT(answer.output, HasSubstr(std::string(part == std::string("[sound]") ? "section sound" : part)));
    EXPECT_GE(std::count(answer.output.begin(), answer.output.end(), '\n'), 5) << answer.output;
    // What was written right is judged too, once what it depends on is.
    core::write_file(config, [&] {
        std::string mended = text;
        mended.replace(mended.find("titel = \"x\"\nlocked = 3\n"), 23, "");
        return mended;
    }());
    const Answer next = run();
    EXPECT_EQ(next.exit_code, 2) << next.output;
    for (const char* part : {"source.include[0]", "source.include[1]", "source.link_xpath", "audio.filters", "97"})
        EXPECT_THAT(next.output, HasSubstr(part));
    std::size_t before = 0;
    for (const char* part : {"source.include[0]", "source.link_xpath", "audio.filters"}) {
        EXPECT_GT(next.output.find(part), before) << part << " in the order of the file";
        before = next.output.find(part);
    }
    EXPECT_EQ(paper.server.requests().size(), 0u);
}

TEST_F(Mistakes, ARuleThatIsMendedIsTriedAtOnce) {
    const auto expect_mended = [&](const std::string& wrong, const std::string& mended) {
        std::filesystem::remove_all(paper.folder / "out");
        std::filesystem::remove_all(paper.folder / "state");
        core::write_file(config, right);
        run_with("url = ", wrong);
        EXPECT_EQ(std::filesystem::exists(paper.config.show_folder() / "media"), false) << wrong;
        const Answer answer = mended.empty() ? (core::write_file(config, right), run()) : run_with("url = ", mended);
        EXPECT_EQ(answer.exit_code, 0) << wrong << ": " << answer.output;
        EXPECT_EQ(paper.media().size(), 1u) << wrong;
    };
    expect_mended("xpath = { audio = \"//nothing\", title = \"//nosuch\", published = \"//x\", body = \"//audio\" }",
                  "");
    expect_mended("link_xpath = \"//nothing\"", "link_xpath = \"//h2/a\"");
    expect_mended("link_xpath = \"//nothing\"", "");
    expect_mended("include = [\"/nothing/\"]", "");
    expect_mended("exclude = [\"html\"]", "exclude = [\"htmx\"]");
}

TEST_F(Mistakes, NormalizeTakesNoWrongFilterEither) {
    const std::string made = (paper.folder / "made.mp3").string();
    const Answer answer =
        newscast("normalize --filters highpas=f=70 '" + (paper.folder / "mot.wav").string() + "' -o '" + made + "'");
    EXPECT_EQ(answer.exit_code, 2) << answer.output;
    EXPECT_THAT(answer.output, AllOf(HasSubstr("--filters"), HasSubstr("'highpas'")));
    EXPECT_FALSE(std::filesystem::exists(made));
}

}  // namespace
}  // namespace app
