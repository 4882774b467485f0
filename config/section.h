#pragma once

#include "config/checks.h"
#include "config/documentation.h"
#include "config/mistakes.h"
#include "config/setter.h"
#include "config/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace config {

/// A table's name and its keys' names.
using SectionNames = std::pair<std::string, std::vector<std::string>>;

template <class S>
std::vector<std::string> names_of(const Keys<S>& keys) {
    std::vector<std::string> names;
    for (const Key<S>& key : keys) names.push_back(key.name);
    return names;
}

/// The same with what is said of them.
template <class S>
std::vector<KeyDocumentation> documented(const Keys<S>& keys) {
    std::vector<KeyDocumentation> all;
    for (const Key<S>& key : keys) all.push_back({key.name, key.need == Need::required, key.shown, {}});
    return all;
}

/// Complains of a key that is none of `known`, with what was meant or where it belongs (keys.cpp knows all sections).
[[noreturn]] void unknown_key(const Value& section, const toml::key& key, const std::vector<std::string>& known);

/// What a key that is missing must be: as whoever reads it says of an empty text.
template <class S>
std::string right_of(const Key<S>& key, const std::string& file) {
    const toml::value<std::string> nothing{std::string()};
    S unused;
    Mistakes mistakes(file);
    mistakes.note([&] { key.set(unused, Value(nothing, key.name, file)); });
    return mistakes.right();
}

/// Fills `target` from a table. Throws Error(config) with a line for each key that is unknown, wrong or missing.
template <class S>
void read_section(const Value& section, const Keys<S>& keys, S& target) {
    const toml::table& table = section.table();
    const std::vector<std::string> known = names_of(keys);
    Mistakes mistakes(section.file());
    std::set<std::string> misspelt;  // is not missing as well
    for (const auto& each : table) {
        const toml::key& key = each.first;
        if (std::ranges::find(known, key.str()) != known.end()) continue;
        mistakes.note([&] { unknown_key(section, key, known); });
        misspelt.insert(nearest(key.str(), known));
    }
    for (const Key<S>& key : keys) {
        mistakes.note([&] {
            if (const toml::node* node = table.get(key.name); node != nullptr)
                key.set(target, Value(*node, section.name() + '.' + key.name, section.file()));
            else if (key.need == Need::required && !misspelt.contains(key.name))
                section.complain(fmt::format("{0}.{1} is missing; {0} must have {1} = ..., {2}", section.name(),
                                             key.name, right_of(key, section.file())));
        });
    }
    mistakes.tell();
}

}  // namespace config
