// Processes that work on strangers' files may die at any of them: that costs another try, and nothing else.

#include "core/atomic_file.h"
#include "core/hash.h"
#include "tests/app/newspaper.h"
#include "tests/app/program.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

namespace app {
namespace {

namespace filesystem = std::filesystem;
using testing::HasSubstr;

std::vector<pid_t> children_of(pid_t process) {
    std::vector<pid_t> children;
    std::error_code gone;
    for (const auto& task : filesystem::directory_iterator("/proc/" + std::to_string(process) + "/task", gone)) {
        std::ifstream list(task.path() / "children");
        for (pid_t child = 0; list >> child;) children.push_back(child);
    }
    return children;
}

/// Kills the jobs with these numbers, the first being 1, as they come; ends with it.
class Killer {
public:
    explicit Killer(std::set<std::size_t> numbers)
        : thread_([numbers = std::move(numbers)](const std::stop_token& stop) {
              std::set<pid_t> seen;
              while (!stop.stop_requested())
                  for (const pid_t zygote : children_of(::getpid()))
                      for (const pid_t job : children_of(zygote))
                          if (seen.insert(job).second && numbers.contains(seen.size())) ::kill(job, SIGKILL);
          }) {}

private:
    std::jthread thread_;
};

class Death : public testing::Test {
protected:
    Death() {
        paper.print({.name = "mot", .title = "Bài một", .picture = "/anh.ppm"});
        paper.record("mot", 0.1);
        paper.print_listing({"mot"});
        support::Resource picture;
        picture.body = picture_of(1);
        picture.type = "image/x-portable-pixmap";
        paper.server.on("/anh.ppm", support::file(picture));
        paper.config.show.image = paper.folder / "cover.ppm";
        core::write_file(paper.config.show.image, picture_of(2));
    }

    /// Large enough to be worked on for a while.
    static std::string picture_of(unsigned seed) {
        constexpr std::size_t side = 1500;
        std::string pixels(side * side * 3, '\0');
        for (char& value : pixels) {
            seed = seed * 1664525 + 1013904223;
            value = static_cast<char>(seed >> 24);
        }
        return fmt::format("P6\n{0} {0}\n255\n", side) + pixels;
    }
    /// The article's picture is published as apps fetch it and in two sizes for pages.
    std::size_t pictures() const {
        std::size_t count = 0;
        for (const auto& entry : filesystem::directory_iterator(paper.config.show_folder() / "images"))
            count += entry.is_regular_file() ? 1 : 0;
        return count;
    }

    Newspaper paper;
};

TEST_F(Death, AtTheShowsPictureLeavesTheLastOneUntilTheNextRun) {
    ASSERT_EQ(paper.run(), ExitCode::done);
    const std::string feed = paper.feed();
    core::write_file(paper.config.show.image, picture_of(3));
    testing::internal::CaptureStderr();
    {
        const Killer killer({1, 2});
        EXPECT_EQ(paper.run(), ExitCode::some_failed);
    }
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("the last one stands in until the next run"));
    EXPECT_EQ(paper.feed(), feed);
    EXPECT_EQ(paper.run(), ExitCode::done);
    EXPECT_NE(paper.feed(), feed);
}

TEST_F(Death, OnceAtAPictureIsNotSeen) {
    const Killer killer({1});
    EXPECT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(pictures(), 3u);
}

TEST_F(Death, TwiceAtAnArticlesPictureCostsNoEpisodeAndNotThePictureForGood) {
    // The show's picture is drawn by three jobs: as it is, and twice smaller; the recording's sound is looked at by
    // one.
    testing::internal::CaptureStderr();
    {
        const Killer killer({5, 6});
        EXPECT_EQ(paper.run(), ExitCode::some_failed);
    }
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("picture left out for now"));
    ASSERT_EQ(paper.media().size(), 1u) << "the episode goes out with the show's picture";
    const std::string before = enclosure(paper.feed(), "url");
    paper.now += std::chrono::hours(1);
    EXPECT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(pictures(), 3u);
    const auto made = paper.media();
    EXPECT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(paper.media(), made) << "and then nothing is left to do";
}

TEST_F(Death, TwiceAtAPagesPictureLeavesItOutUntilTheNextRun) {
    // Behind what is said above: the article's picture by two jobs, its file by one, then the thumbnail.
    testing::internal::CaptureStderr();
    {
        const Killer killer({8, 9});
        EXPECT_EQ(paper.run(), ExitCode::done);
    }
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("'Bài một': picture left out of its page for now"));
    EXPECT_EQ(pictures(), 1u) << "the episode goes out with its own for apps";
    const auto made = paper.media();
    EXPECT_EQ(paper.run(), ExitCode::done);
    EXPECT_EQ(pictures(), 3u);
    EXPECT_EQ(paper.media(), made);
}

}  // namespace
}  // namespace app
