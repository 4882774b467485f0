#include "core/atomic_file.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"
#include "tests/transcode/sound.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace app {
namespace {

using nlohmann::json;
namespace filesystem = std::filesystem;

// "récit", as it was written before UTF-8.
const std::string old_name =
    "r\xe9"
    "cit";

std::string quoted_path(const filesystem::path& path) {
    return "'" + path.string() + "'";
}

TEST(Json, IsValidWhateverAFileIsNamed) {
    const support::TemporaryFolder folder;
    sound::write_wav(folder / "good.wav", sound::babble(3, 0.1, 22050, 1));
    filesystem::copy_file(folder / "good.wav", folder / (old_name + ".wav"));
    const std::string both = quoted_path(folder / (old_name + ".wav")) + " " + quoted_path(folder / "good.wav");

    const Answer measured = newscast("measure --json " + both + " " + quoted_path(folder / (old_name + ".mp3")));
    EXPECT_EQ(measured.exit_code, 1) << "one of them is missing";
    const json readings = json::parse(measured.output.substr(measured.output.find('[')));
    ASSERT_EQ(readings.size(), 3u);
    EXPECT_NE(readings[0]["file"].get<std::string>().find("r\uFFFDcit.wav"), std::string::npos);
    EXPECT_EQ(readings[0]["integrated_lufs"], readings[1]["integrated_lufs"]);
    EXPECT_TRUE(readings[2].contains("error"));

    const Answer made = newscast("normalize --json " + both + " -o " + quoted_path(folder / "made/"));
    ASSERT_EQ(made.exit_code, 0) << made.output;
    EXPECT_EQ(json::parse(made.output).size(), 2u);
    EXPECT_TRUE(filesystem::exists(folder / "made" / (old_name + ".mp3")));
}

TEST(Json, IsValidWhateverAnArticlesFileHolds) {
    const support::TemporaryFolder folder;
    core::write_file(folder / (old_name + ".txt"), old_name + "\n\nMot doan van du dai de doc, " + old_name + ".\n");
    const Answer answer = newscast("explain --json " + quoted_path(folder / (old_name + ".txt")));
    ASSERT_EQ(answer.exit_code, 0) << answer.output;
    EXPECT_TRUE(json::parse(answer.output).is_object());
}

TEST(Json, AShowMayLieInAFolderOfAnOldName) {
    Newspaper paper;
    paper.record("mot", 0.1);
    const filesystem::path folder = paper.folder / old_name;
    filesystem::create_directory(folder);
    core::write_file(folder / "bai.txt",
                     "Bài một\n\nMột đoạn văn đủ dài để đọc thành tiếng.\n\n" + paper.server.url("/mot.wav") + "\n");
    std::string text = core::read_file(write_config(paper));
    const std::size_t source = text.find("kind = \"page\"");
    text.replace(source, text.find("[audio]") - source, "kind = \"files\"\npath = \"bai.txt\"\n");
    core::write_file(folder / "show.toml", text);
    const std::string config = quoted_path(folder / "show.toml");
    const Answer run = newscast("run " + config);
    EXPECT_EQ(run.exit_code, 0) << run.output;
    const Answer status = newscast("status --json " + config);
    ASSERT_EQ(status.exit_code, 0) << status.output;
    EXPECT_EQ(json::parse(status.output).at(0).at("episodes").size(), 1u);
}

}  // namespace
}  // namespace app
