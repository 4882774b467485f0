#include "fetch/article/page_parts.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "fetch/markup/markup.h"

namespace fetch {
namespace {

constexpr auto article_types = std::to_array<std::string_view>({"AdvertiserContentArticle",
                                                                "AnalysisNewsArticle",
                                                                "Article",
                                                                "AskPublicNewsArticle",
                                                                "BackgroundNewsArticle",
                                                                "BlogPosting",
                                                                "Episode",
                                                                "LiveBlogPosting",
                                                                "MedicalScholarlyArticle",
                                                                "NewsArticle",
                                                                "OpinionNewsArticle",
                                                                "PodcastEpisode",
                                                                "RadioEpisode",
                                                                "Report",
                                                                "ReportageNewsArticle",
                                                                "ReviewNewsArticle",
                                                                "SatiricalArticle",
                                                                "ScholarlyArticle",
                                                                "SocialMediaPosting",
                                                                "TechArticle"});

/// Under these names an article speaks of others.
constexpr auto foreign_keys =
    std::to_array<std::string_view>({"citation", "comment", "hasPart", "isBasedOn", "isRelatedTo", "itemListElement",
                                     "mentions", "relatedLink", "review", "significantLink", "subjectOf"});

std::string_view local_type(std::string_view type) {
    const std::size_t slash = type.find_last_of("/#:");
    return slash == std::string_view::npos ? type : type.substr(slash + 1);
}

bool is_foreign(JsonNode object) {
    for (JsonNode node = object; node; node = node.parent()) {
        if (std::ranges::find(foreign_keys, node.key()) != foreign_keys.end()) return true;
    }
    return false;
}

/// True for an article element beside or within the one that has the title that is an article of its own: its heading
/// leads to another page, or it has a text. What has neither is a part of the article, as its player is.
bool is_other_article(HtmlNode element) {
    constexpr std::size_t much_text = 600;
    HtmlNode heading;
    for (HtmlNode node = element.first_child(); node && !heading; node = node.next_in(element)) {
        const int rank = heading_rank(node.name());
        if (rank >= 1 && rank <= 4) heading = node;
    }
    if (!heading) return false;
    const HtmlNode around = heading.closest("a");
    if ((around && around.lies_in(element)) || !heading.descendants("a").empty()) return true;
    constexpr std::size_t paragraph = 60;
    const auto paragraphs = element.descendants("p");
    const auto texts =
        std::ranges::count_if(paragraphs, [](HtmlNode each) { return each.text(4 * paragraph).size() > paragraph; });
    return texts > 1 || element.text(4 * much_text).size() > much_text;
}

/// The site's header and footer stand in no part of the page but wrappers of it.
bool is_of_page(HtmlNode element) {
    constexpr int most_wrappers = 2;
    int wrappers = 0;
    HtmlNode node = element.parent();
    while (node.is("div") && wrappers++ < most_wrappers) node = node.parent();
    return node.is("body");
}

}  // namespace

HtmlNode block_around(HtmlNode node) {
    while (node.parent() && !is_block(node.name())) node = node.parent();
    return node;
}

bool is_of_type(JsonNode object, std::string_view type) {
    const JsonNode said = object.at("@type");
    if (said.is_string()) return local_type(said.text()) == type;
    for (JsonNode each = said.first_child(); each; each = each.next()) {
        if (local_type(each.text()) == type) return true;
    }
    return false;
}

bool is_article_data(JsonNode object) {
    return std::ranges::any_of(article_types, [&](std::string_view type) { return is_of_type(object, type); });
}

PageParts::PageParts(std::string_view text, std::string_view url)
    : document_(HtmlDocument::parse(text)), url_(url), base_(document_.base_url(url)) {
    index();
    named_regions_.resize(elements_.size());
    choose_article_data();
    spine_.weigh(*this);
}

void PageParts::index() {
    const HtmlNode root = document_.root();
    for (HtmlNode node = root; node; node = node.next_in(root)) {
        if (!node.is_element()) continue;
        const std::string_view tag = node.name();
        by_tag_[tag].push_back(node);
        positions_.emplace(node.id(), elements_.size());
        parents_.push_back(node.parent() ? positions_.at(node.parent().id()) : 0);
        elements_.push_back(node);
        if (node.has("itemprop") || node.has("property")) with_property_.push_back(node);
        if (tag == "meta") {
            const std::string content = core::collapse_space(node.attribute("content"));
            if (content.empty()) continue;
            for (const std::string_view name : {"property", "name", "itemprop", "http-equiv"}) {
                if (node.has(name)) metas_[ascii_lower(core::trim(node.attribute(name)))].push_back(content);
            }
        } else if (tag == "script") {
            const std::string type = ascii_lower(node.attribute("type"));
            const std::string_view content = node.content();
            if (type.find("ld+json") != std::string::npos) {
                read_linked_data(content);
            } else if (!content.empty()) {
                scripts_.push_back({node, content});
            }
        }
    }
}

void PageParts::read_linked_data(std::string_view text) {
    constexpr std::size_t most_nodes = 500'000;
    std::size_t nodes = 0;
    for (const JsonTree& tree : trees_) nodes += tree.size();
    if (nodes > most_nodes) return;
    const JsonTree& tree = trees_.emplace_back(text);
    for (JsonNode node = tree.root(); node; node = node.next_in_text()) {
        if (node.is_object() && node.at("@type")) linked_data_.push_back(node);
    }
}

void PageParts::choose_article_data() {
    int best = 0;
    for (const JsonNode object : linked_data_) {
        if (is_foreign(object)) continue;
        int worth = 0;
        if (is_article_data(object)) {
            worth = 10;
        } else if (is_of_type(object, "WebPage")) {
            worth = 1;
        } else {
            continue;
        }
        if (object.at("headline") || object.at("name")) worth += 2;
        if (object.at("datePublished")) worth += 2;
        if (object.at("author")) worth += 1;
        if (worth > best) {
            best = worth;
            article_data_ = object;
        }
    }
}

std::vector<double> PageParts::add_up(std::vector<double> own) const {
    // Children stand behind their parents, so one pass from the end carries everything up.
    for (std::size_t i = own.size(); i-- > 1;) own[parents_[i]] += own[i];
    return own;
}

void PageParts::set_title_place(HtmlNode heading) {
    title_place_ = heading;
    spine_.set_title(*this, heading);
}

Region PageParts::region_of(HtmlNode element) const {
    if (spine_.holds_title(element)) return Region::content;
    if (spine_.is_next_article(element)) return Region::related;
    if (spine_.holds_text(element)) return Region::content;
    if (element.is("article") && title_place_ && title_place_.closest("article") && is_other_article(element))
        return Region::related;
    // Letters to sign up for, searches, comments to write; a form around the whole page holds its title.
    if (element.is("form")) return Region::sharing;
    if ((element.is("header") || element.is("footer")) && is_of_page(element)) return Region::navigation;
    return named_region(element);
}

Region PageParts::named_region(HtmlNode element) const {
    const auto place = positions_.find(element.id());
    if (place == positions_.end()) return fetch::region_of(element);
    std::optional<Region>& known = named_regions_[place->second];
    if (!known) known = fetch::region_of(element);
    return *known;
}

Region PageParts::region_around(HtmlNode element, HtmlNode top) const {
    for (HtmlNode node = element; node && node != top; node = node.parent()) {
        const Region region = region_of(node);
        if (region != Region::content && region != Region::player) return region;
    }
    return Region::content;
}

const std::vector<HtmlNode>& PageParts::elements(std::string_view tag) const {
    static const std::vector<HtmlNode> none;
    const auto found = by_tag_.find(tag);
    return found == by_tag_.end() ? none : found->second;
}

std::vector<HtmlNode> PageParts::with_itemprop(std::string_view property) const {
    std::vector<HtmlNode> found;
    for (const HtmlNode node : with_property_) {
        for (const std::string_view attribute : {"itemprop", "property"}) {
            std::string_view said = node.attribute(attribute);
            for (std::size_t start = 0; start < said.size();) {
                const std::size_t end = std::min(said.find(' ', start), said.size());
                if (local_type(said.substr(start, end - start)) == property) {
                    if (found.empty() || found.back() != node) found.push_back(node);
                }
                start = end + 1;
            }
        }
    }
    return found;
}

std::string PageParts::meta(std::string_view name) const {
    return core::composed(meta_url(name));
}

std::vector<std::string> PageParts::metas(std::string_view name) const {
    std::vector<std::string> all = meta_urls(name);
    for (std::string& each : all) each = core::composed(each);
    return all;
}

std::string PageParts::meta_url(std::string_view name) const {
    const auto found = metas_.find(name);
    return found == metas_.end() ? std::string() : found->second.front();
}

std::vector<std::string> PageParts::meta_urls(std::string_view name) const {
    const auto found = metas_.find(name);
    return found == metas_.end() ? std::vector<std::string>() : found->second;
}

Fact PageParts::first_meta(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names) {
        if (std::string value = meta(name); !value.empty()) return {std::move(value), "meta " + std::string(name)};
    }
    return {};
}

}  // namespace fetch
