#pragma once

#include <cstddef>
#include <mutex>

namespace app {

/// What a run did, for its summary and its exit code.
struct Tally {
    std::size_t added = 0;     ///< articles seen for the first time
    std::size_t changed = 0;   ///< articles whose page says something else now
    std::size_t made = 0;      ///< files made or tagged anew
    std::size_t failed = 0;    ///< articles and sources
    std::size_t left_out = 0;  ///< beyond max_items or before `since`
    std::size_t sources = 0;
    std::size_t sources_down = 0;  ///< sources to whose servers no connection came about
};

/// What a run does, as it is done. Thread-safe.
class Ledger {
public:
    template <typename Change>
    void count(Change change) {
        const std::lock_guard lock(mutex_);
        change(tally_);
    }
    Tally tally() const {
        const std::lock_guard lock(mutex_);
        return tally_;
    }

private:
    mutable std::mutex mutex_;
    Tally tally_;
};

}  // namespace app
