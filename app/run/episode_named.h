#pragma once

#include "catalog/catalog.h"
#include "core/show.h"

#include <optional>
#include <string>
#include <vector>

namespace app {

/// The episode that a person means by `name`: its GUID; its article's URL as the source listed it, else as the
/// article's page has it; its recording's URL, or that of the published file; its title; the GUID that its source gives
/// its article; the path of a local text. What stands first here
/// outranks what follows, so that a page that names another one's URL as its own takes nothing from it. URLs are
/// compared as the same article's (fetch::identity_of), titles without regard to case. Throws Error(config) where no
/// episode has the name, and where several have: then with a line that lists them.
catalog::EpisodeNames episode_named(const std::vector<catalog::EpisodeNames>& episodes, const std::string& name,
                                    const core::Show& show);

/// Likewise among all articles and editions, whether they have an episode or not; none where nothing goes by the name.
/// Also the name of an article that is another's duplicate. Throws Error(config) where several go by it.
std::optional<catalog::EpisodeNames> article_named(catalog::Catalog& catalog, const std::string& name,
                                                   const core::Show& show);

/// The article that a duplicate is; of what is none, and where that is not to be found, itself.
catalog::EpisodeNames original_of(catalog::Catalog& catalog, const catalog::EpisodeNames& names);

/// A name as messages repeat it: on one line, and without a password.
std::string as_typed(const std::string& name);

/// Where a person finds what the episode was made of; empty for a local text that names no URL.
std::string url_of(const catalog::EpisodeNames& episode);

/// "'Title' (GUID, URL)", on one line.
std::string described(const catalog::EpisodeNames& episode);

}  // namespace app
