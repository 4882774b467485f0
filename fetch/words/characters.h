#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace fetch {

/// The code points of a text, as ICU's functions take them; U+FFFD for bytes that are no UTF-8.
std::vector<std::int32_t> characters_of(std::string_view text);

/// The words between spaces; none is empty.
std::vector<std::string_view> words_of(std::string_view text);

}  // namespace fetch
