#pragma once

#include <string_view>

namespace fetch {

/// Whether a page's title is that of something which servers put before or in the place of an article: an error, a
/// login, a check for robots, a question about cookies, an offer to subscribe, maintenance.
bool names_a_wall(std::string_view title);

}  // namespace fetch
