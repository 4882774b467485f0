#include "catalog/state.h"

#include <map>

namespace catalog {

namespace {

core::ErrorKind kind_of(std::string_view text) {
    static const std::map<std::string_view, core::ErrorKind> kinds{{"config", core::ErrorKind::config},
                                                                   {"network", core::ErrorKind::network},
                                                                   {"gone", core::ErrorKind::gone},
                                                                   {"media", core::ErrorKind::media}};
    const auto found = kinds.find(text);
    return found == kinds.end() ? core::ErrorKind::storage : found->second;
}

Step step_of(std::string_view text) {
    if (text == name(Step::read)) return Step::read;
    return text == name(Step::download) ? Step::download : Step::prepare;
}

}  // namespace

std::optional<File> Catalog::current_file(Id article) {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query("SELECT " + std::string(file_columns) +
                                               "FROM files f JOIN parts t ON t.episode = f.episode "
                                               "WHERE t.article = ? AND f.kind = 'enclosure' AND f.current = 1",
                                           article);
    if (!row.step()) return std::nullopt;
    return read_file(row);
}

int Catalog::latest_version(Id article) {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query(
        "SELECT coalesce(max(f.version), 0) FROM files f JOIN parts t ON t.episode = f.episode WHERE t.article = ?",
        article);
    row.step();
    return static_cast<int>(row.integer());
}

std::vector<Entry> Catalog::published() {
    const std::lock_guard lock(state_->mutex);
    Statement row =
        state_->database.query("SELECT e.id, e.guid, e.slug, e.modified_at, e.picture_path, e.archive, e.pages_key, " +
                               std::string(file_columns) + ", " + listed_article_columns + std::string(article_joins) +
                               "JOIN files f ON f.episode = e.id AND f.kind = 'enclosure' AND f.current = 1 "
                               "WHERE NOT EXISTS (SELECT 1 FROM tombstones w WHERE w.guid = e.guid) "
                               "ORDER BY a.published_at DESC, e.guid");
    std::vector<Entry> entries;
    while (row.step()) {
        Entry entry;
        entry.episode = row.integer();
        entry.guid = row.text();
        entry.slug = row.text();
        if (const auto modified = row.optional_integer()) entry.modified = to_instant(*modified);
        entry.picture_path = row.text();
        entry.archive = static_cast<std::size_t>(row.integer());
        entry.pages_key = row.text();
        entry.file = read_file(row);
        entry.article = read_article(row);
        entries.push_back(std::move(entry));
    }
    return entries;
}

void Catalog::fill_body(Entry& entry) {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query("SELECT body, body_html FROM articles WHERE id = ?", entry.article.id);
    if (!row.step()) return;
    entry.article.content.body = row.text();
    entry.article.content.body_html = row.text();
}

void Catalog::set_archives(std::span<const std::pair<Id, std::size_t>> archives) {
    const std::lock_guard lock(state_->mutex);
    Transaction transaction(state_->database);
    for (const auto& [episode, page] : archives)
        state_->database.run("UPDATE episodes SET archive = ? WHERE id = ?", static_cast<std::int64_t>(page), episode);
    transaction.commit();
}

void Catalog::set_pages_key(Id episode, const std::string& key) {
    const std::lock_guard lock(state_->mutex);
    state_->database.run("UPDATE episodes SET pages_key = ? WHERE id = ?", key, episode);
}

std::string Catalog::find_episode(const std::string& guid_or_key) {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query(
        "SELECT e.guid FROM episodes e LEFT JOIN parts t ON t.episode = e.id LEFT JOIN aliases l ON l.article = "
        "t.article "
        "WHERE e.guid = ? OR l.key = ? LIMIT 1",
        guid_or_key, guid_or_key);
    return row.step() ? row.text() : std::string();
}

void Catalog::withdraw(const std::string& guid, const std::string& reason, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    database.run(
        "INSERT INTO tombstones (guid, reason, at) VALUES (?, ?, ?) ON CONFLICT (guid) DO UPDATE SET reason = "
        "excluded.reason",
        guid, reason, to_row(now));
    // Its files go; were it restored, they would have to be made again.
    database.run(
        "UPDATE files SET audio_key = '', tag_key = '' WHERE episode = (SELECT id FROM episodes WHERE guid = ?)", guid);
    database.run(
        "DELETE FROM outbox WHERE path IN (SELECT path FROM files WHERE episode = (SELECT id FROM episodes WHERE guid "
        "= ?))",
        guid);
    database.run("UPDATE episodes SET pages_key = '' WHERE guid = ?", guid);
    transaction.commit();
}

bool Catalog::restore(const std::string& guid) {
    const std::lock_guard lock(state_->mutex);
    state_->forget_waiting();
    state_->database.run("DELETE FROM tombstones WHERE guid = ?", guid);
    return state_->database.changes() > 0;
}

std::vector<std::string> Catalog::withdrawn() {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query("SELECT guid FROM tombstones ORDER BY guid");
    std::vector<std::string> guids;
    while (row.step()) guids.push_back(row.text());
    return guids;
}

std::vector<std::string> Catalog::media_paths() {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query(
        "WITH standing AS (SELECT id, picture_path FROM episodes e WHERE NOT EXISTS "
        "(SELECT 1 FROM tombstones w WHERE w.guid = e.guid)) "
        "SELECT f.path FROM files f JOIN standing s ON s.id = f.episode "
        "UNION SELECT picture_path FROM standing WHERE picture_path <> '' ORDER BY 1");
    std::vector<std::string> paths;
    while (row.step()) paths.push_back(row.text());
    return paths;
}

void Catalog::forget_file(const std::string& path) {
    const std::lock_guard lock(state_->mutex);
    state_->forget_waiting();
    // The name stays taken, so that what is made instead gets another one if its bytes differ.
    state_->database.run("UPDATE files SET audio_key = '', tag_key = '' WHERE path = ?", path);
}

std::vector<Delivery> Catalog::outbox() {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query("SELECT path, source_path, sha256, type FROM outbox ORDER BY path");
    std::vector<Delivery> deliveries;
    while (row.step()) {
        Delivery delivery;
        delivery.path = row.text();
        delivery.source_path = row.text();
        delivery.sha256 = row.text();
        delivery.type = row.text();
        deliveries.push_back(std::move(delivery));
    }
    return deliveries;
}

void Catalog::delivered(const std::string& path) {
    const std::lock_guard lock(state_->mutex);
    state_->database.run("DELETE FROM outbox WHERE path = ?", path);
}

std::vector<Failure> Catalog::failures() {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query(
        "SELECT w.article, CASE WHEN a.title <> '' THEN a.title WHEN a.listed_title <> '' THEN a.listed_title "
        "WHEN a.url <> '' THEN a.url ELSE a.file END, w.step, w.kind, w.message, w.attempts, w.next_try "
        "FROM failures w JOIN articles a ON a.id = w.article ORDER BY w.next_try, w.article");
    std::vector<Failure> failures;
    while (row.step()) {
        Failure failure;
        failure.article = row.integer();
        failure.name = row.text();
        failure.step = step_of(row.text());
        failure.kind = kind_of(row.text());
        failure.message = row.text();
        failure.attempts = static_cast<int>(row.integer());
        failure.next_try = to_instant(row.integer());
        failures.push_back(std::move(failure));
    }
    return failures;
}

std::vector<std::string> Catalog::kept_sources() {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query("SELECT DISTINCT sha256 FROM sources WHERE kept = 1");
    std::vector<std::string> hashes;
    while (row.step()) hashes.push_back(row.text());
    return hashes;
}

void Catalog::drop_sources_before(core::Instant moment) {
    const std::lock_guard lock(state_->mutex);
    state_->forget_waiting();
    state_->database.run(
        "UPDATE sources SET kept = 0 WHERE kept = 1 AND (fetched_at < ? OR id NOT IN "
        "(SELECT recording FROM articles WHERE recording IS NOT NULL "
        "UNION SELECT picture FROM articles WHERE picture IS NOT NULL))",
        to_row(moment));
}

std::string Catalog::integrity() {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query("PRAGMA integrity_check(1)");
    const std::string said = row.step() ? row.text() : "no answer";
    return said == "ok" ? std::string() : said;
}

std::string Catalog::fact(const std::string& key) {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query("SELECT value FROM meta WHERE key = ?", key);
    return row.step() ? row.text() : std::string();
}

void Catalog::set_fact(const std::string& key, const std::string& value) {
    const std::lock_guard lock(state_->mutex);
    state_->database.run(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key,
        value);
}

}  // namespace catalog
