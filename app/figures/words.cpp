#include "app/figures/words.h"

#include "app/figures/scale.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::figures {

using namespace std::chrono_literals;

std::string spread_of(std::vector<double> values, double step, const std::string& unit) {
    if (values.empty()) return {};
    std::ranges::sort(values);
    const std::string middle = number_at(median(values), step);
    if (values.size() == 1) return fmt::format("{} {}", middle, unit);
    return fmt::format("median {}, from {} to {} {}", middle, number_at(values.front(), step),
                       number_at(values.back(), step), unit);
}

std::string size_of(std::uint64_t bytes) {
    const Unit unit = byte_unit(static_cast<double>(bytes));
    return fmt::format("{:.1f} {}", static_cast<double>(bytes) / unit.factor, unit.name);
}

std::string time_of(std::chrono::seconds time) {
    const auto count = [](auto value) { return value.count(); };
    const auto days = std::chrono::floor<std::chrono::days>(time);
    const auto hours = std::chrono::floor<std::chrono::hours>(time);
    const auto minutes = std::chrono::floor<std::chrono::minutes>(time);
    if (time < 60s) return fmt::format("{} s", count(time));
    if (time < 1h) return fmt::format("{} min", count(minutes));
    if (hours < 48h) return fmt::format("{} h {} min", count(hours), count(minutes - hours));
    return fmt::format("{} d {} h", count(days), count(hours - days));
}

Unit byte_unit(double most) {
    if (most < 1e6) return {1e3, "kB"};
    return most < 1e9 ? Unit{1e6, "MB"} : Unit{1e9, "GB"};
}

Unit second_unit(double most) {
    constexpr double minute = 60.0;
    constexpr double hour = 3600.0;
    if (most < 3.0 * minute) return {1.0, "s"};
    return most < 3.0 * hour ? Unit{minute, "min"} : Unit{hour, "h"};
}

}  // namespace app::figures
