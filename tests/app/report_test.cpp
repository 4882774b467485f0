#include "app/report.h"

#include "core/columns.h"

#include <gtest/gtest.h>

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
    EXPECT_EQ(line_of({.step = Event::Step::make, .show = "s", .article = "'a'", .made = file, .seconds = 1.5}),
              "article 'a': gain -14.5 LUFS, -2.4 dBTP to -16.0 LUFS, -4.0 dBTP, media/a.mp3");
}

TEST(LineOf, TellsWhatIsUnderWay) {
    EXPECT_EQ(line_of({.kind = Event::Kind::progress, .step = Event::Step::make, .article = "'a'", .share = 0.43}),
              "preparing 'a' 43 %");
    EXPECT_EQ(line_of({.kind = Event::Kind::progress, .step = Event::Step::download, .article = "'a'"}),
              "downloading 'a'");
}

TEST(LiveLine, FitsTheTerminalAndKeepsTheShareInSight) {
    const std::string vietnamese =
        "'Ủy ban nhân dân tổ chức hội nghị tổng kết công tác phòng chống thiên tai và tìm kiếm cứu nạn'";
    const std::string decomposed = "'Đồng Tháp: Những ngày nước nổi'";
    for (const std::string& title :
         {vietnamese, decomposed, std::string("'東京都の天気予報です、明日は雨が降るでしょう'"),
          std::string("'a 👩‍👩‍👧‍👦 b ❤️ c'")})
        for (std::size_t columns = 1; columns <= 120; ++columns) {
            const Event event{
                .kind = Event::Kind::progress, .step = Event::Step::make, .article = title, .share = 0.43};
            const std::string line = live_line(event, columns);
            EXPECT_LE(core::columns_of(line), columns) << line;
            EXPECT_TRUE(columns < 20 || line.ends_with(" 43 %")) << line;
        }
    EXPECT_EQ(
        live_line({.kind = Event::Kind::progress, .step = Event::Step::make, .article = "'Cầu mới'", .share = 1}, 22),
        "preparing 'Cầu… 100 %");
}

}  // namespace
}  // namespace app
