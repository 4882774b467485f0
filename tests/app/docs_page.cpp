#include "tests/app/docs_page.h"

#include "core/atomic_file.h"
#include "core/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <stdexcept>
#include <string_view>

namespace app {

namespace {

constexpr std::string_view indent = "    ";
constexpr std::string_view fence = "```";
constexpr std::string_view exit_mark = "# ends with ";

/// The kind of an indented block, which its first line shows.
DocsBlock::Kind shown_kind(const std::string& line, const std::string& place) {
    static constexpr std::array<std::string_view, 6> programs{"newscast", "./dev",     "curl",
                                                              "apt",      "systemctl", "journalctl"};
    const std::string first = line.substr(0, line.find(' '));
    if (std::ranges::find(programs, first) != programs.end()) return DocsBlock::Kind::commands;
    if (line.starts_with('[')) return DocsBlock::Kind::config;
    // Minute and hour of a cron line.
    if (first == "*" || std::ranges::all_of(first, [](unsigned char c) { return std::isdigit(c) != 0; }))
        return DocsBlock::Kind::text;
    throw std::runtime_error(place +
                             "nobody can tell what this block is: put it between fences, ```sh, ```toml, ```text");
}

DocsBlock::Kind fenced_kind(std::string_view word, const std::string& place) {
    if (word == "sh") return DocsBlock::Kind::commands;
    if (word == "toml") return DocsBlock::Kind::config;
    if (word == "text") return DocsBlock::Kind::text;
    throw std::runtime_error(place + "a fence must say what is in it: ```sh, ```toml or ```text");
}

/// What stands between backquotes in a line of prose.
void add_named(const std::string& line, std::size_t number, std::vector<DocsCommand>& named) {
    std::size_t open = line.find('`');
    while (open != std::string::npos) {
        const std::size_t close = line.find('`', open + 1);
        if (close == std::string::npos) return;
        const std::string words = line.substr(open + 1, close - open - 1);
        if (words.starts_with("newscast ")) named.push_back({number, words});
        open = line.find('`', close + 1);
    }
}

}  // namespace

std::string DocsBlock::text() const {
    std::string all;
    for (const std::string& one : lines) all += one + "\n";
    return all;
}

std::string DocsBlock::file() const {
    if (kind != Kind::config || lines.empty() || !lines.front().starts_with("# /")) return {};
    return lines.front().substr(2);
}

DocsPage read_docs_page(const std::filesystem::path& root, const std::string& name) {
    DocsPage page;
    page.name = name;
    bool fenced = false;
    bool open = false;  // an indented block, which goes on after empty lines
    std::size_t number = 0;
    bool after_empty = true;
    for (const std::string& line : core::split_lines(core::read_file(root / name))) {
        ++number;
        const std::string place = fmt::format("{}:{}: ", name, number);
        if (line.starts_with(fence)) {
            fenced = !fenced;
            open = false;
            if (fenced) page.blocks.push_back({fenced_kind(line.substr(fence.size()), place), number + 1, {}});
            continue;
        }
        const bool is_empty = core::trim(line).empty();
        if (fenced) {
            page.blocks.back().lines.push_back(line);
        } else if (line.starts_with(indent) && !is_empty && (open || after_empty)) {
            const std::string content = line.substr(indent.size());
            if (!open) page.blocks.push_back({shown_kind(content, place), number, {}});
            open = true;
            page.blocks.back().lines.push_back(content);
        } else if (!is_empty) {
            open = false;
            add_named(line, number, page.named);
        } else if (open) {
            page.blocks.back().lines.emplace_back();
        }
        after_empty = is_empty;
    }
    if (fenced) throw std::runtime_error(name + ": a fence is not closed");
    return page;
}

std::vector<DocsCommand> commands_of(const DocsBlock& block) {
    std::vector<DocsCommand> commands;
    for (std::size_t i = 0; i < block.lines.size(); ++i) {
        DocsCommand command{block.line + i, block.lines[i]};
        const std::size_t comment = command.text.find(" #");
        if (comment != std::string::npos) {
            const std::string said = command.text.substr(comment + 1);
            if (said.starts_with(exit_mark)) command.exit_code = std::stoi(said.substr(exit_mark.size()));
            command.text.resize(comment);
        }
        command.text = core::trim(command.text);
        if (!command.text.empty()) commands.push_back(std::move(command));
    }
    return commands;
}

std::string command_in(const std::string& line) {
    const std::size_t place = line.find("newscast ");
    if (place == std::string::npos || (place > 0 && line[place - 1] != ' ')) return {};
    const std::string command = line.substr(place);
    // Where a path follows it is the name of a user or a group, as chgrp takes one.
    return command.find(" /") == command.find(' ') ? std::string() : command;
}

}  // namespace app
