#include "catalog/dossier.h"

#include "catalog/catalog.h"
#include "catalog/state.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace catalog {

namespace {

using std::chrono::milliseconds;

std::optional<core::Instant> instant(Statement& row) {
    const std::optional<std::int64_t> seconds = row.optional_integer();
    return seconds ? std::optional(to_instant(*seconds)) : std::nullopt;
}

std::map<std::string, std::string> rules_in(const std::string& text) {
    std::map<std::string, std::string> rules;
    const auto object = nlohmann::json::parse(text.empty() ? "{}" : text, nullptr, false);
    if (!object.is_object()) return rules;
    for (const auto& [field, rule] : object.items())
        if (rule.is_string()) rules[field] = rule.get<std::string>();
    return rules;
}

std::optional<ArticleRecord> article_record(Database& database, Id article) {
    const std::optional<KnownArticle> known = article_by_id(database, article);
    if (!known) return std::nullopt;
    ArticleRecord record;
    record.known = *known;
    Statement row = database.query(
        "SELECT a.outcome, a.read_at, a.check_at, a.recording_check_at, a.found_by, coalesce((SELECT value FROM rules "
        "WHERE key = a.reading_key), ''), r.fetched_at, p.fetched_at, a.told, a.shared > 0, a.judged_recording IS NOT "
        "NULL FROM articles a LEFT JOIN sources r ON r.id = a.recording LEFT JOIN sources p ON p.id = a.picture WHERE "
        "a.id = ?",
        article);
    row.step();
    record.outcome = row.text();
    record.read_at = instant(row);
    record.next_look = instant(row);
    record.next_look_at_recording = instant(row);
    record.found_by = rules_in(row.text());
    record.rules = row.text();
    record.recording_at = instant(row);
    record.picture_at = instant(row);
    record.told = row.text();
    record.is_shared = row.integer() != 0;
    record.is_judged_next = row.integer() != 0;
    Statement name = database.query("SELECT key FROM aliases WHERE article = ? ORDER BY key", article);
    while (name.step()) record.names.push_back(name.text());
    return record;
}

std::vector<FileRecord> files_of(Database& database, Id episode) {
    Statement row = database.query("SELECT " + std::string(file_columns) +
                                       ", f.current FROM files f WHERE f.episode = ? ORDER BY f.current DESC, "
                                       "f.rendition <> 'enclosure', f.rendition, f.version DESC",
                                   episode);
    std::vector<FileRecord> files;
    while (row.step()) {
        FileRecord& record = files.emplace_back();
        record.file = read_file(row);
        record.is_current = row.integer() != 0;
    }
    return files;
}

std::vector<EditionMember> members_of(Database& database, Id episode) {
    Statement row = database.query(
        "SELECT a.id, " + std::string(name_of_article) +
            ", coalesce(nullif(a.url, ''), a.canonical_url), p.recording IS NOT NULL, p.start_ms FROM edition_parts p "
            "JOIN articles a ON a.id = p.article WHERE p.episode = ? ORDER BY p.position",
        episode);
    std::vector<EditionMember> members;
    while (row.step()) {
        EditionMember& member = members.emplace_back();
        member.article = row.integer();
        member.title = row.text();
        member.url = row.text();
        member.is_heard = row.integer() != 0;
        member.start = milliseconds(row.integer());
    }
    return members;
}

std::optional<EpisodeRecord> episode_record(Database& database, Id episode) {
    Statement row = database.query(
        "SELECT e.guid, e.slug, e.minted_at, e.modified_at, e.alone, e.archive, e.picture_path, e.picture_sha256, "
        "e.picture_bytes, e.picture_lost, coalesce(l.timing, ''), coalesce(l.reason, ''), coalesce(l.confidence, 0.0), "
        "coalesce(l.sentences, 0), coalesce(l.read, 0), coalesce(w.reason, ''), w.at, coalesce(d.bulletin, ''), "
        "coalesce(d.at, 0), coalesce(d.title, ''), coalesce(d.own_feed, 0) FROM episodes e LEFT JOIN read_alongs l ON "
        "l.episode = e.id AND l.key = " +
            std::string(read_along_of_episode) +
            " LEFT JOIN tombstones w ON w.guid = e.guid LEFT JOIN editions d ON d.episode = e.id WHERE e.id = ?",
        episode);
    if (!row.step()) return std::nullopt;
    EpisodeRecord record;
    record.id = episode;
    record.guid = row.text();
    record.slug = row.text();
    record.minted_at = to_instant(row.integer());
    record.modified_at = instant(row);
    record.alone = row.integer() != 0;
    record.archive = static_cast<std::size_t>(row.integer());
    record.picture.path = row.text();
    record.picture.sha256 = row.text();
    record.picture.bytes = static_cast<std::uint64_t>(row.integer());
    record.picture_is_lost = row.integer() != 0;
    core::ReadAlong& found = record.read_along;
    found.timing = core::parse_timing(row.text()).value_or(core::Timing::unknown);
    found.reason = row.text();
    found.confidence = row.real();
    found.sentences = static_cast<std::size_t>(row.integer());
    found.read = static_cast<std::size_t>(row.integer());
    std::string reason = row.text();
    if (const auto at = instant(row)) record.withdrawn = Withdrawal{std::move(reason), *at};
    record.bulletin = row.text();
    record.at = to_instant(row.integer());
    record.title = row.text();
    record.own_feed = row.integer() != 0;
    record.files = files_of(database, episode);
    record.members = members_of(database, episode);
    return record;
}

std::vector<EditionPlace> editions_with(Database& database, Id article) {
    Statement row = database.query(
        "SELECT e.guid, d.bulletin, d.title, p.recording IS NOT NULL, p.start_ms FROM edition_parts p JOIN editions d "
        "ON d.episode = p.episode JOIN episodes e ON e.id = p.episode WHERE p.article = ? ORDER BY d.at DESC",
        article);
    std::vector<EditionPlace> places;
    while (row.step()) {
        EditionPlace& place = places.emplace_back();
        place.guid = row.text();
        place.bulletin = row.text();
        place.title = row.text();
        place.is_heard = row.integer() != 0;
        place.start = milliseconds(row.integer());
    }
    return places;
}

std::vector<Claim> claims_on(Database& database, Id article, Id episode) {
    Statement row = database.query(
        "SELECT step, CASE rendition WHEN 'enclosure' THEN '' ELSE rendition END, owner, until FROM claims WHERE "
        "(step IN ('read', 'download') AND subject = ?1) OR (step NOT IN ('read', 'download') AND subject = ?2) ORDER "
        "BY step, rendition",
        article, episode);
    std::vector<Claim> claims;
    while (row.step()) {
        Claim& claim = claims.emplace_back();
        claim.step = step_from(row.text());
        claim.rendition = row.text();
        claim.owner = row.text();
        claim.until = to_instant(row.integer());
    }
    return claims;
}

}  // namespace

std::vector<Failure> Catalog::failures_of(const Subjects& subjects) {
    std::vector<Failure> all = failures();
    std::erase_if(all, [&](const Failure& failure) {
        return failure.episode != 0 ? failure.episode != subjects.episode : failure.article != subjects.article;
    });
    return all;
}

Dossier Catalog::dossier(const Subjects& subjects) {
    Dossier dossier;
    dossier.failures = failures_of(subjects);
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    dossier.article = article_record(database, subjects.article);
    dossier.episode = episode_record(database, subjects.episode);
    dossier.editions = editions_with(database, subjects.article);
    dossier.claims = claims_on(database, subjects.article, subjects.episode);
    return dossier;
}

std::optional<Id> Catalog::article_by_key(const std::string& key) {
    const std::lock_guard lock(state_->mutex);
    return owner_of(state_->database, key);
}

}  // namespace catalog
