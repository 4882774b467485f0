#include "app/manual/keys_page.h"

#include "app/manual/roff.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace app {

namespace {

constexpr std::array<std::string_view, 3> about{
    "One file describes one show, which is one podcast. It is TOML (https://toml.io/): sections in brackets, and in "
    "each "
    "of them keys with their values. Sections in double brackets may stand several times. Keys that are not needed may "
    "be left out; then their default holds.",
    "Relative paths are relative to the file. A key that newscast does not know, a wrong type or an impossible value "
    "ends "
    "a run before it has begun, with exit code 2 and a line for each mistake that says where it is and what would be "
    "right.",
    "A file may hold passwords; then nobody but the user who runs newscast should be able to read it."};

constexpr std::string_view least = R"([show]
id = "town"
title = "Town news"
description = "What happens in town, read aloud."
language = "en"
author = "The newsroom"
website = "https://news.example/"
base_url = "https://podcast.example/town/"
categories = [["News", "Daily News"]]
timezone = "Europe/Berlin"

[[source]]
kind = "feed"
url = "https://news.example/rss.xml"
)";

/// Lines that were meant as such become paragraphs.
template <class Write>
void for_each_line(std::string_view text, Write write) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        write(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

/// "Needed.", or which value holds where the key is left out; empty: neither, and no example either.
std::string state_of(const config::KeyDocumentation& key) {
    const bool is_default = key.shown.stands == config::Stands::as_default;
    std::string said = key.is_needed ? "Needed." : "";
    // A long text is no line of the manual.
    if (key.shown.value.find('\n') == std::string::npos)
        said += fmt::format("{}{}: `{} = {}`", said.empty() ? "" : " ", is_default ? "Default" : "Example", key.name,
                            key.shown.value);
    return said;
}

/// Keys of which one text speaks.
using KeyGroup = std::vector<config::KeyDocumentation>;

void group(Roff& page, const KeyGroup& keys) {
    for (const config::KeyDocumentation& key : keys)
        &key == &keys.front() ? page.term(Roff::bold(key.name)) : page.another_term(Roff::bold(key.name));
    bool is_first = true;
    for_each_line(keys.front().shown.words, [&](std::string_view line) {
        is_first ? page.text(line) : page.more(line);
        is_first = false;
    });
    for (const config::KeyDocumentation& key : keys) {
        page.more(state_of(key));
        if (!key.parts.empty()) page.more(fmt::format("Keys in its braces: `{}`.", fmt::join(key.parts, "`, `")));
    }
}

void keys(Roff& page, const std::vector<config::KeyDocumentation>& all) {
    KeyGroup waiting;
    for (const config::KeyDocumentation& key : all) {
        if (!key.shown.words.empty() && !waiting.empty()) group(page, std::exchange(waiting, {}));
        waiting.push_back(key);
    }
    if (!waiting.empty()) group(page, waiting);
}

}  // namespace

std::string keys_page(const std::vector<config::SectionDocumentation>& sections, const std::string& date) {
    Roff page("NEWSCAST.TOML", 5, date, fmt::format("newscast {}", NEWSCAST_VERSION), "File Formats");
    page.heading("NAME");
    page.text("newscast.toml - a show of newscast(1)");
    page.heading("DESCRIPTION");
    for (const std::string_view text : about) page.paragraph(text);
    for (const config::SectionDocumentation& section : sections) {
        page.heading(section.is_list ? fmt::format("[[{}]]", section.name) : fmt::format("[{}]", section.name));
        for_each_line(section.words, [&](std::string_view line) { page.paragraph(line); });
        keys(page, section.keys);
    }
    page.heading("EXAMPLES");
    page.paragraph("This is enough:");
    page.example(least);
    page.paragraph(
        "`newscast init` writes a file for a newspaper's site. An example with every key that exists is "
        "/usr/share/doc/newscast/newscast.example.toml.");
    page.heading("SEE ALSO");
    page.lines({Roff::reference("newscast", 1)});
    return page.page();
}

}  // namespace app
