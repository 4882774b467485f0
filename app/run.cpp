#include "app/run.h"

#include "app/hubs.h"
#include "app/pictures.h"
#include "app/publish.h"
#include "app/steps.h"
#include "core/disk.h"
#include "core/lock_file.h"
#include "fetch/download.h"
#include "fetch/url.h"

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
            const bool worked = steps_.do_next(catalog::Step::prepare);
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
void clean_sources(const config::Config& config, catalog::Catalog& catalog, core::Instant now) {
    const std::filesystem::path folder = config.state_folder() / "sources";
    catalog.drop_sources_before(now - config.keep_sources);
    std::set<std::string> kept;
    for (std::string& hash : catalog.kept_sources()) kept.insert(std::move(hash));
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

void make_state_folder(const config::Config& config) {
    core::disk::make_folders(config.state_folder() / "sources");
}

/// For commands a person types: they say that they could not, where a run from cron leaves in silence.
core::LockFile require_lock(const config::Config& config) {
    make_state_folder(config);
    auto lock = core::LockFile::try_acquire(config.state_folder());
    if (!lock)
        throw core::Error(core::ErrorKind::network,
                          fmt::format("show {}: a run is at work; try again", config.show.id));
    return std::move(*lock);
}

std::string require_episode(catalog::Catalog& catalog, const std::string& name) {
    std::string guid = catalog.find_episode(name);
    for (const char* kind : {"url:", "audio:"})
        if (guid.empty()) guid = catalog.find_episode(kind + fetch::identity_of(name));
    if (guid.empty()) throw core::Error(core::ErrorKind::config, fmt::format("no episode goes by '{}'", name));
    return guid;
}

}  // namespace

ExitCode run_show(const config::Config& config, Workers& workers, Report& report, Interrupt& interrupt,
                  const RunRules& rules) {
    make_state_folder(config);
    const auto lock = core::LockFile::try_acquire(config.state_folder());
    if (!lock) {
        report.step(fmt::format("{}: another run is at work", config.show.id));
        return ExitCode::done;
    }
    claim_folder(config);
    catalog::Catalog catalog(config.state_folder() / "catalog.db");
    inspect_media(config, catalog, report);
    const Picture cover = show_cover(config, catalog, workers);

    fetch::Http http(config.limits);
    const Interrupt::Hook hook(interrupt, [&] {
        http.cancel();
        workers.stop();
    });
    Steps steps(config, catalog, http, workers, cover, report, interrupt, rules.now);
    steps.discover();
    const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
    Crews(steps, interrupt).work(std::max<std::size_t>(1, config.limits.concurrency), cores);

    if (const std::size_t retired = retire(config, catalog, rules.now); retired > 0)
        report.step(fmt::format("{}: {} episodes past retention withdrawn", config.show.id, retired));
    const Published published = publish(config, catalog, cover, rules.now, rules.replacement, report);
    if (published == Published::replaced) owe_pings(config, catalog);
    const std::size_t untold = interrupt.requested() ? 0 : send_pings(config, catalog, http, report);
    clean_sources(config, catalog, rules.now);
    const Tally tally = steps.tally();
    report.step(config.show.id + ": " + summary(tally, published));
    if (interrupt.requested()) return ExitCode::some_failed;
    if (tally.sources > 0 && tally.sources == tally.sources_down) return ExitCode::machine;
    return tally.failed > 0 || untold > 0 || published == Published::refused ? ExitCode::some_failed : ExitCode::done;
}

void withdraw(const config::Config& config, Workers& workers, Report& report, const std::string& name,
              const std::string& reason, core::Instant now) {
    const core::LockFile lock = require_lock(config);
    catalog::Catalog catalog(config.state_folder() / "catalog.db");
    catalog.withdraw(require_episode(catalog, name), reason, now);
    claim_folder(config);
    publish(config, catalog, show_cover(config, catalog, workers), now, Replacement::guarded, report);
}

void restore(const config::Config& config, const std::string& name) {
    const core::LockFile lock = require_lock(config);
    catalog::Catalog catalog(config.state_folder() / "catalog.db");
    const std::string guid = require_episode(catalog, name);
    if (!catalog.restore(guid))
        throw core::Error(core::ErrorKind::config, fmt::format("the episode '{}' was not withdrawn", name));
}

}  // namespace app
