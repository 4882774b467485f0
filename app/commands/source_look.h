#pragma once

#include "app/commands/article_look.h"
#include "config/config.h"
#include "core/link.h"

#include <string>
#include <vector>

namespace app {

/// One of a source's newest articles as a run would find it.
struct SeenArticle {
    core::Link link;
    ArticleLook look;
    std::string error;  ///< why it could not be read; empty: it could
};

/// What a source gives now.
struct SourceLook {
    std::string name;
    std::size_t articles = 0;
    std::vector<SeenArticle> newest = {};
    std::vector<std::string> doubts = {};  ///< what may be wrong with it, a line each
};

/// Looks at each source as a first run would: lists it, and reads the newest five of its articles. Nothing is kept, and
/// no recording is fetched.
std::vector<SourceLook> look_at_sources(const config::Config& config);

}  // namespace app
