#include "app/run/run.h"

#include "app/run/account.h"
#include "app/run/bulletins.h"
#include "app/run/clock.h"
#include "app/run/crews.h"
#include "app/run/discovery.h"
#include "app/run/edition_choice.h"
#include "app/run/fetched_parts.h"
#include "app/run/former_guids.h"
#include "app/run/identity.h"
#include "app/run/ledger.h"
#include "app/run/renditions.h"
#include "app/run/shared_recordings.h"
#include "app/run/show_at_work.h"
#include "app/run/steps.h"
#include "app/run/timing.h"
#include "app/run/voicing.h"
#include "app/threads.h"
#include "core/disk.h"
#include "core/error.h"
#include "fetch/web/download.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <set>
#include <thread>

namespace app {

namespace {

/// How long what is being fetched and made may go on after a signal, most of which ends at once.
constexpr std::chrono::seconds longest_end{5};

/// Removes downloaded files that the catalog no longer keeps, and partial ones that nobody went on with.
void clean_sources(const RunContext& run) {
    const std::filesystem::path folder = run.workshop.sources();
    run.catalog.drop_sources_before(run.dates - run.config.keep_sources);
    std::set<std::string> kept = all_fetched_parts(run);
    for (std::string& hash : run.catalog.kept_sources()) kept.insert(std::move(hash));
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        const std::string name = entry.path().filename().string();
        const bool is_source = name.find('.') == std::string::npos;
        if (is_source && !kept.contains(name)) core::disk::discard(entry.path());
    }
    fetch::remove_old_parts(folder, std::chrono::hours(14 * 24));
}

/// A run that is still at work is nothing to worry about, unless it has been for longer than any run should: then it
/// hangs, and every later one would leave as silently.
/// A person who names articles is told at once.
ExitCode tell_of_another_run(const config::Config& config, const Process& process, bool is_asked_for) {
    constexpr std::chrono::hours long_time{6};
    const auto holder = core::LockFile::holder(config.state_folder());
    Event event{.show = config.show.id, .text = "another run is at work"};
    if (holder)
        event.text += fmt::format(" (process {}, since {})", holder->process,
                                  core::format_iso8601(core::to_written(holder->since, config.show.timezone)));
    const bool hangs = holder && process.now - holder->since > long_time;
    if (hangs || is_asked_for) event.kind = Event::Kind::problem;
    if (hangs) event.text += fmt::format("; if it hangs, end it: kill {}", holder->process);
    process.report.tell(event);
    return event.kind == Event::Kind::problem ? ExitCode::some_failed : ExitCode::done;
}

/// Episodes of a catalog of schema 1 whose recording had come and whose file had not been made.
void mint_missing(const RunContext& run, FormerGuids& former) {
    former.match(run);
    for (const catalog::KnownArticle& article : run.catalog.unminted()) {
        const std::string guid = former.mint(run, article);
        try {
            run.catalog.mint(article.id,
                             {guid, slug_of(run.config.show, article, guid),
                              stands_alone(run.config, article.source, article.content.section)},
                             run.now);
        } catch (...) {
            const core::Error error = core::current_error();
            if (error.kind() == core::ErrorKind::storage) throw error;
            run.report.tell({.kind = Event::Kind::problem,
                             .step = Event::Step::make,
                             .show = run.config.show.id,
                             .article = quoted(article.content.title),
                             .text = error.what()});
        }
    }
}

/// What is waiting to be read, before anything is downloaded: an episode is minted after its download, and of what.
void read_all(Steps& steps, const RunContext& run) {
    in_threads(std::max<std::size_t>(1, run.config.limits.concurrency), [&](std::size_t) {
        while (!run.interrupt.requested() && steps.do_next(catalog::Step::read)) {
        }
    });
}

constexpr const char* last_run_fact = "last_run";
constexpr const char* doubted_since_fact = "clock_doubted_since";
constexpr const char* doubted_at_fact = "clock_doubted_at";

/// Judges the machine's clock, remembers what the next run needs to judge it, and has the catalog follow. A doubt is
/// told; nothing has failed by it.
void set_clock(RunContext& run) {
    const RunClock clock =
        judge_clock(run.now, {run.catalog.moment(last_run_fact), run.catalog.moment(doubted_since_fact),
                              run.catalog.moment(doubted_at_fact)});
    run.catalog.set_moment(last_run_fact, clock.memory.last_run);
    run.catalog.set_moment(doubted_since_fact, clock.memory.doubted_since);
    run.catalog.set_moment(doubted_at_fact, clock.memory.doubted_at);
    run.now = clock.now;
    run.dates = clock.dates;
    const bool believed = clock.doubt.empty();
    run.catalog.begin_run(run.config.limits.recheck, believed ? std::nullopt : std::optional(clock.dates), run.now);
    if (!believed)
        run.report.tell({.kind = Event::Kind::problem,
                         .show = run.config.show.id,
                         .text = fmt::format("this machine's clock is not believed: {}; set it right. What is dated "
                                             "meanwhile is dated {}, until the clock has gone on for a day",
                                             clock.doubt, core::format_iso8601(core::to_written(clock.dates, "UTC")))});
}

/// So many are to be read, as the line that sums up tells; nobody counts where nobody sees it.
void expect_reading(const RunContext& run, const catalog::Keys& keys) {
    if (run.report.draws()) run.report.expect(Event::Step::read, run.catalog.waiting(keys, run.now)[0]);
}

/// So many recordings are to be fetched or made.
void expect_making(const RunContext& run, const catalog::Keys& keys) {
    if (!run.report.draws()) return;
    const std::vector<std::size_t> waiting = run.catalog.waiting(keys, run.now);
    run.report.expect(Event::Step::make, waiting[1] + waiting[2]);
}

/// What a run came to, as far as its exit code tells.
struct Ending {
    ExitCode code = ExitCode::done;
    std::optional<Published> published;
};

Ending work_through(ShowAtWork& at_work, FormerGuids& former, const RunRules& rules, Ledger& ledger) {
    RunContext& run = at_work.context;
    const config::Config& config = run.config;
    set_clock(run);
    const catalog::Keys keys = present_keys(config, run.catalog, at_work.cover.key, rules.remake, run.now);
    const bool keeps_rendition = drop_renditions(run, keys, rules.replacement);
    note_recordings(run);
    mint_missing(run, former);
    run.catalog.forget_outdated_failures(keys);

    const Interrupt::Hook hook(run.interrupt, [&] {
        run.http.cancel();
        run.workers.stop();
    });
    Discovery discovery(run, ledger);
    Steps steps(run, keys, at_work.cover, former, ledger, discovery.sources());
    std::optional<Interrupt::Patience> patience(std::in_place, run.interrupt, longest_end);
    note_voices(run);
    note_reader(run);
    discovery.discover();
    if (rules.only != nullptr && !rules.only->restrict(run))
        return {ledger.tally().failed > 0 ? ExitCode::some_failed : ExitCode::done, std::nullopt};
    const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
    expect_reading(run, keys);
    read_all(steps, run);
    if (rules.only != nullptr) rules.only->require_known_guids(run, former);
    if (former.are_left(run.catalog)) former.match(run);
    // Whose a recording is, is known when all that offer it have been read.
    discovery.judge_shared();
    const auto work = [&] {
        expect_making(run, keys);
        Crews(steps, run.interrupt).work(std::max<std::size_t>(1, config.limits.concurrency), cores);
    };
    work();
    // What was found to be lost while files were made is fetched, and they are made then: the picture first, then
    // perhaps the recording. What came for published episodes is made when all that sounds the same has come.
    const auto has_more = [&] {
        const bool is_judged = discovery.judge_shared();
        return steps.take_lost() || is_judged;
    };
    constexpr int most_repeats = 3;
    for (int repeat = 0; repeat < most_repeats && !run.interrupt.requested() && has_more(); ++repeat) work();

    discovery.refuse_shared();
    Bulletins bulletins(run, keys, at_work.cover, ledger);
    // An edition is chosen of all that there is for it, which is not known where articles wait to be read.
    if (!run.interrupt.requested() && rules.only == nullptr) bulletins.mint();
    bulletins.make(Bulletins::Try::first);
    if (bulletins.take_lost() && !run.interrupt.requested()) {
        work();
        bulletins.make(Bulletins::Try::last);
    }
    patience.reset();
    if (!run.interrupt.requested()) discovery.look_for_silence();

    const Retention retention = retire(run, rules.replacement);
    if (retention.withdrawn > 0 || retention.restored > 0)
        run.report.tell(
            {.step = Event::Step::publish,
             .show = config.show.id,
             .text = fmt::format("{} episodes past retention withdrawn{}", retention.withdrawn,
                                 retention.restored > 0
                                     ? fmt::format(", {} that a wrong clock took come back", retention.restored)
                                     : "")});
    if (!run.interrupt.requested()) tell_shortages(run, keys);
    if (!run.interrupt.requested()) size_pictures(run);
    const Published published = publish(run, at_work.cover, rules.replacement);
    const std::size_t untold = run.interrupt.requested() ? 0 : send_pings(run);
    clean_sources(run);
    const Tally tally = ledger.tally();
    former.tell_use(run);
    if (run.interrupt.requested()) return {ExitCode::some_failed, published};
    // That nobody at all could be reached is not the newspapers' doing.
    const bool is_offline = tally.sources > 0 && tally.sources == tally.sources_down && !run.http.was_answered();
    if (is_offline) return {ExitCode::machine, published};
    const bool has_failed = tally.failed > 0 || retention.held_back || keeps_rendition || untold > 0 ||
                            at_work.cover.failed || published == Published::refused;
    return {has_failed ? ExitCode::some_failed : ExitCode::done, published};
}

}  // namespace

RunRecord run_show(const config::Config& config, const Process& process, const RunRules& rules) {
    FormerGuids former(config);
    Account account(config, process);
    const auto lock = lock_of(config);
    if (!lock) return account.close(tell_of_another_run(config, process, rules.only != nullptr));
    Ledger ledger;
    std::optional<ShowAtWork> at_work;
    try {
        at_work.emplace(config, process, rules.replacement, rules.consent);
        account.open(at_work->context.catalog);
        const Ending ending = work_through(*at_work, former, rules, ledger);
        RunRecord record = account.close(at_work->context.catalog, ledger, ending.code, ending.published);
        process.report.tell({.show = config.show.id, .text = summary_of(record)});
        return record;
    } catch (...) {
        const core::Error error = core::current_error();
        account.abandon(at_work ? &at_work->context.catalog : nullptr, ledger, error);
        throw;
    }
}

}  // namespace app
