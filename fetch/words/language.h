#pragma once

#include <string>
#include <string_view>

namespace fetch {

/// The language of a text (BCP 47) by its script, its letters or its commonest words; empty where these do not decide.
/// Meant for texts that do not say it themselves: a paragraph is enough, a line may not be.
std::string guess_language(std::string_view text);

}  // namespace fetch
