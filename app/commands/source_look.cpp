#include "app/commands/source_look.h"

#include "app/run/source_health.h"
#include "core/error.h"
#include "fetch/listing/discover.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace app {

namespace {

constexpr std::size_t articles_looked_at = 5;

SeenArticle seen(fetch::Http& http, const core::Link& link, const core::Source& source) {
    SeenArticle article{link, {}, {}};
    try {
        article.look = look_at(http, link, source);
    } catch (...) {
        article.error = core::current_error().what();
    }
    return article;
}

/// What the newest articles say of their source.
std::string doubt_of(const std::vector<SeenArticle>& newest) {
    if (newest.empty() || std::ranges::any_of(newest, [](const SeenArticle& each) { return each.look.has_recording; }))
        return {};
    return fmt::format(
        "none of the {} newest articles has a recording of its own that was found; newscast explain URL "
        "says what is on a page",
        newest.size());
}

SourceLook look_at_source(fetch::Http& http, const core::Source& source, const std::string& zone) {
    SourceLook look;
    look.name = core::name(source);
    const auto doubt = [&](std::string text) {
        if (!text.empty()) look.doubts.push_back(std::move(text));
    };
    try {
        const auto answer = fetch::discover(http, source, {}, zone);
        const auto* listing = std::get_if<fetch::Listing>(&answer);
        if (listing == nullptr) return look;
        for (const std::string& problem : listing->problems) doubt(problem);
        doubt(listing->remark);
        doubt(dryness_of(*listing, 0));
        look.articles = listing->links.size();
        for (const core::Link& link : listing->links) {
            if (look.newest.size() == articles_looked_at) break;
            look.newest.push_back(seen(http, link, source));
        }
        doubt(doubt_of(look.newest));
    } catch (...) {
        doubt(core::current_error().what());
    }
    return look;
}

}  // namespace

std::vector<SourceLook> look_at_sources(const config::Config& config) {
    fetch::Http http(config.limits);
    std::vector<SourceLook> looks;
    for (const core::Source& source : config.sources)
        // What is handed over on standard input comes with the run.
        looks.push_back(source.path.filename() == "-" ? SourceLook{.name = core::name(source)}
                                                      : look_at_source(http, source, config.show.timezone));
    return looks;
}

}  // namespace app
