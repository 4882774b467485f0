#pragma once

#include "core/article.h"
#include "core/link.h"
#include "core/source.h"
#include "fetch/web/http.h"

#include <string>

namespace app {

/// What a run would find of one article that a source lists.
struct ArticleLook {
    core::Article article;
    bool has_recording = false;
    std::string recording;  ///< its URL
};

/// Reads the article's page, or its file, by the source's rules, and asks for a recording that is only built; what a
/// feed names beside it goes before that. Fetches no recording. Throws as Http::get() and fetch::read_article() do, and
/// where nobody knows whether a built recording is there.
ArticleLook look_at(fetch::Http& http, const core::Link& link, const core::Source& rules);

}  // namespace app
