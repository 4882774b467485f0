#pragma once

#include "app/run/known.h"
#include "config/config.h"

#include <nlohmann/json_fwd.hpp>

namespace app {

/// For programs: part of the program's interface, so names stay. What there is none of is null.
nlohmann::json json_of(const config::Config& show, const Known& known);

/// What failed, as `list` and `why` say it.
nlohmann::json json_of(const catalog::Failure& failure);

}  // namespace app
