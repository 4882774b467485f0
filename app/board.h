#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <thread>
#include <vector>

namespace app {

/// What a terminal shows of work that is under way: a line for each worker that is at something, in the order in which
/// they came, and one that sums up. Values in, lines out; who draws them is Report.
class Board {
public:
    using Clock = std::chrono::steady_clock;

    /// What a worker is at: "preparing", a name in quotes that may be cut, and how it stands: " 43 %".
    struct Task {
        std::string doing;
        std::string name;
        std::string standing;
    };

    void set(std::thread::id worker, Task task);
    void clear(std::thread::id worker);
    /// From now on so many of these ("recordings") are to be done; 0: nobody knows how many.
    void expect(const std::string& what, std::size_t total, Clock::time_point now);
    void advance();

    bool is_empty() const;
    /// Lines no wider than `columns`, at most `rows` of them. Where there are more workers than rows, one line says how
    /// many are not shown.
    std::vector<std::string> lines(std::size_t columns, std::size_t rows, Clock::time_point now) const;

private:
    struct Place {
        std::thread::id worker;
        bool is_busy = false;
        Task task;
    };
    std::string total_line(std::size_t columns, Clock::time_point now) const;

    std::vector<Place> places_;
    std::string what_;
    std::size_t total_ = 0;
    std::size_t done_ = 0;
    Clock::time_point since_{};
};

/// The task as a line of at most so many columns; its name is cut, so that what stands behind it stays in sight.
std::string line_of(const Board::Task& task, std::size_t columns);

/// How many rows of a terminal these lines take where it is so many columns wide: one that became narrower has broken
/// them.
std::size_t rows_of(const std::vector<std::string>& lines, std::size_t columns);

}  // namespace app
