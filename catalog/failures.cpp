#include "catalog/state.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

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

constexpr std::array<std::pair<core::ErrorKind, std::string_view>, 5> kinds{{{core::ErrorKind::config, "config"},
                                                                             {core::ErrorKind::network, "network"},
                                                                             {core::ErrorKind::gone, "gone"},
                                                                             {core::ErrorKind::media, "media"},
                                                                             {core::ErrorKind::storage, "storage"}}};

core::ErrorKind kind_of(std::string_view text) {
    for (const auto& [kind, name] : kinds)
        if (name == text) return kind;
    return core::ErrorKind::storage;
}

}  // namespace

Step step_from(std::string_view text) {
    if (text == name(Step::read)) return Step::read;
    if (text == name(Step::align)) return Step::align;
    if (text == name(Step::assemble)) return Step::assemble;
    return text == name(Step::download) ? Step::download : Step::make;
}

const std::string_view name_of_article =
    "CASE WHEN a.title <> '' THEN a.title WHEN a.listed_title <> '' THEN a.listed_title WHEN a.url <> '' THEN a.url "
    "WHEN a.file <> '' THEN a.file ELSE a.listed_recording END";

// A file whose key is empty was lost: it is to be made, of a recording that may have to be fetched first.
const std::string step_that_waits =
    "CASE WHEN a.read_at IS NULL THEN 'read' WHEN a.outcome <> 'recording' THEN NULL WHEN r.url IS NULL OR " +
    std::string(is_of_another_url) +
    "THEN 'download' WHEN EXISTS (SELECT 1 FROM files f WHERE f.episode = e.id AND f.rendition = 'enclosure' AND "
    "f.current = 1 AND f.audio_key <> '') THEN NULL WHEN r.kept = 0 AND e.alone = 1 THEN 'download' WHEN e.alone = 0 "
    "THEN NULL ELSE 'make' END";

Subject subject_of(const Work& work) {
    if (const auto* read = std::get_if<ReadWork>(&work))
        return {step_of(work), read->article.id, {}, read->reading_key};
    if (const auto* download = std::get_if<DownloadWork>(&work)) {
        const auto& audio = download->article.content.audio;
        return {step_of(work),
                download->article.id,
                {},
                audio.empty() ? std::string() : audio.front().url + to_row(download->article.content.later_parts)};
    }
    if (const auto* align = std::get_if<AlignWork>(&work))
        return {step_of(work), align->episode, core::enclosure_id, align->key + ":" + align->language};
    const auto& make = std::get<MakeWork>(work);
    return {step_of(work), make.episode, make.rendition, make.audio_key};
}

std::string_view name(core::ErrorKind kind) {
    for (const auto& [known, text] : kinds)
        if (known == kind) return text;
    return {};
}

Step step_of(const Work& work) {
    if (std::holds_alternative<ReadWork>(work)) return Step::read;
    if (std::holds_alternative<AlignWork>(work)) return Step::align;
    return std::holds_alternative<DownloadWork>(work) ? Step::download : Step::make;
}

const KnownArticle& article_of(const Work& work) {
    if (const auto* read = std::get_if<ReadWork>(&work)) return read->article;
    if (const auto* download = std::get_if<DownloadWork>(&work)) return download->article;
    if (const auto* align = std::get_if<AlignWork>(&work)) return align->parts.front().article;
    return std::get<MakeWork>(work).parts.front().article;
}

void end_claim(Database& database, Step step, Id subject, std::string_view rendition) {
    database.run("DELETE FROM claims WHERE step = ? AND subject = ? AND rendition = ?", name(step), subject, rendition);
}

void clear_failure(Database& database, Step step, Id subject, std::string_view rendition) {
    database.run("DELETE FROM failures WHERE step = ? AND subject = ? AND rendition = ?", name(step), subject,
                 rendition);
}

void note_failure(Database& database, const Subject& subject, const core::Error& error, core::Instant now) {
    const Step step = subject.step;
    // What failed with another recipe or recording says nothing of the present one.
    database.run("DELETE FROM failures WHERE step = ? AND subject = ? AND rendition = ? AND key <> ?",
                 catalog::name(step), subject.id, subject.rendition, subject.key);
    Statement earlier = database.query("SELECT attempts FROM failures WHERE step = ? AND subject = ? AND rendition = ?",
                                       catalog::name(step), subject.id, subject.rendition);
    const std::int64_t attempts = 1 + (earlier.step() ? earlier.integer() : 0);
    earlier.run();
    std::chrono::seconds pause = pause_after(attempts);
    if (error.retry_after()) pause = std::clamp(*error.retry_after(), pause, std::chrono::seconds(longest_pause));
    database.run(
        "INSERT INTO failures (step, subject, rendition, key, kind, message, attempts, first_at, last_at, next_try) "
        "VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?) ON CONFLICT (step, subject, rendition) DO UPDATE SET kind = "
        "excluded.kind, message = excluded.message, attempts = attempts + 1, last_at = excluded.last_at, next_try = "
        "excluded.next_try",
        catalog::name(step), subject.id, subject.rendition, subject.key, name(error.kind()),
        std::string_view(error.what()), to_row(now), to_row(now), to_row(now + pause));
}

void Catalog::begin_run(std::chrono::seconds recheck, const std::optional<core::Instant>& dates, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    state_->forget_waiting();
    state_->dates = dates;
    Database& database = state_->database;
    Transaction transaction(database);
    database.run("UPDATE failures SET next_try = ?1 WHERE next_try > ?2", to_row(now), to_row(now + longest_pause));
    for (const char* column : {"check_at", "recording_check_at"})
        database.run(fmt::format("UPDATE articles SET {0} = ?1 WHERE {0} > ?2", column), to_row(now),
                     to_row(now + std::max(recheck, longest_pause)));
    if (!dates)
        database.run(
            "UPDATE articles SET first_seen = ?1, undated = 0, check_at = ?1, etag = '', last_modified = '' WHERE "
            "undated = 1 AND outcome <> 'duplicate'",
            to_row(now));
    transaction.commit();
}

void Catalog::fail(const Work& work, const core::Error& error, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Transaction transaction(state_->database);
    const Subject subject = subject_of(work);
    note_failure(state_->database, subject, error, now);
    end_claim(state_->database, subject.step, subject.id, subject.rendition);
    state_->note(article_of(work).id);
    transaction.commit();
}

void Catalog::release(const Work& work) {
    const std::lock_guard lock(state_->mutex);
    const Subject subject = subject_of(work);
    end_claim(state_->database, subject.step, subject.id, subject.rendition);
    state_->note(article_of(work).id);
}

void Catalog::forget_outdated_failures(const Keys& keys) {
    const std::lock_guard lock(state_->mutex);
    state_->use(keys);
    state_->database.run(
        "DELETE FROM failures WHERE step IN ('make', 'assemble') AND rendition NOT IN (SELECT rendition FROM "
        "recipes_now)");
    state_->database.run(
        "DELETE FROM failures WHERE step = 'make' AND EXISTS (SELECT 1 FROM episodes e JOIN recipes_now n ON "
        "n.rendition "
        "= failures.rendition JOIN files f ON f.episode = e.id AND f.rendition = n.rendition AND f.current = 1 WHERE "
        "e.id "
        "= failures.subject AND f.audio_key = " +
        std::string(sound_of_episode) + " || ':' || n.recipe AND failures.key <> f.audio_key)");
}

std::vector<Failure> Catalog::failures() {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query(
        "SELECT CASE w.step WHEN 'assemble' THEN 0 ELSE a.id END, CASE WHEN w.step IN ('read', 'download') THEN 0 ELSE "
        "w.subject END, coalesce((SELECT d.title FROM editions d WHERE d.episode = w.subject AND w.step = "
        "'assemble'), " +
        std::string(name_of_article) +
        "), CASE WHEN w.step = 'assemble' THEN '' ELSE coalesce(nullif(a.url, ''), a.canonical_url) END, "
        "coalesce((SELECT e.guid FROM episodes e WHERE e.id = w.subject AND w.step IN ('make', 'align', 'assemble')), "
        "''), CASE w.rendition WHEN 'enclosure' THEN '' ELSE w.rendition END, w.step, w.kind, w.message, w.attempts, "
        "w.first_at, w.last_at, w.next_try FROM failures w JOIN articles a ON a.id = CASE WHEN "
        "w.step IN ('make', 'align') THEN (SELECT t.article FROM parts t WHERE t.episode = w.subject AND t.position = "
        "0) WHEN w.step = 'assemble' THEN (SELECT t.article FROM edition_parts t WHERE t.episode = w.subject AND "
        "t.position = 0) ELSE w.subject END ORDER BY w.next_try, a.id");
    std::vector<Failure> failures;
    while (row.step()) {
        Failure failure;
        failure.article = row.integer();
        failure.episode = row.integer();
        failure.name = row.text();
        failure.url = row.text();
        failure.guid = row.text();
        failure.rendition = row.text();
        failure.step = step_from(row.text());
        failure.kind = kind_of(row.text());
        failure.message = row.text();
        failure.attempts = static_cast<int>(row.integer());
        failure.first = to_instant(row.integer());
        failure.last = to_instant(row.integer());
        failure.next_try = to_instant(row.integer());
        failures.push_back(std::move(failure));
    }
    return failures;
}

std::vector<Pending> Catalog::pending() {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query(
        "SELECT name, url, step FROM (SELECT name, url, step FROM (SELECT a.id, " + std::string(name_of_article) +
        " AS name, coalesce(nullif(a.url, ''), a.canonical_url) AS url, e.id AS episode, " + step_that_waits +
        " AS step " + std::string(article_joins) +
        "WHERE a.outcome <> 'duplicate' AND NOT EXISTS (SELECT 1 FROM tombstones x WHERE x.guid = e.guid)) AS waiting "
        "WHERE step IS NOT NULL AND NOT EXISTS (SELECT 1 FROM failures w WHERE w.step = waiting.step AND w.subject = "
        "CASE waiting.step WHEN 'make' THEN waiting.episode ELSE waiting.id END) ORDER BY step DESC, id) UNION ALL "
        "SELECT d.title, '', 'assemble' "
        "FROM editions d JOIN episodes e ON e.id = d.episode WHERE NOT EXISTS (SELECT 1 FROM files f WHERE f.episode = "
        "e.id AND f.current = 1 AND f.audio_key <> '') AND NOT EXISTS (SELECT 1 FROM failures w WHERE w.step = "
        "'assemble' AND w.subject = e.id) AND NOT EXISTS (SELECT 1 FROM tombstones x WHERE x.guid = e.guid)");
    std::vector<Pending> pending;
    while (row.step()) {
        Pending& one = pending.emplace_back();
        one.name = row.text();
        one.url = row.text();
        one.step = step_from(row.text());
    }
    return pending;
}

}  // namespace catalog
