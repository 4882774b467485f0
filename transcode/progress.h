#pragma once

#include <functional>

namespace transcode {

/// Called now and then with the share that is done, 0 to 1.
using Progress = std::function<void(double)>;

/// Reports the share of one of several steps of the work, not more often than it can be seen.
inline Progress step_of(const Progress& progress, double from, double to) {
    if (!progress) return {};
    return [&progress, from, to, told = -1.0](double share) mutable {
        if (share < told + 0.005) return;
        told = share;
        progress(from + (to - from) * share);
    };
}

}  // namespace transcode
