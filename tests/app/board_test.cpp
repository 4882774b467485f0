#include "app/board.h"

#include "core/columns.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

namespace app {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;

constexpr std::size_t wide = 120;
constexpr std::size_t high = 24;

class BoardTest : public testing::Test {
protected:
    /// Ids of threads that were.
    static std::thread::id worker() {
        std::thread thread([] {});
        const std::thread::id id = thread.get_id();
        kept().push_back(std::move(thread));
        return id;
    }
    ~BoardTest() override {
        for (std::thread& thread : kept()) thread.join();
        kept().clear();
    }
    static std::vector<std::thread>& kept() {
        static std::vector<std::thread> threads;
        return threads;
    }

    Board board;
    Board::Clock::time_point start = Board::Clock::now();
};

TEST_F(BoardTest, HasALineForEachWorkerAndOneThatSumsUp) {
    const auto first = worker();
    const auto second = worker();
    board.expect("recordings", 40, start);
    board.set(first, {"downloading", "'Một'", {}});
    board.set(second, {"preparing", "'Hai'", " 43 %"});
    EXPECT_THAT(board.lines(wide, high, start),
                ElementsAre("downloading 'Một'", "preparing 'Hai' 43 %", "0 of 40 recordings"));
    for (int done = 0; done < 4; ++done) board.advance();
    EXPECT_THAT(
        board.lines(wide, high, start + seconds(80)),
        ElementsAre("downloading 'Một'", "preparing 'Hai' 43 %", "4 of 40 recordings, 3.0 a minute, 12 min left"));
}

TEST_F(BoardTest, KeepsALineInItsPlaceAndGivesItToTheNextWorker) {
    const auto first = worker();
    const auto second = worker();
    board.set(first, {"preparing", "'a'", {}});
    board.set(second, {"preparing", "'b'", {}});
    board.set(first, {"preparing", "'c'", {}});
    EXPECT_THAT(board.lines(wide, high, start), ElementsAre("preparing 'c'", "preparing 'b'"));
    board.clear(first);
    EXPECT_THAT(board.lines(wide, high, start), ElementsAre("preparing 'b'"));
    board.set(worker(), {"preparing", "'d'", {}});
    EXPECT_THAT(board.lines(wide, high, start), ElementsAre("preparing 'd'", "preparing 'b'"));
    board.clear(second);
    EXPECT_FALSE(board.is_empty());
}

TEST_F(BoardTest, TellsRateAndTimeInWordsThatFitThem) {
    struct Case {
        int done;
        int total;
        seconds after;
        const char* line;
    };
    for (const Case& one : {Case{50, 100, seconds(10), "50 of 100 recordings, 5.0 a second, 10 s left"},
                            {1, 3, seconds(1800), "1 of 3 recordings, 2.0 an hour, 1 h 0 min left"},
                            {3, 3, seconds(60), "3 of 3 recordings, 3.0 a minute"}}) {
        Board counted;
        counted.expect("recordings", static_cast<std::size_t>(one.total), start);
        for (int done = 0; done < one.done; ++done) counted.advance();
        EXPECT_THAT(counted.lines(wide, high, start + one.after), ElementsAre(one.line));
    }
}

TEST_F(BoardTest, CountsWhatTurnedUpOnTheWay) {
    board.expect("recordings", 1, start);
    board.advance();
    board.advance();
    EXPECT_THAT(board.lines(wide, high, start + seconds(1)), ElementsAre("2 of 2 recordings, 2.0 a second"));
}

TEST_F(BoardTest, SaysHowManyItHasNoRoomFor) {
    for (const char* name : {"'a'", "'b'", "'c'", "'d'", "'e'"}) board.set(worker(), {"preparing", name, {}});
    board.expect("recordings", 5, start);
    EXPECT_THAT(board.lines(wide, 4, start),
                ElementsAre("preparing 'a'", "preparing 'b'", "and 3 more", "0 of 5 recordings"));
    for (std::size_t rows = 0; rows < 8; ++rows) EXPECT_LE(board.lines(wide, rows, start).size(), rows);
}

TEST_F(BoardTest, FitsAnyTerminalAndKeepsTheShareInSight) {
    const std::string vietnamese =
        "'Ủy ban nhân dân tổ chức hội nghị tổng kết công tác phòng chống thiên tai và tìm kiếm cứu nạn'";
    const std::string decomposed = "'Đồng Tháp: Những ngày nước nổi'";
    for (const std::string& title :
         {vietnamese, decomposed, std::string("'東京都の天気予報です、明日は雨が降るでしょう'"),
          std::string("'a 👩‍👩‍👧‍👦 b ❤️ c'")}) {
        Board narrow;
        narrow.set(std::this_thread::get_id(), {"preparing", title, " 43 %"});
        narrow.expect("recordings", 400, start);
        narrow.advance();
        for (std::size_t columns = 1; columns <= wide; ++columns) {
            const std::vector<std::string> lines = narrow.lines(columns, high, start + seconds(90));
            ASSERT_EQ(lines.size(), 2u);
            for (const std::string& line : lines) EXPECT_LE(core::columns_of(line), columns) << line;
            EXPECT_TRUE(columns < 20 || lines.front().ends_with(" 43 %")) << lines.front();
        }
    }
    EXPECT_EQ(line_of({"preparing", "'Cầu mới'", " 100 %"}, 22), "preparing 'Cầu… 100 %");
}

TEST_F(BoardTest, KnowsHowManyRowsANarrowerTerminalHasMadeOfIt) {
    const std::vector<std::string> lines{"preparing 'Cầu' 43 %", "東京都", ""};
    EXPECT_EQ(rows_of(lines, 80), 3u);
    EXPECT_EQ(rows_of(lines, 20), 3u);
    EXPECT_EQ(rows_of(lines, 10), 4u);
    EXPECT_EQ(rows_of(lines, 5), 4u + 2u + 1u);
}

}  // namespace
}  // namespace app
