#include "config/podcast_names.h"

#include "config/checks.h"
#include "core/ascii.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <vector>

namespace config {
namespace {

constexpr std::array<std::string_view, 59> services{"all",           "acast",
                                                    "amazon",        "anchor",
                                                    "apple",         "audible",
                                                    "audioboom",     "backtracks",
                                                    "bitcoin",       "blubrry",
                                                    "buzzsprout",    "captivate",
                                                    "castos",        "castopod",
                                                    "facebook",      "fireside",
                                                    "fyyd",          "google",
                                                    "gpodder",       "hypercatcher",
                                                    "kasts",         "libsyn",
                                                    "mastodon",      "megafono",
                                                    "megaphone",     "omnystudio",
                                                    "overcast",      "paypal",
                                                    "pinecast",      "podbean",
                                                    "podcastaddict", "podcastguru",
                                                    "podcastindex",  "podcasts",
                                                    "podchaser",     "podcloud",
                                                    "podfriend",     "podiant",
                                                    "podigee",       "podnews",
                                                    "podomatic",     "podserve",
                                                    "podverse",      "redcircle",
                                                    "relay",         "resonaterecordings",
                                                    "rss",           "shoutengine",
                                                    "simplecast",    "slack",
                                                    "soundcloud",    "spotify",
                                                    "spreaker",      "tiktok",
                                                    "transistor",    "twitter",
                                                    "whooshkaa",     "youtube",
                                                    "zencast"};

constexpr std::array<std::string_view, 8> protocols{"disabled", "activitypub", "twitter", "lightning",
                                                    "atproto",  "hive",        "matrix",  "nostr"};

struct Role {
    std::string_view group;
    std::string_view name;
};

/// Of the Podcast Taxonomy; groups stand together.
constexpr std::array<Role, 63> roles{{{"creative direction", "director"},
                                      {"creative direction", "assistant director"},
                                      {"creative direction", "executive producer"},
                                      {"creative direction", "senior producer"},
                                      {"creative direction", "producer"},
                                      {"creative direction", "associate producer"},
                                      {"creative direction", "development producer"},
                                      {"creative direction", "creative director"},
                                      {"cast", "host"},
                                      {"cast", "co-host"},
                                      {"cast", "guest host"},
                                      {"cast", "guest"},
                                      {"cast", "voice actor"},
                                      {"cast", "narrator"},
                                      {"cast", "announcer"},
                                      {"cast", "reporter"},
                                      {"writing", "author"},
                                      {"writing", "editorial director"},
                                      {"writing", "co-writer"},
                                      {"writing", "writer"},
                                      {"writing", "songwriter"},
                                      {"writing", "guest writer"},
                                      {"writing", "story editor"},
                                      {"writing", "managing editor"},
                                      {"writing", "script editor"},
                                      {"writing", "script coordinator"},
                                      {"writing", "researcher"},
                                      {"writing", "editor"},
                                      {"writing", "fact checker"},
                                      {"writing", "translator"},
                                      {"writing", "transcriber"},
                                      {"writing", "logger"},
                                      {"audio production", "studio coordinator"},
                                      {"audio production", "technical director"},
                                      {"audio production", "technical manager"},
                                      {"audio production", "audio engineer"},
                                      {"audio production", "remote recording engineer"},
                                      {"audio production", "post production engineer"},
                                      {"audio post-production", "audio editor"},
                                      {"audio post-production", "sound designer"},
                                      {"audio post-production", "foley artist"},
                                      {"audio post-production", "composer"},
                                      {"audio post-production", "theme music"},
                                      {"audio post-production", "music production"},
                                      {"audio post-production", "music contributor"},
                                      {"administration", "production coordinator"},
                                      {"administration", "booking coordinator"},
                                      {"administration", "production assistant"},
                                      {"administration", "content manager"},
                                      {"administration", "marketing manager"},
                                      {"administration", "sales representative"},
                                      {"administration", "sales manager"},
                                      {"visuals", "graphic designer"},
                                      {"visuals", "cover art designer"},
                                      {"community", "social media manager"},
                                      {"misc.", "consultant"},
                                      {"misc.", "intern"},
                                      {"video production", "camera operator"},
                                      {"video production", "lighting designer"},
                                      {"video production", "camera grip"},
                                      {"video production", "assistant camera"},
                                      {"video post-production", "editor"},
                                      {"video post-production", "assistant editor"}}};

/// "x" where it was meant, else a few of the list.
std::string meant(std::string_view text, const std::vector<std::string>& known, std::string_view otherwise) {
    const std::string near = nearest(text, known);
    return near.empty() ? std::string(otherwise) : fmt::format("\"{}\", or {}", near, otherwise);
}

std::vector<std::string> role_names() {
    std::vector<std::string> names;
    names.reserve(roles.size());
    for (const Role& role : roles) names.emplace_back(role.name);
    return names;
}

std::vector<std::string> group_names() {
    std::vector<std::string> names;
    for (const Role& role : roles)
        if (names.empty() || names.back() != role.group) names.emplace_back(role.group);
    return names;
}

}  // namespace

std::string service_name(std::string_view text) {
    if (std::ranges::find(services, text) != services.end()) return "";
    return meant(text, {services.begin(), services.end()},
                 "a directory of the namespace's serviceslugs.txt, like \"apple\" or \"spotify\"; \"all\" is any");
}

std::string comments_protocol(std::string_view text) {
    if (std::ranges::find(protocols, text) != protocols.end()) return "";
    return fmt::format("one of \"{}\"", fmt::join(protocols, "\", \""));
}

std::string person_role(std::string_view text) {
    const std::vector<std::string> names = role_names();
    if (std::ranges::find(names, core::ascii_lower(text)) != names.end()) return "";
    return meant(text, names,
                 "a role of the Podcast Taxonomy, like \"host\", \"reporter\", \"narrator\" or \"editor\"");
}

std::string person_group(std::string_view text) {
    const std::vector<std::string> names = group_names();
    if (std::ranges::find(names, core::ascii_lower(text)) != names.end()) return "";
    return fmt::format("one of \"{}\"", fmt::join(names, "\", \""));
}

std::string group_of(std::string_view role) {
    const auto found = std::ranges::find(roles, core::ascii_lower(role), &Role::name);
    return found == roles.end() ? std::string() : std::string(found->group);
}

bool has_role(std::string_view group, std::string_view role) {
    return std::ranges::any_of(roles, [&](const Role& each) { return each.group == group && each.name == role; });
}

std::string license_url(std::string_view name) {
    if (name == "CC0-1.0") return "https://creativecommons.org/publicdomain/zero/1.0/";
    constexpr std::string_view own = "CC-";
    const std::size_t mark = name.rfind('-');
    if (!name.starts_with(own) || mark <= own.size()) return {};
    constexpr std::array<std::string_view, 6> kinds{"BY", "BY-SA", "BY-ND", "BY-NC", "BY-NC-SA", "BY-NC-ND"};
    constexpr std::array<std::string_view, 5> versions{"1.0", "2.0", "2.5", "3.0", "4.0"};
    const std::string_view kind = name.substr(own.size(), mark - own.size());
    const std::string_view version = name.substr(mark + 1);
    if (std::ranges::find(kinds, kind) == kinds.end() || std::ranges::find(versions, version) == versions.end())
        return {};
    return fmt::format("https://creativecommons.org/licenses/{}/{}/", core::ascii_lower(kind), version);
}

std::string known_license(std::string_view text) {
    if (text == "ARR" || text == "POD-V4V-1.0" || !license_url(text).empty()) return "";
    return "\"ARR\" (all rights reserved), a license of Creative Commons like \"CC-BY-4.0\", or { name = \"...\", url "
           "= "
           "\"https://...\" } for any other";
}

}  // namespace config
