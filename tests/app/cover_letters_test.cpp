// A cover that newscast draws, and the letters that no font of the machine has.

#include "core/hash.h"
#include "tests/app/program.h"
#include "tests/app/publishing_fixture.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace app {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class CoverLetters : public PublishingFixture {
protected:
    CoverLetters() {
        config = write_config(paper);
        std::string text = core::read_file(config);
        const std::string title = "Báo nói test";
        text.replace(text.find(title), title.size(), "חדשות");
        core::write_file(config, text);
        // Of these only Sans has Hebrew letters.
        install({"DejaVuSansMono-Bold.ttf", "DejaVuSansMono.ttf"});
    }

    void install(const std::vector<std::string>& fonts) {
        const filesystem::path folder = paper.folder / "fonts";
        filesystem::remove_all(folder);
        filesystem::create_directory(folder);
        for (const std::string& font : fonts)
            filesystem::copy_file("/usr/share/fonts/truetype/dejavu/" + font, folder / font);
        core::write_file(paper.folder / "fonts.conf",
                         fmt::format("<fontconfig><dir>{}</dir><cachedir>{}</cachedir></fontconfig>", folder.string(),
                                     (paper.folder / "font-cache").string()));
    }
    Answer command(const std::string& words, const std::string& environment = {}) const {
        return newscast(words + " '" + config.string() + "'",
                        fmt::format("FONTCONFIG_FILE='{}' {}", (paper.folder / "fonts.conf").string(), environment));
    }
    static json fact(const filesystem::path& state) {
        return json::parse(catalog::Catalog::open_to_read(state / "catalog.db").fact("cover"));
    }
    json fact() const { return fact(paper.folder / "state/test"); }

    filesystem::path config;
};

TEST_F(CoverLetters, MissingFromAllFontsAreToldUntilAFontHasThem) {
    const std::string line =
        "the cover's letters of Hebrew are in no installed font, and boxes stand in for them; install fonts-noto-core";
    const Answer first = command("run");
    EXPECT_EQ(first.exit_code, 0) << first.output;
    EXPECT_THAT(first.output, HasSubstr(line));
    const json boxes = fact();
    EXPECT_EQ(command("run").output, "") << "it was told when it was drawn";
    EXPECT_EQ(fact(), boxes);
    const Answer doctor = command("doctor");
    EXPECT_EQ(doctor.exit_code, 1) << doctor.output;
    EXPECT_THAT(doctor.output, HasSubstr(line));

    install({"DejaVuSans-Bold.ttf", "DejaVuSans.ttf", "DejaVuSansMono-Bold.ttf"});
    const Answer mended = command("run");
    EXPECT_EQ(mended.exit_code, 0);
    EXPECT_EQ(mended.output, "");
    const json letters = fact();
    EXPECT_NE(letters.at("full").at("sha256"), boxes.at("full").at("sha256"));
    EXPECT_THAT(core::read_file(paper.folder / "out/test/feed.xml"),
                AllOf(HasSubstr(letters.at("full").at("path").get<std::string>()),
                      Not(HasSubstr(boxes.at("full").at("path").get<std::string>()))));
    EXPECT_THAT(command("doctor").output, Not(HasSubstr("installed font")));

    install({"DejaVuSansMono-Bold.ttf"});
    EXPECT_EQ(command("run").output, "");
    EXPECT_EQ(fact(), letters) << "a cover that lacks nothing stays, whatever becomes of the fonts";
}

TEST_F(CoverLetters, AreDrawnWhereNothingMayBeWrittenForFonts) {
    core::write_file(paper.folder / "fonts.conf",
                     fmt::format("<fontconfig><dir>{}</dir><cachedir>/proc/none</cachedir></fontconfig>",
                                 (paper.folder / "fonts").string()));
    const Answer answer = command("run", "HOME=/nonexistent XDG_CACHE_HOME=/proc/none");
    EXPECT_EQ(answer.exit_code, 0);
    EXPECT_THAT(answer.output, HasSubstr("the cover's letters of Hebrew"));
}

TEST_F(CoverLetters, OfAFormerVersionStayWhereItCouldDrawThem) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    const filesystem::path state = paper.config.state_folder();
    const auto set_former_key = [&] {
        json former = fact(state);
        former["key"] = core::sha256(paper.config.show.title + "\n" + paper.config.show.author);
        catalog::Catalog(state / "catalog.db").set_fact("cover", former.dump());
    };
    set_former_key();
    const json former = fact(state);
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(fact(state), former);

    paper.config.show.title = "חדשות";
    set_former_key();
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_NE(fact(state).at("full"), former.at("full")) << "its letters stood from left to right";
}

TEST_F(CoverLetters, FollowTheTitleAndTheAuthor) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    const filesystem::path state = paper.config.state_folder();
    const json first = fact(state);
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(fact(state), first);
    paper.config.show.author = "Ban biên tập";
    ASSERT_EQ(paper.run(), ExitCode::done);
    EXPECT_NE(fact(state).at("full"), first.at("full"));
}

}  // namespace
}  // namespace app
