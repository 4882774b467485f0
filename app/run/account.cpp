#include "app/run/account.h"

#include "app/record/metrics.h"
#include "app/record/run_json.h"
#include "core/atomic_file.h"
#include "core/cpu_time.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <map>
#include <utility>
#include <vector>

namespace app {

namespace {

/// Of this process, of programs that it has waited for, and of its workers.
double cpu_seconds(Workers& workers) {
    return core::cpu_seconds_of_process() + core::cpu_seconds_of_children() + workers.cpu_seconds();
}

std::string word_of(std::optional<Published> published) {
    if (!published) return {};
    switch (*published) {
        case Published::replaced:
            return "published";
        case Published::unchanged:
            return "unchanged";
        case Published::refused:
            return "refused";
    }
    return {};
}

std::vector<catalog::FailureCount> failures_in(const RunRecord& record, const std::string& timezone) {
    const std::string day = core::format_iso8601(core::to_written(record.began, timezone)).substr(0, 10);
    std::map<std::pair<std::string, std::string>, std::size_t> counts;
    for (const SourceRecord& source : record.sources)
        if (source.outcome == "failed") ++counts[{"discover", source.kind}];
    for (const ArticleRecord& article : record.articles)
        for (const StepRecord& step : article.steps)
            if (step.outcome == StepOutcome::failed) ++counts[{step.step, step.kind}];
    std::vector<catalog::FailureCount> failures;
    failures.reserve(counts.size());
    for (const auto& [what, count] : counts) failures.push_back({day, what.first, what.second, count});
    return failures;
}

}  // namespace

std::string summary_of(const RunRecord& record) {
    const Tally& tally = record.tally;
    return fmt::format("{} new, {} changed, {} made, {} failed{}; feed {}", tally.added, tally.changed, tally.made,
                       tally.failed, tally.left_out > 0 ? fmt::format(", {} left out", tally.left_out) : "",
                       record.feed.empty() || record.feed == "refused" ? "not published" : record.feed);
}

Account::Account(const config::Config& config, const Process& process)
    : config_(config),
      process_(process),
      began_(process.now),
      begun_(std::chrono::steady_clock::now()),
      cpu_begun_(cpu_seconds(process.workers)) {}

void Account::tell(Ping which, const std::string& text) {
    const std::string& url = config_.monitor.healthcheck_url;
    if (url.empty()) return;
    core::Limits limits = config_.limits;
    // Somebody waits for the end.
    constexpr std::chrono::milliseconds hurry{1'500};
    if (process_.interrupt.requested()) limits.total_timeout = limits.connect_timeout = hurry;
    const std::string problem = ping(url, which, text, limits);
    if (problem.empty()) return;
    has_failed_ = true;
    process_.report.tell(
        {.kind = Event::Kind::problem, .step = Event::Step::ping, .show = config_.show.id, .text = problem});
}

void Account::open(catalog::Catalog& catalog) {
    run_ = catalog.begin_past_run(began_);
    tell(Ping::start, fmt::format("{}: newscast {} begins", config_.show.id, NEWSCAST_VERSION));
}

RunRecord Account::record_of(const Ledger& ledger, ExitCode code) {
    RunRecord record;
    record.show = config_.show.id;
    record.began = began_;
    record.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
    record.cpu_seconds = cpu_seconds(process_.workers) - cpu_begun_;
    record.exit_code = static_cast<int>(code);
    record.tally = ledger.tally();
    record.sources = ledger.sources();
    record.articles = ledger.articles();
    for (const Event& problem : process_.report.take_problems())
        record.problems.push_back({problem.source, problem.article, problem.id, message_of(problem)});
    return record;
}

void Account::write_metrics(catalog::Catalog& catalog, const RunRecord& record) {
    if (config_.monitor.metrics_file.empty()) return;
    try {
        ShowState state;
        const catalog::Inventory inventory = catalog.inventory();
        state.episodes = inventory.episodes;
        state.media_bytes = inventory.media_bytes;
        state.withdrawn = inventory.withdrawn;
        state.newest = inventory.newest;
        for (const catalog::Pending& one : catalog.pending()) ++state.waiting[std::string(catalog::name(one.step))];
        for (const catalog::Failure& one : catalog.failures()) ++state.failing[std::string(catalog::name(one.step))];
        for (const catalog::PastRun& run : catalog.past_runs())
            if (run.ended && run.exit_code == 0 && !state.last_success) state.last_success = run.ended;
        core::write_file(config_.monitor.metrics_file, metrics_of(record, state), core::disk::Readers::everybody);
    } catch (const core::Error& error) {
        has_failed_ = true;
        process_.report.tell({.kind = Event::Kind::problem,
                              .show = config_.show.id,
                              .text = fmt::format("metrics_file was not written: {}", error.what())});
    }
}

void Account::keep(catalog::Catalog& catalog, const RunRecord& record) {
    catalog::PastRun done;
    done.ended = core::now();
    done.exit_code = record.exit_code;
    done.record = history_json_of(record).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    catalog.end_past_run(run_, done, failures_in(record, config_.show.timezone));
}

RunRecord Account::close(catalog::Catalog& catalog, const Ledger& ledger, ExitCode code,
                         std::optional<Published> published) {
    RunRecord record = record_of(ledger, code);
    record.feed = word_of(published);
    keep(catalog, record);
    write_metrics(catalog, record);
    tell(record.exit_code == 0 && !has_failed_ ? Ping::success : Ping::failure, summary_of(record));
    if (!has_failed_) return record;
    // What became of this room's own work belongs to the record too.
    record.exit_code = static_cast<int>(worse(code, ExitCode::some_failed));
    for (const Event& problem : process_.report.take_problems())
        record.problems.push_back({problem.source, problem.article, problem.id, message_of(problem)});
    return record;
}

void Account::abandon(catalog::Catalog* catalog, const Ledger& ledger, const core::Error& error) noexcept {
    try {
        RunRecord record =
            record_of(ledger, error.kind() == core::ErrorKind::config ? ExitCode::wrong_use : ExitCode::machine);
        record.problems.push_back({{}, {}, {}, error.what()});
        tell(Ping::failure, error.what());
        if (catalog == nullptr || run_ == 0) return;
        keep(*catalog, record);
        write_metrics(*catalog, record);
    } catch (...) {  // NOLINT(bugprone-empty-catch)
        // The error that ends the run is told; this one came of it.
    }
}

RunRecord Account::close(ExitCode code) {
    return record_of(Ledger(), code);
}

}  // namespace app
