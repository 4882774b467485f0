#include "catalog/figures.h"

#include "catalog/state.h"

#include <string>
#include <utility>

namespace catalog {

namespace {

/// Episodes `e` that listeners get, in SQL: an article's, and an edition's with at least one part in its sound.
const std::string for_listeners =
    std::string(not_withdrawn) +
    "AND (EXISTS (SELECT 1 FROM parts t WHERE t.episode = e.id) OR EXISTS (SELECT 1 FROM edition_parts ep WHERE "
    "ep.episode = e.id AND ep.recording IS NOT NULL)) ";

std::vector<EpisodeFigures> episodes_of(Database& database) {
    Statement row = database.query(
        "WITH beginnings AS (SELECT source, min(first_seen) AS at FROM articles GROUP BY source) SELECT "
        "coalesce(d.title, a.title), coalesce(d.at, min(a.published_at, a.first_seen)) AS published, d.at IS NOT NULL "
        "OR length(a.published) > 10, d.at IS NULL AND a.first_seen = b.at, e.minted_at, f.lane, f.before_lufs, "
        "f.before_range, f.before_peak, f.after_lufs, f.after_range, f.after_peak, f.predicted, f.shortfall_lu, "
        "f.duration_ms, f.bytes FROM episodes e JOIN files f ON f.episode = e.id AND f.rendition = 'enclosure' AND "
        "f.current = 1 LEFT JOIN editions d ON d.episode = e.id LEFT JOIN parts t ON t.episode = e.id AND t.position = "
        "0 LEFT JOIN articles a ON a.id = t.article LEFT JOIN beginnings b ON b.source = a.source WHERE " +
        for_listeners + "ORDER BY published, e.guid");
    std::vector<EpisodeFigures> episodes;
    while (row.step()) {
        EpisodeFigures& episode = episodes.emplace_back();
        episode.title = row.text();
        episode.published = to_instant(row.integer());
        episode.has_clock = row.integer() != 0;
        episode.was_there = row.integer() != 0;
        episode.arrived = to_instant(row.integer());
        episode.lane = core::parse_lane(row.text()).value_or(core::Lane::encode);
        for (core::Loudness* reading : {&episode.before, &episode.after}) {
            reading->integrated_lufs = row.real();
            reading->range_lu = row.real();
            reading->true_peak_dbtp = row.real();
        }
        episode.predicted = row.integer() != 0;
        episode.shortfall_lu = row.real();
        episode.duration = std::chrono::milliseconds(row.integer());
        episode.bytes = static_cast<std::uint64_t>(row.integer());
    }
    return episodes;
}

std::vector<FileFigures> files_of(Database& database) {
    Statement row = database.query(
        "SELECT f.made_at, f.bytes FROM episodes e JOIN files k ON k.episode = e.id AND k.rendition = 'enclosure' AND "
        "k.current = 1 JOIN files f ON f.episode = e.id AND f.current = 1 AND " +
        std::string(is_of_same_sound) + "WHERE " + for_listeners + "ORDER BY f.made_at, f.id");
    std::vector<FileFigures> files;
    while (row.step()) {
        const core::Instant made = to_instant(row.integer());
        files.push_back({made, static_cast<std::uint64_t>(row.integer())});
    }
    return files;
}

std::vector<FoundFigures> found_of(Database& database) {
    Statement row = database.query(
        "SELECT source, first_seen, outcome, count(*) FROM articles GROUP BY source, first_seen, outcome ORDER BY "
        "first_seen, source, outcome");
    std::vector<FoundFigures> all;
    while (row.step()) {
        FoundFigures& found = all.emplace_back();
        found.source = row.text();
        found.at = to_instant(row.integer());
        found.outcome = row.text();
        found.articles = static_cast<std::size_t>(row.integer());
    }
    return all;
}

std::vector<FailureCount> failed_of(Database& database) {
    Statement row = database.query("SELECT day, step, kind, failed FROM failures_by_day ORDER BY day, step, kind");
    std::vector<FailureCount> all;
    while (row.step()) {
        FailureCount& failed = all.emplace_back();
        failed.day = row.text();
        failed.step = row.text();
        failed.kind = row.text();
        failed.failed = static_cast<std::size_t>(row.integer());
    }
    return all;
}

std::vector<RunFigures> runs_of(Database& database) {
    Statement row = database.query("SELECT began_at, ended_at, exit_code FROM runs ORDER BY began_at, id");
    std::vector<RunFigures> runs;
    while (row.step()) {
        RunFigures& run = runs.emplace_back();
        run.began = to_instant(row.integer());
        if (const auto ended = row.optional_integer()) run.ended = to_instant(*ended);
        if (const auto code = row.optional_integer()) run.exit_code = static_cast<int>(*code);
    }
    return runs;
}

}  // namespace

Figures Catalog::figures() {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Figures figures;
    figures.episodes = episodes_of(database);
    figures.files = files_of(database);
    figures.found = found_of(database);
    figures.failed = failed_of(database);
    figures.runs = runs_of(database);
    return figures;
}

}  // namespace catalog
