#include "feed/frequency.h"

#include "feed/words.h"

#include <algorithm>

namespace feed {

std::optional<Rhythm> update_rhythm(std::span<const core::Episode> episodes) {
    constexpr std::size_t least = 5;
    constexpr std::size_t most = 20;
    if (episodes.size() < least) return std::nullopt;
    const std::size_t count = std::min(most, episodes.size());
    const auto span = episodes.front().published - episodes[count - 1].published;
    const double days =
        std::chrono::duration<double, std::chrono::days::period>(span).count() / static_cast<double>(count - 1);
    if (days < 0) return std::nullopt;  // not newest first
    if (days <= 1.5) return Rhythm::daily;
    if (days >= 5.5 && days <= 8.5) return Rhythm::weekly;
    if (days >= 12 && days <= 16) return Rhythm::fortnightly;
    if (days >= 27 && days <= 34) return Rhythm::monthly;
    return std::nullopt;
}

std::string_view recurrence_rule(Rhythm rhythm) {
    switch (rhythm) {
        case Rhythm::daily:
            return "FREQ=DAILY";
        case Rhythm::weekly:
            return "FREQ=WEEKLY";
        case Rhythm::fortnightly:
            return "FREQ=WEEKLY;INTERVAL=2";
        case Rhythm::monthly:
            return "FREQ=MONTHLY";
    }
    return {};
}

std::string_view describe(Rhythm rhythm, const std::string& language) {
    const Words& say = words(language);
    switch (rhythm) {
        case Rhythm::daily:
            return say.daily;
        case Rhythm::weekly:
            return say.weekly;
        case Rhythm::fortnightly:
            return say.fortnightly;
        case Rhythm::monthly:
            return say.monthly;
    }
    return {};
}

}  // namespace feed
