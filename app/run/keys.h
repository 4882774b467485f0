#pragma once

#include "catalog/catalog.h"
#include "config/config.h"
#include "core/time.h"

#include <map>
#include <string>

namespace app {

/// Whether files that nothing has changed for are to be made anew all the same.
enum class Remake { no, yes };

/// What the configuration contributes to every file's keys, in the light of what the catalog remembers of it: a key
/// changes when the operator changes a value, and never because this program, one of its libraries, a default or the
/// list of what can be said has changed. `cover_key` stands for the picture in files without one of their own.
catalog::Keys present_keys(const config::Config& config, catalog::Catalog& catalog, const std::string& cover_key,
                           Remake remake, core::Instant now);

/// The same, and remembers nothing.
catalog::Keys known_keys(const config::Config& config, catalog::Catalog& catalog, const std::string& cover_key);

/// A source's rules for reading its articles, as they are kept, their key, and back.
std::string rules_text(const core::Source& source);
std::string rules_key(const core::Source& source);
struct ReadingRules {
    std::map<std::string, std::string> xpath;
    std::string audio_url;
};
ReadingRules rules_from(const std::string& text);

}  // namespace app
