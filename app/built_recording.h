#pragma once

#include "core/article.h"
#include "core/error.h"
#include "fetch/web/http.h"

#include <optional>
#include <string>
#include <vector>

namespace app {

/// What an article's built recordings are asked for with.
struct BuiltAsking {
    std::string page;         ///< the article's own, as Referer
    bool obey_robots = true;  ///< as the page was asked for
    std::string known = {};   ///< the recording that the article had: it is asked for first, so that a voice stays
};

/// What came of the asking.
struct Asked {
    std::vector<std::string> urls;           ///< all that were asked for
    std::optional<core::Error> no_answer{};  ///< for the last of them: nobody knows whether it is there
};

/// Where the article's recording is only built (core::AudioCandidate::built), asks for its voices in their order until
/// one is there. That one leads; those before it are rejected with the reason, and where none is there the article has
/// no recording at present. What follows a recording that the page names is not asked for. Where fetch::presence_of
/// throws, that candidate and those behind it stay as they were.
Asked ask_for_built(fetch::Http& http, core::Article& article, const BuiltAsking& asking);

}  // namespace app
