#include "app/report.h"

#include "app/log.h"

#include <gtest/gtest.h>

#include <chrono>

namespace app {
namespace {

TEST(LineOf, NamesWhatTheEventIsAbout) {
    using Kind = Event::Kind;
    EXPECT_EQ(line_of({.show = "ben-song", .text = "feed published"}), "ben-song: feed published");
    EXPECT_EQ(line_of({.kind = Kind::problem, .show = "ben-song", .text = "no room"}), "show ben-song: no room");
    EXPECT_EQ(line_of({.show = "ben-song", .source = "http://a.example/", .text = "not modified"}),
              "source http://a.example/: not modified");
    EXPECT_EQ(line_of({.show = "ben-song", .article = "'Cầu mới'", .text = "changed"}), "article 'Cầu mới': changed");
    EXPECT_EQ(line_of({.text = "withdrawn"}), "withdrawn");
}

TEST(LineOf, TellsHowAFileWasMade) {
    core::Rendition file{core::enclosure_id, "media/a.mp3", "audio/mpeg", {}};
    file.made.lane = core::Lane::gain;
    file.made.before = {-14.5, 3.0, -2.4};
    file.made.after = {-16.0, 3.0, -4.0};
    EXPECT_EQ(line_of({.step = Event::Step::make, .show = "s", .article = "'a'", .made = file}),
              "article 'a': gain -14.5 LUFS, -2.4 dBTP to -16.0 LUFS, -4.0 dBTP, media/a.mp3");
}

TEST(TaskOf, TellsWhatIsUnderWay) {
    using Kind = Event::Kind;
    const auto line = [](const Event& event) { return line_of(task_of(event), 80); };
    EXPECT_EQ(line({.kind = Kind::progress, .step = Event::Step::make, .article = "'a'", .share = 0.43}),
              "preparing 'a' 43 %");
    EXPECT_EQ(line({.kind = Kind::progress, .step = Event::Step::align, .article = "'a'", .share = 1}),
              "timing the text of 'a' 100 %");
    EXPECT_EQ(line({.kind = Kind::progress, .step = Event::Step::download, .article = "'a'"}), "downloading 'a'");
    EXPECT_EQ(line({.kind = Kind::progress, .step = Event::Step::read, .article = "http://a.example/"}),
              "reading http://a.example/");
}

TEST(JsonLine, HasTheFieldsThatAnEventNamesAndNoOthers) {
    const core::Instant now = core::Instant(std::chrono::seconds(1'780'000'000));
    EXPECT_EQ(
        json_line({.kind = Event::Kind::problem,
                   .step = Event::Step::download,
                   .show = "ben-song",
                   .article = "'Cầu \"mới\"'",
                   .id = "f00d",
                   .text = "cannot fetch 'http://u:secret@a.example/x': HTTP\nstatus 404"},
                  now),
        R"({"time":"2026-05-28T20:26:40+00:00","level":"problem","show":"ben-song","step":"download",)"
        R"("article":"'Cầu \"mới\"'","id":"f00d","message":"cannot fetch 'http://a.example/x': HTTP status 404"})");
    EXPECT_EQ(json_line({.show = "s", .source = "http://a.example/", .text = "not modified"}, now),
              R"({"time":"2026-05-28T20:26:40+00:00","level":"step","show":"s","step":"run",)"
              R"("source":"http://a.example/","message":"not modified"})");
}

}  // namespace
}  // namespace app
