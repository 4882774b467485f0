// The program is ended at calls that change files; the next run makes of it what an undisturbed one would have.

#include "core/atomic_file.h"
#include "core/hash.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>

namespace app {
namespace {

namespace filesystem = std::filesystem;

class KillTest : public testing::Test {
protected:
    KillTest() {
        for (const char* name : {"mot", "hai"}) paper.print({name, std::string("Bài ") + name});
        paper.record("mot", 0.1, 1);
        paper.record("hai", 0.1, 2);
        paper.print_listing({"mot", "hai"});
        config = write_config(paper);
    }

    void start_anew() const {
        filesystem::remove_all(paper.folder / "out");
        filesystem::remove_all(paper.folder / "state");
    }
    Answer run(const std::string& fault = {}) const {
        return newscast("run " + config.string(), fault.empty() ? "" : "NEWSCAST_FAULT=" + fault);
    }
    /// Everything that is published, without what only the clock decides, and without the state's id.
    std::map<std::string, std::string> published() const {
        static const std::regex dates("<lastBuildDate>[^<]*</lastBuildDate>");
        std::map<std::string, std::string> files;
        for (const auto& entry : filesystem::recursive_directory_iterator(paper.folder / "out"))
            if (entry.is_regular_file() && entry.path().filename() != ".newscast")
                files[filesystem::relative(entry.path(), paper.folder.path()).string()] =
                    core::sha256(std::regex_replace(core::read_file(entry.path()), dates, ""));
        return files;
    }
    /// The enclosures that the feed names and that are not there.
    std::string dangling() const {
        const filesystem::path feed = paper.config.show_folder() / "feed.xml";
        if (!filesystem::exists(feed)) return {};
        const std::string xml = core::read_file(feed);
        static const std::regex enclosure("<enclosure url=\"[^\"]*/(media/[^\"]+)\" length=\"(\\d+)\"");
        for (std::sregex_iterator match(xml.begin(), xml.end(), enclosure); match != std::sregex_iterator(); ++match) {
            const filesystem::path file = paper.config.show_folder() / (*match)[1].str();
            if (!filesystem::exists(file) || std::to_string(filesystem::file_size(file)) != (*match)[2].str())
                return file.string();
        }
        return {};
    }

    Newspaper paper;
    filesystem::path config;
};

TEST_F(KillTest, WhereverARunIsEndedTheNextOneFinishesIt) {
    const Answer counted = run("count");
    ASSERT_EQ(counted.exit_code, 0) << counted.output;
    const std::size_t said = counted.output.find("disk calls: ");
    ASSERT_NE(said, std::string::npos) << counted.output;
    const unsigned long calls = std::stoul(counted.output.substr(said + 12));
    const auto wanted = published();
    constexpr int killed_by_signal = 137;
    unsigned long ended = 0;
    // From the middle on: there it publishes. A prime step, so that no kind of call is always missed.
    for (unsigned long call = calls / 2; call <= calls; call += 7) {
        for (const char* act : {"end", "tear"}) {
            start_anew();
            const Answer killed = run(fmt::format("{}@{}", act, call));
            EXPECT_EQ(dangling(), "") << act << " at " << call;
            // A worker that dies costs its article, which waits for a later try.
            if (killed.exit_code != killed_by_signal) continue;
            ++ended;
            const Answer next = run();
            EXPECT_EQ(next.exit_code, 0) << act << " at " << call << ": " << next.output;
            EXPECT_EQ(published(), wanted) << act << " at " << call;
        }
    }
    EXPECT_GT(ended, 10u) << "too few runs were ended to show anything";
    EXPECT_EQ(newscast("doctor " + config.string()).exit_code, 0);
}

TEST_F(KillTest, WhereverACorrectionIsEndedTheNextRunFinishesIt) {
    ASSERT_EQ(run().exit_code, 0);
    filesystem::copy(paper.folder / "out", paper.folder / "first-out", filesystem::copy_options::recursive);
    filesystem::copy(paper.folder / "state", paper.folder / "first-state", filesystem::copy_options::recursive);
    std::string text = core::read_file(config);
    text.replace(text.find("title = \""), 9, "title = \"Tên khác: ");
    core::write_file(config, text);
    const auto restore = [this] {
        start_anew();
        filesystem::copy(paper.folder / "first-out", paper.folder / "out", filesystem::copy_options::recursive);
        filesystem::copy(paper.folder / "first-state", paper.folder / "state", filesystem::copy_options::recursive);
    };
    restore();
    const Answer counted = run("count");
    ASSERT_EQ(counted.exit_code, 0) << counted.output;
    const unsigned long calls = std::stoul(counted.output.substr(counted.output.find("disk calls: ") + 12));
    const auto wanted = published();
    for (unsigned long call = 1; call <= calls; call += 11) {
        restore();
        const Answer killed = run(fmt::format("end@{}", call));
        EXPECT_EQ(dangling(), "") << call;
        if (killed.exit_code != 137) continue;
        EXPECT_EQ(run().exit_code, 0) << call;
        EXPECT_EQ(published(), wanted) << call;
    }
}

}  // namespace
}  // namespace app
