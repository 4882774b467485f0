#pragma once

#include "config/config.h"
#include "config/setter.h"
#include "core/recipe.h"

#include <set>
#include <string>

namespace config {

/// The keys of [[rendition]]: its id, and of those of [audio] what makes one file another than the next. Everything
/// else of a recipe is [audio]'s alone, so that all files of an episode are equally loud.
Keys<Rendition> rendition_keys();

/// What a rendition is before its table is read.
Rendition new_rendition();

/// Gives it what the table leaves out: what is usual for its format, [audio]'s values, and in `said` the names of the
/// keys that the operator gave, [audio]'s included where they are the rendition's too.
void complete(Rendition& rendition, const toml::table& table, const core::Recipe& audio, std::set<std::string>& said);

}  // namespace config
