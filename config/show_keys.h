#pragma once

#include "config/section.h"
#include "config/setter.h"
#include "core/show.h"

#include <vector>

namespace config {

/// The keys of [show].
const Keys<core::Show>& show_keys();

/// Those of its keys that are tables, or lists of them, with the keys that these have.
std::vector<SectionNames> tables_of_show();

}  // namespace config
