#include "fetch/dates/reader_time.h"

#include <algorithm>
#include <array>

namespace fetch {

using namespace std::chrono;

bool is_utc(const core::WrittenTime& time) {
    return time.has_clock && time.offset && *time.offset == minutes(0);
}

bool is_zone(minutes distance) {
    constexpr std::array<int, 12> odd{-570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825};
    const auto count = static_cast<int>(distance.count());
    if (count % 60 == 0) return count >= -12 * 60 && count <= 14 * 60;
    return std::ranges::find(odd, count) != odd.end();
}

core::WrittenTime as_readers_are_told(const core::WrittenTime& moment, const core::WrittenTime& shown) {
    if (!is_utc(moment)) return moment;
    if (!shown.has_clock) {
        const auto distance = floor<days>(shown.local) - floor<days>(moment.local);
        return distance == days(1) || distance == days(-1) ? shown : moment;
    }
    const auto distance = floor<minutes>(shown.local) - floor<minutes>(moment.local);
    if (!is_zone(distance) || (shown.offset && *shown.offset != distance)) return moment;
    return {moment.local + distance, distance, true};
}

}  // namespace fetch
