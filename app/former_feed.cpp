#include "app/former_feed.h"

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/text.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <set>

namespace app {

using nlohmann::json;

namespace {

[[noreturn]] void refuse(const std::string& reason) {
    throw core::Error(core::ErrorKind::config, reason);
}

/// One line of clean text; empty where there is none.
std::string line_of(const json& object, const char* key, const std::string& place) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return {};
    if (!found->is_string()) refuse(fmt::format("{}'s {} is no text", place, key));
    return core::collapse_space(core::clean_utf8(found->get<std::string>()));
}

FormerItem item_of(const json& value, const std::string& place) {
    if (!value.is_object()) refuse(place + " is no object");
    FormerItem item;
    item.guid = line_of(value, "guid", place);
    if (item.guid.empty()) refuse(place + " has no guid");
    item.title = line_of(value, "title", place);
    item.link = line_of(value, "link", place);
    item.enclosure = line_of(value, "enclosure", place);
    if (const std::string published = line_of(value, "published", place); !published.empty()) {
        item.published = core::parse_iso8601(published);
        if (!item.published) refuse(place + "'s published is no time like 2024-07-08T10:00:11+07:00");
    }
    return item;
}

}  // namespace

std::string text_of(const FormerFeed& feed) {
    // In this order, which is how a person reads them.
    nlohmann::ordered_json items = nlohmann::ordered_json::array();
    for (const FormerItem& item : feed.items)
        items.push_back({{"guid", item.guid},
                         {"title", item.title},
                         {"published", item.published ? core::format_iso8601(*item.published) : ""},
                         {"link", item.link},
                         {"enclosure", item.enclosure}});
    const nlohmann::ordered_json all{{"feed", feed.address}, {"podcast_guid", feed.podcast_guid}, {"items", items}};
    return all.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

FormerFeed read_former_feed(std::string_view text) {
    const json all = json::parse(text, nullptr, false);
    if (all.is_discarded()) refuse("it is no JSON");
    if (!all.is_object() || !all.contains("items") || !all["items"].is_array()) refuse("it has no list of items");
    FormerFeed feed;
    feed.address = line_of(all, "feed", "it");
    feed.podcast_guid = line_of(all, "podcast_guid", "it");
    std::set<std::string> guids;
    for (const json& value : all["items"]) {
        FormerItem item = item_of(value, fmt::format("item {}", feed.items.size() + 1));
        if (!guids.insert(item.guid).second) refuse(fmt::format("two items have the guid '{}'", item.guid));
        feed.items.push_back(std::move(item));
    }
    return feed;
}

FormerFeed former_feed_of(const config::Config& config) {
    const std::filesystem::path& file = config.show.former_feed;
    if (file.empty()) return {};
    try {
        return read_former_feed(core::read_file(file));
    } catch (const core::Error& error) {
        // A file that is not there was named wrongly; the machine is not to blame.
        const std::string reason = error.what();
        throw core::Error(core::ErrorKind::config, reason.find(file.string()) == std::string::npos
                                                       ? fmt::format("former_feed '{}': {}", file.string(), reason)
                                                       : "former_feed: " + reason);
    }
}

}  // namespace app
