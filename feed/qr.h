#pragma once

#include <string>

namespace feed {

/// A QR code of the text as an SVG element with that accessible name, four modules of quiet zone around it, dark on
/// white whatever the page's colours. Empty for a text too long for one.
std::string qr_svg(const std::string& text, const std::string& label);

}  // namespace feed
