#include "catalog/state.h"
#include "core/episode.h"
#include "core/likeness.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <string>
#include <utility>

namespace catalog {

namespace {

std::vector<std::string> urls_of(const std::vector<LaterPart>& parts) {
    std::vector<std::string> list;
    list.reserve(parts.size());
    for (const LaterPart& part : parts) list.push_back(part.url);
    return list;
}

/// Of each part two.
std::vector<std::string> validators_of(const std::vector<LaterPart>& parts) {
    std::vector<std::string> list;
    list.reserve(parts.size() * 2);
    for (const LaterPart& part : parts)
        for (const std::string& text : {part.validators.etag, part.validators.last_modified}) list.push_back(text);
    return list;
}

/// It cannot be had again: the episode goes on with the show's.
void forget_picture(Database& database, Id article) {
    database.run("UPDATE articles SET picture = NULL WHERE id = ?", article);
    database.run(
        "UPDATE episodes SET picture_lost = 0, picture_path = '', picture_sha256 = '', picture_bytes = 0 WHERE id IN "
        "(SELECT episode FROM parts WHERE article = ? AND position = 0)",
        article);
}

void mint_for(Database& database, Id article, const Minting& minting, core::Instant now) {
    database.run("INSERT INTO parts (episode, position, article, start_ms) VALUES (?, 0, ?, 0)",
                 insert_episode(database, minting, now), article);
}

bool has_episode(Database& database, Id article) {
    return database.query("SELECT 1 FROM parts WHERE article = ?", article).step();
}

/// Another article's episode that has this very sound and is the same article, with that article's URL: its source gave
/// it a new GUID or address.
std::optional<std::pair<Id, std::string>> same_recording(Database& database, Id article, const Original& recording) {
    Statement row = database.query(
        "SELECT b.id, b.url, b.source = a.source AND a.recording_key <> '' AND b.recording_key <> '', a.title, "
        "a.published_at, a.text_hash, b.title, b.published_at, b.text_hash FROM sources s JOIN articles b ON "
        "b.recording = s.id JOIN parts t ON t.article = b.id JOIN articles a ON a.id = ?1 WHERE (s.sha256 = ?2 OR "
        "(s.sound = ?3 AND s.sound <> '')) AND b.id <> a.id AND b.outcome = 'recording'",
        article, recording.sha256, recording.sound);
    while (row.step()) {
        const Id other = row.integer();
        std::string url = row.text();
        const bool are_pages = row.integer() != 0;
        std::array<Saying, 2> says;
        for (Saying& one : says) {
            one.title = row.text();
            one.published_at = row.integer();
            one.text_hash = row.text();
        }
        if (are_one(says[0], says[1], are_pages)) return std::pair(other, std::move(url));
    }
    return std::nullopt;
}

/// What the page offers sounds like this. A published episode keeps what it has until it is judged whose this is.
void note_offer(Database& database, const DownloadWork& work, const Original& recording) {
    const Id article = work.article.id;
    database.run("UPDATE articles SET offered_sound = ? WHERE id = ? AND recording_key <> ''",
                 recording.sound.empty() ? recording.sha256 : recording.sound, article);
    const std::optional<Original>& present = work.article.recording;
    if (!present || present->sha256 == recording.sha256 || present->url == recording.url) return;
    database.run(
        "UPDATE articles SET judged_recording = recording WHERE id = ? AND recording_key <> '' AND judged_recording IS "
        "NULL AND EXISTS (SELECT 1 FROM parts t JOIN episodes e ON e.id = t.episode WHERE t.article = articles.id AND "
        "e.stood = 1)",
        article);
}

}  // namespace

Id insert_original(Database& database, const Original& source, core::Instant now) {
    database.run(
        "INSERT INTO sources (url, sha256, bytes, etag, last_modified, content_type, fetched_at, kept, sound, "
        "flaw, later_parts, part_validators) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        source.url, source.sha256, static_cast<std::int64_t>(source.bytes), source.validators.etag,
        source.validators.last_modified, source.content_type, to_row(now), std::int64_t{source.kept}, source.sound,
        source.flaw, to_row(urls_of(source.later_parts)), to_row(validators_of(source.later_parts)));
    const Id added = database.last_id();
    if (!source.kept) return added;
    // Bytes are kept by their hash: whoever has them under it has them again.
    database.run("UPDATE sources SET kept = 1, fetched_at = ? WHERE sha256 = ? AND kept = 0", to_row(now),
                 source.sha256);
    return added;
}

Id insert_episode(Database& database, const Minting& minting, core::Instant now) {
    database.run("INSERT INTO episodes (guid, slug, minted_at, alone) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                 minting.guid, minting.slug, to_row(now), std::int64_t{minting.alone});
    if (database.changes() == 0)
        throw core::Error(core::ErrorKind::media,
                          fmt::format("another article has the same identity, as episode '{}'", minting.slug));
    return database.last_id();
}

bool is_correction(const File& before, const std::string& audio_key, const std::string& tag_key) {
    const auto own_part = [](std::string_view key) { return key.substr(0, key.find(':')); };
    const auto corrects = [&](const std::string& earlier, const std::string& now) {
        return !earlier.empty() && own_part(earlier) != own_part(now);
    };
    return !before.audio_key.empty() && (corrects(before.audio_key, audio_key) || corrects(before.tag_key, tag_key));
}

void put_file(Database& database, Id episode, const File& file) {
    const core::Rendition& rendition = file.rendition;
    const core::Made& made = rendition.made;
    database.run("UPDATE files SET current = 0 WHERE episode = ? AND rendition = ?", episode, rendition.id);
    database.run("DELETE FROM files WHERE path = ?", rendition.path);
    database.run(
        "INSERT INTO files (episode, rendition, path, version, current, audio_key, tag_key, sha256, bytes, type, "
        "duration_ms, before_lufs, before_range, before_peak, after_lufs, after_range, after_peak, predicted, gain_db, "
        "limited_db, shortfall_lu, lane, explanation, source_format, findings, cut_ms, chapters, made_at) "
        "VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        episode, rendition.id, rendition.path, std::int64_t{file.version}, file.audio_key, file.tag_key, made.sha256,
        static_cast<std::int64_t>(made.bytes), rendition.type, std::int64_t{made.duration.count()},
        made.before.integrated_lufs, made.before.range_lu, made.before.true_peak_dbtp, made.after.integrated_lufs,
        made.after.range_lu, made.after.true_peak_dbtp, std::int64_t{made.predicted}, made.gain_db, made.limited_db,
        made.shortfall_lu, core::name(made.lane), made.explanation, made.source_format, to_json(made.findings),
        std::int64_t{made.cut.count()}, to_row(made.chapters), to_row(file.made_at));
    database.run(
        "UPDATE files SET sha256 = ?, bytes = ? WHERE episode = ? AND rendition = ? AND current = 0 AND type = ?",
        made.sha256, static_cast<std::int64_t>(made.bytes), episode, rendition.id, rendition.type);
}

bool are_one(const Saying& one, const Saying& other, bool are_pages) {
    constexpr std::int64_t day = 86400;
    if (!one.title.empty() && one.title == other.title && std::abs(one.published_at - other.published_at) < day)
        return true;
    constexpr double same_title = 0.6;
    static const std::string no_text = core::text_of({}, {}).hash;
    return are_pages && one.text_hash == other.text_hash && !one.text_hash.empty() && one.text_hash != no_text &&
           core::likeness(one.title, other.title) >= same_title;
}

std::optional<std::string> Catalog::complete(const DownloadWork& work, const std::optional<Original>& recording,
                                             const std::optional<Original>& picture, const Minting& minting,
                                             std::optional<core::Instant> next_check, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    const Id article = work.article.id;
    if (recording) {
        note_offer(database, work, *recording);
        database.run("UPDATE articles SET recording = ? WHERE id = ?", insert_original(database, *recording, now),
                     article);
        if (work.article.recording && work.article.recording->sha256 != recording->sha256)
            database.run("UPDATE articles SET replaced_at = ? WHERE id = ?", to_row(now), article);
    }
    if (recording && !has_episode(database, article)) {
        if (const auto other = same_recording(database, article, *recording)) {
            fold(database, article, other->first);
            clear_failure(database, Step::download, article);
            end_claim(database, Step::download, article, {});
            transaction.commit();
            return other->second;
        }
    }
    if (picture)
        database.run("UPDATE articles SET picture = ? WHERE id = ?", insert_original(database, *picture, now), article);
    if (work.picture_lost && !picture) forget_picture(database, article);
    if (work.recording)
        database.run("UPDATE articles SET recording_check_at = ? WHERE id = ?", to_row(next_check), article);
    if (!has_episode(database, article)) mint_for(database, article, minting, state_->dates.value_or(now));
    clear_failure(database, Step::download, article);
    end_claim(database, Step::download, article, {});
    state_->note(article);
    transaction.commit();
    return std::nullopt;
}

std::vector<KnownArticle> Catalog::unminted() {
    std::vector<KnownArticle> articles = without_episode();
    std::erase_if(articles, [](const KnownArticle& article) { return !article.recording; });
    return articles;
}

std::vector<KnownArticle> Catalog::without_episode() {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query("SELECT " + article_columns + std::string(article_joins) +
                                           "WHERE a.outcome = 'recording' AND t.episode IS NULL ORDER BY a.id");
    std::vector<KnownArticle> articles;
    while (row.step()) articles.push_back(read_article(row));
    return articles;
}

void Catalog::mint(Id article, const Minting& minting, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Transaction transaction(state_->database);
    mint_for(state_->database, article, minting, state_->dates.value_or(now));
    state_->note(article);
    transaction.commit();
}

void Catalog::complete(const MakeWork& work, const Making& making, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    File file = making.file;
    // Tags without the picture that they should have are as good as lost.
    if (making.picture_failed) file.tag_key.clear();
    database.run(
        "UPDATE episodes SET picture_path = ?, picture_sha256 = ?, picture_bytes = ?, picture_lost = 0 WHERE id = ?",
        making.picture_path, making.picture_sha256, static_cast<std::int64_t>(making.picture_bytes), work.episode);
    for (const PartWork& part : work.parts)
        database.run(
            "UPDATE parts SET recording = (SELECT recording FROM articles WHERE id = ?) WHERE episode = ? AND "
            "article = ?",
            part.article.id, work.episode, part.article.id);
    if (work.current && is_correction(*work.current, file.audio_key, making.file.tag_key))
        database.run("UPDATE episodes SET modified_at = ? WHERE id = ?", to_row(state_->dates.value_or(now)),
                     work.episode);
    put_file(database, work.episode, file);
    if (making.picture_failed)
        note_failure(database, subject_of(work), *making.picture_failed, now);
    else
        clear_failure(database, Step::make, work.episode, work.rendition);
    end_claim(database, Step::make, work.episode, work.rendition);
    for (const PartWork& part : work.parts) state_->note(part.article.id);
    transaction.commit();
}

}  // namespace catalog
