#pragma once

#include "catalog/catalog.h"
#include "core/time.h"

#include <string>

namespace app {

/// Whether to tell it: once a day, and again where something else is the matter or it had been well between; numbers
/// alone are nothing else. An empty text: all is well. The catalog remembers what was told.
bool is_news(catalog::Catalog& catalog, core::Instant now, const std::string& matter, std::string text);

}  // namespace app
