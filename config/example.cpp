#include "config/example.h"

#include "config/documentation.h"
#include "core/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>

namespace config {
namespace {

constexpr std::size_t columns = 120;

constexpr std::string_view head =
    "A show of newscast: one file, one podcast. Every key that exists stands here with its default or, where there is "
    "none, with an example. What is marked (needed) has no default. Relative paths are relative to this file.\n"
    "What stands behind a # without a space is left out until that # is taken away.\n"
    "A key that newscast does not know, a wrong type or an impossible value ends the run before it has begun (exit "
    "code "
    "2).";

/// Each line of the text, however long, as a comment.
std::string comment(std::string_view text) {
    constexpr std::string_view begin = "# ";
    std::string lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        for (const std::string& line : core::folded(text.substr(0, end), columns - begin.size()))
            lines += fmt::format("{}{}\n", begin, line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// What is said of the key, once: `said` are the keys of which it was.
std::string words_of(const KeyDocumentation& key, std::set<std::string>& said) {
    if (!said.insert(key.name).second || key.shown.words.empty()) return {};
    return comment(key.shown.words + (key.is_needed ? " (needed)" : ""));
}

std::string entry(const SectionDocumentation& section) {
    return section.is_list ? fmt::format("[[{}]]\n", section.name) : fmt::format("[{}]\n", section.name);
}

std::string text_of(const SectionDocumentation& section) {
    const std::string mark = section.is_marked ? "#" : "";
    std::string text = comment(section.words);
    if (section.is_marked) text += comment("What stands here behind a # without a space makes one: take these # away.");
    text += '\n' + mark + entry(section);
    std::set<std::string> said;
    for (const KeyDocumentation& key : section.keys) {
        if (key.shown.stands == Stands::in_another_entry) continue;
        text += words_of(key, said);
        text +=
            fmt::format("{}{} = {}\n", key.shown.stands == Stands::behind_mark ? "#" : mark, key.name, key.shown.value);
    }
    for (const ExampleEntry& further : section.further_entries) {
        text += '\n' + entry(section);
        for (const auto& [name, value] : further) {
            text += words_of(*std::ranges::find(section.keys, name, &KeyDocumentation::name), said);
            text += fmt::format("{} = {}\n", name, value);
        }
    }
    return text;
}

}  // namespace

std::string example() {
    std::string text = comment(head);
    for (const SectionDocumentation& section : documentation()) text += '\n' + text_of(section);
    return text;
}

}  // namespace config
