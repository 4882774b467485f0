#pragma once

#include <string_view>

namespace fetch {

/// How many characters of Latin text say as much as one of this text's: 1 for Latin, Greek and Cyrillic, 3 and more for
/// Chinese. By it a length in characters is compared with a limit that is meant for Latin text.
double density_of(std::string_view text);

}  // namespace fetch
