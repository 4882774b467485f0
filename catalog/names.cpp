#include "catalog/entry.h"
#include "catalog/state.h"

#include <string>
#include <string_view>
#include <utility>

namespace catalog {

namespace {

std::vector<EpisodeNames> read_names(Database& database, std::string_view which) {
    Statement row = database.query(
        "SELECT coalesce(e.guid, ''), CASE a.title WHEN '' THEN a.listed_title ELSE a.title END, a.url, "
        "a.canonical_url, coalesce(r.url, nullif(a.recording_url, ''), a.listed_recording), coalesce(f.path, ''), "
        "coalesce(w.reason, ''), w.at, a.id, coalesce(e.id, 0), a.file, a.listed_guid, a.outcome = 'duplicate', "
        "a.published_at AS published FROM articles a LEFT JOIN parts t ON t.article = a.id AND t.position = 0 LEFT "
        "JOIN episodes e ON e.id = t.episode LEFT JOIN sources r ON r.id = a.recording LEFT JOIN files f ON f.episode "
        "= e.id AND f.rendition = ?1 AND f.current = 1 LEFT JOIN tombstones w ON w.guid = e.guid " +
            std::string(which) +
            " UNION ALL SELECT e.guid, d.title, '', '', '', coalesce(f.path, ''), coalesce(w.reason, ''), w.at, 0, "
            "e.id, '', '', 0, d.at FROM editions d JOIN episodes e ON e.id = d.episode LEFT JOIN files f ON f.episode "
            "= e.id AND f.rendition = ?1 AND f.current = 1 LEFT JOIN tombstones w ON w.guid = e.guid ORDER BY "
            "published DESC, 1",
        core::enclosure_id);
    std::vector<EpisodeNames> all;
    while (row.step()) {
        EpisodeNames& names = all.emplace_back();
        names.guid = row.text();
        names.title = row.text();
        names.listed_url = row.text();
        names.canonical_url = row.text();
        names.recording_url = row.text();
        names.file = row.text();
        std::string reason = row.text();
        if (const auto at = row.optional_integer()) names.withdrawn = Withdrawal{std::move(reason), to_instant(*at)};
        names.subjects.article = row.integer();
        names.subjects.episode = row.integer();
        names.local_file = row.text();
        names.listed_guid = row.text();
        names.is_duplicate = row.integer() != 0;
    }
    return all;
}

}  // namespace

std::vector<EpisodeNames> Catalog::episode_names() {
    const std::lock_guard lock(state_->mutex);
    return read_names(state_->database, "WHERE e.id IS NOT NULL");
}

std::vector<EpisodeNames> Catalog::article_names() {
    const std::lock_guard lock(state_->mutex);
    return read_names(state_->database, "");
}

}  // namespace catalog
