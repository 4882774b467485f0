#include "app/publish/retention.h"

#include <fmt/core.h>

#include <string>
#include <utility>
#include <vector>

namespace app {

namespace {

constexpr const char* retired_at = "retired_at";  ///< the fact of when retention last took its part

using Retired = std::pair<std::string, const char*>;  ///< GUID and reason

std::vector<Retired> past_retention(const RunContext& run, const std::vector<catalog::Entry>& entries) {
    const config::FeedOptions& limits = run.config.feed;
    std::size_t kept = 0;
    std::uint64_t bytes = 0;
    std::vector<Retired> retired;
    for (const catalog::Entry& entry : entries) {
        for (const core::Rendition& file : entry.episode.renditions) bytes += file.made.bytes;
        const bool too_old = limits.keep_days.count() > 0 && entry.episode.published < run.dates - limits.keep_days;
        const bool too_many = limits.keep_episodes > 0 && kept >= limits.keep_episodes;
        const bool too_large = limits.keep_mb > 0 && bytes > std::uint64_t{limits.keep_mb} << 20;
        if (too_many || too_large)
            retired.emplace_back(entry.episode.guid, catalog::past_retention);
        else if (too_old)
            retired.emplace_back(entry.episode.guid, catalog::past_keep_days);
        else
            ++kept;
    }
    return retired;
}

bool is_sudden(const RunContext& run, std::size_t retired, std::size_t published) {
    // Before anything was published nothing can drop.
    if (run.catalog.manifest(folder_target).empty() || retired < 2 || retired * 4 <= published) return false;
    const auto last = core::parse_iso8601(run.catalog.fact(retired_at));
    const core::Instant since = last ? core::to_instant(*last, "UTC") : run.dates;
    return retired > run.catalog.minted_since(since);
}

}  // namespace

Retention retire(const RunContext& run, Replacement replacement) {
    Retention retention;
    if (run.config.feed.keep_days.count() > 0 && run.dates == run.now)
        retention.restored = run.catalog.restore_premature(run.now - run.config.feed.keep_days, run.now);
    const std::vector<catalog::Entry> entries = run.catalog.published();
    const std::vector<Retired> retired = past_retention(run, entries);
    if (replacement == Replacement::guarded && is_sudden(run, retired.size(), entries.size())) {
        run.report.tell(
            {.kind = Event::Kind::problem,
             .step = Event::Step::publish,
             .show = run.config.show.id,
             .text = fmt::format("retention would take {} of {} episodes at once and took none; newscast run "
                                 "--accept-worse-feed lets it once",
                                 retired.size(), entries.size())});
        retention.held_back = true;
        return retention;
    }
    for (const auto& [guid, reason] : retired) run.catalog.withdraw(guid, reason, run.dates);
    retention.withdrawn = retired.size();
    run.catalog.set_fact(retired_at, core::format_iso8601(core::to_written(run.dates, "UTC")));
    return retention;
}

}  // namespace app
