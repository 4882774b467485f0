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
    show_pictures(episode.chapters, parts);
    core::Fingerprint texts;
    std::vector<std::string> titles;
    for (Listed& one : parts) {
        titles.push_back(one.part.title);
        texts.add(one.part.title).add(one.text_hash);
        episode.synthetic = episode.synthetic || one.is_voiced || one.has_headline;
        if (!one.picture.path.empty()) entry.pictures.push_back(std::move(one.picture));
        episode.parts.push_back(std::move(one.part));
    }
    episode.lead = core::lead_of(titles);
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
        Entry* const begun = add_file(entries, id, std::move(file));
        if (begun == nullptr) continue;
        Entry& entry = *begun;
        core::Episode& episode = entry.episode;
        episode.guid = row.text();
        episode.slug = row.text();
        if (const auto modified = row.optional_integer()) episode.modified = to_instant(*modified);
        entry.archive = static_cast<std::size_t>(row.integer());
        episode.bulletin = row.text();
        episode.published = to_instant(row.integer());
        episode.title = row.text();
        entry.own_feed = row.integer() != 0;
        put_parts(entry, std::move(parts[id]));
    }
    std::erase_if(entries, [](const Entry& entry) { return entry.episode.parts.empty(); });
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

}  // namespace catalog
