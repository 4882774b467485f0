#pragma once

#include <string>

namespace feed {

/// A QR code of the text as an SVG document, four modules of quiet zone around it, dark on white whatever the page's
/// colours. Empty for a text too long for one.
std::string qr_svg(const std::string& text);

}  // namespace feed
