#include <algorithm>

#include "core/text.h"
#include "fetch/article_facts.h"
#include "fetch/web_text.h"

namespace fetch {
namespace {

void add_name(std::vector<std::string>& names, std::string_view said) {
    std::string name = plain_text(said);
    if (name.empty() || name.size() > 120 || name.find("://") != std::string::npos || name.starts_with("@")) return;
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
}

}  // namespace

Authors find_authors(const PageParts& page, const std::vector<TextBlock>& blocks, HtmlNode container) {
    static_cast<void>(blocks);
    static_cast<void>(container);
    Authors authors;
    if (const JsonNode data = page.article_data()) {
        const JsonNode author = data.at("author");
        if (author.is_string()) add_name(authors.names, author.text());
        if (author.is_object()) add_name(authors.names, author.string_at("name"));
        if (author.is_array()) {
            for (JsonNode each = author.first_child(); each; each = each.next()) {
                add_name(authors.names, each.is_object() ? each.string_at("name") : each.text());
            }
        }
        authors.rule = "json-ld author";
    }
    for (const std::string_view name :
         {"author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author"}) {
        if (!authors.names.empty()) break;
        for (const std::string& said : page.metas(name)) add_name(authors.names, said);
        authors.rule = "meta " + std::string(name);
    }
    if (authors.names.empty()) {
        for (const HtmlNode node : page.with_itemprop("author"))
            add_name(authors.names, node.has("content") ? std::string(node.attribute("content")) : node.text());
        authors.rule = "itemprop author";
    }
    if (authors.names.empty()) {
        for (const HtmlNode node : page.elements("a")) {
            if (ascii_lower(node.attribute("rel")) == "author") add_name(authors.names, node.text());
        }
        authors.rule = "link author";
    }
    if (authors.names.empty()) authors.rule.clear();
    return authors;
}

}  // namespace fetch
