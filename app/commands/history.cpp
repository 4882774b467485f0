#include "app/commands/history.h"

#include "app/commands/layout.h"
#include "app/commands/load_show.h"
#include "app/commands/output.h"
#include "app/terminal.h"
#include "catalog/catalog.h"
#include "core/lock_file.h"
#include "core/time.h"

#include <fmt/core.h>
#include <unistd.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>

namespace app {

namespace {

using nlohmann::json;

json record_of(const catalog::PastRun& run) {
    json record = json::parse(run.record, nullptr, false);
    return record.is_object() ? record : json::object();
}

/// "4 s", "12 min", "1:05 h": as exact as a person asks.
std::string length_of(std::chrono::seconds length) {
    const auto seconds = length.count();
    constexpr std::int64_t minute = 60;
    constexpr std::int64_t hour = 60 * minute;
    if (seconds < minute) return fmt::format("{} s", seconds);
    if (seconds < hour) return fmt::format("{} min", seconds / minute);
    return fmt::format("{}:{:02} h", seconds / hour, seconds % hour / minute);
}

std::size_t number(const json& record, const char* name) {
    const json totals = record.value("totals", json::object());
    return totals.value(name, std::size_t{0});
}

/// What a run did for each article, and what needed attention.
std::string details(const json& record, std::size_t columns) {
    std::string text;
    for (const json& article : record.value("articles", json::array())) {
        const std::string outcome = article.value("outcome", "");
        const std::string title = article.value("title", "");
        text += paragraph(fmt::format("{}: {}",
                                      outcome == "no_recording" ? "no recording"
                                      : outcome == "left_out"   ? "left out"
                                                                : outcome,
                                      title.empty() ? article.value("url", "") : title),
                          columns, 4);
    }
    if (const std::size_t left_out = record.value("articles_left_out", std::size_t{0}); left_out > 0)
        text += paragraph(fmt::format("{} more were looked at", left_out), columns, 4);
    for (const json& problem : record.value("problems", json::array())) {
        const std::string about =
            problem.value("article", "").empty() ? problem.value("source", "") : problem.value("article", "");
        text += paragraph(fmt::format("problem: {}{}", about.empty() ? "" : about + ": ", problem.value("message", "")),
                          columns, 4);
    }
    return text;
}

std::string line_of(const catalog::PastRun& run, const json& record, const config::Config& show, bool is_at_work) {
    const std::string began = minute(run.began, show.show.timezone);
    if (!run.ended) return fmt::format("{}  {}\n", began, is_at_work ? "at work" : "was cut off");
    const json feed = record.value("feed", json());
    return fmt::format("{}  {:>8}  {:>5}  {:>7}  {:>5}  {:>6}  {:<9}  {:>4}\n", began,
                       length_of(*run.ended - run.began), number(record, "new"), number(record, "changed"),
                       number(record, "made"), number(record, "failed"),
                       feed.is_string() ? feed.get<std::string>() : "-", run.exit_code);
}

std::string table(const config::Config& show, const std::vector<catalog::PastRun>& runs, std::size_t columns,
                  bool in_full) {
    std::string text = paragraph(fmt::format("{} ({})", show.show.title, show.show.id), columns, 0);
    if (runs.empty()) return text + "no runs yet that were noted\n";
    text += paragraph(fmt::format("the last {}, times in {}",
                                  runs.size() == 1 ? "run" : counted(runs.size(), "run", "runs"), show.show.timezone),
                      columns, 0);
    text += fmt::format("{:<16}  {:>8}  {:>5}  {:>7}  {:>5}  {:>6}  {:<9}  {:>4}\n", "began", "took", "new", "changed",
                        "made", "failed", "feed", "exit");
    const bool is_held = core::LockFile::holder(show.state_folder()).has_value();
    for (const catalog::PastRun& run : runs) {
        const json record = record_of(run);
        text += line_of(run, record, show, is_held && &run == &runs.front());
        if (in_full) text += details(record, columns);
    }
    return text;
}

json json_of(const std::vector<catalog::PastRun>& runs) {
    json list = json::array();
    for (const catalog::PastRun& run : runs) {
        json record = record_of(run);
        if (record.empty()) {
            record["began"] = core::format_iso8601(core::to_written(run.began, "UTC"));
            record["exit_code"] = run.ended ? json(run.exit_code) : json(nullptr);
        }
        record["ended"] = run.ended ? json(core::format_iso8601(core::to_written(*run.ended, "UTC"))) : json(nullptr);
        list.push_back(std::move(record));
    }
    return list;
}

}  // namespace

ExitCode history(const HistoryOptions& options) {
    const std::size_t columns = std::max(columns_on(STDOUT_FILENO), least_columns);
    json shows = json::array();
    for (const std::filesystem::path& file : options.configs) {
        const config::Config show = load_show(file);
        catalog::Catalog catalog = catalog::Catalog::open_to_read(show.state_folder() / "catalog.db");
        const std::vector<catalog::PastRun> runs = catalog.past_runs();
        if (options.json)
            shows.push_back({{"show", show.show.id}, {"runs", json_of(runs)}});
        else
            print(table(show, runs, columns, options.verbose));
    }
    if (options.json) print(shows);
    return ExitCode::done;
}

void add_history(CLI::App& program, Chosen& chosen) {
    auto* sub = program.add_subcommand("history", "what the last runs did");
    auto options = std::make_shared<HistoryOptions>();
    options->configs = {"newscast.toml"};
    sub->add_option("CONFIG", options->configs, "one file a show (newscast.toml)")->capture_default_str();
    sub->add_flag("-v,--verbose", options->verbose, "also what was done for each article, and each problem");
    sub->add_flag("--json", options->json, "print JSON (docs/run-json.md)");
    sub->callback([&chosen, options] { chosen = [options] { return history(*options); }; });
}

}  // namespace app
