#include "catalog/state.h"
#include "core/episode.h"
#include "core/fingerprint.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace catalog {

namespace {

using std::chrono::milliseconds;

constexpr std::string_view not_withdrawn = "NOT EXISTS (SELECT 1 FROM tombstones x WHERE x.guid = e.guid) ";

/// Nobody has taken article's episode e out: that it is too old for the feed is no reason not to hear it here.
const std::string not_taken_out =
    fmt::format("NOT EXISTS (SELECT 1 FROM tombstones x WHERE x.guid = e.guid AND x.reason NOT IN ('{}', '{}')) ",
                past_retention, past_keep_days);

/// The parts `ep` that are heard, with their articles `a`, recordings `r`, own episodes `e` in parts `t`, and what is
/// known, `l`, of the text in that recording.
const std::string heard_parts =
    "FROM edition_parts ep JOIN articles a ON a.id = ep.article JOIN sources r ON r.id = ep.recording LEFT JOIN parts "
    "t ON t.article = a.id LEFT JOIN episodes e ON e.id = t.episode LEFT JOIN files f ON f.episode = e.id AND "
    "f.rendition = 'enclosure' AND f.current = 1 LEFT JOIN read_alongs l ON l.episode = e.id AND l.key = " +
    std::string(read_along_of_episode) +
    " AND (SELECT s.sha256 FROM sources s WHERE s.id = CASE e.alone WHEN 1 THEN t.recording ELSE a.recording END) = "
    "r.sha256 ";

/// As long as what an article's own file leaves out of the beginning is known, its cues are moved by this.
constexpr std::string_view shift_of_cues =
    "ep.sound_ms - ep.cut_ms + CASE e.alone WHEN 1 THEN coalesce(f.cut_ms, 0) ELSE 0 END ";

/// One part as it is listed.
struct Listed {
    core::Part part;
    bool is_voiced = false;
    bool has_headline = false;
    OwnPicture picture;
    std::string text_hash;
    std::int64_t shift = 0;
    core::ReadAlong read_along;
};

std::map<Id, std::vector<Listed>> listed_parts(Database& database) {
    Statement row = database.query(
        "SELECT ep.episode, ep.start_ms, ep.sound_ms > ep.start_ms, a.title, a.canonical_url, a.url, r.url, CASE "
        "e.picture_lost WHEN 0 THEN e.picture_path ELSE '' END, e.picture_sha256, e.picture_bytes, a.text_hash, " +
        std::string(shift_of_cues) +
        ", coalesce(l.timing, 'unknown'), coalesce(l.reason, ''), coalesce(l.confidence, 0.0), coalesce(l.sentences, "
        "0), coalesce(l.read, 0), coalesce(l.hash, '') " +
        heard_parts + "ORDER BY ep.episode, ep.position");
    std::map<Id, std::vector<Listed>> parts;
    while (row.step()) {
        Listed& one = parts[row.integer()].emplace_back();
        one.part.start = milliseconds(row.integer());
        one.has_headline = row.integer() != 0;
        one.part.title = row.text();
        one.part.url = row.text();
        if (const std::string listed = row.text(); one.part.url.empty()) one.part.url = listed;
        one.is_voiced = core::is_voiced(row.text());
        one.picture.path = row.text();
        one.picture.sha256 = row.text();
        one.picture.bytes = static_cast<std::uint64_t>(row.integer());
        one.text_hash = row.text();
        one.shift = row.integer();
        one.read_along.timing = core::parse_timing(row.text()).value_or(core::Timing::unknown);
        one.read_along.reason = row.text();
        one.read_along.confidence = row.real();
        one.read_along.sentences = static_cast<std::size_t>(row.integer());
        one.read_along.read = static_cast<std::size_t>(row.integer());
        one.read_along.hash = row.text();
    }
    return parts;
}

/// What is known of the parts' texts is what is known of the edition's.
core::ReadAlong read_along_of(const std::vector<Listed>& parts) {
    core::ReadAlong whole;
    core::Fingerprint hash;
    double confidence = 0.0;
    std::size_t timed = 0;
    for (const Listed& one : parts) {
        const core::ReadAlong& part = one.read_along;
        whole.sentences += part.sentences;
        whole.read += part.read;
        hash.add(part.hash).add(one.part.start).add(one.shift).add(one.has_headline ? one.part.title : std::string());
        if (part.timing == core::Timing::timed) {
            ++timed;
            confidence += part.confidence;
        } else if (whole.reason.empty()) {
            whole.timing = part.timing;
            whole.reason = part.reason;
        }
    }
    if (timed == 0) return whole;
    whole.timing = core::Timing::timed;
    whole.reason.clear();
    whole.confidence = confidence / static_cast<double>(timed);
    whole.hash = hash.finish();
    return whole;
}

/// The titles in one line.
std::string lead_of(const std::vector<Listed>& parts) {
    std::string lead;
    for (const Listed& one : parts) lead += (lead.empty() ? "" : "; ") + one.part.title;
    return lead;
}

/// What was made of it is remembered with the file; where its pictures stand changes.
void show_pictures(std::vector<core::Chapter>& chapters, const std::vector<Listed>& parts) {
    if (chapters.size() < parts.size()) return;
    const std::size_t ahead = chapters.size() - parts.size();
    for (std::size_t index = 0; index < parts.size(); ++index)
        chapters[ahead + index].image = parts[index].picture.path;
}

void put_parts(Entry& entry, std::vector<Listed> parts) {
    core::Episode& episode = entry.episode;
    episode.read_along = read_along_of(parts);
    episode.lead = lead_of(parts);
    show_pictures(episode.chapters, parts);
    core::Fingerprint texts;
    for (Listed& one : parts) {
        texts.add(one.part.title).add(one.text_hash);
        episode.synthetic = episode.synthetic || one.is_voiced || one.has_headline;
        if (!one.picture.path.empty()) entry.pictures.push_back(std::move(one.picture));
        episode.parts.push_back(std::move(one.part));
    }
    episode.text.hash = texts.finish();
}

}  // namespace

bool is_edition(Database& database, Id episode) {
    return database.query("SELECT 1 FROM editions WHERE episode = ?", episode).step();
}

std::vector<Entry> published_editions(Database& database) {
    std::map<Id, std::vector<Listed>> parts = listed_parts(database);
    Statement row = database.query(
        "SELECT " + std::string(file_columns) +
        ", e.id, e.guid, e.slug, e.modified_at, e.archive, d.bulletin, d.at, d.title, d.own_feed FROM editions d JOIN "
        "episodes e "
        "ON e.id = d.episode JOIN files k ON k.episode = e.id AND k.rendition = 'enclosure' AND k.current = 1 JOIN "
        "files f "
        "ON f.episode = e.id AND f.current = 1 AND " +
        std::string(is_of_same_sound) + "WHERE " + std::string(not_withdrawn) +
        "ORDER BY d.at DESC, e.guid, f.rendition <> 'enclosure', f.rendition");
    std::vector<Entry> entries;
    while (row.step()) {
        File file = read_file(row);
        const Id id = row.integer();
        if (!entries.empty() && entries.back().id == id) {
            if (file.audio_key.empty()) entries.back().lost_files.insert(file.rendition.path);
            entries.back().episode.renditions.push_back(std::move(file.rendition));
            continue;
        }
        Entry entry;
        entry.id = id;
        if (file.audio_key.empty()) entry.lost_files.insert(file.rendition.path);
        core::Episode& episode = entry.episode;
        episode.chapters = file.rendition.made.chapters;
        episode.renditions.push_back(std::move(file.rendition));
        episode.guid = row.text();
        episode.slug = row.text();
        if (const auto modified = row.optional_integer()) episode.modified = to_instant(*modified);
        entry.archive = static_cast<std::size_t>(row.integer());
        episode.bulletin = row.text();
        episode.published = to_instant(row.integer());
        episode.title = row.text();
        entry.own_feed = row.integer() != 0;
        put_parts(entry, std::move(parts[id]));
        if (!episode.parts.empty()) entries.push_back(std::move(entry));
    }
    return entries;
}

core::Text text_of_edition(Database& database, Id episode) {
    Statement row = database.query(
        "SELECT a.title, a.body, a.body_html FROM edition_parts ep JOIN articles a ON a.id = ep.article WHERE "
        "ep.episode = ? AND ep.recording IS NOT NULL ORDER BY ep.position",
        episode);
    std::vector<core::TitledText> articles;
    while (row.step()) {
        core::TitledText& article = articles.emplace_back();
        article.title = row.text();
        article.body = row.text();
        article.body_html = row.text();
    }
    return core::text_of(articles);
}

std::vector<core::Cue> cues_of_edition(Database& database, Id episode) {
    Statement row =
        database.query("SELECT ep.start_ms, ep.sound_ms, a.title, " + std::string(shift_of_cues) +
                           ", coalesce(l.cues, '') " + heard_parts + "WHERE ep.episode = ? ORDER BY ep.position",
                       episode);
    std::vector<core::Cue> cues;
    milliseconds end{};
    const auto add = [&](core::Cue cue) {
        cue.start = std::max(cue.start, end);
        if (cue.end <= cue.start) return;
        end = cue.end;
        cues.push_back(std::move(cue));
    };
    while (row.step()) {
        const milliseconds start(row.integer());
        const milliseconds sound(row.integer());
        std::string title = row.text();
        const milliseconds shift(row.integer());
        if (sound > start) add({start, sound, std::move(title), 1.0});
        for (core::Cue& cue : cues_in(row.text())) {
            cue.start = std::max(cue.start + shift, sound);
            cue.end += shift;
            add(std::move(cue));
        }
    }
    return cues;
}

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
