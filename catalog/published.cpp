#include "catalog/state.h"

#include <algorithm>
#include <iterator>

namespace catalog {

namespace {

void read_episode(Statement& row, core::Episode& episode) {
    episode.title = row.text();
    episode.link = row.text();
    if (const std::string listed = row.text(); episode.link.empty()) episode.link = listed;
    episode.published = to_instant(row.integer());
    episode.authors = from_json(row.text());
    episode.language = row.text();
    episode.lead = row.text();
    episode.text.hash = row.text();
    episode.article_image.url = row.text();
    episode.article_image.caption = row.text();
    episode.article_image.credit = row.text();
    core::ReadAlong& read_along = episode.read_along;
    read_along.timing = core::parse_timing(row.text()).value_or(core::Timing::unknown);
    read_along.reason = row.text();
    read_along.confidence = row.real();
    read_along.sentences = static_cast<std::size_t>(row.integer());
    read_along.read = static_cast<std::size_t>(row.integer());
    read_along.hash = row.text();
}

/// Those of a picture of its own.
void read_sizes(Statement& row, Entry& entry) {
    core::Episode& episode = entry.episode;
    const auto read = [&row] {
        OwnPicture picture;
        picture.path = row.text();
        picture.sha256 = row.text();
        picture.bytes = static_cast<std::uint64_t>(row.integer());
        return picture;
    };
    const OwnPicture thumbnail = read();
    const OwnPicture page = read();
    episode.thumbnail_path = thumbnail.path;
    episode.page_picture.path = page.path;
    episode.page_picture.width = static_cast<int>(row.integer());
    episode.page_picture.height = static_cast<int>(row.integer());
    for (const OwnPicture& picture : {thumbnail, page})
        if (!picture.path.empty()) entry.pictures.push_back(picture);
}

}  // namespace

Entry* add_file(std::vector<Entry>& entries, Id episode, File file) {
    const bool is_further = !entries.empty() && entries.back().id == episode;
    Entry& entry = is_further ? entries.back() : entries.emplace_back();
    if (file.audio_key.empty()) entry.lost_files.insert(file.rendition.path);
    if (!is_further) {
        entry.id = episode;
        entry.episode.chapters = file.rendition.made.chapters;
    }
    entry.episode.renditions.push_back(std::move(file.rendition));
    return is_further ? nullptr : &entry;
}

std::vector<Entry> Catalog::published() {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Statement row = database.query(
        "SELECT " + std::string(file_columns) +
        ", e.id, e.guid, e.slug, e.modified_at, e.picture_path, e.picture_sha256, e.picture_bytes, e.archive, "
        "coalesce(pt.path, ''), coalesce(pt.sha256, ''), coalesce(pt.bytes, 0), coalesce(pp.path, ''), "
        "coalesce(pp.sha256, ''), coalesce(pp.bytes, 0), coalesce(pp.width, 0), coalesce(pp.height, 0), r.url, "
        "r.flaw, a.title, a.canonical_url, a.url, min(a.published_at, a.first_seen), a.authors, a.language, a.lead, "
        "a.text_hash, a.image_url, "
        "a.image_caption, a.image_credit, coalesce(l.timing, 'unknown'), coalesce(l.reason, ''), "
        "coalesce(l.confidence, "
        "0.0), coalesce(l.sentences, 0), coalesce(l.read, 0), coalesce(l.hash, '') FROM episodes e JOIN parts t ON "
        "t.episode = e.id AND t.position = 0 JOIN "
        "articles a ON a.id = t.article LEFT JOIN sources r ON r.id = a.recording JOIN files k ON k.episode = e.id AND "
        "k.rendition = 'enclosure' AND k.current = 1 JOIN files f ON f.episode = e.id AND f.current = 1 AND " +
        std::string(is_of_same_sound) +
        "LEFT JOIN picture_sizes pt ON pt.picture = e.picture_sha256 AND pt.size = 'thumbnail' LEFT JOIN "
        "picture_sizes pp ON pp.picture = e.picture_sha256 AND pp.size = 'page' LEFT JOIN read_alongs l ON l.episode = "
        "e.id AND l.key = " +
        std::string(read_along_of_episode) + " WHERE " + std::string(not_withdrawn) +
        "ORDER BY min(a.published_at, a.first_seen) DESC, e.guid, f.rendition <> 'enclosure', f.rendition");
    std::vector<Entry> entries;
    while (row.step()) {
        File file = read_file(row);
        Entry* const begun = add_file(entries, row.integer(), std::move(file));
        if (begun == nullptr) continue;
        Entry& entry = *begun;
        core::Episode& episode = entry.episode;
        episode.guid = row.text();
        episode.slug = row.text();
        if (const auto modified = row.optional_integer()) episode.modified = to_instant(*modified);
        episode.image_path = row.text();
        entry.picture_sha256 = row.text();
        entry.picture_bytes = static_cast<std::uint64_t>(row.integer());
        entry.archive = static_cast<std::size_t>(row.integer());
        read_sizes(row, entry);
        entry.recording_url = row.text();
        entry.recording_flaw = row.text();
        read_episode(row, episode);
        episode.parts = {{{}, episode.title, episode.link}};
        episode.synthetic = core::is_voiced(entry.recording_url);
    }
    std::ranges::move(published_editions(database), std::back_inserter(entries));
    std::ranges::stable_sort(entries, std::ranges::greater{}, [](const Entry& one) { return one.episode.published; });
    return entries;
}

core::Text Catalog::text(Id episode) {
    const std::lock_guard lock(state_->mutex);
    if (is_edition(state_->database, episode)) return text_of_edition(state_->database, episode);
    Statement row = state_->database.query(
        "SELECT a.body, a.body_html, a.text_hash FROM parts t JOIN articles a ON a.id = t.article WHERE t.episode = ? "
        "AND t.position = 0",
        episode);
    core::Text text;
    if (!row.step()) return text;
    text.body = row.text();
    text.body_html = row.text();
    text.hash = row.text();
    return text;
}

std::vector<EarlierFile> Catalog::earlier_files() {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query(
        "SELECT o.path, o.type, o.sha256, o.bytes, c.path, c.type FROM files o JOIN files c ON "
        "c.episode = o.episode AND c.rendition = o.rendition AND c.current = 1 JOIN episodes e ON e.id = o.episode "
        "WHERE o.current = 0 AND NOT EXISTS (SELECT 1 FROM tombstones w WHERE w.guid = e.guid) ORDER BY o.path");
    std::vector<EarlierFile> files;
    while (row.step()) {
        EarlierFile file;
        file.path = row.text();
        file.type = row.text();
        file.sha256 = row.text();
        file.bytes = static_cast<std::uint64_t>(row.integer());
        file.current_path = row.text();
        file.current_type = row.text();
        files.push_back(std::move(file));
    }
    return files;
}

void Catalog::forget_file(const std::string& path) {
    const std::lock_guard lock(state_->mutex);
    state_->forget_waiting();
    // The name stays taken, so that what is made instead gets another one if its bytes differ.
    // What its tags were made with is still known, the picture among it.
    state_->database.run("UPDATE files SET audio_key = '' WHERE path = ?", path);
}

void Catalog::lose_picture(Id episode) {
    const std::lock_guard lock(state_->mutex);
    state_->forget_waiting();
    state_->database.run("UPDATE episodes SET picture_lost = 1 WHERE id = ?", episode);
}

void Catalog::set_picture(Id episode, const std::string& sha256, std::uint64_t bytes) {
    const std::lock_guard lock(state_->mutex);
    state_->database.run("UPDATE episodes SET picture_sha256 = ?, picture_bytes = ? WHERE id = ?", sha256,
                         static_cast<std::int64_t>(bytes), episode);
}

std::vector<std::string> Catalog::recipe_keys(const std::string& rendition) {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query(
        "SELECT substr(audio_key, instr(audio_key, ':') + 1) AS recipe FROM files WHERE rendition = ? AND current = 1 "
        "AND audio_key <> '' GROUP BY recipe ORDER BY max(made_at) DESC",
        rendition);
    std::vector<std::string> keys;
    while (row.step()) keys.push_back(row.text());
    return keys;
}

std::vector<std::string> Catalog::show_keys() {
    const std::lock_guard lock(state_->mutex);
    // The show's part stands between two colons.
    Statement row = state_->database.query(
        "SELECT substr(rest, 1, instr(rest, ':') - 1) AS show FROM (SELECT substr(tag_key, instr(tag_key, ':') + 1) AS "
        "rest, made_at FROM files WHERE current = 1 AND tag_key <> '') GROUP BY show ORDER BY max(made_at) DESC");
    std::vector<std::string> keys;
    while (row.step()) keys.push_back(row.text());
    return keys;
}

void Catalog::withdraw(const std::string& guid, const std::string& reason, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    Database& database = state_->database;
    Transaction transaction(database);
    database.run(
        "INSERT INTO tombstones (guid, reason, at) VALUES (?, ?, ?) ON CONFLICT (guid) DO UPDATE SET reason = "
        "excluded.reason",
        guid, reason, to_row(now));
    // Its files go; were it restored, they would have to be made again.
    database.run(
        "UPDATE files SET audio_key = '', tag_key = '' WHERE episode = (SELECT id FROM episodes WHERE guid = ?)", guid);
    database.run("UPDATE episodes SET picture_lost = picture_path <> '' WHERE guid = ?", guid);
    transaction.commit();
}

bool Catalog::restore(const std::string& guid) {
    const std::lock_guard lock(state_->mutex);
    state_->forget_waiting();
    state_->database.run("DELETE FROM tombstones WHERE guid = ?", guid);
    return state_->database.changes() > 0;
}

std::size_t Catalog::restore_premature(core::Instant kept_since, core::Instant now) {
    const std::lock_guard lock(state_->mutex);
    state_->forget_waiting();
    state_->database.run(
        "DELETE FROM tombstones WHERE reason = ?1 AND at > ?2 AND guid IN (SELECT e.guid FROM episodes e JOIN parts t "
        "ON "
        "t.episode = e.id AND t.position = 0 JOIN articles a ON a.id = t.article WHERE min(a.published_at, "
        "a.first_seen) >= ?3 UNION SELECT e.guid FROM editions d JOIN episodes e ON e.id = d.episode WHERE d.at >= ?3)",
        std::string_view(past_keep_days), to_row(now), to_row(kept_since));
    return static_cast<std::size_t>(state_->database.changes());
}

std::size_t Catalog::minted_since(core::Instant moment) {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query("SELECT count(*) FROM episodes WHERE minted_at > ?", to_row(moment));
    row.step();
    return static_cast<std::size_t>(row.integer());
}

std::vector<std::string> Catalog::withdrawn() {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query("SELECT guid FROM tombstones ORDER BY guid");
    std::vector<std::string> guids;
    while (row.step()) guids.push_back(row.text());
    return guids;
}

std::vector<std::string> Catalog::kept_sources() {
    const std::lock_guard lock(state_->mutex);
    Statement row = state_->database.query("SELECT DISTINCT sha256 FROM sources WHERE kept = 1");
    std::vector<std::string> hashes;
    while (row.step()) hashes.push_back(row.text());
    return hashes;
}

void Catalog::drop_sources_before(core::Instant moment) {
    const std::lock_guard lock(state_->mutex);
    state_->forget_waiting();
    state_->database.run(
        "UPDATE sources SET kept = 0 WHERE kept = 1 AND (fetched_at < ? OR id NOT IN "
        "(SELECT recording FROM articles WHERE recording IS NOT NULL "
        "UNION SELECT picture FROM articles WHERE picture IS NOT NULL UNION SELECT source FROM spoken WHERE used_at >= "
        "?))",
        to_row(moment), to_row(moment));
}

void Catalog::lose_source(const std::string& sha256) {
    const std::lock_guard lock(state_->mutex);
    state_->forget_waiting();
    state_->database.run("UPDATE sources SET kept = 0 WHERE sha256 = ?", sha256);
}

}  // namespace catalog
