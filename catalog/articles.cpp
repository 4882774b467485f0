#include "catalog/state.h"
#include "core/episode.h"
#include "core/fingerprint.h"

#include <algorithm>
#include <string>

namespace catalog {

namespace {

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
bool same_content(const KnownArticle& before, const Reading& now) {
    const core::Article& a = before.content;
    const core::Article& b = now.content;
    const std::string recording = a.audio.empty() ? std::string() : a.audio.front().url;
    return before.was_read && a.url == b.url && a.title == b.title && a.published == b.published &&
           a.modified == b.modified && a.authors == b.authors && a.language == b.language && a.lead == b.lead &&
           a.body == b.body && a.body_html == b.body_html && a.image == b.image && a.section == b.section &&
           a.keywords == b.keywords && recording == now.recording_url &&
           (recording.empty() || a.later_parts == b.later_parts) && before.tag_hash == now.tag_hash;
}

/// Whether others offer what is read of the article, and it has lost that.
bool has_lost(Database& database, Id article, const Reading& reading) {
    if (reading.outcome != Outcome::recording || reading.recording_key.empty()) return false;
    return database
        .query("SELECT 1 FROM articles WHERE id = ? AND shared > 0 AND recording_key = ?", article,
               reading.recording_key)
        .step();
}

/// Nobody is at it any more, and it has not failed.
void end_reading(Database& database, Id article) {
    clear_failure(database, Step::read, article);
    end_claim(database, Step::read, article, {});
}

/// Whether what was read is the article that goes by an address which it claims, too: that one was read and says the
/// same, and nobody has this one as an episode. A template that names one address on many pages makes them none.
bool is_same_article(Database& database, Id other, const KnownArticle& known, const Reading& reading) {
    if (!known.guid.empty()) return false;
    Statement row =
        database.query("SELECT title, recording_url, body, url, listed_recording FROM articles WHERE id = ?", other);
    if (!row.step()) return false;
    const std::string title = row.text();
    const std::string recording = row.text();
    const std::string body = row.text();
    const std::string url = row.text();
    const std::string listed = row.text();
    // Items that name a recording each are told by it, whatever else they share.
    if (known.link.recording && !listed.empty()) return known.link.recording->url == listed;
    if (url.empty() || known.link.url.empty()) return true;  // a local text's own address is the only one it has
    if (!body.empty() && body == reading.content.body) return true;
    // Bulletins have one title every day, and recordings of their own.
    if (!recording.empty() && !reading.recording_url.empty()) return recording == reading.recording_url;
    return title == reading.content.title;
}

/// Articles know their source by what it is called now. Where two had one name, nobody can say whose an article was:
/// the next listing does.
void take_back(Database& database, std::span<const SourceRules> sources, const SourceRules& source) {
    for (const std::string& name : source.formerly) {
        const auto has_name = [&](const SourceRules& other) {
            return other.identity == name || std::ranges::find(other.formerly, name) != other.formerly.end();
        };
        if (std::ranges::count_if(sources, has_name) == 1)
            database.run("UPDATE articles SET source = ? WHERE source = ?", source.identity, name);
    }
}

/// Articles that were read by other rules of this source are read again in full: their pages need not have changed.
void follow_rules(Database& database, const SourceRules& source, core::Instant now) {
    database.run("INSERT INTO rules (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING", source.reading_key,
                 source.rules);
    database.run("UPDATE articles SET reading_key = ? WHERE source = ? AND read_at IS NOT NULL AND reading_key = ''",
                 source.reading_key, source.identity);
    database.run(
        "UPDATE articles SET check_at = ?, etag = '', last_modified = '' WHERE source = ? AND read_at IS NOT NULL AND "
        "reading_key <> ? AND outcome <> 'duplicate'",
        to_row(now), source.identity, source.reading_key);
}

}  // namespace

void Catalog::set_sources(std::span<const SourceRules> sources, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    state_->forget_waiting();
    Database& database = state_->database;
    Transaction transaction(database);
    database.script("DELETE FROM sources_now");
    for (const SourceRules& source : sources)
        database.run("INSERT INTO sources_now (identity, reading_key) VALUES (?, ?)", source.identity,
                     source.reading_key);
    // What was done for these very sources need not be done again.
    const std::string known = core::fingerprint(sources);
    Statement before = database.query("SELECT value FROM meta WHERE key = 'sources'");
    const bool unchanged = before.step() && before.text() == known;
    before.run();
    if (unchanged) return transaction.commit();
    for (const SourceRules& source : sources) take_back(database, sources, source);
    database.run(
        "UPDATE articles SET source = '' WHERE source <> '' AND source NOT IN (SELECT identity FROM sources_now)");
    for (const SourceRules& source : sources) follow_rules(database, source, now);
    database.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('sources', ?)", known);
    transaction.commit();
}

Recorded Catalog::complete(const ReadWork& work, const Reading& reading, std::optional<core::Instant> next_check,
                           core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    const Id article = work.article.id;
    end_reading(database, article);
    for (const std::string& key : reading.keys) {
        const std::optional<Id> owner = owner_of(database, key);
        if (!owner || *owner == article || !is_same_article(database, *owner, work.article, reading)) continue;
        fold(database, article, *owner);
        Recorded recorded{Recorded::Change::duplicate, {}, false};
        Statement other = database.query(
            "SELECT url FROM articles WHERE id = ? AND url <> '' AND url <> ? AND NOT "
            "EXISTS (SELECT 1 FROM articles b WHERE b.id = ? AND b.refold = 2)",
            *owner, work.article.link.url, article);
        if (!work.article.link.url.empty() && other.step()) recorded.folded_into = other.text();
        other.run();
        transaction.commit();
        return recorded;
    }
    for (const std::string& key : reading.keys) learn(database, key, article);
    // A server that signs the recording's address anew for each page sends the same file.
    if (reading.same_recording)
        database.run(
            "UPDATE sources SET url = ?1, later_parts = ?2 WHERE id = (SELECT recording FROM articles WHERE id = ?3) "
            "AND url = (SELECT recording_url FROM articles WHERE id = ?3)",
            reading.recording_url, to_row(reading.content.later_parts), article);
    const core::Article& content = reading.content;
    const bool shared = has_lost(database, article, reading);
    // The identity is fixed by the first reading: a later change of URL or recording must not mint another episode.
    database.run(
        "UPDATE articles SET read_at = ?, check_at = ?, etag = ?, last_modified = ?, outcome = ?, reading_key = ?, "
        "identity = CASE WHEN identity <> '' THEN identity WHEN EXISTS (SELECT 1 FROM articles b WHERE b.identity = ? "
        "AND b.id <> articles.id) THEN ? ELSE ? END, canonical_url = ?, title = ?, published = ?, "
        "published_at = ?, modified = ?, authors = ?, language = ?, lead = ?, body = ?, body_html = ?, text_hash = ?, "
        "image_url = ?, image_caption = ?, image_credit = ?, section = ?, keywords = ?, recording_url = ?, later_parts "
        "= ?, found_by = ?, tag_hash = "
        "?, page_was_read = ?, told = '', item_changed = 0, shared = CASE WHEN recording_key = ? THEN shared "
        "ELSE 0 END, offered_sound = CASE WHEN recording_key = ? THEN offered_sound ELSE '' END, recording_key = ? "
        "WHERE id = ?",
        to_row(now), to_row(next_check), reading.page.etag, reading.page.last_modified,
        name(shared ? Outcome::silent : reading.outcome), reading.reading_key, reading.identity, reading.other_identity,
        reading.identity, content.url, content.title, written(content.published), to_row(reading.published_at),
        written(content.modified), to_json(content.authors), content.language, content.lead, content.body,
        content.body_html, core::text_of(content.body, content.body_html).hash, content.image.url,
        content.image.caption, content.image.credit, content.section, to_json(content.keywords), reading.recording_url,
        reading.recording_url.empty() ? std::string() : to_row(content.later_parts), to_json(content.rules),
        reading.tag_hash, std::int64_t{reading.page_was_read}, reading.recording_key, reading.recording_key,
        reading.recording_key, article);
    state_->note(article);
    transaction.commit();
    if (!work.article.was_read) return {Recorded::Change::first, {}, shared};
    const bool same = same_content(work.article, reading);
    return {same ? Recorded::Change::same : Recorded::Change::changed, {}, shared};
}

bool Catalog::keep(const ReadWork& work, const std::string& reason, std::optional<core::Instant> next_check,
                   core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    const Id article = work.article.id;
    database.run("UPDATE articles SET told = ? WHERE id = ? AND told = ''", reason, article);
    const bool is_new = database.changes() > 0;
    database.run("UPDATE articles SET read_at = ?, check_at = ? WHERE id = ?", to_row(now), to_row(next_check),
                 article);
    end_reading(database, article);
    state_->note(article);
    transaction.commit();
    return is_new;
}

void Catalog::complete(const ReadWork& work, std::optional<core::Instant> next_check, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    const Id article = work.article.id;
    database.run("UPDATE articles SET read_at = ?, check_at = ?, told = '' WHERE id = ?", to_row(now),
                 to_row(next_check), article);
    end_reading(database, article);
    state_->note(article);
    transaction.commit();
}

}  // namespace catalog
