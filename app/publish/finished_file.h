#pragma once

#include "app/context.h"
#include "core/file_descriptor.h"

#include <string>

namespace app {

/// A finished file, whether it waits in the workshop or is published, checked against its hash; none where it is gone
/// or was altered.
core::FileDescriptor finished_file(const RunContext& run, const std::string& path, const std::string& sha256);

}  // namespace app
