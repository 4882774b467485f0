#pragma once

#include <cstddef>
#include <string>

namespace feed {

/// What a code of this kind holds at most (ISO/IEC 18004, version 40, level M).
inline constexpr std::size_t max_qr_bytes = 2331;

/// A QR code of the text as an SVG document, four modules of quiet zone around it, dark on white whatever the page's
/// colours. Empty for a text of no bytes, or of more than max_qr_bytes.
std::string qr_svg(const std::string& text);

}  // namespace feed
