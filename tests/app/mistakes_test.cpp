#include "core/atomic_file.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <fmt/core.h>
#include <gmock/gmock.h>

#include <filesystem>

namespace app {
namespace {

namespace filesystem = std::filesystem;
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

TEST_F(Mistakes, AnEncodingThatTheFormatDoesNotKnowIsFoundBeforeAnyRequest) {
    for (const auto& [wrong, said] :
         {std::pair("format = \"opus\"\nsample_rate_hz = 32000",
                    "audio.sample_rate_hz is 32000; Opus must have one of"),
          {"format = \"m4a\"\nsample_rate_hz = 8000", "audio.bitrate_kbps is 64; AAC in M4A at 8000 Hz"}}) {
        const Answer answer = run_with("[audio]", wrong);
        EXPECT_EQ(answer.exit_code, 2) << answer.output;
        EXPECT_THAT(answer.output, AllOf(HasSubstr("test.toml:"), HasSubstr(said), HasSubstr("nearest")));
    }
    EXPECT_EQ(paper.server.requests().size(), 0u);
    const Answer usual = run_with("[audio]", "format = \"opus\"");
    EXPECT_EQ(usual.exit_code, 0) << usual.output << "nobody has named a sample rate";
    const Answer of_old = run_with("[audio]", "format = \"opus\"\nsample_rate_hz = 44100");
    EXPECT_EQ(of_old.exit_code, 0) << of_old.output << "version 0.1.0 took it";
}

TEST_F(Mistakes, AWrongFilterIsFoundBeforeAnyRequestAndDelaysNothingLater) {
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

/// The text with one part replaced.
std::string with(std::string text, const std::string& part, const std::string& other) {
    const std::size_t place = text.find(part);
    EXPECT_NE(place, std::string::npos) << part;
    return text.replace(place, part.size(), other);
}

void expect_in_order(const std::string& output, const std::vector<std::string>& parts) {
    std::size_t before = 0;
    for (const std::string& part : parts) {
        const std::size_t place = output.find(part, before);
        EXPECT_NE(place, std::string::npos) << part << " is not there, or in another order than the file's:\n"
                                            << output;
        if (place != std::string::npos) before = place;
    }
}

TEST_F(Mistakes, AllOfAFileAreNamedAtOnceInItsOrder) {
    std::string text = with(right, "[[source]]", "titel = \"x\"\nlocked = 3\n[[source]]");
    text = with(text, "[audio]", "[audio]\ntarget_lufs = 3\ncolour = 1");
    core::write_file(config, text + "\n[sound]\n");
    const Answer answer = run();
    EXPECT_EQ(answer.exit_code, 2);
    expect_in_order(answer.output, {"show.titel", "show.locked", "audio.target_lufs", "audio.colour", "section sound"});
    EXPECT_EQ(std::count(answer.output.begin(), answer.output.end(), '\n'), 5) << answer.output;
    EXPECT_EQ(paper.server.requests().size(), 0u);
}

TEST_F(Mistakes, SoAreThoseThatOtherRoomsFind) {
    std::string text = with(right, "include = [\"html$\"]", "include = [\"(\", \"[\"]\nlink_xpath = \"//a[\"");
    text = with(text, "[audio]", "[audio]\nfilters = \"nosuch\"");
    text = with(text, "bitrate_kbps = 64", "bitrate_kbps = 97");
    core::write_file(config, text);
    const Answer answer = run();
    EXPECT_EQ(answer.exit_code, 2);
    expect_in_order(answer.output,
                    {"source.include[0]", "source.include[1]", "source.link_xpath", "audio.filters", "97"});
    EXPECT_EQ(std::count(answer.output.begin(), answer.output.end(), '\n'), 5) << answer.output;
    EXPECT_EQ(paper.server.requests().size(), 0u);
}

TEST_F(Mistakes, OfADefaultAreToldAsSuchWithAPlaceToOffer) {
    // The state would stand beside the file, in what everybody can read; no line of the file says so.
    core::write_file(config, right + "[out]\ndirectory = \".\"\n");
    const Answer readable = run();
    EXPECT_EQ(readable.exit_code, 2);
    EXPECT_THAT(readable.output,
                AllOf(HasSubstr("test.toml: state.directory is not set, and its default '"),
                      HasSubstr("/state' lies under"), HasSubstr("set [state] directory = \"/var/lib/newscast\"")));
    core::write_file(config, right);
    for (const char* section : {"state", "out"}) {
        const filesystem::path place = paper.folder / section;
        filesystem::remove_all(place);
        core::write_file(place, "a file is in the way");
        const Answer answer = run();
        EXPECT_EQ(answer.exit_code, 3) << answer.output;
        EXPECT_THAT(
            answer.output,
            AllOf(HasSubstr(fmt::format("{}.directory is not set, and '{}' is its default", section, place.string())),
                  HasSubstr(fmt::format("set [{}] directory = \"/", section))));
        filesystem::remove(place);
    }
}

TEST_F(Mistakes, OfSeveralFilesAreNamedTogether) {
    core::write_file(config, with(right, "[audio]", "[audio]\ncolour = 1"));
    const std::filesystem::path other = write_config(paper, "other");
    core::write_file(other, with(core::read_file(other), "[audio]", "[audio]\nsize = 1"));
    const Answer answer = newscast("run '" + config.string() + "' '" + other.string() + "'");
    EXPECT_EQ(answer.exit_code, 2);
    expect_in_order(answer.output, {"test.toml:", "audio.colour", "other.toml:", "audio.size"});
}

TEST_F(Mistakes, ARuleThatIsMendedIsTriedAtOnce) {
    const auto expect_mended = [&](const std::string& wrong, const std::string& mended) {
        std::filesystem::remove_all(paper.folder / "out");
        std::filesystem::remove_all(paper.folder / "state");
        core::write_file(config, with(right, "include = [\"html$\"]", wrong));
        EXPECT_NE(run().exit_code, 2) << wrong;
        EXPECT_EQ(std::filesystem::exists(paper.config.show_folder() / "media"), false) << wrong;
        core::write_file(config, mended.empty() ? right : with(right, "include = [\"html$\"]", mended));
        const Answer answer = newscast("run -v '" + config.string() + "'");
        EXPECT_EQ(answer.exit_code, 0) << wrong << ": " << answer.output;
        ASSERT_TRUE(std::filesystem::exists(paper.config.show_folder() / "media")) << wrong << ": " << answer.output;
        EXPECT_EQ(paper.media().size(), 1u) << wrong;
    };
    expect_mended("xpath = { audio = \"//nothing\", title = \"//nosuch\", published = \"//x\", body = \"//audio\" }",
                  "");
    expect_mended("link_xpath = \"//nothing\"", "link_xpath = \"//h2/a\"");
    expect_mended("link_xpath = \"//nothing\"", "");
    expect_mended("include = [\"/nothing/\"]", "");
    expect_mended("exclude = [\"html\"]", "");
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
