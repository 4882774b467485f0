#include "catalog/state.h"
#include "core/episode.h"
#include "core/fingerprint.h"

#include <algorithm>
#include <string>

namespace catalog {

namespace {

std::string written(const std::optional<core::WrittenTime>& time) {
    return time ? core::format_iso8601(*time) : std::string();
}

std::optional<Id> owner_of(Database& database, const std::string& key) {
    Statement found = database.query("SELECT article FROM aliases WHERE key = ?", key);
    if (!found.step()) return std::nullopt;
    return found.integer();
}

void learn(Database& database, const std::string& key, Id article) {
    database.run("INSERT INTO aliases (key, article) VALUES (?, ?) ON CONFLICT DO NOTHING", key, article);
}

Id insert_article(Database& database, const ListingRecord& listing, const core::Link& link, core::Instant now) {
    const core::ListedRecording recording = link.recording.value_or(core::ListedRecording{});
    database.run(
        "INSERT INTO articles (source, url, file, file_stamp, listed_guid, listed_title, listed_published, "
        "listed_recording, listed_bytes, first_seen, check_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        listing.source, link.url, link.file.string(), link.stamp, link.guid, link.title, written(link.published),
        recording.url, static_cast<std::int64_t>(recording.bytes), to_row(now), to_row(now));
    return database.last_id();
}

/// An article whose source was renamed or taken out belongs to whoever lists it now, and is read by its rules.
void adopt(Database& database, const ListingRecord& listing, Id article, core::Instant now) {
    database.run(
        "UPDATE articles SET source = ?, check_at = CASE WHEN read_at IS NULL OR reading_key = ? THEN check_at ELSE ? "
        "END, etag = CASE reading_key WHEN ? THEN etag ELSE '' END, last_modified = CASE reading_key WHEN ? THEN "
        "last_modified ELSE '' END WHERE id = ? AND source = ''",
        listing.source, listing.reading_key, to_row(now), listing.reading_key, listing.reading_key, article);
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
bool same_content(const KnownArticle& before, const Reading& now) {
    const core::Article& a = before.content;
    const core::Article& b = now.content;
    const std::string recording = a.audio.empty() ? std::string() : a.audio.front().url;
    return before.was_read && a.url == b.url && a.title == b.title && a.published == b.published &&
           a.modified == b.modified && a.authors == b.authors && a.language == b.language && a.lead == b.lead &&
           a.body == b.body && a.body_html == b.body_html && a.image == b.image && a.section == b.section &&
           a.keywords == b.keywords && recording == now.recording_url && before.tag_hash == now.tag_hash;
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

core::Validators Catalog::listing(const std::string& key) {
    const std::lock_guard lock(state_->mutex);
    Statement found = state_->database.query("SELECT etag, last_modified FROM listings WHERE key = ?", key);
    if (!found.step()) return {};
    core::Validators validators;
    validators.etag = found.text();
    validators.last_modified = found.text();
    return validators;
}

std::size_t Catalog::record_listing(const ListingRecord& listing, std::span<const Found> links, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    state_->forget_waiting();
    Database& database = state_->database;
    Transaction transaction(database);
    std::size_t added = 0;
    for (const Found& found : links) {
        std::optional<Id> article;
        for (const std::string& key : found.keys)
            if (!article) article = owner_of(database, key);
        if (!article) {
            article = insert_article(database, listing, found.link, now);
            ++added;
        } else {
            adopt(database, listing, *article, now);
            const std::string file = found.link.file.string();
            if (!file.empty())
                database.run(
                    "UPDATE articles SET check_at = ?, file = ?, file_stamp = ? WHERE id = ? AND (file <> ? OR "
                    "file_stamp <> ?)",
                    to_row(now), file, found.link.stamp, *article, file, found.link.stamp);
        }
        for (const std::string& key : found.keys) learn(database, key, *article);
    }
    database.run(
        "INSERT INTO listings (key, etag, last_modified, checked_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (key) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified, "
        "checked_at = excluded.checked_at",
        listing.key, listing.validators.etag, listing.validators.last_modified, to_row(now));
    transaction.commit();
    return added;
}

Catalog::Recorded Catalog::complete(const ReadWork& work, const Reading& reading,
                                    std::optional<core::Instant> next_check, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    const Id article = work.article.id;
    clear_failure(database, Step::read, article);
    end_claim(database, Step::read, article, {});
    for (const std::string& key : reading.keys) {
        const std::optional<Id> owner = owner_of(database, key);
        if (!owner || *owner == article) continue;
        // Another article was there first: this one's names lead to it from now on.
        database.run("UPDATE aliases SET article = ? WHERE article = ?", *owner, article);
        database.run("UPDATE articles SET outcome = 'duplicate', check_at = NULL WHERE id = ?", article);
        transaction.commit();
        return Recorded::duplicate;
    }
    for (const std::string& key : reading.keys) learn(database, key, article);
    const core::Article& content = reading.content;
    // The identity is fixed by the first reading: a later change of URL or recording must not mint another episode.
    database.run(
        "UPDATE articles SET read_at = ?, check_at = ?, etag = ?, last_modified = ?, outcome = ?, reading_key = ?, "
        "identity = CASE identity WHEN '' THEN ? ELSE identity END, canonical_url = ?, title = ?, published = ?, "
        "published_at = ?, modified = ?, authors = ?, language = ?, lead = ?, body = ?, body_html = ?, text_hash = ?, "
        "image_url = ?, image_caption = ?, image_credit = ?, section = ?, keywords = ?, recording_url = ?, tag_hash = "
        "? WHERE id = ?",
        to_row(now), to_row(next_check), reading.page.etag, reading.page.last_modified, name(reading.outcome),
        reading.reading_key, reading.identity, content.url, content.title, written(content.published),
        to_row(reading.published_at), written(content.modified), to_json(content.authors), content.language,
        content.lead, content.body, content.body_html, core::text_of(content.body, content.body_html).hash,
        content.image.url, content.image.caption, content.image.credit, content.section, to_json(content.keywords),
        reading.recording_url, reading.tag_hash, article);
    state_->note(article);
    transaction.commit();
    if (!work.article.was_read) return Recorded::first;
    return same_content(work.article, reading) ? Recorded::same : Recorded::changed;
}

void Catalog::complete(const ReadWork& work, std::optional<core::Instant> next_check, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    const Id article = work.article.id;
    database.run("UPDATE articles SET read_at = ?, check_at = ? WHERE id = ?", to_row(now), to_row(next_check),
                 article);
    clear_failure(database, Step::read, article);
    end_claim(database, Step::read, article, {});
    state_->note(article);
    transaction.commit();
}

}  // namespace catalog
