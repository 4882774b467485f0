#include "app/run/keys.h"

#include "app/workers/values.h"
#include "core/fingerprint.h"
#include "core/hash.h"
#include "transcode/prepare.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace app {

using nlohmann::json;

namespace {

constexpr const char* show_fact = "tags of the show";
constexpr const char* audio_url_rule = "audio_url";  ///< among the XPaths of fields, none of which is called so

/// Something that the operator says, with the key under which it was last met.
struct Remembered {
    std::string key;
    json values;                 ///< by name
    std::set<std::string> said;  ///< the names of those that the operator gave
};

std::string digest(const json& value) {
    return core::sha256(value.dump(-1, ' ', false, json::error_handler_t::replace)).substr(0, 32);
}

/// Whether the operator changed a value. One that was said neither then nor now may differ: a default of ours has.
bool changed(const Remembered& then, const Remembered& now, const json& defaults) {
    for (const auto& [name, value] : now.values.items()) {
        const bool said_then = then.said.contains(name);
        const bool said_now = now.said.contains(name);
        if (!said_then && !said_now) continue;
        const json before = then.values.contains(name) ? then.values[name] : defaults.value(name, json());
        if (before != value) return true;
    }
    return false;
}

/// What is remembered goes on where nothing was changed, so that a later change is held against what the files have.
void carry_over(const Remembered& then, Remembered& now) {
    now.key = then.key;
    for (const auto& [name, value] : now.values.items())
        if (!now.said.contains(name) && then.values.contains(name)) value = then.values[name];
}

Remembered recall(catalog::Catalog& catalog, const std::string& fact) {
    const json text = json::parse(catalog.fact(fact), nullptr, false);
    Remembered remembered;
    if (!text.is_object()) return remembered;
    remembered.key = text.value("key", "");
    remembered.values = text.value("values", json::object());
    remembered.said = text.value("said", std::set<std::string>());
    return remembered;
}

void remember(catalog::Catalog& catalog, const std::string& fact, const Remembered& what) {
    catalog.set_fact(fact, json{{"key", what.key}, {"values", what.values}, {"said", what.said}}.dump(
                               -1, ' ', false, json::error_handler_t::replace));
}

/// The names of a section's keys that the file has.
std::set<std::string> said_of(const config::Config& config, const std::string& section) {
    std::set<std::string> names;
    for (const std::string& key : config.said)
        if (key.starts_with(section + ".")) names.insert(key.substr(section.size() + 1));
    return names;
}

/// Version 0.1.0 put its libraries' versions into a recipe's key.
std::string recipe_key_of_0_1_0(const core::Recipe& recipe) {
    const json all = recipe;
    json then;
    for (const char* name :
         {"target_lufs", "true_peak_dbtp", "tolerance_lu", "max_limiting_db", "dual_mono", "format", "bitrate_kbps",
          "sample_rate_hz", "channels", "lane", "encoder_quality", "filters", "trim_silence"})
        then[name] = all.at(name);
    return core::sha256(then.dump() + transcode::processing_version()).substr(0, 32);
}

/// Whether the newest files are as this recipe would have them: then an unknown key of version 0.1.0 means that a
/// library was replaced since, not that the operator changed something.
bool fits(const core::Recipe& recipe, catalog::Catalog& catalog, const std::string& rendition) {
    constexpr std::size_t looked_at = 20;
    std::size_t seen = 0;
    for (const catalog::Entry& entry : catalog.published()) {
        for (const core::Rendition& file : entry.episode.renditions) {
            if (file.id != rendition) continue;
            const double off = std::abs(file.made.after.integrated_lufs - recipe.target_lufs);
            if (file.type != core::media_type(recipe.format) ||
                off > std::max(recipe.tolerance_lu, 1.0) + file.made.shortfall_lu)
                return false;
        }
        if (++seen == looked_at) break;
    }
    return true;
}

std::string first_recipe_key(const core::Recipe& recipe, catalog::Catalog& catalog, const std::string& rendition,
                             const Remembered& now) {
    const std::vector<std::string> known = catalog.recipe_keys(rendition);
    const std::string old = recipe_key_of_0_1_0(recipe);
    if (std::ranges::find(known, old) != known.end()) return old;
    return !known.empty() && fits(recipe, catalog, rendition) ? known.front() : digest(now.values);
}

/// What the tags say of the show.
Remembered show_values(const config::Config& config, const std::string& cover_key) {
    const core::Show& show = config.show;
    Remembered now;
    now.values = {{"title", show.title},         {"author", show.author},     {"owner", show.owner.name},
                  {"website", show.website},     {"base_url", show.base_url}, {"language", show.language},
                  {"copyright", show.copyright}, {"timezone", show.timezone}, {"cover", cover_key}};
    for (const auto& [name, value] : now.values.items()) now.said.insert(name);
    return now;
}

std::string first_show_key(const config::Config& config, catalog::Catalog& catalog, const Remembered& now) {
    const core::Show& show = config.show;
    const json shown{
        {"title", show.title},         {"author", show.author},     {"owner", show.owner.name},
        {"website", show.website},     {"feed", show.feed_url()},   {"language", show.language},
        {"copyright", show.copyright}, {"timezone", show.timezone}, {"cover", catalog.fact("cover_sha256")}};
    const std::string old = core::sha256(shown.dump()).substr(0, 32);
    const std::vector<std::string> known = catalog.show_keys();
    return std::ranges::find(known, old) != known.end() ? old : digest(now.values);
}

std::string recipe_fact(const std::string& rendition) {
    return "recipe " + rendition;
}

/// The enclosure first.
std::vector<std::string> renditions_of(const config::Config& config) {
    std::vector<std::string> ids{core::enclosure_id};
    for (const config::Rendition& further : config.renditions) ids.push_back(further.id);
    return ids;
}

/// Gives what the operator says now its key: that of before where nothing was changed. `first` gives the key of what is
/// met for the first time.
template <typename First>
Remembered settled(const Remembered& then, Remembered now, const json& defaults, First first) {
    if (then.key.empty())
        now.key = first(now);
    else if (changed(then, now, defaults))
        now.key = digest(now.values);
    else
        carry_over(then, now);
    return now;
}

Remembered recipe_now(const config::Config& config, catalog::Catalog& catalog, const std::string& rendition) {
    const core::Recipe& recipe = config.recipe_of(rendition);
    const std::string section = rendition == core::enclosure_id ? "audio" : "rendition." + rendition;
    return settled(recall(catalog, recipe_fact(rendition)), {{}, json(recipe), said_of(config, section)},
                   json(core::Recipe{}),
                   [&](const Remembered& now) { return first_recipe_key(recipe, catalog, rendition, now); });
}

Remembered show_now(const config::Config& config, catalog::Catalog& catalog, const std::string& cover_key) {
    return settled(recall(catalog, show_fact), show_values(config, cover_key), json::object(),
                   [&](const Remembered& now) { return first_show_key(config, catalog, now); });
}

}  // namespace

catalog::Keys present_keys(const config::Config& config, catalog::Catalog& catalog, const std::string& cover_key,
                           Remake remake, core::Instant now) {
    catalog::Keys keys;
    for (const std::string& rendition : renditions_of(config)) {
        Remembered recipe = recipe_now(config, catalog, rendition);
        if (remake == Remake::yes)
            recipe.key = digest({recipe.values, transcode::processing_version(), now.time_since_epoch().count()});
        remember(catalog, recipe_fact(rendition), recipe);
        keys.recipes.emplace_back(rendition, recipe.key);
    }
    const Remembered show = show_now(config, catalog, cover_key);
    remember(catalog, show_fact, show);
    keys.show = show.key;
    keys.language = config.show.language;
    return keys;
}

catalog::Keys known_keys(const config::Config& config, catalog::Catalog& catalog, const std::string& cover_key) {
    catalog::Keys keys;
    for (const std::string& rendition : renditions_of(config))
        keys.recipes.emplace_back(rendition, recipe_now(config, catalog, rendition).key);
    keys.show = show_now(config, catalog, cover_key).key;
    keys.language = config.show.language;
    return keys;
}

std::string rules_text(const core::Source& source) {
    json rules = source.xpath;
    if (!source.audio_url.empty()) rules[audio_url_rule] = source.audio_url;
    return rules.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string rules_key(const core::Source& source) {
    return source.audio_url.empty() ? core::fingerprint(source.xpath)
                                    : core::fingerprint(source.xpath, source.audio_url);
}

ReadingRules rules_from(const std::string& text) {
    const json rules = json::parse(text, nullptr, false);
    ReadingRules read;
    if (!rules.is_object()) return read;
    read.xpath = rules.get<std::map<std::string, std::string>>();
    if (const auto audio_url = read.xpath.extract(audio_url_rule)) read.audio_url = audio_url.mapped();
    return read;
}

}  // namespace app
