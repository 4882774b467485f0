#include "catalog/state.h"
#include "core/episode.h"
#include "core/likeness.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace catalog {

namespace {

/// An article whose page offers a recording, as far as it is told apart from others by what it says.
struct Offer {
    Id article = 0;
    std::string page;
    std::string title;
    std::string text_hash;
};

constexpr std::string_view offer_columns =
    "a.id, CASE WHEN a.url <> '' THEN a.url ELSE a.file END, a.title, a.text_hash ";

Offer read_offer(Statement& row) {
    Offer offer;
    offer.article = row.integer();
    offer.page = row.text();
    offer.title = row.text();
    offer.text_hash = row.text();
    return offer;
}

/// Whether both are one article, at two addresses.
bool are_one(const Offer& one, const Offer& other) {
    constexpr double same_title = 0.6;
    static const std::string no_text = core::text_of({}, {}).hash;
    return one.page == other.page || core::likeness(one.title, other.title) >= same_title ||
           (one.text_hash == other.text_hash && !one.text_hash.empty() && one.text_hash != no_text);
}

/// So many articles are told apart: three decide, and of more only the number could be said.
constexpr std::size_t enough = 4;
/// So many pages of one recording are looked at for that: where they are all one article, some more would be too.
constexpr std::string_view most_looked_at = "500";

/// The articles of a source whose pages offer a recording, one of each that are one. Here and below: that a key is not
/// empty has to be said, or the index would not serve.
std::vector<Offer> different_offers(Database& database, const std::string& source, const std::string& key) {
    Statement row = database.query(
        "SELECT " + std::string(offer_columns) +
            "FROM articles a WHERE a.recording_key = ? AND a.recording_key <> '' AND a.source = ? AND a.outcome <> "
            "'duplicate' ORDER BY a.id LIMIT " +
            std::string(most_looked_at),
        key, source);
    std::vector<Offer> different;
    while (different.size() < enough && row.step()) {
        Offer offer = read_offer(row);
        if (std::ranges::none_of(different, [&](const Offer& other) { return are_one(offer, other); }))
            different.push_back(std::move(offer));
    }
    return different;
}

/// What was fetched and made of a recording that is not the article's.
void undo(Database& database, Id article) {
    std::vector<Id> episodes;
    {
        Statement row = database.query(
            "SELECT e.id FROM parts t JOIN episodes e ON e.id = t.episode WHERE t.article = ? AND e.stood "
            "= 0 AND NOT EXISTS (SELECT 1 FROM parts o WHERE o.episode = e.id AND o.article <> t.article)",
            article);
        while (row.step()) episodes.push_back(row.integer());
    }
    for (const Id episode : episodes) {
        database.run("DELETE FROM failures WHERE step = ? AND subject = ?", name(Step::make), episode);
        for (const char* table : {"files", "parts"})
            database.run(fmt::format("DELETE FROM {} WHERE episode = ?", table), episode);
        database.run("DELETE FROM episodes WHERE id = ?", episode);
    }
    clear_failure(database, Step::download, article);
    if (!database.query("SELECT 1 FROM parts WHERE article = ?", article).step())
        database.run("UPDATE articles SET recording = NULL, recording_check_at = NULL WHERE id = ?", article);
}

/// The articles that are not to have the recording: what was read since the last time, and what has no published
/// episode of it.
std::vector<Offer> losers_of(Database& database, const std::string& source, const std::string& key) {
    Statement row =
        database.query("SELECT " + std::string(offer_columns) +
                           "FROM articles a WHERE a.recording_key = ? AND a.recording_key <> '' AND a.source = ? AND "
                           "(a.shared = 1 OR (a.outcome "
                           "= 'recording' AND NOT EXISTS (SELECT 1 FROM parts t JOIN episodes e ON e.id = t.episode "
                           "WHERE t.article = a.id AND e.stood = 1))) ORDER BY a.id",
                       key, source);
    std::vector<Offer> losers;
    while (row.step()) losers.push_back(read_offer(row));
    return losers;
}

/// Nobody else offers it any more: what lost it is read anew, whatever its page answers.
void give_back(Database& database, const std::string& source, const std::string& key, core::Instant now) {
    database.run(
        "UPDATE articles SET shared = 0, check_at = ?, etag = '', last_modified = '' WHERE recording_key = ? AND "
        "recording_key <> '' AND source = ? AND shared > 0 AND outcome <> 'duplicate'",
        to_row(now), key, source);
}

SharedRecording refuse(Database& database, const std::string& source, const std::string& key,
                       const std::vector<Offer>& offers) {
    SharedRecording shared{source, key, {}, offers.size() - 1, 0, {}};
    const auto name_page = [&](const Offer& offer) {
        constexpr std::size_t most_named = 3;
        if (shared.pages.size() < most_named && std::ranges::find(shared.pages, offer.page) == shared.pages.end())
            shared.pages.push_back(offer.page);
    };
    for (const Offer& loser : losers_of(database, source, key)) {
        ++shared.lost;
        undo(database, loser.article);
        database.run(
            "UPDATE articles SET outcome = 'silent', recording_url = '', later_parts = '', shared = 2 WHERE id = ?",
            loser.article);
        // The others are to be named too.
        if (shared.pages.empty()) name_page(loser);
    }
    for (const Offer& offer : offers) name_page(offer);
    Statement row = database.query(
        "SELECT e.guid, a.title FROM articles a JOIN parts t ON t.article = a.id JOIN episodes e ON e.id = t.episode "
        "WHERE a.recording_key = ? AND a.recording_key <> '' AND a.source = ? AND a.outcome = 'recording' AND NOT "
        "EXISTS (SELECT 1 FROM "
        "tombstones x WHERE x.guid = e.guid) ORDER BY e.id",
        key, source);
    while (row.step()) {
        std::string guid = row.text();
        shared.episodes.emplace_back(std::move(guid), row.text());
    }
    return shared;
}

}  // namespace

bool is_shared(Database& database, Id article, const Reading& reading) {
    if (reading.recording_key.empty()) return false;
    Statement known = database.query(
        "SELECT a.source, CASE WHEN a.url <> '' THEN a.url ELSE a.file END, a.outcome = 'recording' AND "
        "a.recording_key = ? AND EXISTS (SELECT 1 FROM parts t JOIN episodes e ON e.id = t.episode WHERE t.article = "
        "a.id AND e.stood = 1) FROM articles a WHERE a.id = ?",
        reading.recording_key, article);
    known.step();
    const std::string source = known.text();
    const Offer own{article, known.text(), reading.content.title,
                    core::text_of(reading.content.body, reading.content.body_html).hash};
    const bool is_published = known.integer() != 0;
    if (is_published || source.empty()) return false;
    return std::ranges::any_of(different_offers(database, source, reading.recording_key),
                               [&](const Offer& other) { return other.article != article && !are_one(own, other); });
}

std::vector<SharedRecording> Catalog::refuse_shared(core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    std::vector<std::pair<std::string, std::string>> groups;
    {
        Statement row = database.query(
            "SELECT source, recording_key FROM articles WHERE recording_key <> '' GROUP BY recording_key, source "
            "HAVING "
            "count(*) > 1 UNION SELECT source, recording_key FROM articles WHERE shared > 0");
        while (row.step()) {
            std::string source = row.text();
            groups.emplace_back(std::move(source), row.text());
        }
    }
    std::vector<SharedRecording> shared;
    for (const auto& [source, key] : groups) {
        if (source.empty()) continue;
        const std::vector<Offer> offers = different_offers(database, source, key);
        if (offers.size() > 1)
            shared.push_back(refuse(database, source, key, offers));
        else
            give_back(database, source, key, now);
    }
    if (!groups.empty()) state_->forget_waiting();
    transaction.commit();
    return shared;
}

std::vector<std::pair<Id, std::string>> Catalog::recordings_without_key() {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query(
        "SELECT id, recording_url FROM articles WHERE recording_key IS NULL AND recording_url <> ''");
    std::vector<std::pair<Id, std::string>> recordings;
    while (row.step()) {
        const Id article = row.integer();
        recordings.emplace_back(article, row.text());
    }
    return recordings;
}

void Catalog::set_recording_keys(std::span<const std::pair<Id, std::string>> keys) {
    const std::lock_guard lock(state_->mutex);
    Transaction transaction(state_->database);
    for (const auto& [article, key] : keys)
        state_->database.run("UPDATE articles SET recording_key = ? WHERE id = ?", key, article);
    transaction.commit();
}

}  // namespace catalog
