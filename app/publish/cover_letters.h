#pragma once

#include "core/show.h"

#include <string>
#include <vector>

namespace app {

/// What is said of a cover that lacks the letters of these scripts, by their names (core/script.h), with the Debian
/// packages that have them; "" where it lacks none.
std::string missing_letters(const std::vector<std::string>& scripts);

/// Whether a cover that lacks these lacks fewer than one that lacks those, and no others.
bool lacks_less(const std::vector<std::string>& these, const std::vector<std::string>& those);

/// Whether the key is that of a cover of the show's words which an earlier version drew, in one font and without
/// shaping, and all of whose letters that font had.
bool is_good_former_cover(const core::Show& show, const std::string& key);

}  // namespace app
