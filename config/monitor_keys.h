#pragma once

#include "config/config.h"
#include "config/setter.h"

namespace config {

/// The keys of [monitor].
const Keys<Monitor>& monitor_keys();

}  // namespace config
