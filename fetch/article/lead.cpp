#include "fetch/article/lead.h"

#include <algorithm>

#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

constexpr std::size_t shortest = 30;
constexpr std::size_t longest = 900;

bool is_standfirst(HtmlNode node) {
    if (node.attribute("itemprop").find("description") != std::string_view::npos && !node.is("meta")) return true;
    auto words = name_words(node.attribute("class"));
    std::ranges::move(name_words(node.attribute("id")), std::back_inserter(words));
    for (const std::string& word : words) {
        for (const std::string_view wanted :
             {"sapo", "chapeau", "chapo", "lead", "lede", "standfirst", "dek", "subhead", "subheadline", "subtitle",
              "intro", "teaser", "summary", "abstract", "excerpt", "mota", "tomtat", "description"}) {
            if (word == wanted) return true;
        }
    }
    return false;
}

/// The place that an element of its own names before the first words, which only its style sets apart.
std::string place_stamp(HtmlNode node) {
    for (HtmlNode inner = node.first_child(); inner; inner = inner.next_in(node)) {
        if (inner.is_text() && !is_blank(inner.content())) return {};
        if (!inner.is_element()) continue;
        const std::vector<std::string> words = name_words(inner.attribute("class"));
        const bool stamp = std::ranges::any_of(words, [](const std::string& word) {
            return word == "location" || word == "stamp" || word == "dateline" || word == "place";
        });
        if (stamp) return inner.text();
    }
    return {};
}

std::string without_mark(std::string_view text) {
    text = core::trim(text);
    text.remove_prefix(agency_mark_length(text));
    return std::string(core::trim(text));
}

}  // namespace

Fact find_lead(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body) {
    const auto from_text = [](std::string_view text, std::string rule) -> Fact {
        return {without_mark(text), std::move(rule)};
    };
    bool after_title = !page.title_place();
    for (const TextBlock& block : blocks) {
        if (!after_title) {
            after_title = block.node.lies_in(page.title_place());
            continue;
        }
        const bool other = block.region == Region::related || block.region == Region::comments ||
                           block.region == Region::sidebar || block.region == Region::hidden;
        if (other || block.text.size() < shortest || block.text.size() > longest) continue;
        if (is_standfirst(block.node) ||
            (block.node.parent() && !page.is_spine(block.node.parent()) && is_standfirst(block.node.parent()) &&
             block.node.parent().text().size() < longest)) {
            const std::string place = place_stamp(block.node);
            const bool stamped = !place.empty() && block.text.starts_with(place);
            return from_text(std::string_view(block.text).substr(stamped ? place.size() : 0), "standfirst");
        }
        // Once the text runs, no standfirst follows.
        if (block.characters > 200 && body.container && block.node.lies_in(body.container)) break;
    }
    Fact said = page.first_meta({"og:description", "description", "twitter:description", "dc.description"});
    if (!said && page.article_data())
        said = {std::string(page.article_data().string_at("description")), "json-ld description"};
    if (said) {
        if (Fact fact = from_text(plain_text(said.value), said.rule); fact.value.size() >= shortest) return fact;
    }
    for (const TextBlock& block : body.blocks) {
        if (block.kind == BlockKind::paragraph && block.text.size() >= shortest)
            return from_text(core::truncate(block.text, longest), "first paragraph");
    }
    return {};
}

}  // namespace fetch
