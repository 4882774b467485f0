#pragma once

#include <cstddef>

namespace app {

/// How wide what is written to this descriptor may be: the columns of its terminal as they are now (its window may
/// change), else what the environment's COLUMNS says, else 80.
std::size_t columns_on(int descriptor);

}  // namespace app
