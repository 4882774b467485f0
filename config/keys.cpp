#include "config/keys.h"

#include "config/audio_keys.h"
#include "config/bulletin_keys.h"
#include "config/checks.h"
#include "config/documentation.h"
#include "config/fetch_keys.h"
#include "config/keeping_keys.h"
#include "config/mistakes.h"
#include "config/monitor_keys.h"
#include "config/rendition_keys.h"
#include "config/section.h"
#include "config/setter.h"
#include "config/show_keys.h"
#include "config/source_keys.h"
#include "core/ascii.h"
#include "core/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace config {
namespace {

/// Each section with its keys.
const std::vector<SectionNames>& sections() {
    static const std::vector<SectionNames> all = [] {
        std::vector<SectionNames> names;
        for (const SectionDocumentation& section : documentation()) {
            names.emplace_back(section.name, std::vector<std::string>());
            for (const KeyDocumentation& key : section.keys) names.back().second.push_back(key.name);
        }
        return names;
    }();
    return all;
}

/// A key as it can stand in a one-line message.
std::string readable(std::string_view key) {
    return core::truncate(core::collapse_space(core::clean_utf8(key)), 60);
}

std::string section_of(std::string_view key) {
    for (const auto& [section, keys] : sections()) {
        if (std::ranges::find(keys, key) != keys.end()) return section;
    }
    return "";
}

void refuse_unknown_sections(const toml::table& root, const std::string& file) {
    std::vector<std::string> names;
    for (const auto& [section, keys] : sections()) names.push_back(section);
    Mistakes mistakes(file);
    for (const auto& each : root) {
        const toml::key& key = each.first;
        const toml::node& node = each.second;
        if (std::ranges::find(names, key.str()) != names.end()) continue;
        std::string hint = fmt::format("a file has {}", fmt::join(names, ", "));
        if (const std::string near = nearest(key.str(), names); !near.empty())
            hint = fmt::format("did you mean {}?", near);
        if (const std::string section = section_of(key.str()); !section.empty() && !node.is_table())
            hint = fmt::format("it belongs to [{}]", section);
        mistakes.note([&] {
            complain_at(
                file, key.source(),
                fmt::format("unknown {} {}; {}", node.is_table() ? "section" : "key", readable(key.str()), hint));
        });
    }
    mistakes.tell();
}

template <class S>
void read_optional(const toml::table& root, std::string_view name, const std::string& file, const Keys<S>& keys,
                   S& target) {
    if (const toml::node* node = root.get(name)) read_section(Value(*node, std::string(name), file), keys, target);
}

/// What the operator says is told apart from what only holds because nobody said otherwise.
void note_said(const toml::table& root, std::string_view section, std::set<std::string>& said) {
    const toml::node* node = root.get(section);
    if (node == nullptr || !node->is_table()) return;
    for (const auto& [key, value] : *node->as_table()) said.insert(fmt::format("{}.{}", section, key.str()));
}

}  // namespace

void unknown_key(const Value& section, const toml::key& key, const std::vector<std::string>& known) {
    std::string hint;
    if (const std::string near = nearest(key.str(), known); !near.empty())
        hint = fmt::format("did you mean {}?", near);
    else if (const std::string other = section_of(key.str()); !other.empty())
        hint = fmt::format("it belongs to [{}]", other);
    else
        hint = fmt::format("{} has {}", section.name(), fmt::join(known, ", "));
    complain_at(section.file(), key.source(),
                fmt::format("unknown key {}.{}; {}", section.name(), readable(key.str()), hint));
}

namespace {

void read_sources(const toml::table& root, const std::string& file, std::vector<core::Source>& target) {
    const toml::node* list = root.get("source");
    if (list == nullptr) complain_at(file, {}, "there is no [[source]]; at least one must say where the articles are");
    const Value sources(*list, "source", file);
    if (list->is_table()) sources.complain("[source] must be written [[source]], one for each place");
    Mistakes mistakes(file);
    for (const Value& item : sources.list())
        mistakes.note([&] { read_section(Value(item.node(), "source", file), source_keys(), target.emplace_back()); });
    if (target.empty()) sources.complain("source is empty; at least one [[source]] must say where the articles are");
    mistakes.tell();
}

/// Each is completed from [audio], so that is to be read before. Names of files must differ also where capitals do not.
void read_renditions(const toml::table& root, const std::string& file, Config& config) {
    const toml::node* list = root.get("rendition");
    if (list == nullptr) return;
    const Value renditions(*list, "rendition", file);
    if (list->is_table()) renditions.complain("[rendition] must be written [[rendition]], one for each further file");
    const Keys<Rendition> keys = rendition_keys();
    Mistakes mistakes(file);
    for (const Value& item : renditions.list())
        mistakes.note([&] {
            const Value table(item.node(), "rendition", file);
            Rendition rendition = new_rendition();
            read_section(table, keys, rendition);
            for (const Rendition& other : config.renditions)
                if (core::ascii_lower(other.id) == core::ascii_lower(rendition.id))
                    table.complain(
                        fmt::format("two renditions have the id \"{}\"; each must have one of its own", rendition.id));
            complete(rendition, table.table(), config.recipe, config.said);
            config.renditions.push_back(std::move(rendition));
        });
    mistakes.tell();
}

}  // namespace

void read_document(const toml::table& root, const std::string& file, Config& config) {
    Mistakes mistakes(file);
    mistakes.note([&] { refuse_unknown_sections(root, file); });
    mistakes.note([&] {
        if (!root.contains("show")) complain_at(file, {}, "there is no [show]; it must say what the podcast is");
        read_optional(root, "show", file, show_keys(), config.show);
    });
    mistakes.note([&] { read_sources(root, file, config.sources); });
    mistakes.note([&] { read_optional(root, "audio", file, audio_keys(), config.recipe); });
    mistakes.note([&] { read_optional(root, "feed", file, feed_keys(), config.feed); });
    mistakes.note([&] { read_optional(root, "state", file, state_keys(), config); });
    mistakes.note([&] { read_optional(root, "fetch", file, fetch_keys(), config.limits); });
    mistakes.note([&] { read_optional(root, "out", file, out_keys(), config); });
    mistakes.note([&] { read_optional(root, "monitor", file, monitor_keys(), config.monitor); });
    for (const char* section : {"show", "audio", "feed", "state", "fetch", "out", "monitor"})
        note_said(root, section, config.said);
    mistakes.note([&] { read_renditions(root, file, config); });
    mistakes.tell();
}

void read_bulletins(const toml::table& root, const std::string& file, Config& config, bool sources_are_known) {
    const toml::node* list = root.get("bulletin");
    if (list == nullptr) return;
    const Value bulletins(*list, "bulletin", file);
    if (list->is_table()) bulletins.complain("[bulletin] must be written [[bulletin]], one for each");
    std::vector<Value> entries;
    Mistakes mistakes(file);
    for (const Value& item : bulletins.list()) {
        const Value& entry = entries.emplace_back(item.node(), "bulletin", file);
        Bulletin& bulletin = config.bulletins.emplace_back();
        mistakes.note([&] {
            read_section(entry, bulletin_keys(), bulletin);
            check_bulletin(bulletin, entry);
        });
    }
    mistakes.tell();
    if (sources_are_known) check_bulletins(config.bulletins, entries, config.sources);
}

std::vector<std::string> known_keys() {
    std::vector<std::string> all;
    for (const auto& [section, keys] : sections()) {
        for (const std::string& key : keys) all.push_back(section + '.' + key);
    }
    for (const auto& [table, keys] : tables_of_show()) {
        for (const std::string& key : keys) all.push_back(fmt::format("show.{}.{}", table, key));
    }
    return all;
}

}  // namespace config
