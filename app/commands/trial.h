#pragma once

#include "core/limits.h"
#include "core/source.h"

#include <filesystem>
#include <string>

namespace app {

/// What a command that looks at one address takes from the operator's configuration.
struct Trial {
    core::Limits limits;
    core::Source source;  ///< the one that the address belongs to, by its host and the beginning of its path
    bool has_source = false;
    std::string timezone;  ///< the show's; empty: there is no configuration
};

/// Reads the configuration that --config names; without one the defaults. `target` is a URL or a local file's name.
/// Throws as load_show() does.
Trial trial_of(const std::filesystem::path& config, const std::string& target);

/// The limits with which an address is asked for that the operator names: its host may be private. Where it leads to is
/// another matter.
core::Limits reaching(core::Limits limits, const std::string& url);

/// Throws Error(config) for what is no http or https URL, with what to write where it is nearly one: "news.example".
void require_web_address(const std::string& text);

}  // namespace app
