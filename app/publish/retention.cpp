#include "app/publish/retention.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>
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
    if (!run.catalog.has_manifest(folder_target) || retired < 2 || retired * 4 <= published) return false;
    return retired > run.catalog.minted_since(run.catalog.moment(retired_at).value_or(run.dates));
}

}  // namespace

Retention retire(const RunContext& run, Replacement replacement) {
    Retention retention;
    const config::FeedOptions& limits = run.config.feed;
    if (limits.keep_days.count() == 0 && limits.keep_episodes == 0 && limits.keep_mb == 0) return retention;
    if (limits.keep_days.count() > 0 && run.dates == run.now)
        retention.restored = run.catalog.restore_premature(run.now - limits.keep_days, run.now);
    const std::vector<catalog::Entry> entries = run.catalog.published();
    const std::vector<Retired> retired = past_retention(run, entries);
    // What is counted goes as the operator said; what is told by time may go by a wrong one.
    const auto by_time = static_cast<std::size_t>(std::ranges::count_if(
        retired, [](const Retired& each) { return std::string_view(each.second) == catalog::past_keep_days; }));
    if (replacement == Replacement::guarded && is_sudden(run, by_time, entries.size())) {
        run.report.tell({.kind = Event::Kind::problem,
                         .step = Event::Step::publish,
                         .show = run.config.show.id,
                         .text = fmt::format("keep_days would take {} of {} episodes at once and retention took none; "
                                             "newscast run --accept-worse-feed lets it once",
                                             by_time, entries.size())});
        retention.held_back = true;
        return retention;
    }
    for (const auto& [guid, reason] : retired) run.catalog.withdraw(guid, reason, run.dates);
    retention.withdrawn = retired.size();
    run.catalog.set_moment(retired_at, run.dates);
    return retention;
}

}  // namespace app
