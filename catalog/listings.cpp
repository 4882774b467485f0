#include "catalog/state.h"

#include <chrono>
#include <string>

namespace catalog {

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

void fold(Database& database, Id article, Id into) {
    database.run("UPDATE aliases SET article = ? WHERE article = ?", into, article);
    database.run("UPDATE articles SET outcome = 'duplicate', check_at = NULL WHERE id = ?", article);
    // What is heard of it in bulletins is the other's, unless they have that as well.
    database.run(
        "UPDATE edition_parts SET article = ?1 WHERE article = ?2 AND NOT EXISTS (SELECT 1 FROM edition_parts o WHERE "
        "o.episode = edition_parts.episode AND o.article = ?1)",
        into, article);
}

namespace {

/// What is known of an article that a name led to.
struct Candidate {
    Id article = 0;
    std::string source;
    std::string guid;
    std::string title;
    std::string published;
    std::string recording;
    std::string sound;
    std::string html;
    bool shares_page = false;
    bool page_was_read = false;
};

std::optional<Candidate> candidate_of(Database& database, const std::string& key) {
    Statement row = database.query(
        "SELECT a.id, a.source, a.listed_guid, a.listed_title, a.listed_published, a.listed_recording, a.listed_sound, "
        "a.listed_html, a.listed_shared, a.page_was_read FROM aliases l JOIN articles a ON a.id = l.article WHERE "
        "l.key = ?",
        key);
    if (!row.step()) return std::nullopt;
    Candidate known;
    known.article = row.integer();
    known.source = row.text();
    known.guid = row.text();
    known.title = row.text();
    known.published = row.text();
    known.recording = row.text();
    known.sound = row.text();
    known.html = row.text();
    known.shares_page = row.integer() != 0;
    known.page_was_read = row.integer() != 0;
    return known;
}

/// Whether both name the same recording, however it is signed.
bool same_sound(const Candidate& known, const Found& found) {
    if (!found.link.recording || known.recording.empty()) return false;
    const std::string& url = found.link.recording->url;
    if (known.recording == url) return true;
    // Under one GUID a query that changes is a count or a session: a corrected file is found by looking at it.
    if (!found.link.guid.empty() && known.guid == found.link.guid &&
        known.recording.substr(0, known.recording.find('?')) == url.substr(0, url.find('?')))
        return true;
    return !known.sound.empty() && known.sound == found.sound;
}

/// Whether two items are of different days, as two bulletins with one title are and a correction is not.
bool is_of_another_day(const Candidate& known, const core::Link& link) {
    const auto before = core::parse_iso8601(known.published);
    if (!before || !link.published) return false;
    const auto apart = std::chrono::abs(before->local - link.published->local);
    return apart >= std::chrono::hours(20);
}

/// Whether the item cannot be the article that one of its names led to, because the two name different recordings.
bool is_another(const Candidate& known, const Found& found, const std::string& source) {
    const core::Link& link = found.link;
    if (!link.recording || known.recording.empty()) return false;
    const bool same_title = link.title == known.title;
    const bool same_words = same_title && written(link.published) == known.published;
    if (!link.guid.empty() && !known.guid.empty()) {
        // Sources that count their items from one have GUIDs of their own only.
        if (link.guid == known.guid)
            return source != known.source && !same_title && !same_sound(known, found) && is_of_another_day(known, link);
        // Under a new GUID the same recording is the same article, unless it is of another day: then it is tomorrow's,
        // at the address of today's.
        return same_sound(known, found) ? is_of_another_day(known, link) : !same_words;
    }
    if (same_sound(known, found)) return !same_title && is_of_another_day(known, link);
    // Without GUIDs a corrected recording is told by the day that stays.
    return written(link.published) != known.published || (known.published.empty() && !same_title);
}

/// An item's own name in its source: it is trusted, for what was found to be one recording was given to one article.
std::string own_name(const ListingRecord& listing, const core::Link& link) {
    return link.guid.empty() ? std::string() : "item:" + listing.source + "\n" + link.guid;
}

Id insert_article(Database& database, const ListingRecord& listing, const Found& found,
                  const std::optional<core::Instant>& dates, core::Instant now) {
    const core::Link& link = found.link;
    const core::ListedRecording recording = link.recording.value_or(core::ListedRecording{});
    database.run(
        "INSERT INTO articles (source, url, file, file_stamp, listed_guid, listed_title, listed_published, "
        "listed_recording, listed_bytes, listed_sound, listed_html, listed_shared, first_seen, undated, check_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        listing.source, link.url, link.file.string(), link.stamp, link.guid, link.title, written(link.published),
        recording.url, static_cast<std::int64_t>(recording.bytes), found.sound, link.html,
        std::int64_t{link.shares_page}, to_row(dates.value_or(now)), std::int64_t{dates.has_value()}, to_row(now));
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

/// The recording goes by a new address, as a server signs it anew each time: it is the file that was fetched.
void follow_signature(Database& database, Id article, const std::string& former, const std::string& present) {
    database.run(
        "UPDATE sources SET url = ? WHERE url = ? AND id = (SELECT recording FROM articles WHERE id = ? AND "
        "recording_url = ?)",
        present, former, article, former);
    database.run("UPDATE articles SET recording_url = ? WHERE id = ? AND recording_url = ?", present, article, former);
}

/// A feed's item may say something new of what is known: then the article is to be read again.
void refresh_item(Database& database, const Candidate& known, const Found& found, core::Instant now) {
    const core::Link& link = found.link;
    const core::ListedRecording recording = link.recording.value_or(core::ListedRecording{});
    const bool same = same_sound(known, found);
    if (same && known.recording != recording.url)
        follow_signature(database, known.article, known.recording, recording.url);
    const bool changed = known.title != link.title || known.published != written(link.published) ||
                         known.shares_page != link.shares_page || !same ||
                         // What a feed says beside a page may count its readers; the page's text is the better one.
                         (known.html != link.html && !known.page_was_read);
    if (!changed && known.recording == recording.url && known.guid == link.guid && known.sound == found.sound &&
        known.html == link.html)
        return;
    database.run(
        "UPDATE articles SET listed_guid = ?, listed_title = ?, listed_published = ?, listed_recording = ?, "
        "listed_bytes = ?, listed_sound = ?, listed_html = ?, listed_shared = ? WHERE id = ?",
        link.guid, link.title, written(link.published), recording.url, static_cast<std::int64_t>(recording.bytes),
        found.sound, link.html, std::int64_t{link.shares_page}, known.article);
    // A catalog of version 0.1.0 has no text to compare with.
    const bool new_words = changed && !(known.title == link.title && known.published == written(link.published) &&
                                        same && known.sound.empty() && known.html.empty());
    if (new_words)
        database.run(
            "UPDATE articles SET check_at = ?, etag = '', last_modified = '', item_changed = 1 WHERE id = ? AND "
            "outcome "
            "<> 'duplicate'",
            to_row(now), known.article);
}

void refresh_file(Database& database, const core::Link& link, Id article, core::Instant now) {
    const std::string file = link.file.string();
    if (file.empty()) return;
    database.run(
        "UPDATE articles SET check_at = ?, file = ?, file_stamp = ? WHERE id = ? AND (file <> ? OR file_stamp <> ?)",
        to_row(now), file, link.stamp, article, file, link.stamp);
}

/// The article that the item is, by the first of its names that does not mislead.
std::optional<Candidate> known_as(Database& database, const ListingRecord& listing, const Found& found) {
    if (const std::string own = own_name(listing, found.link); !own.empty())
        if (const std::optional<Candidate> known = candidate_of(database, own)) return known;
    std::vector<std::string> names = found.keys;
    names.push_back(found.formerly);
    names.push_back(found.place);
    for (const std::string& name : names) {
        if (name.empty()) continue;
        const std::optional<Candidate> known = candidate_of(database, name);
        if (known && !is_another(*known, found, listing.source)) return known;
    }
    // Version 0.1.0 knew an item by its link alone, be that a home page.
    if (found.sound.empty()) return std::nullopt;
    Statement row = database.query(
        "SELECT l.key FROM articles a JOIN aliases l ON l.article = a.id WHERE a.listed_recording = ? AND "
        "a.listed_sound "
        "= '' LIMIT 1",
        found.link.recording->url);
    const std::optional<Candidate> known = row.step() ? candidate_of(database, row.text()) : std::nullopt;
    return known && !is_another(*known, found, listing.source) ? known : std::nullopt;
}

/// An article that version 0.1.0 took for another, by no more than an address that its page claimed, is read again.
void unfold(Database& database, const Found& found, core::Instant now) {
    if (found.link.url.empty()) return;
    Statement row = database.query("SELECT id FROM articles WHERE url = ? AND refold = 1", found.link.url);
    if (!row.step()) return;
    const Id article = row.integer();
    row.run();
    database.run("UPDATE articles SET refold = 2, outcome = 'unread', read_at = NULL, check_at = ? WHERE id = ?",
                 to_row(now), article);
    for (const std::string& key : found.keys)
        database.run("INSERT OR REPLACE INTO aliases (key, article) VALUES (?, ?)", key, article);
}

/// What the item is, it alone is from now on: a name that led elsewhere was another's by mistake.
void take_names(Database& database, const ListingRecord& listing, const Found& found, Id article, bool is_new) {
    std::vector<std::string> keys = found.keys;
    if (const std::string own = own_name(listing, found.link); !own.empty()) keys.push_back(own);
    for (const std::string& key : keys) {
        if (is_new)
            database.run("INSERT OR REPLACE INTO aliases (key, article) VALUES (?, ?)", key, article);
        else
            learn(database, key, article);
    }
    if (!found.place.empty()) learn(database, found.place, article);
    // An address that today's recording has is no longer yesterday's: that one is not asked for again.
    if (is_new && found.link.recording)
        database.run(
            "UPDATE articles SET check_at = NULL, recording_check_at = NULL WHERE listed_recording = ? AND source = ? "
            "AND "
            "id <> ? AND recording IS NOT NULL",
            found.link.recording->url, listing.source, article);
}

}  // namespace

core::Validators Catalog::listing(const std::string& key) {
    const std::lock_guard lock(state_->mutex);
    Statement found = state_->database.query("SELECT etag, last_modified FROM listings WHERE key = ?", key);
    if (!found.step()) return {};
    core::Validators validators;
    validators.etag = found.text();
    validators.last_modified = found.text();
    return validators;
}

std::size_t Catalog::listed_before(const std::string& key) {
    const std::lock_guard lock(state_->mutex);
    Statement found = state_->database.query("SELECT links FROM listings WHERE key = ?", key);
    return found.step() ? static_cast<std::size_t>(found.integer()) : 0;
}

std::pair<Catalog::Yield, Catalog::Yield> Catalog::yield_of(const std::string& source, std::size_t window) {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query(
        "SELECT place <= ?1, count(*), sum(outcome = 'recording') FROM (SELECT outcome, row_number() OVER (ORDER BY id "
        "DESC) AS place FROM articles WHERE source = ?2 AND read_at IS NOT NULL AND outcome IN ('recording', "
        "'silent')) GROUP BY 1",
        static_cast<std::int64_t>(window), source);
    std::pair<Yield, Yield> yields;
    while (row.step()) {
        Yield& yield = row.integer() != 0 ? yields.first : yields.second;
        yield.read = static_cast<std::size_t>(row.integer());
        yield.with_recording = static_cast<std::size_t>(row.integer());
    }
    return yields;
}

std::map<std::string, std::size_t> Catalog::outcomes() {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query("SELECT outcome, count(*) FROM articles GROUP BY outcome");
    std::map<std::string, std::size_t> outcomes;
    while (row.step()) {
        const std::string outcome = row.text();
        outcomes[outcome] = static_cast<std::size_t>(row.integer());
    }
    return outcomes;
}

std::vector<std::pair<std::string, std::string>> Catalog::strange_pages() {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query("SELECT title, told FROM articles WHERE told <> '' ORDER BY id");
    std::vector<std::pair<std::string, std::string>> pages;
    while (row.step()) {
        std::string title = row.text();
        pages.emplace_back(std::move(title), row.text());
    }
    return pages;
}

std::size_t Catalog::record_listing(const ListingRecord& listing, std::span<const Found> links, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    state_->forget_waiting();
    Database& database = state_->database;
    Transaction transaction(database);
    std::size_t added = 0;
    for (const Found& found : links) {
        unfold(database, found, now);
        const std::optional<Candidate> known = known_as(database, listing, found);
        Id article = 0;
        if (known) {
            article = known->article;
            adopt(database, listing, article, now);
            refresh_file(database, found.link, article, now);
            const bool is_own_item = known->source.empty() || known->source == listing.source;
            if (found.link.recording && is_own_item) refresh_item(database, *known, found, now);
        } else {
            article = insert_article(database, listing, found, state_->dates, now);
            ++added;
        }
        take_names(database, listing, found, article, !known);
    }
    database.run(
        "INSERT INTO listings (key, etag, last_modified, checked_at, links) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (key) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified, "
        "checked_at = excluded.checked_at, links = excluded.links",
        listing.key, listing.validators.etag, listing.validators.last_modified, to_row(now),
        static_cast<std::int64_t>(links.size()));
    transaction.commit();
    return added;
}

}  // namespace catalog
