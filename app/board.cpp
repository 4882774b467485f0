#include "app/board.h"

#include "core/columns.h"

#include <fmt/core.h>

#include <algorithm>

namespace app {

namespace {

/// "3 s", "12 min", "2 h 5 min".
std::string about(double seconds) {
    constexpr double minute = 60;
    constexpr double hour = 60 * minute;
    if (seconds < minute) return fmt::format("{:.0f} s", seconds);
    if (seconds < hour) return fmt::format("{:.0f} min", seconds / minute);
    const auto hours = static_cast<int>(seconds / hour);
    return fmt::format("{} h {:.0f} min", hours, (seconds - hours * hour) / minute);
}

/// "3.2 a second", or by the minute or hour where that is less than one.
std::string rate_of(double per_second) {
    constexpr double minute = 60;
    constexpr double hour = 60 * minute;
    if (per_second >= 1) return fmt::format("{:.1f} a second", per_second);
    if (per_second * minute >= 1) return fmt::format("{:.1f} a minute", per_second * minute);
    return fmt::format("{:.1f} an hour", per_second * hour);
}

}  // namespace

std::string line_of(const Board::Task& task, std::size_t columns) {
    const std::size_t around = core::columns_of(task.doing) + 1 + core::columns_of(task.standing);
    const std::string name = core::fitted(task.name, columns > around ? columns - around : 0);
    return core::fitted(fmt::format("{} {}{}", task.doing, name, task.standing), columns);
}

std::size_t rows_of(const std::vector<std::string>& lines, std::size_t columns) {
    std::size_t rows = 0;
    for (const std::string& line : lines)
        rows += std::max<std::size_t>(1, (core::columns_of(line) + columns - 1) / std::max<std::size_t>(1, columns));
    return rows;
}

void Board::set(std::thread::id worker, Task task) {
    auto place = std::ranges::find(places_, worker, &Place::worker);
    // A thread that has come anew takes the line of one that is gone, so that lines stay where they are.
    if (place == places_.end()) place = std::ranges::find(places_, false, &Place::is_busy);
    if (place == places_.end()) place = places_.emplace(places_.end());
    *place = {worker, true, std::move(task)};
}

void Board::clear(std::thread::id worker) {
    for (Place& place : places_)
        if (place.worker == worker) place = {};
}

void Board::expect(const std::string& what, std::size_t total, Clock::time_point now) {
    what_ = what;
    total_ = total;
    done_ = 0;
    since_ = now;
}

void Board::advance() {
    // What turned up on the way is more to do, not more than all.
    done_ += 1;
    total_ = total_ == 0 ? 0 : std::max(total_, done_);
}

bool Board::is_empty() const {
    return std::ranges::none_of(places_, &Place::is_busy);
}

std::string Board::total_line(std::size_t columns, Clock::time_point now) const {
    std::string line = fmt::format("{} of {} {}", done_, total_, what_);
    const double seconds = std::chrono::duration<double>(now - since_).count();
    if (done_ > 0 && seconds > 0) {
        const double rate = static_cast<double>(done_) / seconds;
        line += fmt::format(", {}", rate_of(rate));
        if (done_ < total_) line += fmt::format(", {} left", about(static_cast<double>(total_ - done_) / rate));
    }
    return core::fitted(line, columns);
}

std::vector<std::string> Board::lines(std::size_t columns, std::size_t rows, Clock::time_point now) const {
    std::vector<std::string> lines;
    for (const Place& place : places_)
        if (place.is_busy) lines.push_back(line_of(place.task, columns));
    const std::size_t for_total = total_ > 0 ? 1 : 0;
    const std::size_t room = rows > for_total ? rows - for_total : 0;
    if (lines.size() > room) {
        const std::size_t shown = room > 0 ? room - 1 : 0;
        const std::size_t hidden = lines.size() - shown;
        lines.resize(shown);
        if (room > 0) lines.push_back(core::fitted(fmt::format("and {} more", hidden), columns));
    }
    if (for_total > 0 && rows > 0) lines.push_back(total_line(columns, now));
    return lines;
}

}  // namespace app
