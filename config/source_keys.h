#pragma once

#include "config/setter.h"
#include "core/source.h"

namespace config {

/// The keys of an entry of [[source]].
const Keys<core::Source>& source_keys();

}  // namespace config
