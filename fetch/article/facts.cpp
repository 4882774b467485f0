#include "fetch/article/facts.h"

#include <algorithm>

#include "core/text.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/words/words.h"

namespace fetch {
namespace {

std::string clean_language(std::string_view said) {
    std::string tag(core::trim(said));
    std::ranges::replace(tag, '_', '-');
    if (const std::size_t end = tag.find_first_of(" ,;"); end != std::string::npos) tag.resize(end);
    return core::is_language_tag(tag) ? tag : std::string();
}

}  // namespace

Fact find_language(const PageParts& page) {
    for (const std::string_view tag : {"html", "body", "article", "main"}) {
        for (const HtmlNode node : page.elements(tag)) {
            for (const std::string_view attribute : {"lang", "xml:lang"}) {
                std::string said = clean_language(node.attribute(attribute));
                if (!said.empty()) return {said, std::string(tag) + " " + std::string(attribute)};
            }
        }
    }
    for (const std::string_view name : {"content-language", "og:locale", "language", "dc.language", "inlanguage"}) {
        if (std::string tag = clean_language(page.meta(name)); !tag.empty()) return {tag, "meta " + std::string(name)};
    }
    if (const JsonNode data = page.article_data()) {
        if (std::string tag = clean_language(data.string_at("inLanguage")); !tag.empty())
            return {tag, "json-ld inLanguage"};
    }
    return {};
}

Fact check_language(Fact said, std::string_view text) {
    constexpr std::size_t enough_text = 200;
    if (text.size() < enough_text) return said;
    // Templates come with "en", and pages keep it whatever they are written in.
    const bool doubtful = said.value.empty() || said.value == "en" || said.value.starts_with("en-");
    if (!doubtful) return said;
    const std::string guessed = guess_language(text);
    if (guessed.empty() || (!said.value.empty() && guessed == "en")) return said;
    return {guessed, "the text's letters and words"};
}

Fact find_section(const PageParts& page) {
    if (Fact section = page.first_meta({"article:section", "og:article:section", "section"})) return section;
    if (const JsonNode data = page.article_data()) {
        if (const std::string_view section = data.string_at("articleSection"); !section.empty()) {
            return {plain_text(section), "json-ld articleSection"};
        }
    }
    return {};
}

Keywords find_keywords(const PageParts& page) {
    constexpr std::size_t most_keywords = 100;  // beyond, a page lists its vocabulary
    if (auto tags = page.metas("article:tag"); tags.size() > 1) {
        tags.resize(std::min(tags.size(), most_keywords));
        return {std::move(tags), "meta article:tag"};
    }
    Fact listed = page.first_meta({"news_keywords", "keywords", "article:tag"});
    if (!listed && page.article_data()) {
        const JsonNode said = page.article_data().at("keywords");
        if (said.is_array()) {
            Keywords keywords{{}, "json-ld keywords"};
            for (JsonNode each = said.first_child(); each && keywords.words.size() < most_keywords;
                 each = each.next()) {
                if (std::string word = plain_text(each.text()); !word.empty())
                    keywords.words.push_back(std::move(word));
            }
            if (!keywords.words.empty()) return keywords;
        }
        listed = {std::string(said.text()), "json-ld keywords"};
    }
    Keywords keywords{{}, listed.rule};
    const std::string all = plain_text(listed.value);
    for (std::size_t start = 0; start < all.size() && keywords.words.size() < most_keywords;) {
        const std::size_t end = std::min(all.find_first_of(",;", start), all.size());
        std::string word = core::collapse_space(all.substr(start, end - start));
        if (!word.empty() && std::ranges::find(keywords.words, word) == keywords.words.end())
            keywords.words.push_back(std::move(word));
        start = end + 1;
    }
    if (keywords.words.empty()) keywords.rule.clear();
    return keywords;
}

Fact find_canonical_url(const PageParts& page) {
    for (const HtmlNode link : page.elements("link")) {
        if (ascii_lower(link.attribute("rel")) != "canonical") continue;
        if (auto url = resolve(page.base(), link.attribute("href"))) return {*url, "link canonical"};
    }
    if (auto url = resolve(page.base(), page.meta_url("og:url")); url && !page.meta("og:url").empty())
        return {*url, "meta og:url"};
    if (auto url = normalize(page.url())) return {*url, "the page's own"};
    return {};
}

}  // namespace fetch
