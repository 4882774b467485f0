#pragma once

#include "catalog/article.h"
#include "config/config.h"
#include "core/article.h"
#include "core/tags.h"

#include <string>

namespace app {

/// Changes when anything that a file's tags show of the article does.
std::string tag_hash(const core::Article& article, core::Instant published_at);

/// What a file's tags say of the show it is of; `published` is the episode's, `cover` holds picture bytes.
core::Tags show_tags(const config::Config& config, core::Instant published, const std::string& guid, std::string cover);

/// The tags of an article's file; `cover` holds picture bytes.
core::Tags tags_for(const config::Config& config, const catalog::KnownArticle& article, const std::string& guid,
                    std::string cover);

}  // namespace app
