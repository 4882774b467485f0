#include "catalog/history.h"

#include "catalog/catalog.h"
#include "catalog/state.h"

namespace catalog {

Id Catalog::begin_past_run(core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    database.run("INSERT INTO runs (began_at) VALUES (?)", to_row(now));
    const Id run = database.last_id();
    database.run("DELETE FROM runs WHERE id <= ?", run - static_cast<Id>(most_past_runs));
    transaction.commit();
    return run;
}

void Catalog::end_past_run(Id run, const PastRun& done, std::span<const FailureCount> failures) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    database.run("UPDATE runs SET ended_at = ?, exit_code = ?, record = ? WHERE id = ?", to_row(done.ended),
                 std::int64_t{done.exit_code}, done.record, run);
    for (const FailureCount& one : failures)
        database.run(
            "INSERT INTO failures_by_day (day, step, kind, failed) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (day, step, "
            "kind) DO UPDATE SET failed = failed + ?4",
            one.day, one.step, one.kind, static_cast<std::int64_t>(one.failed));
    transaction.commit();
}

std::vector<PastRun> Catalog::past_runs() {
    const std::lock_guard lock(state_->mutex);
    Statement row =
        state_->database.query("SELECT began_at, ended_at, coalesce(exit_code, 0), record FROM runs ORDER BY id DESC");
    std::vector<PastRun> runs;
    while (row.step()) {
        PastRun& run = runs.emplace_back();
        run.began = to_instant(row.integer());
        if (const auto ended = row.optional_integer()) run.ended = to_instant(*ended);
        run.exit_code = static_cast<int>(row.integer());
        run.record = row.text();
    }
    return runs;
}

Inventory Catalog::inventory() {
    const std::lock_guard lock(state_->mutex);
    Inventory found;
    // An edition has no first part; its moment is its own.
    Statement row = state_->database.query(
        "SELECT count(DISTINCT e.id), coalesce(sum(f.bytes), 0), max(coalesce(d.at, min(a.published_at, "
        "a.first_seen))) FROM episodes e JOIN files f ON f.episode = e.id AND f.current = 1 LEFT JOIN parts t ON "
        "t.episode = e.id AND t.position = 0 LEFT JOIN articles a ON a.id = t.article LEFT JOIN editions d ON "
        "d.episode = e.id WHERE " +
        std::string(not_withdrawn));
    if (row.step()) {
        found.episodes = static_cast<std::size_t>(row.integer());
        found.media_bytes = static_cast<std::uint64_t>(row.integer());
        if (const auto newest = row.optional_integer()) found.newest = to_instant(*newest);
    }
    Statement withdrawn = state_->database.query("SELECT count(*) FROM tombstones");
    if (withdrawn.step()) found.withdrawn = static_cast<std::size_t>(withdrawn.integer());
    return found;
}

}  // namespace catalog
