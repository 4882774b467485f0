#include "app/identity.h"

#include "app/values.h"
#include "core/hash.h"
#include "core/text.h"
#include "fetch/url.h"
#include "transcode/prepare.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <map>

namespace app {

namespace {

/// The namespace of the program's own GUIDs: UUIDv5 of "newscast" among DNS names.
const std::string& guid_namespace() {
    static const std::string uuid = core::uuid_v5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "newscast");
    return uuid;
}

/// Size and time of modification to the nanosecond; "" for a file that is gone.
std::string stamp_of(const std::filesystem::path& file) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(file, failed);
    const auto time = std::filesystem::last_write_time(file, failed);
    return failed ? std::string() : fmt::format("{} {}", size, time.time_since_epoch().count());
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

}  // namespace

std::vector<catalog::Found> found_from(const std::vector<fetch::Link>& links) {
    std::map<std::string, int> guid_uses;
    for (const fetch::Link& link : links) ++guid_uses[link.guid];
    std::vector<catalog::Found> found;
    for (const fetch::Link& link : links) {
        catalog::Found one;
        const bool guid_is_its_own = !link.guid.empty() && guid_uses[link.guid] == 1;
        if (!link.url.empty()) one.keys.push_back("url:" + fetch::identity_of(link.url));
        if (!link.file.empty()) one.keys.push_back("file:" + link.file.string());
        if (guid_is_its_own) one.keys.push_back("guid:" + link.guid);
        if (one.keys.empty() && link.recording) one.keys.push_back("audio:" + fetch::identity_of(link.recording->url));
        if (one.keys.empty()) continue;
        one.url = link.url;
        one.file = link.file.string();
        if (!link.file.empty()) one.stamp = stamp_of(link.file);
        if (guid_is_its_own) one.guid = link.guid;
        one.title = core::collapse_space(core::clean_utf8(link.title));
        one.published = link.published;
        if (link.recording) {
            one.recording_url = link.recording->url;
            one.recording_bytes = link.recording->bytes;
        }
        found.push_back(std::move(one));
    }
    return found;
}

std::string identity_of(const catalog::Found& found, const core::Article& article, const std::string& recording_url) {
    if (!found.guid.empty()) return "guid:" + found.guid;
    if (!article.url.empty()) return "url:" + fetch::identity_of(article.url);
    if (!found.url.empty()) return "url:" + fetch::identity_of(found.url);
    if (!recording_url.empty()) return "audio:" + fetch::identity_of(recording_url);
    return "text:" + core::sha256(article.title + "\n" +
                                  (article.published ? core::format_iso8601(*article.published) : std::string()));
}

std::vector<std::string> keys_of(const catalog::Found& found, const core::Article& article,
                                 const std::string& recording_url) {
    std::vector<std::string> keys;
    if (!article.url.empty()) keys.push_back("url:" + fetch::identity_of(article.url));
    // Pages may share a recording; a text that has nothing else to go by is told by it.
    if (keys.empty() && found.url.empty()) keys.push_back(identity_of(found, article, recording_url));
    return keys;
}

std::string mint_guid(const core::Show& show, const std::string& identity) {
    return core::uuid_v5(guid_namespace(), show.id + "\n" + identity);
}

std::string slug_of(const core::Show& show, const catalog::Article& article, const std::string& guid) {
    const std::string day = core::format_iso8601(core::to_written(article.published_at, show.timezone)).substr(0, 10);
    const std::string title = core::slug(article.content.title, 50);
    return day + (title.empty() ? "" : "-" + title) + "-" + core::sha256(guid).substr(0, 6);
}

std::string tag_hash(const core::Article& article, core::Instant published_at) {
    const nlohmann::json shown{{"title", article.title},
                               {"authors", article.authors},
                               {"language", article.language},
                               {"lead", article.lead},
                               {"body", article.body},
                               {"url", article.url},
                               {"published", published_at.time_since_epoch().count()}};
    return core::sha256(shown.dump());
}

catalog::Keys keys_from(const config::Config& config, const std::string& cover_sha256) {
    const core::Show& show = config.show;
    const nlohmann::json shown{{"title", show.title},         {"author", show.author},     {"owner", show.owner.name},
                               {"website", show.website},     {"feed", show.feed_url()},   {"language", show.language},
                               {"copyright", show.copyright}, {"timezone", show.timezone}, {"cover", cover_sha256}};
    catalog::Keys keys;
    keys.recipe = core::sha256(to_json(config.recipe).dump() + transcode::processing_version()).substr(0, 32);
    keys.show = core::sha256(shown.dump()).substr(0, 32);
    return keys;
}

std::string link_of(const core::Show& show, const catalog::Article& article) {
    if (!article.content.url.empty()) return article.content.url;
    return article.found.url.empty() ? show.website : article.found.url;
}

core::Tags tags_for(const config::Config& config, const catalog::Article& article, const std::string& guid,
                    std::string cover) {
    const core::Show& show = config.show;
    const core::Article& content = article.content;
    core::Tags tags;
    tags.title = content.title;
    tags.artist = content.authors.empty() ? show.author : joined(content.authors);
    tags.album = show.title;
    tags.date = core::format_iso8601(core::to_written(article.published_at, show.timezone)).substr(0, 19);
    tags.language = content.language.empty() ? show.language : content.language;
    tags.lead = content.lead;
    tags.lyrics = content.body;
    tags.article_url = link_of(show, article);
    tags.guid = guid;
    tags.feed_url = show.feed_url();
    tags.publisher = show.owner.name.empty() ? show.author : show.owner.name;
    tags.copyright = show.copyright;
    tags.cover = std::move(cover);
    return tags;
}

}  // namespace app
