#pragma once

#include "catalog/entry.h"
#include "core/show.h"

#include <string>
#include <vector>

namespace app {

/// The episode that a person means by `name`: its GUID; its article's URL as the source listed it, else as the
/// article's page has it; its recording's URL, or that of the published file; its title. What stands first here
/// outranks what follows, so that a page that names another one's URL as its own takes nothing from it. URLs are
/// compared as the same article's (fetch::identity_of), titles without regard to case. Throws Error(config) where no
/// episode has the name, and where several have: then with a line that lists them.
catalog::EpisodeNames episode_named(const std::vector<catalog::EpisodeNames>& episodes, const std::string& name,
                                    const core::Show& show);

/// Where a person finds what the episode was made of; empty for a local text that names no URL.
std::string url_of(const catalog::EpisodeNames& episode);

/// "'Title' (GUID, URL)", on one line.
std::string described(const catalog::EpisodeNames& episode);

}  // namespace app
