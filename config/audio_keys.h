#pragma once

#include "config/setter.h"
#include "core/recipe.h"

namespace config {

/// The keys of [audio].
const Keys<core::Recipe>& audio_keys();

}  // namespace config
