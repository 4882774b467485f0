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
