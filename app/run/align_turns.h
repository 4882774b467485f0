#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>

namespace app {

/// How many texts a run may yet look for in their recordings: as many as it has made files, and so many of earlier runs
/// for so long that news do not wait for them; none once the synthesizer has failed time and again. Thread-safe.
class AlignTurns {
public:
    /// Takes a turn; false where there is none left.
    bool take(std::size_t made);
    /// Gives a turn back of which no use was made.
    void give_back();
    void synthesizer_succeeded();
    /// True where that was once too often: it is told once.
    bool synthesizer_failed();

private:
    std::mutex mutex_;
    std::optional<std::chrono::steady_clock::time_point> begun_;
    std::size_t taken_ = 0;
    std::size_t failures_ = 0;  ///< of the synthesizer, one after the other
};

}  // namespace app
