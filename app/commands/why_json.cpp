#include "app/commands/why_json.h"

#include "app/record/facts.h"
#include "core/time.h"
#include "fetch/markup/url.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace app {

namespace {

using nlohmann::json;

std::string utc(core::Instant instant) {
    return core::format_iso8601(core::to_written(instant, "UTC"));
}

json utc(const std::optional<core::Instant>& instant) {
    return instant ? json(utc(*instant)) : json(nullptr);
}

json text(const std::string& value) {
    return value.empty() ? json(nullptr) : json(value);
}

json url(const std::string& value) {
    return core::is_voiced(value) ? json(nullptr) : text(fetch::printable(value));
}

json json_of(const std::optional<catalog::Original>& original, const std::optional<core::Instant>& at) {
    if (!original) return nullptr;
    json parts = json::array();
    for (const catalog::LaterPart& part : original->later_parts) parts.push_back(fetch::printable(part.url));
    return {{"url", url(original->url)},
            {"bytes", original->bytes},
            {"type", text(original->content_type)},
            {"sha256", original->sha256},
            {"at", utc(at)},
            {"kept", original->kept},
            {"flaw", text(original->flaw)},
            {"etag", text(original->validators.etag)},
            {"last_modified", text(original->validators.last_modified)},
            {"later_parts", std::move(parts)}};
}

json json_of(const Known& known, const catalog::ArticleRecord& article) {
    const catalog::KnownArticle& what = article.known;
    return {{"source", text(what.source)},
            {"source_is_configured", known.source.has_value()},
            {"url", url(what.link.url)},
            {"canonical_url", url(what.content.url)},
            {"local_file", text(what.link.file.string())},
            {"listed_guid", text(what.link.guid)},
            {"listed_title", text(what.link.title)},
            {"listed_recording", url(what.link.recording ? what.link.recording->url : std::string())},
            {"names", article.names},
            {"first_seen", utc(what.first_seen)},
            {"outcome", article.outcome},
            {"read_at", utc(article.read_at)},
            {"page_was_read", what.page_was_read},
            {"page_is_now", text(article.told)},
            {"etag", text(what.page.etag)},
            {"last_modified", text(what.page.last_modified)},
            {"rules", article.found_by},
            {"xpath", known.rules.xpath},
            {"audio_url", text(known.rules.audio_url)},
            {"next_look", utc(article.next_look)},
            {"next_look_at_recording", utc(article.next_look_at_recording)},
            {"recording_url", url(what.content.audio.empty() ? std::string() : what.content.audio.front().url)},
            {"recording_is_shared", article.is_shared},
            {"recording", json_of(what.recording, article.recording_at)},
            {"picture", json_of(what.picture, article.picture_at)}};
}

json json_of(const catalog::FileRecord& record) {
    const core::Rendition& file = record.file.rendition;
    json value = facts_of(file.made);
    value["rendition"] = file.id;
    value["path"] = file.path;
    value["type"] = file.type;
    value["version"] = record.file.version;
    value["made_at"] = utc(record.file.made_at);
    value["is_current"] = record.is_current;
    value["is_lost"] = record.is_current && record.file.audio_key.empty();
    return value;
}

json json_of(const catalog::EpisodeRecord& episode) {
    json files = json::array();
    for (const catalog::FileRecord& file : episode.files) files.push_back(json_of(file));
    json members = json::array();
    for (const catalog::EditionMember& member : episode.members)
        members.push_back({{"title", member.title},
                           {"url", url(member.url)},
                           {"is_heard", member.is_heard},
                           {"start_ms", member.start.count()}});
    json withdrawn = nullptr;
    if (episode.withdrawn) withdrawn = {{"at", utc(episode.withdrawn->at)}, {"reason", episode.withdrawn->reason}};
    return {{"guid", episode.guid},
            {"slug", episode.slug},
            {"minted_at", utc(episode.minted_at)},
            {"modified_at", utc(episode.modified_at)},
            {"alone", episode.alone},
            {"bulletin", text(episode.bulletin)},
            {"members", std::move(members)},
            {"files", std::move(files)},
            {"picture", text(episode.picture.path)},
            {"transcript",
             {{"timing", core::name(episode.read_along.timing)},
              {"reason", text(episode.read_along.reason)},
              {"confidence", episode.read_along.confidence},
              {"sentences", episode.read_along.sentences},
              {"read", episode.read_along.read}}},
            {"withdrawn", std::move(withdrawn)}};
}

json json_of(const PublishedAt& at) {
    return {{"feed", at.feed}, {"archive", text(at.archive)}, {"page", text(at.page)}, {"recordings", at.recordings}};
}

}  // namespace

json json_of(const catalog::Failure& failure) {
    return {{"step", catalog::name(failure.step)}, {"rendition", failure.rendition},
            {"kind", catalog::name(failure.kind)}, {"message", failure.message},
            {"attempts", failure.attempts},        {"first", utc(failure.first)},
            {"last", utc(failure.last)},           {"next_try", utc(failure.next_try)}};
}

json json_of(const config::Config& show, const Known& known) {
    const catalog::Dossier& dossier = known.dossier;
    json failures = json::array();
    for (const catalog::Failure& failure : dossier.failures) failures.push_back(json_of(failure));
    json claims = json::array();
    for (const catalog::Claim& claim : dossier.claims)
        claims.push_back({{"step", catalog::name(claim.step)},
                          {"rendition", claim.rendition},
                          {"owner", claim.owner},
                          {"until", utc(claim.until)}});
    json editions = json::array();
    for (const catalog::EditionPlace& place : dossier.editions)
        editions.push_back({{"guid", place.guid},
                            {"bulletin", place.bulletin},
                            {"title", place.title},
                            {"is_heard", place.is_heard},
                            {"start_ms", place.start.count()}});
    return {{"show", show.show.id},
            {"title", known.standing.name},
            {"guid", text(known.standing.guid)},
            {"date", utc(known.standing.date)},
            {"state", catalog::name(known.standing.stage)},
            {"step", text(known.standing.step)},
            {"next", known.next},
            {"same_as", known.original
                            ? text(known.original->guid.empty() ? known.original->listed_url : known.original->guid)
                            : json(nullptr)},
            {"published", known.published ? json_of(*known.published) : json(nullptr)},
            {"article", dossier.article ? json_of(known, *dossier.article) : json(nullptr)},
            {"episode", dossier.episode ? json_of(*dossier.episode) : json(nullptr)},
            {"editions", std::move(editions)},
            {"failures", std::move(failures)},
            {"claims", std::move(claims)}};
}

}  // namespace app
