#include "app/commands/help.h"

#include "app/commands/description.h"
#include "core/columns.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace app {

namespace {

/// What is explained, and its explanation.
using Entry = std::pair<std::string, std::string>;

constexpr std::size_t margin = 2;
/// Of the column of names; what is longer has a line of its own.
constexpr std::size_t widest_name = 24;

std::string text_of(const OptionDescription& option) {
    return option.usual.empty() ? option.text : fmt::format("{} ({})", option.text, option.usual);
}

std::string folded(std::string_view text, std::size_t from, std::size_t columns) {
    std::string lines;
    for (const std::string& line : core::folded(text, columns - from))
        lines += (lines.empty() ? line : std::string(from, ' ') + line) + '\n';
    return lines;
}

std::string list(std::string_view heading, const std::vector<Entry>& entries, std::size_t columns) {
    if (entries.empty()) return {};
    std::size_t widest = 0;
    for (const auto& [name, text] : entries)
        if (name.size() <= widest_name) widest = std::max(widest, name.size());
    const std::size_t indent = margin + widest + 2;
    std::string lines = fmt::format("\n{}:\n", heading);
    for (const auto& [name, text] : entries) {
        lines += std::string(margin, ' ') + name;
        if (text.empty()) {
            lines += '\n';
            continue;
        }
        lines +=
            name.size() > widest ? '\n' + std::string(indent, ' ') : std::string(indent - margin - name.size(), ' ');
        lines += folded(text, indent, columns);
    }
    return lines;
}

}  // namespace

std::string help_of(const CLI::App& command, const std::string& line, std::size_t columns) {
    const CommandDescription described = describe(command);
    std::vector<Entry> commands;
    for (const CLI::App* further : command.get_subcommands([](const CLI::App*) { return true; }))
        if (!further->get_group().empty()) commands.emplace_back(further->get_name(), further->get_description());
    std::vector<Entry> operands;
    for (const OptionDescription& operand : described.operands)
        operands.emplace_back(operand.shown(""), text_of(operand));
    std::vector<Entry> options;
    for (const OptionDescription& option : described.options)
        options.emplace_back(option.shown(fmt::format("{}", fmt::join(option.names, ", "))), text_of(option));
    const std::string usage = commands.empty() ? described.usage() : "COMMAND ...";
    std::string text = folded(described.text, 0, columns);
    text += '\n' + folded(fmt::format("Usage: {} {}", line, usage), 0, columns);
    text += list("Commands", commands, columns);
    text += list("Operands", operands, columns);
    text += list("Options", options, columns);
    if (!described.more.empty()) text += '\n' + folded(described.more, 0, columns);
    return text;
}

}  // namespace app
