#include "app/run/identity.h"

#include "core/hash.h"
#include "core/text.h"
#include "fetch/markup/url.h"

#include <fmt/core.h>

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

}  // namespace

std::vector<catalog::Found> found_from(const std::vector<core::Link>& links) {
    std::map<std::string, int> guid_uses;
    for (const core::Link& link : links) ++guid_uses[link.guid];
    std::vector<catalog::Found> found;
    for (const core::Link& link : links) {
        catalog::Found one{{}, link};
        const bool guid_is_its_own = !link.guid.empty() && guid_uses[link.guid] == 1;
        if (!link.url.empty()) one.keys.push_back("url:" + fetch::identity_of(link.url));
        if (!link.file.empty()) one.keys.push_back("file:" + link.file.string());
        if (guid_is_its_own) one.keys.push_back("guid:" + link.guid);
        if (one.keys.empty() && link.recording) one.keys.push_back("audio:" + fetch::identity_of(link.recording->url));
        if (one.keys.empty()) continue;
        if (!guid_is_its_own) one.link.guid.clear();
        one.link.title = core::collapse_space(core::clean_utf8(link.title));
        if (!link.file.empty()) one.link.stamp = stamp_of(link.file);
        found.push_back(std::move(one));
    }
    return found;
}

namespace {

std::string kind_and_address(const core::Source& source) {
    return fmt::format("{} {}", core::name(source.kind), core::name(source));
}

}  // namespace

std::vector<std::string> former_identities(const core::Source& source) {
    std::vector<std::string> former{core::name(source)};
    if (!source.id.empty()) former.push_back(kind_and_address(source));
    return former;
}

std::vector<std::string> source_identities(const std::vector<core::Source>& sources) {
    std::map<std::string, int> uses;
    std::vector<std::string> identities;
    for (const core::Source& source : sources) {
        std::string identity = source.id.empty() ? kind_and_address(source) : "id " + source.id;
        if (const int use = ++uses[identity]; use > 1) identity += fmt::format(" #{}", use);
        identities.push_back(std::move(identity));
    }
    return identities;
}

std::string identity_of(const core::Link& link, const core::Article& article, const std::string& recording_url) {
    if (!link.guid.empty()) return "guid:" + link.guid;
    if (!article.url.empty()) return "url:" + fetch::identity_of(article.url);
    if (!link.url.empty()) return "url:" + fetch::identity_of(link.url);
    if (!recording_url.empty()) return "audio:" + fetch::identity_of(recording_url);
    return "text:" + core::sha256(article.title + "\n" +
                                  (article.published ? core::format_iso8601(*article.published) : std::string()));
}

std::vector<std::string> keys_of(const core::Link& link, const core::Article& article,
                                 const std::string& recording_url) {
    std::vector<std::string> keys;
    if (!article.url.empty()) keys.push_back("url:" + fetch::identity_of(article.url));
    // Pages may share a recording; a text that has nothing else to go by is told by it.
    if (keys.empty() && link.url.empty()) keys.push_back(identity_of(link, article, recording_url));
    return keys;
}

std::string mint_guid(const core::Show& show, const std::string& identity) {
    return core::uuid_v5(guid_namespace(), show.id + "\n" + identity);
}

std::string slug_of(const core::Show& show, const catalog::KnownArticle& article, const std::string& guid) {
    const std::string day = core::format_iso8601(core::to_written(article.published_at, show.timezone)).substr(0, 10);
    const std::string title = core::slug(article.content.title, 50);
    return day + (title.empty() ? "" : "-" + title) + "-" + core::sha256(guid).substr(0, 6);
}

}  // namespace app
