#pragma once

#include "config/section.h"
#include "config/setter.h"
#include "core/show_details.h"

#include <vector>

namespace config {

/// The keys of [show] that say what no show must say.
Keys<core::ShowDetails> show_detail_keys();

/// Those of them that are tables or lists of tables, with the keys of these.
std::vector<SectionNames> tables_of_details();

}  // namespace config
