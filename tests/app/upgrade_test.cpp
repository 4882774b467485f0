// A show that version 0.1.0 published is taken over as it stands.

#include "app/commands/load_show.h"
#include "app/exit_code.h"
#include "app/run/run.h"
#include "app/run/upkeep.h"
#include "core/atomic_file.h"
#include "core/hash.h"
#include "tests/support/loopback_server.h"
#include "tests/support/temporary_folder.h"
#include "tests/transcode/sound.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace app {
namespace {

namespace filesystem = std::filesystem;

const filesystem::path old_show = filesystem::path(NEWSCAST_SOURCE_DIR) / "tests/data/show-0.1.0";

std::string type_of(const filesystem::path& file) {
    if (file.extension() == ".html") return "text/html; charset=utf-8";
    return file.extension() == ".mp3" ? "audio/mpeg" : "image/jpeg";
}

class UpgradeTest : public testing::Test {
protected:
    UpgradeTest() {
        filesystem::create_directories(folder.path() / "out");
        filesystem::create_directories(folder.path() / "state/ben-do");
        filesystem::copy(old_show / "published", out(), filesystem::copy_options::recursive);
        filesystem::copy_file(old_show / "catalog.db", folder / "state/ben-do/catalog.db");
        for (const auto& entry : filesystem::directory_iterator(old_show / "web")) {
            support::Resource resource;
            resource.body = core::read_file(entry.path());
            resource.etag = "\"" + core::sha256(resource.body).substr(0, 16) + "\"";
            resource.type = type_of(entry.path());
            const std::string name = entry.path().filename().string();
            server.on(name == "index.html" ? "/" : "/" + name, support::file(resource));
        }
        write_config();
    }

    void write_config(const std::string& title = "Bến Đò đọc báo") {
        std::string text = core::read_file(old_show / "newscast.toml");
        const auto replace = [&text](const std::string& part, const std::string& other) {
            text.replace(text.find(part), part.size(), other);
        };
        replace("PORT", std::to_string(server.port()));
        replace("Bến Đò đọc báo", title);
        core::write_file(folder / "newscast.toml", text);
    }

    ExitCode run() {
        Interrupt interrupt;
        Report report(Report::Detail::problems);
        now += std::chrono::minutes(1);
        return static_cast<ExitCode>(
            run_show(load_show(folder / "newscast.toml"), {workers, report, interrupt, now}).exit_code);
    }

    filesystem::path out(const std::string& name = {}) const { return folder.path() / "out/ben-do" / name; }

    /// Path, content and time of all recordings and pictures.
    std::map<std::string, std::pair<std::string, filesystem::file_time_type>> media() const {
        std::map<std::string, std::pair<std::string, filesystem::file_time_type>> files;
        for (const auto& entry : filesystem::recursive_directory_iterator(out())) {
            const std::string extension = entry.path().extension().string();
            if (extension != ".mp3" && extension != ".jpg") continue;
            files[filesystem::relative(entry.path(), out()).string()] = {core::sha256(core::read_file(entry.path())),
                                                                         entry.last_write_time()};
        }
        return files;
    }

    /// Requests for recordings and pictures that the server had to answer with their bytes.
    std::size_t fetched() const {
        std::size_t count = 0;
        for (const support::ServerRequest& request : server.requests())
            if (!request.target.ends_with(".html") && request.target != "/" && request.target != "/robots.txt" &&
                request.header("if-none-match").empty())
                ++count;
        return count;
    }

    static std::vector<std::string> values(const std::string& xml, const std::string& before,
                                           const std::string& after) {
        std::vector<std::string> found;
        for (std::size_t at = xml.find(before); at != std::string::npos; at = xml.find(before, at + 1)) {
            const std::size_t start = at + before.size();
            found.push_back(xml.substr(start, xml.find(after, start) - start));
        }
        return found;
    }

    support::TemporaryFolder folder;
    Workers workers;
    support::LoopbackServer server;
    core::Instant now = core::now();
};

TEST_F(UpgradeTest, FetchesAndRenamesNothingAndMakesOnlyPagesPictures) {
    const auto media_before = media();
    const std::string feed_before = core::read_file(out("feed.xml"));
    const std::string archive_before = core::read_file(out("archive-0001.xml"));
    testing::internal::CaptureStderr();
    EXPECT_EQ(run(), ExitCode::done);
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
    auto media_after = media();
    const std::size_t added = std::erase_if(media_after, [](const auto& file) {
        return file.first.starts_with("images/page-") || file.first.starts_with("images/thumbnail-");
    });
    EXPECT_EQ(added, 2u) << "for the one picture of its own that it has";
    EXPECT_EQ(media_after, media_before);
    EXPECT_EQ(fetched(), 0u);
    const std::string feed = core::read_file(out("feed.xml"));
    for (const auto& [before, after] :
         {std::pair{"<guid isPermaLink=\"false\">", "</guid>"}, {"<enclosure url=\"", "\""}}) {
        EXPECT_EQ(values(feed, before, after), values(feed_before, before, after));
        EXPECT_EQ(values(core::read_file(out("archive-0001.xml")), before, after),
                  values(archive_before, before, after));
    }
    EXPECT_EQ(feed.find("Vườn cây"), std::string::npos) << "what was withdrawn stays so";

    const auto after_first = [this] {
        std::map<std::string, filesystem::file_time_type> times;
        for (const auto& entry : filesystem::recursive_directory_iterator(out()))
            times[entry.path().string()] = entry.last_write_time();
        return times;
    };
    const auto times = after_first();
    EXPECT_EQ(run(), ExitCode::done);
    EXPECT_EQ(after_first(), times) << "a second run has nothing to do";
}

TEST_F(UpgradeTest, TagsWhatStandsAnewWithoutAnySource) {
    ASSERT_EQ(run(), ExitCode::done);
    const auto before = media();
    write_config("Bến Đò kể chuyện");
    testing::internal::CaptureStderr();
    EXPECT_EQ(run(), ExitCode::done);
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
    EXPECT_EQ(fetched(), 0u);
    const std::vector<std::string> urls = values(core::read_file(out("feed.xml")), "<enclosure url=\"", "\"");
    ASSERT_EQ(urls.size(), 2u);
    for (const std::string& url : urls) {
        const filesystem::path file = out("media") / filesystem::path(url).filename();
        EXPECT_NE(sound::ffprobe(file, "format_tags=album").find("Bến Đò kể chuyện"), std::string::npos) << file;
    }
}

TEST_F(UpgradeTest, FetchesAgainOnlyWhatIsNeededForAFileThatIsGone) {
    ASSERT_EQ(run(), ExitCode::done);
    const auto before = media();
    const auto lost = std::ranges::find_if(before, [](const auto& file) { return file.first.ends_with("0ca7c3.mp3"); });
    ASSERT_NE(lost, before.end());
    filesystem::remove(out(lost->first));
    EXPECT_EQ(run(), ExitCode::done);
    EXPECT_EQ(fetched(), 1u);
    EXPECT_TRUE(media().contains(lost->first) || media().size() == before.size() + 1);
    EXPECT_EQ(values(core::read_file(out("archive-0001.xml")), "<enclosure url=\"", "\"").size(), 1u);
}

TEST_F(UpgradeTest, ASmallChangeOfTheRecipeMakesEveryFileAnewAndNothingElseDoes) {
    ASSERT_EQ(run(), ExitCode::done);
    const auto before = media();
    std::string text = core::read_file(folder / "newscast.toml");
    // What was the default is written down: the operator has changed nothing.
    text.replace(text.find("[audio]\n"), 8, "[audio]\ntarget_lufs = -16.0\n");
    core::write_file(folder / "newscast.toml", text);
    ASSERT_EQ(run(), ExitCode::done);
    EXPECT_EQ(media(), before);
    text.replace(text.find("-16.0"), 5, "-18.0");
    core::write_file(folder / "newscast.toml", text);
    ASSERT_EQ(run(), ExitCode::done);
    EXPECT_EQ(fetched(), 3u) << "the three that are published";
    for (const std::string& url : values(core::read_file(out("feed.xml")), "<enclosure url=\"", "\""))
        EXPECT_NEAR(sound::ffmpeg_reading(out("media") / filesystem::path(url).filename(), true).integrated_lufs, -18.0,
                    0.3);
}

TEST_F(UpgradeTest, KnowsEveryFileOfItsAfterwards) {
    ASSERT_EQ(run(), ExitCode::done);
    std::set<std::string> named;
    {
        catalog::Catalog catalog = catalog::Catalog::open_to_read(folder / "state/ben-do/catalog.db");
        for (const core::PublishedFile& line : catalog.manifest(folder_target)) named.insert(line.path);
    }
    for (const auto& entry : filesystem::recursive_directory_iterator(out())) {
        const std::string path = filesystem::relative(entry.path(), out()).string();
        if (entry.is_regular_file() && path != ".newscast") {
            EXPECT_TRUE(named.contains(path)) << path;
        }
    }
}

TEST_F(UpgradeTest, AWithdrawalAsTheFirstThingLeavesNothingOfTheEpisode) {
    Interrupt interrupt;
    Report report(Report::Detail::problems);
    EXPECT_EQ(withdraw(load_show(folder / "newscast.toml"), {workers, report, interrupt, now},
                       "http://paper.example/cau-moi.html", "asked")
                  .published,
              Published::replaced);
    for (const auto& entry : filesystem::recursive_directory_iterator(out()))
        EXPECT_EQ(entry.path().string().find("cau-moi"), std::string::npos) << entry.path();
}

}  // namespace
}  // namespace app
