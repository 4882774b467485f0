#pragma once

#include <functional>

namespace transcode {

/// Called now and then with the share that is done, 0 to 1.
using Progress = std::function<void(double)>;

}  // namespace transcode
