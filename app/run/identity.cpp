#include "app/run/identity.h"

#include "core/hash.h"
#include "core/text.h"
#include "fetch/markup/url.h"
#include "fetch/markup/url_identity.h"

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

namespace {

/// Whether an item and another with the same recording are one: it was given a new GUID, or stands twice.
bool is_one(const core::Link& a, const core::Link& b) {
    return a.title == b.title && a.published == b.published;
}

/// How often the links of one listing claim what should name one of them.
class Claims {
public:
    explicit Claims(const std::vector<core::Link>& links) {
        for (const core::Link& link : links) {
            if (!link.guid.empty()) ++guids_[link.guid];
            if (!link.recording) continue;
            claim(sounds_, fetch::unsigned_identity_of(link.recording->url), link);
            claim(recordings_, fetch::identity_of(link.recording->url), link);
            if (!link.url.empty()) claim(pages_, fetch::identity_of(link.url), link);
        }
    }

    bool has_guid(const core::Link& link) const { return !link.guid.empty() && guids_.at(link.guid) == 1; }
    /// Of its recording; empty where others that are not one with it name the same.
    std::string sound(const core::Link& link) const {
        std::string sound = fetch::unsigned_identity_of(link.recording->url);
        if (sounds_.at(sound).one) return sound;
        sound = fetch::identity_of(link.recording->url);
        return recordings_.at(sound).one ? sound : std::string();
    }
    bool has_page(const core::Link& link) const {
        return !link.url.empty() && pages_.at(fetch::identity_of(link.url)).one && !fetch::is_home_page(link.url) &&
               fetch::unsigned_identity_of(link.url) != fetch::unsigned_identity_of(link.recording->url);
    }

private:
    struct Claim {
        const core::Link* first = nullptr;
        bool one = true;  ///< all that claim it are one item
    };
    using Table = std::map<std::string, Claim>;
    static void claim(Table& table, const std::string& name, const core::Link& link) {
        Claim& claim = table[name];
        if (claim.first == nullptr) claim.first = &link;
        claim.one = claim.one && is_one(*claim.first, link);
    }

    std::map<std::string, int> guids_;
    Table sounds_;
    Table recordings_;
    Table pages_;
};

/// And the name by which the same was known while identities were not composed (NFC).
void add_key(std::vector<std::string>& keys, std::string_view kind, const std::string& identity,
             const std::string& url) {
    keys.push_back(std::string(kind) + identity);
    if (const std::string former = fetch::former_identity_of(url); !former.empty() && former != identity)
        keys.push_back(std::string(kind) + former);
}

}  // namespace

std::vector<catalog::Found> found_from(const std::vector<core::Link>& links) {
    const Claims claims(links);
    std::vector<catalog::Found> found;
    for (const core::Link& link : links) {
        catalog::Found one;
        one.link = link;
        one.link.title = core::collapse_space(core::clean_utf8(link.title));
        one.link.html = core::valid_utf8(link.html);
        if (!link.file.empty()) one.keys.push_back("file:" + link.file.string());
        if (claims.has_guid(link))
            one.keys.push_back("guid:" + link.guid);
        else
            one.link.guid.clear();
        const std::string page = link.url.empty() ? std::string() : "url:" + fetch::identity_of(link.url);
        if (link.recording) {
            one.sound = claims.sound(link);
            if (!one.sound.empty()) add_key(one.keys, "audio:", one.sound, link.recording->url);
            if (link.guid.empty()) one.formerly = "audio:" + fetch::identity_of(link.recording->url);
            one.link.shares_page = !link.url.empty() && !claims.has_page(link);
            if (!one.link.shares_page) one.place = page;
        } else if (!page.empty()) {
            add_key(one.keys, "url:", page.substr(4), link.url);
        }
        // Where several items name one recording and have nothing else, what they say tells them apart.
        if (one.keys.empty() && link.recording)
            one.keys.push_back("text:" + core::sha256(link.recording->url + "\n" + one.link.title));
        if (one.keys.empty()) continue;
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
    // Addresses were composed when the file was read.
    for (const std::string& name : {core::name(source), kind_and_address(source)})
        if (!core::is_composed(name)) former.push_back(core::composed(name));
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
    if (!article.url.empty() && !link.shares_page) return "url:" + fetch::identity_of(article.url);
    if (!link.url.empty() && !link.shares_page) return "url:" + fetch::identity_of(link.url);
    if (!recording_url.empty()) return "audio:" + fetch::unsigned_identity_of(recording_url);
    return "text:" + core::sha256(article.title + "\n" +
                                  (article.published ? core::format_iso8601(*article.published) : std::string()));
}

std::string other_identity_of(const core::Link& link, const core::Article& article) {
    return "text:" +
           core::sha256(link.url + "\n" + (link.recording ? link.recording->url : std::string()) + "\n" +
                        article.title + (article.published ? core::format_iso8601(*article.published) : std::string()));
}

std::vector<std::string> keys_of(const core::Link& link, const core::Article& article,
                                 const std::string& recording_url) {
    std::vector<std::string> keys;
    if (!article.url.empty() && !link.shares_page) keys.push_back("url:" + fetch::identity_of(article.url));
    // Pages may share a recording; a text that has nothing else to go by is told by it.
    if (keys.empty() && link.url.empty()) keys.push_back(identity_of(link, article, recording_url));
    return keys;
}

std::string mint_guid(const core::Show& show, const std::string& identity) {
    return core::uuid_v5(guid_namespace(), show.id + "\n" + identity);
}

std::string edition_slug(const core::Show& show, const std::string& bulletin, core::Instant at,
                         const std::string& guid) {
    const std::string day = core::format_iso8601(core::to_written(at, show.timezone)).substr(0, 10);
    return day + "-" + core::slug(bulletin, 50) + "-" + core::sha256(guid).substr(0, 6);
}

std::string slug_of(const core::Show& show, const catalog::KnownArticle& article, const std::string& guid) {
    const std::string day = core::format_iso8601(core::to_written(article.published_at, show.timezone)).substr(0, 10);
    const std::string title = core::slug(article.content.title, 50);
    return day + (title.empty() ? "" : "-" + title) + "-" + core::sha256(guid).substr(0, 6);
}

}  // namespace app
