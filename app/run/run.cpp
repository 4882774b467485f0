#include "app/run/run.h"

#include "app/publish/folder_outlet.h"
#include "app/publish/hubs.h"
#include "app/publish/pictures.h"
#include "app/run/identity.h"
#include "app/run/steps.h"
#include "core/disk.h"
#include "core/lock_file.h"
#include "fetch/markup/url.h"
#include "fetch/web/download.h"

#include <fmt/core.h>

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace app {

namespace {

/// Two crews take work from the catalog until none is left: one waits for the web, one keeps the cores busy. A storage
/// error of any of them ends the run; everything else concerns one article.
class Crews {
public:
    Crews(Steps& steps, Interrupt& interrupt) : steps_(steps), interrupt_(interrupt) {}

    void work(std::size_t fetchers, std::size_t makers) {
        {
            std::vector<std::jthread> threads;
            fetching_ = fetchers;
            for (std::size_t index = 0; index < fetchers; ++index)
                threads.emplace_back([this] { guarded([this] { fetch_until_done(); }); });
            for (std::size_t index = 0; index < makers; ++index)
                threads.emplace_back([this] { guarded([this] { make_until_done(); }); });
        }
        if (failure_) std::rethrow_exception(failure_);
    }

private:
    void guarded(const std::function<void()>& body) {
        try {
            body();
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!failure_) failure_ = std::current_exception();
            changed_.notify_all();
        }
    }

    bool ending() const { return failure_ != nullptr || interrupt_.requested(); }

    void fetch_until_done() {
        bool idle = false;
        std::unique_lock lock(mutex_);
        while (!ending()) {
            const std::size_t seen = rounds_;
            lock.unlock();
            const bool worked = steps_.do_next(catalog::Step::read) || steps_.do_next(catalog::Step::download);
            lock.lock();
            if (worked) {
                ++rounds_;
                changed_.notify_all();
                continue;
            }
            // Another fetcher that is still at work may leave something to download.
            if (!idle) --fetching_;
            idle = true;
            changed_.notify_all();
            changed_.wait(lock, [&] { return fetching_ == 0 || rounds_ != seen || ending(); });
            if (fetching_ == 0) break;
            if (rounds_ != seen) {
                ++fetching_;
                idle = false;
            }
        }
        if (!idle && fetching_ > 0) --fetching_;
        changed_.notify_all();
    }

    void make_until_done() {
        std::unique_lock lock(mutex_);
        while (!ending()) {
            const std::size_t seen = rounds_;
            const bool last_look = fetching_ == 0;
            lock.unlock();
            const bool worked = steps_.do_next(catalog::Step::make);
            lock.lock();
            if (worked) continue;
            if (last_look) break;
            changed_.wait(lock, [&] { return fetching_ == 0 || rounds_ != seen || ending(); });
        }
    }

    Steps& steps_;
    Interrupt& interrupt_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t fetching_ = 0;  ///< fetchers that are not idle
    std::size_t rounds_ = 0;    ///< pieces of fetching that were done
    std::exception_ptr failure_;
};

/// Removes downloaded files that the catalog no longer keeps, and partial ones that nobody went on with.
void clean_sources(const RunContext& run) {
    const std::filesystem::path folder = run.workshop.sources();
    run.catalog.drop_sources_before(run.now - run.config.keep_sources);
    std::set<std::string> kept;
    for (std::string& hash : run.catalog.kept_sources()) kept.insert(std::move(hash));
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        const std::string name = entry.path().filename().string();
        const bool is_source = name.find('.') == std::string::npos;
        if (is_source && !kept.contains(name)) core::disk::discard(entry.path());
    }
    fetch::remove_old_parts(folder, std::chrono::hours(14 * 24));
}

std::string summary(const Tally& tally, Published published) {
    return fmt::format("{} new, {} changed, {} made, {} failed{}; feed {}", tally.added, tally.changed, tally.made,
                       tally.failed, tally.left_out > 0 ? fmt::format(", {} left out", tally.left_out) : "",
                       published == Published::replaced    ? "published"
                       : published == Published::unchanged ? "unchanged"
                                                           : "not published");
}

/// Leaves the show's lock with who holds it.
std::optional<core::LockFile> lock_of(const config::Config& config) {
    core::disk::make_folders(config.state_folder());
    return core::LockFile::try_acquire(config.state_folder());
}

/// For commands a person types: they say that they could not, where a run from cron leaves in silence.
core::LockFile require_lock(const config::Config& config) {
    auto lock = lock_of(config);
    if (!lock)
        throw core::Error(core::ErrorKind::network,
                          fmt::format("show {}: a run is at work; try again", config.show.id));
    return std::move(*lock);
}

/// Episodes of a catalog of schema 1 whose recording had come and whose file had not been made.
void mint_missing(const RunContext& run) {
    for (const catalog::KnownArticle& article : run.catalog.unminted()) {
        const std::string guid = mint_guid(run.config.show, article.identity);
        try {
            run.catalog.mint(article.id, {guid, slug_of(run.config.show, article, guid)}, run.now);
        } catch (const core::Error& error) {
            if (error.kind() == core::ErrorKind::storage) throw;
            run.report.tell({.kind = Event::Kind::problem,
                             .step = Event::Step::make,
                             .show = run.config.show.id,
                             .article = quoted(article.content.title),
                             .text = error.what()});
        }
    }
}

std::string require_episode(catalog::Catalog& catalog, const std::string& name) {
    std::string guid = catalog.find_episode(name);
    for (const char* kind : {"url:", "audio:"})
        if (guid.empty()) guid = catalog.find_episode(kind + fetch::identity_of(name));
    if (guid.empty()) throw core::Error(core::ErrorKind::config, fmt::format("no episode goes by '{}'", name));
    return guid;
}

/// All of a show's run but its sources: what it needs to make and publish.
class ShowAtWork {
public:
    ShowAtWork(const config::Config& config, Workers& workers, Report& report, Interrupt& interrupt,
               const RunRules& rules)
        : workshop_(config.state_folder()),
          catalog_(config.state_folder() / "catalog.db"),
          outlet_(config.show_folder()),
          context{config, catalog_, workers, outlet_, workshop_, report, interrupt, rules.now} {
        const bool was_ours = claim_folder(config, catalog_.manifest(folder_target));
        const AtHand at_hand = inspect(context, was_ours ? rules.replacement : Replacement::any);
        cover = show_cover(config, catalog_, workers, workshop_, at_hand);
        take_over();
    }

private:
    /// A show that an earlier version published gets its manifest before anything is taken out of it: afterwards nobody
    /// could tell what of the folder was ours.
    void take_over() {
        const std::vector<std::string> feed{"feed.xml"};
        if (catalog_.manifest(folder_target).empty() && !outlet_.list(feed).empty() && !catalog_.published().empty())
            publish(context, cover, Replacement::guarded);
    }

    Workshop workshop_;
    catalog::Catalog catalog_;
    FolderOutlet outlet_;

public:
    RunContext context;
    Artwork cover;
};

}  // namespace

ExitCode run_show(const config::Config& config, Workers& workers, Report& report, Interrupt& interrupt,
                  const RunRules& rules) {
    const auto lock = lock_of(config);
    if (!lock) {
        report.tell({.show = config.show.id, .text = "another run is at work"});
        return ExitCode::done;
    }
    ShowAtWork at_work(config, workers, report, interrupt, rules);
    RunContext& run = at_work.context;
    const catalog::Keys keys = present_keys(config, run.catalog, at_work.cover.key, rules.remake, rules.now);
    mint_missing(run);
    run.catalog.forget_outdated_failures(keys);

    fetch::Http http(config.limits);
    const Interrupt::Hook hook(interrupt, [&] {
        http.cancel();
        workers.stop();
    });
    Steps steps(run, http, keys, at_work.cover);
    steps.discover();
    const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
    const auto work = [&] { Crews(steps, interrupt).work(std::max<std::size_t>(1, config.limits.concurrency), cores); };
    work();
    // What was found to be lost while files were made is fetched, and they are made then: the picture first, then
    // perhaps the recording.
    constexpr int most_repeats = 3;
    for (int repeat = 0; repeat < most_repeats && steps.take_lost() && !interrupt.requested(); ++repeat) work();

    if (const std::size_t retired = retire(run); retired > 0)
        report.tell({.step = Event::Step::publish,
                     .show = config.show.id,
                     .text = fmt::format("{} episodes past retention withdrawn", retired)});
    const Published published = publish(run, at_work.cover, rules.replacement);
    const std::size_t untold = interrupt.requested() ? 0 : send_pings(run, http);
    clean_sources(run);
    const Tally tally = steps.tally();
    report.tell({.show = config.show.id, .text = summary(tally, published)});
    if (interrupt.requested()) return ExitCode::some_failed;
    if (tally.sources > 0 && tally.sources == tally.sources_down) return ExitCode::machine;
    return tally.failed > 0 || untold > 0 || published == Published::refused ? ExitCode::some_failed : ExitCode::done;
}

void repair_show(const config::Config& config, Workers& workers, Report& report, Interrupt& interrupt,
                 core::Instant now) {
    ShowAtWork at_work(config, workers, report, interrupt, {.now = now});
    RunContext& run = at_work.context;
    const catalog::Keys keys = present_keys(config, run.catalog, at_work.cover.key, Remake::no, now);
    fetch::Http http(config.limits);
    Steps steps(run, http, keys, at_work.cover);
    while (!interrupt.requested() && steps.do_next(catalog::Step::make)) {
    }
    publish(run, at_work.cover, Replacement::guarded);
}

std::vector<std::string> preview_show(const config::Config& config, Workers& workers, Report& report,
                                      Interrupt& interrupt, core::Instant now) {
    catalog::Catalog catalog = catalog::Catalog::open_to_read(config.state_folder() / "catalog.db");
    Workshop workshop = Workshop::existing(config.state_folder());
    FolderOutlet outlet(config.show_folder());
    RunContext run{config, catalog, workers, outlet, workshop, report, interrupt, now};
    const Artwork cover = remembered_cover(catalog);
    std::vector<std::string> lines = describe(preview(run, cover));
    const std::vector<std::size_t> waiting = catalog.waiting(known_keys(config, catalog, cover.key), now);
    lines.push_back(fmt::format("{} to put, remove or look into; waiting: {} to read, {} to fetch, {} to make",
                                lines.size(), waiting[0], waiting[1], waiting[2]));
    return lines;
}

Published withdraw(const config::Config& config, Workers& workers, Report& report, const std::string& name,
                   const std::string& reason, core::Instant now) {
    const core::LockFile lock = require_lock(config);
    Interrupt interrupt;
    ShowAtWork at_work(config, workers, report, interrupt, {.now = now});
    at_work.context.catalog.withdraw(require_episode(at_work.context.catalog, name), reason, now);
    return publish(at_work.context, at_work.cover, Replacement::guarded);
}

void restore(const config::Config& config, const std::string& name) {
    const core::LockFile lock = require_lock(config);
    catalog::Catalog catalog(config.state_folder() / "catalog.db");
    const std::string guid = require_episode(catalog, name);
    if (!catalog.restore(guid))
        throw core::Error(core::ErrorKind::config, fmt::format("the episode '{}' was not withdrawn", name));
}

}  // namespace app
