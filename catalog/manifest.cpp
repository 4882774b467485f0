#include "catalog/state.h"

#include <string>

namespace catalog {

namespace {

void write_line(Database& database, const std::string& target, const core::PublishedFile& file, bool intended) {
    database.run(
        "INSERT OR REPLACE INTO manifest (target, path, kind, key, sha256, bytes, type, stamp, intended) VALUES (?, ?, "
        "?, ?, ?, ?, ?, ?, ?)",
        target, file.path, core::name(file.kind), file.key, file.sha256, static_cast<std::int64_t>(file.bytes),
        file.type, file.stamp, std::int64_t{intended});
}

void remove_line(Database& database, const std::string& target, const std::string& path) {
    database.run("DELETE FROM manifest WHERE target = ? AND path = ?", target, path);
}

}  // namespace

bool Catalog::has_manifest(const std::string& target) {
    const std::lock_guard lock(state_->mutex);
    return state_->database.query("SELECT 1 FROM manifest WHERE target = ? LIMIT 1", target).step();
}

std::vector<core::PublishedFile> Catalog::manifest(const std::string& target) {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query(
        "SELECT path, kind, key, sha256, bytes, type, stamp, intended FROM manifest WHERE target = ? ORDER BY path",
        target);
    std::vector<core::PublishedFile> files;
    while (row.step()) {
        core::PublishedFile file;
        file.path = row.text();
        file.kind = core::parse_file_kind(row.text()).value_or(core::FileKind::page);
        file.key = row.text();
        file.sha256 = row.text();
        file.bytes = static_cast<std::uint64_t>(row.integer());
        file.type = row.text();
        file.stamp = row.text();
        file.intended = row.integer() != 0;
        files.push_back(std::move(file));
    }
    return files;
}

void Catalog::intend(const Intention& intention) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    for (const core::PublishedFile& file : intention.puts) write_line(database, intention.target, file, true);
    for (const core::PublishedFile& file : intention.noted) write_line(database, intention.target, file, false);
    for (const std::string& path : intention.forgotten) remove_line(database, intention.target, path);
    database.run(
        "UPDATE episodes SET stood = 1 WHERE stood = 0 AND EXISTS (SELECT 1 FROM files f CROSS JOIN manifest m ON "
        "m.target = "
        "? "
        "AND m.path = f.path WHERE f.episode = episodes.id AND f.current = 1)",
        intention.target);
    for (const auto& [episode, page] : intention.archives)
        database.run("UPDATE episodes SET archive = ? WHERE id = ?", static_cast<std::int64_t>(page), episode);
    for (const auto& [key, value] : intention.facts)
        database.run("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", key, value);
    if (!intention.puts.empty())
        database.run("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", "publication " + intention.target,
                     intention.token);
    transaction.commit();
}

void Catalog::settle(const std::string& target, std::span<const std::pair<std::string, std::string>> stamps,
                     std::span<const std::string> removed) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    for (const auto& [path, stamp] : stamps)
        database.run("UPDATE manifest SET stamp = ?, intended = 0 WHERE target = ? AND path = ?", stamp, target, path);
    for (const std::string& path : removed) remove_line(database, target, path);
    transaction.commit();
}

void Catalog::distrust(const std::string& target, const std::string& path) {
    const std::lock_guard lock(state_->mutex);
    state_->database.run("UPDATE manifest SET stamp = '' WHERE target = ? AND path = ?", target, path);
}

}  // namespace catalog
