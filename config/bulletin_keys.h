#pragma once

#include "config/config.h"
#include "config/setter.h"

#include <vector>

namespace config {

/// The keys of an entry of [[bulletin]].
const Keys<Bulletin>& bulletin_keys();

/// What the keys of one entry, of which each was right by itself, say together. Throws Error(config).
void check_bulletin(const Bulletin& bulletin, const Value& entry);

/// What all entries say together, and of the sources. `entries` are those of the file, in the order of `bulletins`.
/// Throws Error(config).
void check_bulletins(const std::vector<Bulletin>& bulletins, const std::vector<Value>& entries,
                     const std::vector<core::Source>& sources);

}  // namespace config
