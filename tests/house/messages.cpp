#include "tests/house/messages.h"

#include <toml++/toml.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string_view>

namespace house {
namespace {

/// What makes an error, or complains of a configuration, of the text that it is handed.
const std::vector<std::string> error_makers{"Error", "system_error", "refuse", "complain",    "complain_at",
                                            "fail",  "failure",      "failed", "with_context"};

[[noreturn]] void refuse_row(const toml::node& node, const std::string& reason) {
    throw std::runtime_error("docs/messages.toml:" + std::to_string(node.source().begin.line) + ": " + reason);
}

void allow_keys(const toml::table& table, const std::set<std::string>& known) {
    for (const auto& [key, value] : table)
        if (!known.contains(std::string(key.str())))
            refuse_row(value, "there is no key '" + std::string(key.str()) + "' here");
}

std::string text_of(const toml::table& table, const char* key, bool is_needed = true) {
    const auto value = table[key].value<std::string>();
    if (!value && is_needed) refuse_row(table, std::string("it must have a text '") + key + "'");
    return value.value_or("");
}

std::vector<std::string> list_of(const toml::table& table, const char* key) {
    std::vector<std::string> list;
    const toml::array* values = table[key].as_array();
    if (values == nullptr && table.contains(key)) refuse_row(table, std::string("'") + key + "' must be a list");
    if (values == nullptr) return list;
    for (const toml::node& value : *values) list.push_back(value.value<std::string>().value_or(""));
    return list;
}

/// The tables of a list of them.
std::vector<const toml::table*> tables_of(const toml::table& table, const char* key) {
    std::vector<const toml::table*> tables;
    if (const toml::array* values = table[key].as_array())
        for (const toml::node& value : *values)
            if (value.is_table()) tables.push_back(value.as_table());
    return tables;
}

Reach reach_of(const toml::table& table) {
    return {list_of(table, "in"), list_of(table, "calls"), list_of(table, "outside")};
}

std::size_t line_of(const toml::table& table) {
    return table.source().begin.line;
}

Message message_of(const toml::table& table) {
    allow_keys(table, {"says", "matches", "shown", "cause", "cure", "code"});
    Message message;
    message.line = line_of(table);
    message.says = list_of(table, "says");
    for (const toml::table* one : tables_of(table, "matches")) {
        allow_keys(*one, {"pattern", "in", "calls"});
        MessagePattern pattern{text_of(*one, "pattern"), {}, reach_of(*one)};
        pattern.expression = std::regex(pattern.pattern);
        if (pattern.reach.calls.empty()) pattern.reach.outside = error_makers;
        message.matches.push_back(std::move(pattern));
    }
    message.shown = text_of(table, "shown", false);
    message.cause = text_of(table, "cause");
    message.cure = text_of(table, "cure");
    message.code = text_of(table, "code");
    if (message.says.empty() && message.matches.empty()) refuse_row(table, "it must have says or matches");
    if (message.says.empty() && message.shown.empty()) refuse_row(table, "it must have says or shown");
    return message;
}

/// The text as it is seen: … for each value, and where something comes before or behind it.
std::string seen(const std::string& text) {
    static const std::regex value(R"(\{[0-9]*(:[^{}]*)?\})");
    std::string shown = std::regex_replace(text, value, "…");
    for (const auto& [written, meant] : {std::pair("{{", "{"), {"}}", "}"}, {"\n", " "}})
        for (std::size_t at = shown.find(written); at != std::string::npos; at = shown.find(written, at + 1))
            shown.replace(at, std::string_view(written).size(), meant);
    const bool goes_on = shown.ends_with(' ') || shown.ends_with(" '");
    const bool came_before = shown.starts_with(' ') || shown.starts_with(", ") || shown.starts_with("; ") ||
                             shown.starts_with("' ") || shown.starts_with("': ") || shown.starts_with("\", ");
    const auto trim = [](std::string all) {
        while (all.ends_with(' ')) all.pop_back();
        return all.substr(std::min(all.find_first_not_of(' '), all.size()));
    };
    const bool glued = came_before && !shown.starts_with(' ');
    shown = trim(shown);
    if (goes_on) shown += shown.ends_with('\'') ? "…'" : " …";
    if (came_before) shown = (glued ? "…" : "… ") + shown;
    return shown;
}

/// Between backquotes, however many it holds itself.
std::string code_span(const std::string& text) {
    return text.find('`') == std::string::npos ? "`" + text + "`" : "`` " + text + " ``";
}

std::string as_markdown(const Message& message) {
    std::vector<std::string> texts;
    for (const std::string& one : message.says)
        if (const std::string shown = seen(one); std::ranges::find(texts, shown) == texts.end()) texts.push_back(shown);
    std::string head = message.shown;
    if (head.empty()) {
        head = texts.front();
        texts.erase(texts.begin());
    }
    std::string page = "#### " + code_span(head) + "\n\n";
    std::string others;
    for (const std::string& one : texts) others += (others.empty() ? "" : " · ") + code_span(one);
    if (!others.empty()) page += "Also: " + others + "\n\n";
    page += message.cause + "\n\n";
    page += "*What to do:* " + message.cure + " *Exit code:* " + message.code + ".\n\n";
    return page;
}

}  // namespace

bool reads_like_a_message(const Literal& literal) {
    static const std::regex words(R"([a-z]{2,}[,:;]? (\{[^}]*\}[,;]? )?[a-z]{2,})");
    static const std::regex word("[A-Za-z]{2}");
    if (std::regex_search(literal.text, words)) return true;
    if (!literal.is_handed_to(error_makers) || !std::regex_search(literal.text, word)) return false;
    const bool is_the_message =
        literal.is_last_argument && std::ranges::find(error_makers, literal.call) != error_makers.end();
    return literal.text.find(' ') != std::string::npos || is_the_message;
}

bool Reach::includes(const std::string& file, const Literal& literal) const {
    const auto holds_file = [&](const std::string& place) { return file.starts_with(place); };
    return (in.empty() || std::ranges::any_of(in, holds_file)) && (calls.empty() || literal.is_handed_to(calls)) &&
           !literal.is_handed_to(outside);
}

bool MessagePattern::matches(const std::string& file, const Literal& literal) const {
    return reach.includes(file, literal) && std::regex_match(literal.text, expression);
}

bool NoMessage::matches(const std::string& file, const Literal& literal) const {
    if (!reach.includes(file, literal)) return false;
    const std::string_view text = literal.text;
    const std::string_view bare = text.substr(std::min(text.find_first_not_of(" \n"), text.size()));
    const auto is_begun_by = [&](std::string_view part) { return bare.starts_with(part); };
    const auto is_in = [&](std::string_view part) { return text.find(part) != std::string_view::npos; };
    return (begins.empty() || std::ranges::any_of(begins, is_begun_by)) &&
           (holds.empty() || std::ranges::any_of(holds, is_in));
}

MessageTable read_messages(const std::filesystem::path& file) {
    const toml::table root = toml::parse_file(file.string());
    allow_keys(root, {"exit_code", "section", "other"});
    MessageTable table;
    for (const toml::table* row : tables_of(root, "exit_code"))
        table.exit_codes.push_back({static_cast<int>((*row)["code"].value_or(-1)), text_of(*row, "meaning"),
                                    text_of(*row, "cause"), text_of(*row, "cure")});
    for (const toml::table* section : tables_of(root, "section")) {
        allow_keys(*section, {"title", "intro", "message"});
        MessageSection read{text_of(*section, "title"), text_of(*section, "intro"), {}};
        for (const toml::table* row : tables_of(*section, "message")) read.messages.push_back(message_of(*row));
        table.sections.push_back(std::move(read));
    }
    for (const toml::table* row : tables_of(root, "other")) {
        allow_keys(*row, {"why", "in", "calls", "outside", "begins", "holds"});
        table.others.push_back(
            {line_of(*row), text_of(*row, "why"), reach_of(*row), list_of(*row, "begins"), list_of(*row, "holds")});
    }
    return table;
}

std::string exit_codes_as_markdown(const MessageTable& table) {
    std::string rows = "| exit code | meaning |\n|---|---|\n";
    for (const ExitCodeRow& row : table.exit_codes)
        rows += "| " + std::to_string(row.code) + " | " + row.meaning + " |\n";
    return rows;
}

std::string messages_as_markdown(const MessageTable& table) {
    std::string page =
        "<!-- Made of messages.toml by a test; put changes there. -->\n\n"
        "# Messages and exit codes\n\n"
        "Each message is one line. It names the thing, the reason, and mostly what to do. Look here for a part of it "
        "that is no name and "
        "no number: `…` stands for those.\n\n"
        "## Exit codes\n\n" +
        exit_codes_as_markdown(table) + "\n";
    for (const ExitCodeRow& row : table.exit_codes)
        page += "**" + std::to_string(row.code) + "**: " + row.cause + " *What to do:* " + row.cure + "\n\n";
    page += "Where several things happen, the exit code is the largest.\n\n";
    for (const MessageSection& section : table.sections) {
        page += "## " + section.title + "\n\n" + section.intro + "\n\n";
        for (const Message& message : section.messages) page += as_markdown(message);
    }
    page.pop_back();
    return page;
}

}  // namespace house
