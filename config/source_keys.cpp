#include "config/source_keys.h"

#include "config/checks.h"
#include "config/mistakes.h"
#include "core/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>

namespace config {
namespace {

void set_since(core::Source& source, const Value& value) {
    source.since = value.day();
}

void set_xpath(core::Source& source, const Value& value) {
    source.xpath.clear();
    Mistakes mistakes(value.file());
    for (const auto& [key, node] : value.table()) {
        const std::string field(key.str());
        const Value expression(node, value.name() + '.' + core::collapse_space(core::clean_utf8(field)), value.file());
        mistakes.note([&, &at = key.source()] {
            if (std::ranges::find(core::article_fields, field) == core::article_fields.end())
                complain_at(value.file(), at,
                            fmt::format("unknown field {}; it must be one of {}", core::truncate(expression.name(), 60),
                                        fmt::join(core::article_fields, ", ")));
            source.xpath[field] = checked_text(expression, not_empty);
        });
    }
    mistakes.tell();
}

}  // namespace

const Keys<core::Source>& source_keys() {
    using core::Source;
    static const Keys<Source> keys{
        {"kind", Need::required,
         choice(&Source::kind, core::parse_source_kind, "\"page\", \"feed\", \"list\" or \"files\""),
         as_example(R"("page")",
                    "page: a page that links to articles.\nfeed: RSS, Atom, JSON Feed or a sitemap.\nlist: one article "
                    "URL a line.\nfiles: an article (text or HTML) on this machine, or a folder of them.")},
        {"id", Need::optional, text(&Source::id, show_id),
         as_example(R"("xa-hoi")",
                    "A name of your own for it, by which its articles know it also when its address changes. No "
                    "default: kind and address.")},
        {"url", Need::optional, as_written(&Source::url, source_url),
         as_example(R"("http://baodongthap.com.vn/xa-hoi/")",
                    "For page, feed and list. A user and a password may stand in it "
                    "(https://USER:PASSWORD@news.example/): they are sent to that origin only, with its articles and "
                    "recordings too, and are shown and kept nowhere.")},
        {"path", Need::optional, path(&Source::path),
         in_another_entry(R"("articles.list")",
                          "For files and list: a list may lie on this machine, come from the program's input (path = "
                          "\"-\"), or lie on the web (url).")},
        {"max_items", Need::optional, integer(&Source::max_items, 1, 100'000),
         by_default("50", "The newest so many; a first run should not fetch an archive.")},
        {"since", Need::optional, set_since,
         as_example("2026-01-01", "Nothing published before this day. No default: without it, only max_items counts.")},
        {"link_xpath", Need::optional, text(&Source::link_xpath, nullptr),
         as_example(
             R"("//h3[@class='title']/a/@href")",
             "Page only: XPath of the article links (elements or attributes). Empty: links that look like articles.")},
        {"max_pages", Need::optional, integer(&Source::max_pages, 1, 1000),
         by_default("1", "Page only: how many listing pages are followed, from the first one on.")},
        {"include", Need::optional, texts(&Source::include, not_empty),
         as_example(
             R"(["/xa-hoi/"])",
             "Regular expressions over the links (RE2's, which are Perl's without look-around and back references): "
             "one of `include` must match somewhere in a link, where there are any; none of `exclude` may.")},
        {"exclude", Need::optional, texts(&Source::exclude, not_empty), as_example(R"(["/video/", "/quang-cao/"])")},
        {"xpath", Need::optional, set_xpath,
         as_example(
             "{ title = \"//h1\", body = \"//div[@id='noi-dung']\", audio = \"//div[@id='nghe-bao']/@data-id\" }",
             fmt::format("Where this site is read wrongly, the XPath of a field: {}. `body` is the one element that "
                         "holds the text. `newscast explain URL` shows what "
                         "is found without.",
                         fmt::join(core::article_fields, ", ")))},
        {"audio_url", Need::optional, as_written(&Source::audio_url, audio_pattern),
         as_example(
             R"("https://cdn.baodongthap.com.vn/doc-bao/{id}.mp3")",
             "Where the page has no URL of its recording and only what it is made of: what `audio` finds stands for "
             "{id}. Such a recording is asked for before it is believed. No default: what `audio` finds is the URL.")},
        {"ignore_robots", Need::optional, flag(&Source::ignore_robots),
         by_default("false", "True says that the site is yours and its robots.txt does not speak to you.")},
    };
    return keys;
}

}  // namespace config
