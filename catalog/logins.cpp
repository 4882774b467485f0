#include "catalog/logins.h"

#include "core/login.h"

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace catalog {

namespace {

/// Where URLs stand, and texts that may name them.
struct Place {
    const char* table;
    const char* column;
};

constexpr std::array<Place, 12> places{{{"articles", "url"},
                                        {"articles", "listed_recording"},
                                        {"articles", "canonical_url"},
                                        {"articles", "recording_url"},
                                        {"articles", "image_url"},
                                        {"articles", "source"},
                                        {"articles", "listed_guid"},
                                        {"articles", "identity"},
                                        {"aliases", "key"},
                                        {"sources", "url"},
                                        {"failures", "key"},
                                        {"failures", "message"}}};

void forget_in(Database& database, const Place& place) {
    const std::string table = place.table;
    const std::string column = place.column;
    std::vector<std::pair<std::int64_t, std::string>> found;
    {
        Statement row =
            database.query("SELECT rowid, " + column + " FROM " + table + " WHERE " + column + " LIKE '%://%@%'");
        while (row.step()) {
            const std::int64_t id = row.integer();
            found.emplace_back(id, row.text());
        }
    }
    for (const auto& [id, before] : found) {
        const std::string after = core::without_logins(before);
        if (after != before)
            database.run("UPDATE OR REPLACE " + table + " SET " + column + " = ? WHERE rowid = ?", after, id);
    }
}

}  // namespace

void forget_logins(Database& database) {
    if (database.query("SELECT 1 FROM meta WHERE key = 'logins_forgotten'").step()) return;
    // What is overwritten is to be gone from the file too.
    database.script("PRAGMA secure_delete = ON");
    Transaction transaction(database);
    for (const Place& place : places) forget_in(database, place);
    database.run("INSERT INTO meta (key, value) VALUES ('logins_forgotten', '1')");
    transaction.commit();
}

}  // namespace catalog
