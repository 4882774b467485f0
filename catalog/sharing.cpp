#include "catalog/state.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace catalog {

namespace {

/// An article whose page offers a recording, as far as it matters who else does.
struct Offer {
    Id article = 0;
    std::string source;
    std::string recording;  ///< as the page writes it
    std::string key;
    std::string sound;  ///< empty: it has not been fetched
    std::string page;
    std::string url;  ///< empty: a local file
    Saying says;
    std::string guid;
    bool is_there = false;   ///< as far as its page was to be had last
    bool counts = false;     ///< it is there, and the operator takes it for an article
    bool has_it = false;     ///< it is to have the recording, or has it
    bool was_put = false;    ///< its episode was put where listeners may have met it, with this recording
    bool withdrawn = false;  ///< that episode
    std::int64_t shared = 0;
    bool loses = false;
};

using Offers = std::vector<Offer*>;

bool are_one(const Offer& one, const Offer& other) {
    return one.page == other.page || are_one(one.says, other.says, true);
}

/// Of what several articles of one source offer, or some lost to others, whoever has it now.
std::vector<Offer> read_offers(Database& database, const PageFilter& takes) {
    Statement row = database.query(
        "SELECT a.id, a.source, a.recording_url, a.recording_key, a.offered_sound, CASE WHEN a.url <> '' THEN a.url "
        "ELSE a.file END, a.url, a.title, a.published_at, a.text_hash, coalesce(e.guid, ''), a.told = '' AND NOT "
        "EXISTS (SELECT 1 FROM failures w WHERE w.step = 'read' AND w.subject = a.id AND w.kind = 'gone'), a.outcome = "
        "'recording', coalesce(e.stood = 1 AND a.outcome = 'recording' AND a.judged_recording IS NULL AND NOT " +
        std::string(is_of_another_url) + ", 0), EXISTS (SELECT 1 FROM tombstones x WHERE x.guid = e.guid), a.shared " +
        std::string(article_joins) +
        "WHERE a.id IN (SELECT id FROM articles WHERE recording_key <> '' AND (recording_key, source) IN (SELECT "
        "recording_key, source FROM articles WHERE recording_key <> '' GROUP BY recording_key, source HAVING count(*) "
        "> 1) UNION SELECT id FROM articles WHERE offered_sound <> '' AND (offered_sound, source) IN (SELECT "
        "offered_sound, source FROM articles WHERE offered_sound <> '' GROUP BY offered_sound, source HAVING count(*) "
        "> 1) UNION SELECT id FROM articles WHERE shared > 0) AND a.source <> '' AND a.outcome <> 'duplicate' ORDER BY "
        "a.id, t.episode");
    std::vector<Offer> offers;
    while (row.step()) {
        Offer offer;
        offer.article = row.integer();
        if (!offers.empty() && offers.back().article == offer.article) continue;
        for (std::string* text :
             {&offer.source, &offer.recording, &offer.key, &offer.sound, &offer.page, &offer.url, &offer.says.title})
            *text = row.text();
        offer.says.published_at = row.integer();
        offer.says.text_hash = row.text();
        offer.guid = row.text();
        offer.is_there = row.integer() != 0;
        offer.has_it = row.integer() != 0;
        offer.was_put = row.integer() != 0;
        offer.withdrawn = row.integer() != 0;
        offer.shared = row.integer();
        offer.counts = offer.is_there && (offer.url.empty() || takes(offer.source, offer.url));
        offers.push_back(std::move(offer));
    }
    return offers;
}

/// Those that offer the same of one source: first by what it sounds like, under whatever addresses, then by its
/// address.
std::vector<Offers> groups_of(std::vector<Offer>& offers) {
    std::map<std::tuple<int, std::string, std::string>, Offers> found;
    for (Offer& offer : offers) {
        if (!offer.sound.empty()) found[{0, offer.source, offer.sound}].push_back(&offer);
        found[{1, offer.source, offer.key}].push_back(&offer);
    }
    std::vector<Offers> groups;
    groups.reserve(found.size());
    for (auto& [name, group] : found) groups.push_back(std::move(group));
    return groups;
}

/// One of each that are one, of those that count; so many that three are told from more.
Offers different(const Offers& group) {
    constexpr std::size_t enough = 4;
    Offers found;
    for (Offer* offer : group)
        if (found.size() < enough && offer->counts &&
            std::ranges::none_of(found, [&](const Offer* other) { return are_one(*offer, *other); }))
            found.push_back(offer);
    return found;
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
        for (const Step step : {Step::make, Step::align})
            database.run("DELETE FROM failures WHERE step = ? AND subject = ?", name(step), episode);
        for (const char* table : {"files", "parts", "read_alongs"})
            database.run(fmt::format("DELETE FROM {} WHERE episode = ?", table), episode);
        database.run("DELETE FROM episodes WHERE id = ?", episode);
    }
    clear_failure(database, Step::download, article);
    if (!database.query("SELECT 1 FROM parts WHERE article = ?", article).step())
        database.run("UPDATE articles SET recording = NULL, recording_check_at = NULL WHERE id = ?", article);
}

void take_from(Database& database, const Offer& loser) {
    undo(database, loser.article);
    database.run(
        "UPDATE articles SET outcome = 'silent', shared = max(shared, 1), recording = coalesce(judged_recording, "
        "recording) WHERE id = ?",
        loser.article);
}

/// Nobody else offers it any more.
void give_back(Database& database, const Offer& offer, core::Instant now) {
    database.run(
        "UPDATE articles SET outcome = CASE outcome WHEN 'silent' THEN 'recording' ELSE outcome END, shared = 0, "
        "check_at = ?, etag = '', last_modified = '' WHERE id = ?",
        to_row(now), offer.article);
}

/// Marks who loses what the group offers; says what is to be told of that, nothing where only one offers it.
SharedRecording judge(const Offers& group) {
    SharedRecording shared;
    shared.source = group.front()->source;
    const Offers pages = different(group);
    const auto others_of = [&](const Offer& offer) {
        return static_cast<std::size_t>(std::ranges::count_if(
            pages, [&](const Offer* other) { return other != &offer && !are_one(offer, *other); }));
    };
    std::vector<const Offer*> named;
    for (Offer* offer : group) {
        const std::size_t others = others_of(*offer);
        if (others == 0) continue;
        if (offer->was_put) {
            if (!offer->withdrawn) shared.episodes.push_back({offer->guid, offer->says.title, others});
            continue;
        }
        if (offer->loses || (!offer->has_it && offer->shared == 0)) continue;
        offer->loses = true;
        constexpr std::int64_t told = 2;
        if (offer->shared == told || !offer->counts) continue;
        ++shared.untold;
        // The others are to be named too.
        if (named.empty()) named.push_back(offer);
    }
    if (pages.size() < 2 && shared.episodes.empty()) return shared;
    named.insert(named.end(), pages.begin(), pages.end());
    constexpr std::size_t most_named = 3;
    for (const Offer* offer : named)
        if (shared.pages.size() < most_named && std::ranges::find(shared.pages, offer->page) == shared.pages.end())
            shared.pages.push_back(offer->page);
    shared.recording = named.front()->recording;
    shared.are_all_named = pages.size() <= shared.pages.size();
    return shared;
}

}  // namespace

std::vector<SharedRecording> Catalog::refuse_shared(const PageFilter& takes, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    std::vector<Offer> offers = read_offers(database, takes);
    std::vector<SharedRecording> shared;
    for (const Offers& group : groups_of(offers)) {
        SharedRecording found = judge(group);
        const auto is_known = [&](const SharedRecording::Episode& episode) {
            return std::ranges::any_of(shared, [&](const SharedRecording& other) {
                return std::ranges::find(other.episodes, episode.guid, &SharedRecording::Episode::guid) !=
                       other.episodes.end();
            });
        };
        std::erase_if(found.episodes, is_known);
        if (found.untold > 0 || !found.episodes.empty()) shared.push_back(std::move(found));
    }
    for (const Offer& offer : offers) {
        if (offer.loses && offer.has_it) take_from(database, offer);
        if (!offer.loses && offer.shared > 0 && offer.counts) give_back(database, offer, now);
    }
    database.run("UPDATE articles SET judged_recording = NULL WHERE judged_recording IS NOT NULL");
    state_->forget_waiting();
    transaction.commit();
    return shared;
}

void Catalog::note_told_sharing(const std::string& source) {
    const std::lock_guard lock(state_->mutex);
    state_->database.run("UPDATE articles SET shared = 2 WHERE shared = 1 AND source = ?", source);
}

bool Catalog::awaits_judgement() {
    const std::lock_guard lock(state_->mutex);
    return state_->database.query("SELECT 1 FROM articles WHERE judged_recording IS NOT NULL").step();
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
