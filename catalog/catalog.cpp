#include "catalog/catalog.h"

#include "catalog/schema.h"
#include "catalog/state.h"

#include <algorithm>
#include <string>

namespace catalog {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds first_pause = 15min;
constexpr std::chrono::seconds longest_pause = 24h;

/// 15 minutes, an hour, four hours, sixteen, then daily.
std::chrono::seconds pause_after(std::int64_t attempts) {
    std::chrono::seconds pause = first_pause;
    for (std::int64_t attempt = 1; attempt < attempts && pause < longest_pause; ++attempt) pause *= 4;
    return std::min(pause, longest_pause);
}

std::string_view name(core::ErrorKind kind) {
    switch (kind) {
        case core::ErrorKind::config:
            return "config";
        case core::ErrorKind::network:
            return "network";
        case core::ErrorKind::gone:
            return "gone";
        case core::ErrorKind::media:
            return "media";
        case core::ErrorKind::storage:
            return "storage";
    }
    return {};
}

std::string written(const std::optional<core::WrittenTime>& time) {
    return time ? core::format_iso8601(*time) : std::string();
}

std::optional<std::int64_t> row_of(const std::optional<core::Instant>& instant) {
    return instant ? std::optional(to_row(*instant)) : std::nullopt;
}

std::optional<Id> owner_of(Database& database, const std::string& key) {
    Statement found = database.query("SELECT article FROM aliases WHERE key = ?", key);
    if (!found.step()) return std::nullopt;
    return found.integer();
}

void learn(Database& database, const std::string& key, Id article) {
    database.run("INSERT INTO aliases (key, article) VALUES (?, ?) ON CONFLICT DO NOTHING", key, article);
}

Id insert_article(Database& database, const std::string& source, const Found& found, core::Instant now) {
    database.run(
        "INSERT INTO articles (source, url, file, file_stamp, listed_guid, listed_title, listed_published, "
        "listed_recording, "
        "listed_bytes, first_seen, check_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        source, found.url, found.file, found.stamp, found.guid, found.title, written(found.published),
        found.recording_url, static_cast<std::int64_t>(found.recording_bytes), to_row(now), to_row(now));
    return database.last_id();
}

void clear_failure(Database& database, Id article, Step step) {
    database.run("DELETE FROM failures WHERE article = ? AND step = ?", article, catalog::name(step));
}

void end_claim(Database& database, Id article) {
    database.run("UPDATE articles SET claimed = NULL WHERE id = ?", article);
}

std::string_view name(Outcome outcome) {
    switch (outcome) {
        case Outcome::recording:
            return "recording";
        case Outcome::silent:
            return "silent";
        case Outcome::left_out:
            return "left_out";
    }
    return {};
}

/// What listeners or later steps would notice; how a field was found is no change.
bool same_content(const Article& before, const Reading& now) {
    const core::Article& a = before.content;
    const core::Article& b = now.content;
    const std::string recording = a.audio.empty() ? std::string() : a.audio.front().url;
    return before.was_read && a.url == b.url && a.title == b.title && a.published == b.published &&
           a.modified == b.modified && a.authors == b.authors && a.language == b.language && a.lead == b.lead &&
           a.body == b.body && a.body_html == b.body_html && a.image == b.image && a.section == b.section &&
           a.keywords == b.keywords && recording == now.recording_url && before.tag_hash == now.tag_hash;
}

Id insert_source(Database& database, const Source& source, core::Instant now) {
    database.run(
        "INSERT INTO sources (url, sha256, bytes, etag, last_modified, content_type, fetched_at, kept) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
        source.url, source.sha256, static_cast<std::int64_t>(source.bytes), source.validators.etag,
        source.validators.last_modified, source.content_type, to_row(now));
    return database.last_id();
}

/// The part of a key that does not come from the configuration: source or article.
std::string_view own_part(std::string_view key) {
    return key.substr(0, key.find(':'));
}

}  // namespace

std::string Keys::audio_key(const Article& article) const {
    return (article.recording ? article.recording->sha256 : std::string()) + ":" + recipe;
}

std::string Keys::tag_key(const Article& article) const {
    return article.tag_hash + ":" + show + ":" + (article.picture ? article.picture->sha256 : std::string());
}

Catalog::Catalog(const std::filesystem::path& path) : state_(std::make_unique<State>(path)) {
    migrate(state_->database);
    state_->database.run("UPDATE articles SET claimed = NULL WHERE claimed IS NOT NULL");
}

Catalog::Catalog(std::unique_ptr<State> state) : state_(std::move(state)) {}

Catalog Catalog::open_to_read(const std::filesystem::path& path) {
    if (!std::filesystem::is_regular_file(path))
        throw core::Error(core::ErrorKind::storage, "no catalog at '" + path.string() + "': nothing has been run yet");
    Catalog catalog(std::make_unique<State>(path));
    require_schema(catalog.state_->database);
    return catalog;
}

Catalog::~Catalog() = default;
Catalog::Catalog(Catalog&&) noexcept = default;

core::Validators Catalog::listing(const std::string& key) {
    const std::lock_guard lock(state_->mutex);
    Statement found = state_->database.query("SELECT etag, last_modified FROM listings WHERE key = ?", key);
    if (!found.step()) return {};
    core::Validators validators;
    validators.etag = found.text();
    validators.last_modified = found.text();
    return validators;
}

std::size_t Catalog::record_listing(const std::string& key, const std::string& source,
                                    const core::Validators& validators, std::span<const Found> links,
                                    core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    state_->forget_waiting();
    Database& database = state_->database;
    Transaction transaction(database);
    std::size_t added = 0;
    for (const Found& found : links) {
        std::optional<Id> article;
        for (const std::string& name : found.keys)
            if (!article) article = owner_of(database, name);
        if (!article) {
            article = insert_article(database, source, found, now);
            ++added;
        } else if (!found.file.empty()) {
            database.run(
                "UPDATE articles SET check_at = ?, file = ?, file_stamp = ? WHERE id = ? AND (file <> ? OR file_stamp "
                "<> ?)",
                to_row(now), found.file, found.stamp, *article, found.file, found.stamp);
        }
        for (const std::string& name : found.keys) learn(database, name, *article);
    }
    database.run(
        "INSERT INTO listings (key, etag, last_modified, checked_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (key) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified, "
        "checked_at = excluded.checked_at",
        key, validators.etag, validators.last_modified, to_row(now));
    transaction.commit();
    return added;
}

Catalog::Recorded Catalog::complete_read(const Work& work, const Reading& reading,
                                         std::optional<core::Instant> next_check, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    const Id article = work.article.id;
    for (const std::string& key : reading.keys) {
        const std::optional<Id> owner = owner_of(database, key);
        if (!owner || *owner == article) continue;
        // Another article was there first: this one's names lead to it from now on.
        database.run("UPDATE aliases SET article = ? WHERE article = ?", *owner, article);
        database.run("UPDATE articles SET outcome = 'duplicate', check_at = NULL, claimed = NULL WHERE id = ?",
                     article);
        clear_failure(database, article, Step::read);
        transaction.commit();
        return Recorded::duplicate;
    }
    for (const std::string& key : reading.keys) learn(database, key, article);
    const core::Article& content = reading.content;
    // The identity is fixed by the first reading: a later change of URL or recording must not mint another episode.
    database.run(
        "UPDATE articles SET read_at = ?, check_at = ?, etag = ?, last_modified = ?, outcome = ?, "
        "identity = CASE identity WHEN '' THEN ? ELSE identity END, canonical_url = ?, title = ?, published = ?, "
        "published_at = ?, modified = ?, authors = ?, language = ?, lead = ?, body = ?, body_html = ?, image_url = ?, "
        "image_caption = ?, image_credit = ?, section = ?, keywords = ?, recording_url = ?, tag_hash = ?, claimed = "
        "NULL "
        "WHERE id = ?",
        to_row(now), row_of(next_check), reading.page.etag, reading.page.last_modified, name(reading.outcome),
        reading.identity, content.url, content.title, written(content.published), to_row(reading.published_at),
        written(content.modified), to_json(content.authors), content.language, content.lead, content.body,
        content.body_html, content.image.url, content.image.caption, content.image.credit, content.section,
        to_json(content.keywords), reading.recording_url, reading.tag_hash, article);
    clear_failure(database, article, Step::read);
    state_->note(article);
    transaction.commit();
    if (!work.article.was_read) return Recorded::first;
    return same_content(work.article, reading) ? Recorded::same : Recorded::changed;
}

void Catalog::complete_read(const Work& work, std::optional<core::Instant> next_check, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    database.run("UPDATE articles SET read_at = ?, check_at = ?, claimed = NULL WHERE id = ?", to_row(now),
                 row_of(next_check), work.article.id);
    clear_failure(database, work.article.id, Step::read);
    state_->note(work.article.id);
    transaction.commit();
}

void Catalog::complete_download(const Work& work, const std::optional<Source>& recording,
                                const std::optional<Source>& picture, std::optional<core::Instant> next_check,
                                core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    const Id article = work.article.id;
    if (recording) {
        const Id source = insert_source(database, *recording, now);
        database.run("UPDATE articles SET recording = ? WHERE id = ?", source, article);
        // What failed with the old recording says nothing of the new one.
        if (!work.article.recording || work.article.recording->sha256 != recording->sha256)
            clear_failure(database, article, Step::prepare);
    }
    if (picture) {
        const Id source = insert_source(database, *picture, now);
        database.run("UPDATE articles SET picture = ? WHERE id = ?", source, article);
    }
    database.run("UPDATE articles SET recording_check_at = ? WHERE id = ?", row_of(next_check), article);
    clear_failure(database, article, Step::download);
    end_claim(database, article);
    state_->note(article);
    transaction.commit();
}

void Catalog::complete_prepare(const Work& work, const std::string& guid, const std::string& slug, const File& file,
                               const std::string& picture_path, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    const Id article = work.article.id;
    Statement part = database.query("SELECT episode FROM parts WHERE article = ?", article);
    Id episode = 0;
    if (part.step()) {
        episode = part.integer();
    } else {
        database.run("INSERT INTO episodes (guid, slug, minted_at) VALUES (?, ?, ?)", guid, slug, to_row(now));
        episode = database.last_id();
        database.run("INSERT INTO parts (episode, position, article, start_ms) VALUES (?, 0, ?, 0)", episode, article);
    }
    database.run("UPDATE episodes SET picture_path = ? WHERE id = ?", picture_path, episode);

    Statement current = database.query(
        "SELECT audio_key, tag_key FROM files WHERE episode = ? AND kind = 'enclosure' "
        "AND current = 1",
        episode);
    if (current.step()) {
        const std::string audio_key = current.text();
        const std::string tag_key = current.text();
        // A file that was only lost and made again (its keys were emptied) is no correction.
        const bool corrected =
            own_part(audio_key) != own_part(file.audio_key) || own_part(tag_key) != own_part(file.tag_key);
        if (corrected && !audio_key.empty())
            database.run("UPDATE episodes SET modified_at = ? WHERE id = ?", to_row(now), episode);
    }
    current.run();
    database.run("UPDATE files SET current = 0 WHERE episode = ? AND kind = 'enclosure'", episode);
    database.run("DELETE FROM files WHERE path = ?", file.path);
    database.run(
        "INSERT INTO files (episode, kind, path, version, current, audio_key, tag_key, sha256, bytes, type, "
        "duration_ms, "
        "before_lufs, before_range, before_peak, after_lufs, after_range, after_peak, predicted, gain_db, limited_db, "
        "shortfall_lu, lane, explanation, source_format, made_at) "
        "VALUES (?, 'enclosure', ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        episode, file.path, std::int64_t{file.version}, file.audio_key, file.tag_key, file.sha256,
        static_cast<std::int64_t>(file.bytes), file.type, std::int64_t{file.duration.count()},
        file.before.integrated_lufs, file.before.range_lu, file.before.true_peak_dbtp, file.after.integrated_lufs,
        file.after.range_lu, file.after.true_peak_dbtp, std::int64_t{file.predicted}, file.gain_db, file.limited_db,
        file.shortfall_lu, core::name(file.lane), file.explanation, file.source_format, to_row(file.made_at));
    database.run("DELETE FROM outbox WHERE path = ?", file.path);
    database.run(
        "INSERT OR REPLACE INTO outbox (target, path, source_path, sha256, type) "
        "SELECT 'out', path, ?, ?, type FROM files WHERE episode = ? AND kind = 'enclosure' AND current = 0 AND type = "
        "?",
        file.path, file.sha256, episode, file.type);
    clear_failure(database, article, Step::prepare);
    end_claim(database, article);
    state_->note(article);
    transaction.commit();
}

void Catalog::fail(const Work& work, const core::Error& error, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    Statement earlier = database.query("SELECT attempts FROM failures WHERE article = ? AND step = ?", work.article.id,
                                       catalog::name(work.step));
    const std::int64_t attempts = 1 + (earlier.step() ? earlier.integer() : 0);
    earlier.run();
    std::chrono::seconds pause = pause_after(attempts);
    if (error.retry_after()) pause = std::clamp(*error.retry_after(), pause, std::chrono::seconds(longest_pause));
    database.run(
        "INSERT INTO failures (article, step, kind, message, attempts, first_at, last_at, next_try) "
        "VALUES (?, ?, ?, ?, 1, ?, ?, ?) ON CONFLICT (article, step) DO UPDATE SET kind = excluded.kind, "
        "message = excluded.message, attempts = attempts + 1, last_at = excluded.last_at, next_try = excluded.next_try",
        work.article.id, catalog::name(work.step), name(error.kind()), std::string_view(error.what()), to_row(now),
        to_row(now), to_row(now + pause));
    end_claim(database, work.article.id);
    state_->note(work.article.id);
    transaction.commit();
}

void Catalog::release(const Work& work) {
    const std::lock_guard lock(state_->mutex);
    end_claim(state_->database, work.article.id);
    state_->note(work.article.id);
}

}  // namespace catalog
