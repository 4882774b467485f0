#pragma once

#include "config/setter.h"
#include "core/limits.h"

namespace config {

/// The keys of [fetch].
const Keys<core::Limits>& fetch_keys();

}  // namespace config
