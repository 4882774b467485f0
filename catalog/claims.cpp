#include "catalog/catalog.h"
#include "catalog/state.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace catalog {

std::optional<KnownArticle> article_by_id(Database& database, Id id) {
    Statement row = database.query(
        "SELECT " + article_columns + std::string(article_joins) + "WHERE a.id = ? ORDER BY t.episode LIMIT 1", id);
    if (!row.step()) return std::nullopt;
    return read_article(row);
}

std::optional<File> latest_file(Database& database, Id episode, std::string_view rendition) {
    Statement file = database.query("SELECT " + std::string(file_columns) +
                                        "FROM files f WHERE f.episode = ? AND f.rendition = ? ORDER BY f.current DESC, "
                                        "f.version DESC LIMIT 1",
                                    episode, rendition);
    if (!file.step()) return std::nullopt;
    return read_file(file);
}

namespace {

using namespace std::chrono_literals;

/// How long a claim holds where nobody ends it. A catalog in one file frees the claims of dead runs when it is opened;
/// the lease is for those that several machines share.
constexpr std::chrono::seconds lease = 6h;

/// Whether a rendition (recipes_now n) of episode e does not sound as its sources and its recipe would have it.
std::string sound_stale() {
    return fmt::format(
        "NOT EXISTS (SELECT 1 FROM files f WHERE f.episode = e.id AND f.rendition = n.rendition AND f.current = 1 AND "
        "f.audio_key = {} || ':' || n.recipe)",
        sound_of_episode);
}

/// Whether its sound is to be made. For an enclosure its source is fetched again where it is no longer kept; a further
/// file of that recording stays as it is then, and one that was never made is not.
std::string sound_due() {
    return fmt::format(
        "({} AND NOT (n.rendition <> 'enclosure' AND {} AND EXISTS (SELECT 1 FROM files o WHERE o.episode = e.id AND "
        "o.rendition = n.rendition AND o.current = 1 AND o.audio_key LIKE {} || ':%')))",
        sound_stale(), source_gone, sound_of_episode);
}

/// Whether the enclosure sounds as it should: the further files follow it.
std::string enclosure_stands() {
    return fmt::format(
        "(n.rendition = 'enclosure' OR EXISTS (SELECT 1 FROM files k JOIN recipes_now m ON m.rendition = k.rendition "
        "WHERE k.episode = e.id AND k.rendition = 'enclosure' AND k.current = 1 AND k.audio_key = {} || ':' || "
        "m.recipe))",
        sound_of_episode);
}

/// Whether its tags do not say what is known now.
std::string tags_stale() {
    return fmt::format(
        "NOT EXISTS (SELECT 1 FROM files f WHERE f.episode = e.id AND f.rendition = n.rendition AND f.current = 1 AND "
        "f.tag_key = {})",
        tags_of_episode);
}

/// Nobody has it in hand, and it does not wait for a later try of the very same thing.
std::string at_rest(std::string_view step, std::string_view subject, std::string_view rendition, std::string_view key) {
    return fmt::format(
        "NOT EXISTS (SELECT 1 FROM claims c WHERE c.step = '{0}' AND c.subject = {1} AND c.rendition = {2} AND c.until "
        "> ?1) AND NOT EXISTS (SELECT 1 FROM failures w WHERE w.step = '{0}' AND w.subject = {1} AND w.rendition = {2} "
        "AND w.next_try > ?1 AND w.key = {3}) ",
        step, subject, rendition, key);
}

/// Of the rules by which article a is to be read: its source's, or those it had where that was taken out.
constexpr std::string_view reading_key_now =
    "coalesce((SELECT s.reading_key FROM sources_now s WHERE s.identity = a.source), a.reading_key)";

/// Of the text of episode e, where recipes_now is n.
constexpr std::string_view language_of_episode =
    "(SELECT CASE la.language WHEN '' THEN n.language ELSE la.language END FROM parts lp JOIN articles la ON la.id = "
    "lp.article WHERE lp.episode = e.id AND lp.position = 0)";

/// Whether the sound of article a is in an edition that has none, or has lost it.
constexpr std::string_view edition_needs_it =
    "EXISTS (SELECT 1 FROM edition_parts ep JOIN episodes ee ON ee.id = ep.episode WHERE ep.article = a.id AND NOT "
    "EXISTS (SELECT 1 FROM files f WHERE f.episode = ep.episode AND f.rendition = 'enclosure' AND f.current = 1 AND "
    "f.audio_key <> '') AND NOT EXISTS (SELECT 1 FROM tombstones x WHERE x.guid = ee.guid)) ";

}  // namespace

std::string condition_of(Step step) {
    switch (step) {
        case Step::read:
            return fmt::format("a.check_at <= ?1 AND a.outcome <> 'duplicate' AND {} AND {}", not_withdrawn,
                               at_rest("read", "a.id", "''", reading_key_now));
        case Step::download:
            return fmt::format(
                "a.outcome = 'recording' AND (a.recording IS NULL OR a.recording_check_at <= ?1 OR {} OR (r.kept = 0 "
                "AND (e.id IS NULL OR {} OR (e.alone = 1 AND EXISTS (SELECT 1 FROM recipes_now n WHERE n.rendition = "
                "'enclosure' AND {})))) OR "
                "(e.picture_lost = 1 AND p.kept = 0)) AND {} AND {}",
                is_of_another_url, edition_needs_it, sound_stale(), not_withdrawn,
                at_rest("download", "a.id", "''", "a.recording_url || a.later_parts"));
        case Step::make:
            // What only has other words needs no source: the file that stands has the sound.
            return fmt::format(
                "e.alone = 1 AND EXISTS (SELECT 1 FROM parts t WHERE t.episode = e.id) AND NOT EXISTS (SELECT 1 {0} "
                "AND (a.recording "
                "IS NULL OR a.judged_recording IS NOT NULL OR a.outcome <> 'recording' OR {5})) AND NOT "
                "(e.picture_lost = 1 AND EXISTS "
                "(SELECT 1 {0} AND t.position = 0 AND p.kept = 0)) AND (({1} AND NOT {6}) OR (NOT {1} AND ({2} OR "
                "e.picture_lost = 1))) AND {7} AND {3} AND {4}",
                "FROM parts t JOIN articles a ON a.id = t.article LEFT JOIN sources r ON r.id = a.recording LEFT JOIN "
                "sources p ON p.id = a.picture WHERE t.episode = e.id",
                sound_due(), tags_stale(), not_withdrawn,
                at_rest("make", "e.id", "n.rendition", fmt::format("{} || ':' || n.recipe", sound_of_episode)),
                is_of_another_url, source_gone, enclosure_stands());
        case Step::align:
            return fmt::format(
                "n.rendition = 'enclosure' AND (CASE e.alone WHEN 1 THEN NOT {0} ELSE EXISTS (SELECT 1 FROM parts t "
                "JOIN "
                "articles a ON a.id = t.article JOIN sources r ON r.id = a.recording WHERE t.episode = e.id AND r.kept "
                "= "
                "1) END) AND EXISTS (SELECT 1 FROM parts t JOIN articles a ON a.id = "
                "t.article WHERE t.episode = e.id AND a.text_hash <> '') AND NOT EXISTS (SELECT 1 FROM read_alongs l "
                "WHERE l.episode = e.id AND l.key = {1} AND l.language = {2}) AND {3} AND {4}",
                sound_stale(), read_along_of_episode, language_of_episode, not_withdrawn,
                at_rest("align", "e.id", "n.rendition",
                        fmt::format("{} || ':' || {}", read_along_of_episode, language_of_episode)));
        case Step::assemble:
            // Which editions have become others is not known here (editions.cpp).
            return "0";
    }
    return {};
}

std::string subjects_of(Step step) {
    switch (step) {
        case Step::read:
            return fmt::format("SELECT a.read_at IS NOT NULL, a.id, '' {}", article_joins);
        case Step::download:
            return fmt::format("SELECT -a.published_at, a.id, '' {}", article_joins);
        case Step::make:
        case Step::align:
        case Step::assemble:
            // All enclosures come before any further file.
            return "SELECT -coalesce((SELECT a.published_at FROM parts t JOIN articles a ON a.id = t.article WHERE "
                   "t.episode = e.id AND t.position = 0), e.minted_at) + (n.rendition <> 'enclosure') * 1000000000000, "
                   "e.id, n.rendition FROM episodes e JOIN recipes_now n ";
    }
    return {};
}

namespace {

bool is_of_episode(Step step) {
    return step == Step::make || step == Step::align;
}

/// The statement's beginning up to a further condition: which rows need the step, of those that may be claimed at all.
std::string needing(Step step, bool is_restricted) {
    std::string text = subjects_of(step) + "WHERE ";
    if (is_restricted)
        text += is_of_episode(step) ? "(e.id IN (SELECT episode FROM only_now) OR e.id IN (SELECT t.episode FROM "
                                      "parts t JOIN only_now o ON o.article = t.article)) AND "
                                    : "a.id IN (SELECT article FROM only_now) AND ";
    return text + condition_of(step);
}

/// Of these rows a single one.
std::string only(Step step) {
    return is_of_episode(step) ? " AND e.id = ?2 AND n.rendition = ?3" : " AND a.id = ?2 AND ?3 = ''";
}

Work read_work(Database& database, Id id) {
    ReadWork work{article_by_id(database, id).value(), {}, {}};
    Statement key = database.query("SELECT " + std::string(reading_key_now) + " FROM articles a WHERE a.id = ?", id);
    if (key.step()) work.reading_key = key.text();
    Statement rules = database.query("SELECT value FROM rules WHERE key = ?", work.article.reading_key);
    if (rules.step()) work.rules = rules.text();
    return work;
}

Work download_work(Database& database, Id id, core::Instant now) {
    DownloadWork work{article_by_id(database, id).value()};
    Statement row = database.query(
        "SELECT " + std::string(edition_needs_it) +
            " OR EXISTS (SELECT 1 FROM recipes_now n WHERE e.id IS NULL OR (e.alone = 1 AND n.rendition = 'enclosure' "
            "AND " +
            sound_stale() +
            ")), coalesce(a.recording_check_at <= ?, 0), coalesce(e.picture_lost = 1 AND p.kept = 0, 0) " +
            std::string(article_joins) + "WHERE a.id = ?",
        to_row(now), id);
    row.step();
    const bool sound_needed = row.integer() != 0;
    const bool due = row.integer() != 0;
    work.picture_lost = row.integer() != 0;
    const std::optional<Original>& present = work.article.recording;
    const std::string url = work.article.content.audio.empty() ? "" : work.article.content.audio.front().url;
    const bool is_another =
        present && (present->url != url ||
                    !std::ranges::equal(present->later_parts, work.article.content.later_parts, {}, &LaterPart::url));
    const bool missing = !present || is_another || (!present->kept && sound_needed);
    work.recording = missing || due;
    work.bytes_needed = missing;
    return work;
}

std::vector<PartWork> parts_of(Database& database, Id episode) {
    std::vector<PartWork> parts;
    Statement part = database.query("SELECT article, start_ms FROM parts WHERE episode = ? ORDER BY position", episode);
    while (part.step()) {
        const Id article = part.integer();
        const std::chrono::milliseconds start(part.integer());
        parts.push_back({article_by_id(database, article).value(), start});
    }
    return parts;
}

Work make_work(Database& database, Id episode, const std::string& rendition) {
    MakeWork work;
    work.episode = episode;
    work.rendition = rendition;
    Statement row = database.query(
        "SELECT e.guid, e.slug, e.picture_path, e.picture_sha256, e.picture_bytes, e.picture_lost, " + sound_due() +
            ", " + std::string(sound_of_episode) + " || ':' || n.recipe, " + std::string(tags_of_episode) +
            ", coalesce((SELECT max(f.version) FROM files f WHERE f.episode = e.id AND f.rendition = n.rendition), 0) "
            "FROM episodes e JOIN recipes_now n WHERE e.id = ? AND n.rendition = ?",
        episode, rendition);
    row.step();
    work.guid = row.text();
    work.slug = row.text();
    work.picture_path = row.text();
    work.picture_sha256 = row.text();
    work.picture_bytes = static_cast<std::uint64_t>(row.integer());
    work.picture_lost = row.integer() != 0;
    work.sound = row.integer() != 0;
    work.audio_key = row.text();
    work.tag_key = row.text();
    work.latest_version = static_cast<int>(row.integer());
    if (const std::optional<File> enclosure = latest_file(database, episode, core::enclosure_id)) {
        work.picture_source = picture_in(enclosure->tag_key);
        if (rendition != core::enclosure_id) work.as_loud_as = enclosure->rendition.made.after.integrated_lufs;
    }
    work.current = latest_file(database, episode, rendition);
    work.parts = parts_of(database, episode);
    return work;
}

Work align_work(Database& database, Id episode) {
    AlignWork work;
    work.episode = episode;
    Statement row =
        database.query("SELECT " + std::string(read_along_of_episode) + ", " + std::string(language_of_episode) +
                           " FROM episodes e JOIN recipes_now n ON n.rendition = 'enclosure' WHERE e.id = ?",
                       episode);
    row.step();
    work.key = row.text();
    work.language = row.text();
    if (std::optional<File> file = latest_file(database, episode, core::enclosure_id))
        work.file = std::move(file->rendition);
    work.parts = parts_of(database, episode);
    return work;
}

Work work_of(Database& database, Step step, Id subject, const std::string& rendition, core::Instant now) {
    switch (step) {
        case Step::read:
            return read_work(database, subject);
        case Step::download:
            return download_work(database, subject, now);
        case Step::align:
            return align_work(database, subject);
        case Step::make:
        case Step::assemble:
            break;
    }
    return make_work(database, subject, rendition);
}

}  // namespace

void claim(Database& database, const std::string& owner, const Subject& subject, core::Instant now) {
    database.run("INSERT OR REPLACE INTO claims (step, subject, rendition, owner, until) VALUES (?, ?, ?, ?, ?)",
                 name(subject.step), subject.id, subject.rendition, owner, to_row(now + lease));
}

void Catalog::State::use(const Keys& present) {
    if (keys == present) return;
    database.script("DELETE FROM recipes_now");
    for (const auto& [rendition, recipe] : present.recipes)
        database.run("INSERT INTO recipes_now (rendition, recipe, show, language) VALUES (?, ?, ?, ?)", rendition,
                     recipe, present.show, present.language);
    keys = present;
    forget_waiting();
}

void Catalog::State::note(Id article) {
    for (auto& [step, noted] : waiting) {
        const std::string which =
            is_of_episode(step) ? "WHERE e.id IN (SELECT episode FROM parts WHERE article = ?)" : "WHERE a.id = ?";
        Statement row = database.query(subjects_of(step) + which, article);
        while (row.step()) {
            const std::int64_t urgency = row.integer();
            const Id subject = row.integer();
            noted.subjects.emplace(urgency, subject, row.text());
        }
    }
}

std::optional<Work> Catalog::claim_next(Step step, const Keys& keys, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    state_->use(keys);
    Transaction transaction(database);
    const auto [place, is_new] = state_->waiting.try_emplace(step);
    Waiting& waiting = place->second;
    if (is_new || waiting.now != now) {
        waiting = {now, {}};
        Statement row = database.query(needing(step, state_->is_restricted), to_row(now));
        while (row.step()) {
            const std::int64_t urgency = row.integer();
            const Id subject = row.integer();
            waiting.subjects.emplace(urgency, subject, row.text());
        }
    }
    while (!waiting.subjects.empty()) {
        // Since it was noted it may have been done, or put off.
        const auto [urgency, subject, rendition] = *waiting.subjects.begin();
        waiting.subjects.erase(waiting.subjects.begin());
        if (!database.query(needing(step, state_->is_restricted) + only(step), to_row(now), subject, rendition).step())
            continue;
        Work work = work_of(database, step, subject, rendition, now);
        claim(database, state_->owner, {step, subject, rendition, {}}, now);
        transaction.commit();
        return work;
    }
    return std::nullopt;
}

std::vector<std::size_t> Catalog::waiting(const Keys& keys, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    state_->use(keys);
    std::vector<std::size_t> counts;
    for (const Step step : {Step::read, Step::download, Step::make}) {
        Statement row =
            state_->database.query("SELECT count(*) FROM (" + needing(step, state_->is_restricted) + ")", to_row(now));
        row.step();
        counts.push_back(static_cast<std::size_t>(row.integer()));
    }
    return counts;
}

}  // namespace catalog
