#include "catalog/catalog.h"

#include "catalog/logins.h"
#include "catalog/read_only.h"
#include "catalog/schema.h"
#include "catalog/state.h"

#include <fmt/format.h>
#include <unistd.h>

#include <string>
#include <utility>

namespace catalog {

Catalog::State::State(Database&& opened) : database(std::move(opened)), owner(fmt::format("process {}", ::getpid())) {
    database.script(
        "CREATE TEMP TABLE recipes_now (rendition TEXT PRIMARY KEY, recipe TEXT NOT NULL, show TEXT NOT NULL, "
        "language TEXT NOT NULL);"
        "CREATE TEMP TABLE sources_now (identity TEXT PRIMARY KEY, reading_key TEXT NOT NULL);"
        "CREATE TEMP TABLE only_now (article INTEGER NOT NULL, episode INTEGER NOT NULL)");
}

Catalog::Catalog(const std::filesystem::path& path) : state_(std::make_unique<State>(Database(path))) {
    migrate(state_->database);
    forget_logins(state_->database);
    // Whoever held these claims is gone: the show's lock is ours.
    state_->database.run("DELETE FROM claims");
}

Catalog::Catalog(std::unique_ptr<State> state) : state_(std::move(state)) {}

Catalog Catalog::open_to_read(const std::filesystem::path& path) {
    if (!std::filesystem::is_regular_file(path))
        throw core::Error(core::ErrorKind::storage, "no catalog at '" + path.string() + "': nothing has been run yet");
    Catalog catalog(std::make_unique<State>(open_unchanged(path)));
    require_schema(catalog.state_->database);
    return catalog;
}

Catalog::~Catalog() = default;
Catalog::Catalog(Catalog&&) noexcept = default;

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
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE "
        "value <> "
        "excluded.value",
        key, value);
}

std::optional<core::Instant> Catalog::moment(const std::string& key) {
    const auto written = core::parse_iso8601(fact(key));
    return written ? std::optional(core::to_instant(*written, "UTC")) : std::nullopt;
}

void Catalog::set_moment(const std::string& key, const std::optional<core::Instant>& moment) {
    set_fact(key, moment ? core::format_iso8601(core::to_written(*moment, "UTC")) : std::string());
}

}  // namespace catalog
