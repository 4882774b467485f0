#include "app/manual/keys_page.h"

#include "app/manual/roff.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>

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

/// "Needed.", or which value holds where the key is left out.
std::string state_of(const config::KeyDocumentation& key) {
    // A long text is no line of the manual.
    const std::string& value = key.shown.value;
    const std::string shown = value.find('\n') == std::string::npos ? fmt::format("`{}`", value) : "";
    if (key.shown.stands == config::Stands::as_default) return fmt::format("Default: {}", shown);
    std::string said = key.is_needed ? "Needed." : "";
    if (!shown.empty()) said += fmt::format("{}Example: {}", said.empty() ? "" : " ", shown);
    return said;
}

void keys(Roff& page, const std::vector<config::KeyDocumentation>& all) {
    for (std::size_t i = 0; i < all.size();) {
        page.term(Roff::bold(all[i].name));
        std::size_t end = i + 1;
        for (; end < all.size() && all[end].shown.words.empty(); ++end) page.another_term(Roff::bold(all[end].name));
        bool is_first = true;
        for_each_line(all[i].shown.words, [&](std::string_view line) {
            is_first ? page.text(line) : page.more(line);
            is_first = false;
        });
        for (std::size_t each = i; each < end; ++each) {
            const std::string which = end - i > 1 ? fmt::format("`{}`: ", all[each].name) : "";
            page.more(which + state_of(all[each]));
            if (!all[each].parts.empty())
                page.more(fmt::format("{}Its keys: `{}`.", which, fmt::join(all[each].parts, "`, `")));
        }
        i = end;
    }
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
