#include "app/run/upkeep.h"

#include "app/run/bulletins.h"
#include "app/run/discovery.h"
#include "app/run/episode_named.h"
#include "app/run/keys.h"
#include "app/run/ledger.h"
#include "app/run/renditions.h"
#include "app/run/show_at_work.h"
#include "app/run/steps.h"
#include "core/error.h"

#include <fmt/core.h>

#include <set>
#include <utility>

namespace app {

namespace {

/// For commands a person types: they say that they could not, where a run from cron leaves in silence.
core::LockFile require_lock(const config::Config& config) {
    auto lock = lock_of(config);
    if (!lock)
        throw core::Error(core::ErrorKind::network,
                          fmt::format("show {}: a run is at work; try again", config.show.id));
    return std::move(*lock);
}

EpisodeTaken taken(const catalog::EpisodeNames& episode) {
    return {episode.title, episode.guid, url_of(episode)};
}

}  // namespace

void repair_show(const config::Config& config, const Process& process) {
    ShowAtWork at_work(config, process, Replacement::guarded);
    RunContext& run = at_work.context;
    const catalog::Keys keys = present_keys(config, run.catalog, at_work.cover.key, Remake::no, run.now);
    const FormerGuids none;  // nothing is minted here
    Ledger ledger;
    Discovery discovery(run, ledger);
    Steps steps(run, keys, at_work.cover, none, ledger, discovery.sources());
    while (!run.interrupt.requested() && steps.do_next(catalog::Step::make)) {
    }
    discovery.refuse_shared();
    Bulletins(run, keys, at_work.cover, ledger).make(Bulletins::Try::last);
    if (!run.interrupt.requested()) size_pictures(run);
    publish(run, at_work.cover, Replacement::guarded);
}

std::vector<std::string> preview_show(const config::Config& config, const Process& process, const Consent& consent) {
    catalog::Catalog catalog = catalog::Catalog::open_to_read(config.state_folder() / "catalog.db");
    require_claim(config, catalog, consent);
    Workshop workshop = Workshop::existing(config.state_folder());
    FolderOutlet outlet(config.show_folder());
    fetch::Http http(config.limits);
    RunContext run{config,         catalog,           http,       outlet, workshop, process.workers,
                   process.report, process.interrupt, process.now};
    const Artwork cover = remembered_cover(catalog);
    const catalog::Keys keys = known_keys(config, catalog, cover.key);
    std::set<std::string> dropped;
    std::vector<std::string> kept;
    for (const catalog::Dropped& each : catalog.dropped(keys)) {
        if (std::string reason = why_kept(each); reason.empty())
            dropped.insert(each.rendition);
        else
            kept.push_back("objection: " + std::move(reason));
    }
    std::vector<std::string> lines = describe(preview(run, cover, dropped));
    lines.insert(lines.begin(), kept.begin(), kept.end());
    const std::vector<std::size_t> waiting = catalog.waiting(keys, run.now);
    lines.push_back(fmt::format("{} to put, remove or look into; waiting: {} to read, {} to fetch, {} to make",
                                lines.size(), waiting[0], waiting[1], waiting[2]));
    return lines;
}

std::vector<std::string> shortages_of(const config::Config& config, catalog::Catalog& catalog) {
    std::vector<std::string> lines;
    const Artwork cover = remembered_cover(catalog);
    for (const catalog::Shortage& shortage : catalog.shortages(known_keys(config, catalog, cover.key)))
        lines.push_back(words_of(shortage));
    return lines;
}

Withdrawn withdraw(const config::Config& config, const Process& process, const std::string& name,
                   const std::string& reason) {
    const core::LockFile lock = require_lock(config);
    ShowAtWork at_work(config, process, Replacement::guarded);
    RunContext& run = at_work.context;
    const catalog::EpisodeNames episode = episode_named(run.catalog.episode_names(), name, config.show);
    run.catalog.withdraw(episode.guid, reason, process.now);
    // The bulletins that have it are to be without it as soon as the feed is.
    const catalog::Keys keys = present_keys(config, run.catalog, at_work.cover.key, Remake::no, run.now);
    Ledger ledger;
    Bulletins(run, keys, at_work.cover, ledger).make(Bulletins::Try::first);
    return {taken(episode), publish(run, at_work.cover, Replacement::guarded)};
}

EpisodeTaken restore(const config::Config& config, const std::string& name) {
    const core::LockFile lock = require_lock(config);
    catalog::Catalog catalog(config.state_folder() / "catalog.db");
    const catalog::EpisodeNames episode = episode_named(catalog.episode_names(), name, config.show);
    if (!catalog.restore(episode.guid))
        throw core::Error(core::ErrorKind::config,
                          fmt::format("{} was not withdrawn: there is nothing to restore", described(episode)));
    return taken(episode);
}

std::vector<catalog::Standing> failing(const config::Config& config) {
    catalog::Catalog catalog = catalog::Catalog::open_to_read(config.state_folder() / "catalog.db");
    std::vector<catalog::Standing> standings = catalog.standings(folder_target);
    std::erase_if(standings, [](const catalog::Standing& standing) { return standing.failures.empty(); });
    return standings;
}

std::vector<catalog::Standing> retry(const config::Config& config, const std::optional<std::string>& name,
                                     core::Instant now) {
    std::vector<catalog::Standing> due = failing(config);  // throws where nothing has been run yet
    const core::LockFile lock = require_lock(config);
    catalog::Catalog catalog(config.state_folder() / "catalog.db");
    if (name) {
        const auto named = article_named(catalog, *name, config.show);
        if (!named)
            throw core::Error(
                core::ErrorKind::config,
                fmt::format("nothing goes by '{}' (newscast list --failed names what fails)", as_typed(*name)));
        const catalog::Subjects subjects = original_of(catalog, *named).subjects;
        std::erase_if(due, [&](const catalog::Standing& standing) { return !(standing.subjects == subjects); });
    }
    for (const catalog::Standing& standing : due) catalog.retry(standing.subjects, now);
    return due;
}

}  // namespace app
