#pragma once

#include "core/bytes.h"

#include <string_view>

namespace core {

/// What a file that is no recording is by the mark at its beginning (512 bytes are enough): "a PNG picture", "a ZIP
/// archive", "gzip data". Empty where it has none of those known here.
std::string_view file_mark(Bytes head);

/// The names of two that are asked for.
inline constexpr std::string_view avif_picture = "an AVIF picture";
inline constexpr std::string_view webp_picture = "a WebP picture";

}  // namespace core
