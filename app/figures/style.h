#pragma once

#include <string_view>

namespace app::figures {

/// The page's style sheet.
std::string_view style();

}  // namespace app::figures
