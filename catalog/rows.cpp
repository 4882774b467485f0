#include "catalog/state.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace catalog {

std::vector<std::string> from_json(const std::string& text) {
    const auto list = nlohmann::json::parse(text, nullptr, false);
    return list.is_array() ? list.get<std::vector<std::string>>() : std::vector<std::string>();
}

namespace {

/// The validators are two of each part.
std::vector<LaterPart> later_parts_in(const std::string& urls, const std::string& validators) {
    std::vector<LaterPart> parts;
    const std::vector<std::string> known = from_json(validators);
    for (std::string& url : from_json(urls)) {
        const std::size_t at = parts.size() * 2;
        LaterPart& part = parts.emplace_back();
        part.url = std::move(url);
        if (at + 1 < known.size()) part.validators = {known[at], known[at + 1]};
    }
    return parts;
}

std::optional<Original> read_original(Statement& row) {
    Original source;
    source.url = row.text();
    source.sha256 = row.text();
    source.bytes = static_cast<std::uint64_t>(row.integer());
    source.validators.etag = row.text();
    source.validators.last_modified = row.text();
    source.content_type = row.text();
    source.kept = row.integer() != 0;
    source.sound = row.text();
    source.flaw = row.text();
    const std::string later_parts = row.text();
    source.later_parts = later_parts_in(later_parts, row.text());
    if (source.sha256.empty()) return std::nullopt;
    return source;
}

}  // namespace

std::int64_t to_row(core::Instant instant) {
    return instant.time_since_epoch().count();
}

std::optional<std::int64_t> to_row(const std::optional<core::Instant>& instant) {
    return instant ? std::optional(to_row(*instant)) : std::nullopt;
}

core::Instant to_instant(std::int64_t seconds) {
    return core::Instant(std::chrono::seconds(seconds));
}

std::string_view name(Step step) {
    switch (step) {
        case Step::read:
            return "read";
        case Step::download:
            return "download";
        case Step::make:
            return "make";
        case Step::align:
            return "align";
        case Step::assemble:
            return "assemble";
    }
    return {};
}

std::string to_json(const std::vector<std::string>& list) {
    return nlohmann::json(list).dump();
}

std::string to_json(const std::map<std::string, std::string>& rules) {
    return nlohmann::json(rules).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string to_row(const std::vector<std::string>& list) {
    return list.empty() ? std::string() : to_json(list);
}

std::string to_row(const std::vector<core::Chapter>& chapters) {
    if (chapters.empty()) return {};
    nlohmann::json list = nlohmann::json::array();
    for (const core::Chapter& chapter : chapters)
        list.push_back({chapter.start.count(), chapter.title, chapter.url, chapter.image});
    return list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<core::Chapter> chapters_in(const std::string& text) {
    std::vector<core::Chapter> chapters;
    for (const nlohmann::json& one : nlohmann::json::parse(text.empty() ? "[]" : text)) {
        core::Chapter& chapter = chapters.emplace_back();
        chapter.start = std::chrono::milliseconds(one.at(0).get<std::int64_t>());
        one.at(1).get_to(chapter.title);
        one.at(2).get_to(chapter.url);
        one.at(3).get_to(chapter.image);
    }
    return chapters;
}

const std::string article_columns =
    "a.id, a.source, a.url, a.file, a.file_stamp, a.listed_guid, a.listed_title, a.listed_published, "
    "a.listed_recording, a.listed_bytes, a.listed_html, a.listed_shared, a.page_was_read, a.item_changed, "
    "a.first_seen, a.etag, "
    "a.last_modified, a.reading_key, a.read_at, a.identity, "
    "a.canonical_url, a.title, a.published, a.published_at, a.modified, a.authors, a.language, a.lead, a.body, "
    "a.body_html, a.text_hash, a.image_url, a.image_caption, a.image_credit, a.section, a.keywords, a.recording_url, "
    "a.later_parts, a.tag_hash, a.replaced_at, r.url, r.sha256, r.bytes, r.etag, r.last_modified, r.content_type, "
    "r.kept, r.sound, "
    "r.flaw, r.later_parts, r.part_validators, "
    "p.url, p.sha256, p.bytes, p.etag, p.last_modified, p.content_type, p.kept, p.sound, p.flaw, "
    "p.later_parts, p.part_validators, e.guid, e.slug ";

const std::string_view article_joins =
    "FROM articles a LEFT JOIN sources r ON r.id = a.recording LEFT JOIN sources p ON p.id = a.picture "
    "LEFT JOIN parts t ON t.article = a.id LEFT JOIN episodes e ON e.id = t.episode ";

KnownArticle read_article(Statement& row) {
    KnownArticle article;
    article.id = row.integer();
    article.source = row.text();
    core::Link& link = article.link;
    link.url = row.text();
    link.file = row.text();
    link.stamp = row.text();
    link.guid = row.text();
    link.title = row.text();
    link.published = core::parse_iso8601(row.text());
    core::ListedRecording recording{row.text(), {}, 0};
    recording.bytes = static_cast<std::uint64_t>(row.integer());
    if (!recording.url.empty()) link.recording = std::move(recording);
    link.html = row.text();
    link.shares_page = row.integer() != 0;
    article.page_was_read = row.integer() != 0;
    article.item_changed = row.integer() != 0;
    article.first_seen = to_instant(row.integer());
    article.page.etag = row.text();
    article.page.last_modified = row.text();
    article.reading_key = row.text();
    article.was_read = row.optional_integer().has_value();
    article.identity = row.text();
    core::Article& content = article.content;
    content.url = row.text();
    content.title = row.text();
    content.published = core::parse_iso8601(row.text());
    // What is dated ahead of its time appears when it was first seen.
    article.published_at = std::min(to_instant(row.integer()), article.first_seen);
    content.modified = core::parse_iso8601(row.text());
    content.authors = from_json(row.text());
    content.language = row.text();
    content.lead = row.text();
    content.body = row.text();
    content.body_html = row.text();
    article.text_hash = row.text();
    content.image.url = row.text();
    content.image.caption = row.text();
    content.image.credit = row.text();
    content.section = row.text();
    content.keywords = from_json(row.text());
    if (const std::string recording_url = row.text(); !recording_url.empty())
        content.audio.push_back({recording_url, "", 0});
    content.later_parts = from_json(row.text());
    article.tag_hash = row.text();
    if (const auto replaced = row.optional_integer()) article.replaced_at = to_instant(*replaced);
    article.recording = read_original(row);
    article.picture = read_original(row);
    article.guid = row.text();
    article.slug = row.text();
    return article;
}

const std::string_view file_columns =
    "f.rendition, f.path, f.version, f.audio_key, f.tag_key, f.sha256, f.bytes, f.type, f.duration_ms, f.before_lufs, "
    "f.before_range, f.before_peak, f.after_lufs, f.after_range, f.after_peak, f.predicted, f.gain_db, f.limited_db, "
    "f.shortfall_lu, f.lane, f.explanation, f.source_format, f.findings, f.cut_ms, f.chapters, f.made_at ";

File read_file(Statement& row) {
    File file;
    core::Made& made = file.rendition.made;
    file.rendition.id = row.text();
    file.rendition.path = row.text();
    file.version = static_cast<int>(row.integer());
    file.audio_key = row.text();
    file.tag_key = row.text();
    made.sha256 = row.text();
    made.bytes = static_cast<std::uint64_t>(row.integer());
    file.rendition.type = row.text();
    made.duration = std::chrono::milliseconds(row.integer());
    for (core::Loudness* reading : {&made.before, &made.after}) {
        reading->integrated_lufs = row.real();
        reading->range_lu = row.real();
        reading->true_peak_dbtp = row.real();
    }
    made.predicted = row.integer() != 0;
    made.gain_db = row.real();
    made.limited_db = row.real();
    made.shortfall_lu = row.real();
    made.lane = core::parse_lane(row.text()).value_or(core::Lane::encode);
    made.explanation = row.text();
    made.source_format = row.text();
    made.findings = from_json(row.text());
    made.cut = std::chrono::milliseconds(row.integer());
    made.chapters = chapters_in(row.text());
    file.made_at = to_instant(row.integer());
    return file;
}

const std::string_view sound_of_episode =
    "(SELECT group_concat(sha256, '+') FROM (SELECT ss.sha256 FROM parts sp JOIN articles sa ON sa.id = sp.article "
    "JOIN "
    "sources ss ON ss.id = sa.recording WHERE sp.episode = e.id ORDER BY sp.position))";

const std::string_view source_gone =
    "(EXISTS (SELECT 1 FROM parts gt JOIN articles ga ON ga.id = gt.article JOIN sources gr ON gr.id = ga.recording "
    "WHERE gt.episode = e.id AND gr.kept = 0) OR EXISTS (SELECT 1 FROM edition_parts gt JOIN articles ga ON ga.id = "
    "gt.article JOIN sources gr ON gr.id = ga.recording WHERE gt.episode = e.id AND gr.kept = 0)) ";

const std::string_view is_of_same_sound =
    "(f.audio_key = '' OR k.audio_key = '' OR substr(f.audio_key, 1, instr(f.audio_key, ':')) = substr(k.audio_key, 1, "
    "instr(k.audio_key, ':'))) ";

const std::string_view tags_of_episode =
    "(SELECT group_concat(tag_hash, '+') FROM (SELECT ta.tag_hash FROM parts tp JOIN articles ta ON ta.id = tp.article "
    "WHERE tp.episode = e.id ORDER BY tp.position)) || ':' || n.show || ':' || coalesce((SELECT ts.sha256 FROM parts "
    "tp "
    "JOIN articles ta ON ta.id = tp.article JOIN sources ts ON ts.id = ta.picture WHERE tp.episode = e.id AND "
    "tp.position = 0), '')";

std::string picture_in(const std::string& tag_key) {
    return tag_key.substr(tag_key.rfind(':') + 1);
}

const std::string_view read_along_of_episode =
    "coalesce(CASE e.alone WHEN 1 THEN (SELECT kf.audio_key FROM files kf WHERE kf.episode = e.id AND kf.rendition = "
    "'enclosure' AND kf.current = 1) ELSE (SELECT group_concat(ks.sha256, '+') FROM parts kp JOIN articles ka ON ka.id "
    "= kp.article JOIN sources ks ON ks.id = ka.recording WHERE kp.episode = e.id) END, '') || ':' || (SELECT "
    "group_concat(words, '+') FROM (SELECT wa.text_hash || '.' || hex(wa.title || "
    "wa.authors "
    "|| wa.lead) AS words FROM parts wp JOIN articles wa ON wa.id = wp.article WHERE wp.episode = e.id ORDER BY "
    "wp.position))";

}  // namespace catalog
