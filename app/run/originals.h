#pragma once

#include "app/context.h"
#include "catalog/article.h"

#include <string>

namespace app {

/// Where a reader meets the article's recording and picture; empty where no page is known.
std::string page_of(const catalog::KnownArticle& article);

/// What a kept recording sounds like; empty for what cannot be told so, which is for the making to judge. Throws
/// Error(storage), and whatever comes of it once a signal has come.
std::string sound_of(const RunContext& run, const std::string& sha256);

/// Fetches the article's picture into the workshop. Throws as Http::get does, and Error(storage).
catalog::Original fetch_picture(const RunContext& run, const catalog::KnownArticle& article, bool obey_robots);

}  // namespace app
