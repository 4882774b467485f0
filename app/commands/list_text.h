#pragma once

#include "catalog/standing.h"

#include <cstddef>
#include <span>
#include <string>

namespace app {

/// Whether escape sequences may colour what is written.
enum class Colours { no, yes };

/// A line for each: its day in the zone, how far it has come, its title; below that, why it goes no further. Nothing is
/// wider than so many columns, but never less than `least_columns`.
std::string list_text(std::span<const catalog::Standing> standings, const std::string& zone, std::size_t columns,
                      Colours colours);

/// "12 published, 1 failing", in the order of the stages; "" for none.
std::string counts_of(std::span<const catalog::Standing> standings);

/// "failed to download, 2 tries, next try 2024-07-08 10:00: cannot fetch ...".
std::string words_of(const catalog::Failure& failure, const std::string& zone);

}  // namespace app
