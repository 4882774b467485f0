#pragma once

#include <cstddef>

namespace app {

/// How wide what is written to this descriptor may be: the columns of its terminal as they are now (its window may
/// change), else what the environment's COLUMNS says, else 80.
std::size_t columns_on(int descriptor);

/// How many rows the descriptor's terminal has; 24 where it does not say it.
std::size_t rows_on(int descriptor);

/// Whether it is a terminal that escape sequences mean something to: one without a TERM, or a dumb one, shows them.
bool takes_escapes(int descriptor);

/// Whether it is one that shows colours to a person who wants them: NO_COLOR is unset or empty (no-color.org).
bool takes_colours(int descriptor);

}  // namespace app
