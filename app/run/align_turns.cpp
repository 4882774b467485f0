#include "app/run/align_turns.h"

namespace app {

namespace {

/// What an earlier version published is many: it is looked through in several runs.
constexpr std::size_t most_others = 100;
constexpr std::chrono::minutes longest_for_others{5};
/// What fails for the third text is not the text's.
constexpr std::size_t most_failures = 3;

}  // namespace

bool AlignTurns::take(std::size_t made) {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (!begun_) begun_ = now;
    const bool is_late = taken_ >= made && now - *begun_ > longest_for_others;
    if (failures_ >= most_failures || taken_ >= made + most_others || is_late) return false;
    ++taken_;
    return true;
}

void AlignTurns::give_back() {
    const std::lock_guard lock(mutex_);
    --taken_;
}

void AlignTurns::synthesizer_succeeded() {
    const std::lock_guard lock(mutex_);
    if (failures_ < most_failures) failures_ = 0;
}

bool AlignTurns::synthesizer_failed() {
    const std::lock_guard lock(mutex_);
    return ++failures_ == most_failures;
}

}  // namespace app
