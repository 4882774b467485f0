#pragma once

#include "core/show.h"
#include "feed/edition.h"

#include <string>
#include <string_view>

namespace feed {

/// The player, hidden until a script has something for it to play, and the help for its keys. Without a script each
/// page has links and, on an episode's page, the browser's own player. `root` leads to the show's folder.
std::string player_html(const core::Show& show, const Channel& channel, std::string_view root);

}  // namespace feed
