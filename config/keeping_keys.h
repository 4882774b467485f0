#pragma once

#include "config/config.h"
#include "config/setter.h"

namespace config {

/// The keys of [feed], [state] and [out]: what is kept, and where.
const Keys<FeedOptions>& feed_keys();
const Keys<Config>& state_keys();
const Keys<Config>& out_keys();

}  // namespace config
