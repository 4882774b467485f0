#include "catalog/state.h"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace catalog {

namespace {

using std::chrono::milliseconds;

/// Nobody has taken article's episode e out: that it is too old for the feed is no reason not to hear it here.
const std::string not_taken_out =
    fmt::format("NOT EXISTS (SELECT 1 FROM tombstones x WHERE x.guid = e.guid AND x.reason NOT IN ('{}', '{}')) ",
                past_retention, past_keep_days);

}  // namespace

bool Catalog::has_edition(const std::string& bulletin, core::Instant at) {
    const std::lock_guard lock(state_->mutex);
    return state_->database.query("SELECT 1 FROM editions WHERE bulletin = ? AND at = ?", bulletin, to_row(at)).step();
}

std::vector<KnownArticle> Catalog::candidates(const std::string& bulletin, core::Instant after, core::Instant until) {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query(
        "SELECT " + article_columns + std::string(article_joins) +
            "WHERE a.outcome = 'recording' AND r.kept = 1 AND min(a.published_at, a.first_seen) > ?1 AND "
            "min(a.published_at, a.first_seen) <= ?2 AND NOT " +
            std::string(is_of_another_url) + "AND (e.guid IS NULL OR " + not_taken_out +
            ") AND NOT EXISTS (SELECT 1 FROM edition_parts ep JOIN editions d ON d.episode = ep.episode WHERE "
            "ep.article = a.id AND d.bulletin = ?3) ORDER BY min(a.published_at, a.first_seen) DESC, a.id DESC",
        to_row(after), to_row(until), bulletin);
    std::vector<KnownArticle> articles;
    while (row.step()) articles.push_back(read_article(row));
    return articles;
}

std::optional<milliseconds> Catalog::length_of(Id article) {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query(
        "SELECT f.duration_ms FROM articles a JOIN parts t ON t.article = a.id JOIN files f ON f.episode = t.episode "
        "AND f.current = 1 WHERE a.id = ? AND t.recording = a.recording",
        article);
    if (!row.step()) return std::nullopt;
    return milliseconds(row.integer());
}

void Catalog::mint_edition(const NewEdition& edition, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    const Id episode = insert_episode(database, edition.names, state_->dates.value_or(now));
    database.run("INSERT INTO editions (episode, bulletin, at, title, own_feed) VALUES (?, ?, ?, ?, ?)", episode,
                 edition.bulletin, to_row(edition.at), edition.title, std::int64_t{edition.own_feed});
    std::int64_t position = 0;
    for (const Id article : edition.articles)
        database.run("INSERT INTO edition_parts (episode, position, article) VALUES (?, ?, ?)", episode, position++,
                     article);
    transaction.commit();
}

std::vector<EditionWork> Catalog::editions(const Keys& keys, core::Instant open_since) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    state_->use(keys);
    std::vector<EditionWork> works;
    {
        Statement row = database.query(
            "SELECT d.episode, e.guid, e.slug, d.bulletin, d.at, d.title, d.own_feed, n.rendition, coalesce((SELECT "
            "max(f.version) "
            "FROM files f WHERE f.episode = e.id AND f.rendition = n.rendition), 0), (SELECT ep.article FROM "
            "edition_parts ep WHERE ep.episode = e.id ORDER BY ep.position LIMIT 1) FROM editions d JOIN episodes e ON "
            "e.id = d.episode JOIN recipes_now n WHERE " +
                std::string(not_withdrawn) +
                "AND (d.at >= ? OR NOT EXISTS (SELECT 1 FROM files f WHERE f.episode = e.id AND f.rendition = "
                "n.rendition AND f.current = 1 AND substr(f.audio_key, instr(f.audio_key, ':') + 1) = n.recipe)) ORDER "
                "BY d.at DESC, e.guid, n.rendition <> 'enclosure', n.rendition",
            to_row(open_since));
        while (row.step()) {
            EditionWork& work = works.emplace_back();
            work.episode = row.integer();
            work.names.guid = row.text();
            work.names.slug = row.text();
            work.bulletin = row.text();
            work.at = to_instant(row.integer());
            work.title = row.text();
            work.own_feed = row.integer() != 0;
            work.rendition = row.text();
            work.latest_version = static_cast<int>(row.integer());
            work.first_article = row.integer();
        }
    }
    for (EditionWork& work : works) {
        work.current = latest_file(database, work.episode, work.rendition);
        // A page that has lost its recording leaves what was heard of it, as an episode of its own keeps it.
        Statement row = database.query(
            "SELECT a.id, coalesce(e.alone, 0), coalesce(e.picture_path, ''), coalesce(e.picture_sha256, ''), "
            "coalesce(e.picture_bytes, 0), coalesce(e.picture_lost, 0) FROM edition_parts ep JOIN articles a ON a.id = "
            "ep.article LEFT JOIN parts t ON t.article = a.id LEFT JOIN episodes e ON e.id = t.episode WHERE "
            "ep.episode = ? AND a.outcome <> 'duplicate' AND a.shared = 0 AND a.recording IS NOT NULL AND (e.guid IS "
            "NULL OR " +
                not_taken_out + ") ORDER BY ep.position",
            work.episode);
        while (row.step()) {
            EditionPart& part = work.parts.emplace_back();
            part.article = article_by_id(database, row.integer()).value();
            part.alone = row.integer() != 0;
            part.picture.path = row.text();
            part.picture.sha256 = row.text();
            part.picture.bytes = static_cast<std::uint64_t>(row.integer());
            part.picture_lost = row.integer() != 0;
        }
    }
    return works;
}

namespace {

Subject subject_of(const EditionWork& work) {
    return {Step::assemble, work.episode, work.rendition, work.audio_key};
}

}  // namespace

bool Catalog::take(const EditionWork& work, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    const bool is_at_rest =
        database
            .query(
                "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM claims c WHERE c.step = ?1 AND c.subject = ?2 AND "
                "c.rendition = ?3 AND c.until > ?4) AND NOT EXISTS (SELECT 1 FROM failures w WHERE w.step = ?1 AND "
                "w.subject = ?2 AND w.rendition = ?3 AND w.next_try > ?4 AND w.key = ?5)",
                name(Step::assemble), work.episode, work.rendition, to_row(now), work.audio_key)
            .step();
    if (!is_at_rest) return false;
    const bool is_wanted =
        !state_->is_restricted ||
        database
            .query(
                "SELECT 1 FROM only_now WHERE episode = ?1 OR article IN (SELECT article FROM edition_parts WHERE "
                "episode = ?1)",
                work.episode)
            .step();
    if (!is_wanted) return false;
    claim(database, state_->owner, {Step::assemble, work.episode, work.rendition, {}}, now);
    transaction.commit();
    return true;
}

void Catalog::complete(const EditionWork& work, const File& file, const std::vector<HeardPart>& heard,
                       core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    const bool is_enclosure = work.rendition == core::enclosure_id;
    if (is_enclosure && !heard.empty()) {
        database.run("UPDATE edition_parts SET recording = NULL WHERE episode = ?", work.episode);
        for (const HeardPart& part : heard)
            database.run(
                "UPDATE edition_parts SET recording = (SELECT recording FROM articles WHERE id = article), start_ms = "
                "?, sound_ms = ?, cut_ms = ? WHERE episode = ? AND article = ?",
                std::int64_t{part.start.count()}, std::int64_t{part.sound.count()}, std::int64_t{part.cut.count()},
                work.episode, part.article);
    }
    if (is_enclosure && work.current && is_correction(*work.current, file.audio_key, file.tag_key))
        database.run("UPDATE episodes SET modified_at = ? WHERE id = ?", to_row(state_->dates.value_or(now)),
                     work.episode);
    put_file(database, work.episode, file);
    clear_failure(database, Step::assemble, work.episode, work.rendition);
    end_claim(database, Step::assemble, work.episode, work.rendition);
    transaction.commit();
}

void Catalog::fail(const EditionWork& work, const core::Error& error, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Transaction transaction(state_->database);
    note_failure(state_->database, subject_of(work), error, now);
    end_claim(state_->database, Step::assemble, work.episode, work.rendition);
    transaction.commit();
}

void Catalog::release(const EditionWork& work) {
    const std::lock_guard lock(state_->mutex);
    end_claim(state_->database, Step::assemble, work.episode, work.rendition);
}

std::optional<Original> Catalog::spoken(const std::string& key, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Statement row = database.query(
        "SELECT s.url, s.sha256, s.bytes, s.kept FROM spoken k JOIN sources s ON s.id = k.source WHERE k.key = ?", key);
    if (!row.step()) return std::nullopt;
    Original piece;
    piece.url = row.text();
    piece.sha256 = row.text();
    piece.bytes = static_cast<std::uint64_t>(row.integer());
    piece.kept = row.integer() != 0;
    row.run();
    database.run("UPDATE spoken SET used_at = ? WHERE key = ?", to_row(now), key);
    return piece;
}

void Catalog::keep_spoken(const std::string& key, const Original& piece, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    database.run("INSERT OR REPLACE INTO spoken (key, source, used_at) VALUES (?, ?, ?)", key,
                 insert_original(database, piece, now), to_row(now));
    transaction.commit();
}

void Catalog::note_picture(Id article, const OwnPicture& picture) {
    const std::lock_guard lock(state_->mutex);
    state_->database.run(
        "UPDATE episodes SET picture_path = ?, picture_sha256 = ?, picture_bytes = ?, picture_lost = 0 WHERE id = "
        "(SELECT episode FROM parts WHERE article = ? AND position = 0)",
        picture.path, picture.sha256, static_cast<std::int64_t>(picture.bytes), article);
}

void Catalog::look_anew_at_silent(core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    state_->forget_waiting();
    state_->database.run(
        "UPDATE articles SET etag = '', last_modified = '', check_at = ? WHERE outcome = 'silent' AND check_at IS NOT "
        "NULL",
        to_row(now));
}

}  // namespace catalog
