#include "app/run/source_health.h"

#include "app/run/identity.h"
#include "core/error.h"
#include "core/hash.h"
#include "fetch/web/http.h"

#include <fmt/core.h>

#include <map>

namespace app {

namespace {

std::string why_nothing(catalog::Catalog& catalog) {
    std::map<std::string, std::size_t> outcomes = catalog.outcomes();
    if (outcomes.empty()) return "no episode is published: no article was ever found";
    std::string line = "no episode is published:";
    const char* separator = " ";
    for (const auto& [outcome, what] :
         {std::pair("silent", "without a recording of its own"), std::pair("left_out", "older than since or keep_days"),
          std::pair("unread", "not read yet"),
          std::pair("recording", "whose recording is still to be fetched or made")}) {
        if (outcomes[outcome] == 0) continue;
        line += fmt::format("{}{} article{} {}", separator, outcomes[outcome], outcomes[outcome] == 1 ? "" : "s", what);
        separator = ", ";
    }
    return line;
}

}  // namespace

std::string dryness_of(const fetch::Listing& listing, std::size_t before) {
    if (!listing.sight.empty()) return fmt::format("gives no article: it has {}", listing.sight);
    if (!listing.complaint.empty() && listing.links.size() * 2 <= before)
        return fmt::format("gives {} of the {} articles it had, for it is broken: {}", listing.links.size(), before,
                           listing.complaint);
    return {};
}

std::string silence_of(const std::pair<catalog::Catalog::Yield, catalog::Catalog::Yield>& yields) {
    constexpr std::size_t telling = 2;  // one article without a recording says nothing of its source
    const auto& [newest, older] = yields;
    if (newest.with_recording > 0) return {};
    const bool never = older.with_recording == 0 && newest.read >= telling;
    const bool no_more = newest.read >= telling_articles && older.with_recording * 2 >= older.read;
    if (!never && !no_more) return {};
    return fmt::format(
        "gives articles, and none of the {} {} has a recording of its own; newscast explain URL says what "
        "is on a page",
        never ? newest.read + older.read : newest.read, never ? "that were read" : "newest");
}

std::string news_of_videos(catalog::Catalog& catalog, const std::string& source,
                           const std::vector<std::string>& videos) {
    constexpr std::size_t most_named = 3;
    constexpr std::size_t mark_length = 12;
    const std::string fact = "videos of " + source;
    const std::string known = catalog.fact(fact);
    std::string marks;
    std::string names;
    std::size_t news = 0;
    for (const std::string& video : videos) {
        const std::string mark = core::sha256(video).substr(0, mark_length);
        marks += mark;
        if (known.find(mark) != std::string::npos || ++news > most_named) continue;
        names += (names.empty() ? "" : ", ") + video;
    }
    catalog.set_fact(fact, marks);
    if (news == 0) return {};
    return fmt::format("{} a video and no recording of {} own, so an episode comes only of a page that has one: {}{}",
                       news == 1 ? "an item has" : fmt::format("{} items have", news), news == 1 ? "its" : "their",
                       names, news > most_named ? fmt::format(" and {} more", news - most_named) : "");
}

std::vector<std::string> examine_sources(const config::Config& config, catalog::Catalog& catalog) {
    std::vector<std::string> findings;
    fetch::Http http(config.limits);
    const std::vector<std::string> identities = source_identities(config.sources);
    for (std::size_t index = 0; index < config.sources.size(); ++index) {
        const core::Source& source = config.sources[index];
        if (source.path.filename() == "-") continue;
        const auto found = [&](const std::string& what) {
            findings.push_back(fmt::format("source {}: {}", core::name(source), what));
        };
        try {
            const auto answer = fetch::discover(http, source, {}, config.show.timezone);
            const auto* listing = std::get_if<fetch::Listing>(&answer);
            if (listing == nullptr) continue;
            for (const std::string& problem : listing->problems) found(problem);
            if (!listing->remark.empty()) found(listing->remark);
            if (const std::string dry = dryness_of(*listing, 0); !dry.empty()) found(dry);
        } catch (const core::Error& error) {
            if (error.kind() == core::ErrorKind::config) throw;
            found(error.what());
        }
        if (const std::string silent = silence_of(catalog.yield_of(identities[index], telling_articles));
            !silent.empty())
            found(silent);
    }
    if (catalog.published().empty()) findings.push_back(why_nothing(catalog));
    for (const auto& [article, reason] : catalog.strange_pages())
        findings.push_back(fmt::format("article {}: its page is now {}; the episode stays as it is", article, reason));
    return findings;
}

}  // namespace app
