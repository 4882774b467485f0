#pragma once

#include <string>

namespace transcode {

/// Why no recording could be played through a recipe's `filters` (a preset's name or a libavfilter chain): the chain is
/// made for one channel and for two, without any sound. Empty where one of them can be made.
std::string filter_fault(const std::string& filters);

}  // namespace transcode
