#include "catalog/catalog.h"
#include "catalog/state.h"

#include <fmt/format.h>

#include <string>

namespace catalog {

namespace {

constexpr std::string_view not_waiting =
    "AND a.claimed IS NULL AND NOT EXISTS (SELECT 1 FROM tombstones x WHERE x.guid = e.guid) AND NOT EXISTS (SELECT 1 "
    "FROM failures w WHERE w.article = a.id AND w.step = ? AND "
    "w.next_try > ?) ";

/// A file is missing or its keys differ from what the present recipe and article give.
constexpr std::string_view stale =
    "NOT EXISTS (SELECT 1 FROM files f WHERE f.episode = t.episode AND f.kind = 'enclosure' AND f.current = 1 "
    "AND f.audio_key = r.sha256 || ':' || ? AND f.tag_key = a.tag_hash || ':' || ? || ':' || coalesce(p.sha256, '')) ";

/// What was never read is read first; the newest article is downloaded and made first.
std::string_view urgency(Step step) {
    return step == Step::read ? "a.read_at IS NOT NULL" : "-a.published_at";
}

/// The articles for which a step is to be done; `only` is a further condition, or empty.
Statement query_waiting(Database& database, Step step, const Keys& keys, core::Instant now, const std::string& columns,
                        const std::string& only) {
    const std::string select =
        "SELECT " + columns + " " + std::string(article_joins) + "WHERE " + (only.empty() ? only : only + " AND ");
    switch (step) {
        case Step::read:
            return database.query(select + "a.check_at <= ? AND a.outcome <> 'duplicate' " + std::string(not_waiting),
                                  to_row(now), name(step), to_row(now));
        case Step::download:
            return database.query(
                select +
                    "a.outcome = 'recording' AND (a.recording IS NULL OR a.recording_check_at <= ? OR "
                    "r.url <> a.recording_url OR (r.kept = 0 AND " +
                    std::string(stale) + ")) " + std::string(not_waiting),
                to_row(now), keys.recipe, keys.show, name(step), to_row(now));
        case Step::prepare:
            break;
    }
    return database.query(select + "a.outcome = 'recording' AND r.kept = 1 AND r.url = a.recording_url AND " +
                              std::string(stale) + std::string(not_waiting),
                          keys.recipe, keys.show, name(step), to_row(now));
}

}  // namespace

void Catalog::State::note(Id article) {
    for (auto& [step, noted] : waiting) {
        Statement row =
            database.query("SELECT " + std::string(urgency(step)) + " FROM articles a WHERE a.id = ?", article);
        if (row.step()) noted.articles.emplace(row.integer(), article);
    }
}

std::optional<Work> Catalog::claim_next(Step step, const Keys& keys, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    Waiting& waiting = state_->waiting[step];
    if (waiting.keys != keys || waiting.now != now) {
        waiting = {keys, now, {}};
        Statement row = query_waiting(database, step, keys, now, std::string(urgency(step)) + ", a.id", "");
        while (row.step()) {
            const std::int64_t place = row.integer();
            waiting.articles.emplace(place, row.integer());
        }
    }
    std::optional<Article> article;
    while (!article && !waiting.articles.empty()) {
        // Since it was noted it may have been done, or put off.
        const Id next = waiting.articles.begin()->second;
        waiting.articles.erase(waiting.articles.begin());
        Statement row = query_waiting(database, step, keys, now, article_columns, fmt::format("a.id = {}", next));
        if (row.step()) article = read_article(row);
    }
    if (!article) return std::nullopt;
    database.run("UPDATE articles SET claimed = ? WHERE id = ?", catalog::name(step), article->id);
    transaction.commit();
    return Work{step, std::move(*article)};
}

}  // namespace catalog
