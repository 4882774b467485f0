#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "fetch/article/spine.h"
#include "fetch/markup/markup.h"
#include "fetch/words/words.h"

namespace fetch {

/// A value and what found it.
struct Fact {
    std::string value;
    std::string rule;

    explicit operator bool() const { return !value.empty(); }
};

/// A page taken apart once, so that every question to it is cheap. Never moved: its parts point at each other.
class PageParts {
public:
    /// `text` is clean UTF-8; throws as HtmlDocument::parse does.
    PageParts(std::string_view text, std::string_view url);
    PageParts(const PageParts&) = delete;
    PageParts& operator=(const PageParts&) = delete;

    const HtmlDocument& document() const { return document_; }
    const std::string& url() const { return url_; }    ///< where the page was read
    const std::string& base() const { return base_; }  ///< what its references are relative to

    /// All elements in document order; each one's parent stands before it.
    const std::vector<HtmlNode>& all_elements() const { return elements_; }
    /// Adds up what each element has of its own with what lies below it. `own` is as long as all_elements().
    std::vector<double> add_up(std::vector<double> own) const;
    std::size_t position_of(HtmlNode element) const { return positions_.at(element.id()); }

    /// Elements of that tag in document order.
    const std::vector<HtmlNode>& elements(std::string_view tag) const;
    /// Elements that carry that microdata property (or RDFa one, without its prefix).
    std::vector<HtmlNode> with_itemprop(std::string_view property) const;

    /// Tells where the title is shown: what holds it belongs to the article whatever its class says.
    void set_title_place(HtmlNode heading);
    HtmlNode title_place() const { return title_place_; }
    /// True for an element that holds the title or most of the page's text.
    bool is_spine(HtmlNode element) const { return spine_.holds_title(element) || spine_.holds_text(element); }
    /// region_of(), but content for the spine, and related for articles that were appended to this one.
    Region region_of(HtmlNode element) const;
    /// What its tag and its names alone say: fetch::region_of(), read once an element.
    Region named_region(HtmlNode element) const;
    /// The nearest telling region of the element and its ancestors below `top`; content where none tells.
    Region region_around(HtmlNode element, HtmlNode top = {}) const;

    /// The content of the first meta element whose name, property or itemprop is that (lower case) and that is not
    /// empty, white space collapsed, composed.
    std::string meta(std::string_view name) const;
    std::vector<std::string> metas(std::string_view name) const;
    /// The same as they were written: for URLs.
    std::string meta_url(std::string_view name) const;
    std::vector<std::string> meta_urls(std::string_view name) const;
    /// The first of these metas that has content, its rule "meta NAME".
    Fact first_meta(std::initializer_list<std::string_view> names) const;

    /// JSON-LD objects in the order of the page, nested ones too.
    const std::vector<JsonNode>& linked_data() const { return linked_data_; }
    const std::deque<JsonTree>& linked_data_trees() const { return trees_; }
    /// The JSON-LD object that describes the page's article; nothing where there is none.
    JsonNode article_data() const { return article_data_; }
    /// All script elements that hold text other than JSON-LD.
    struct Script {
        HtmlNode element;
        std::string_view text;
    };
    const std::vector<Script>& scripts() const { return scripts_; }

private:
    void index();
    void read_linked_data(std::string_view text);
    void choose_article_data();

    HtmlDocument document_;
    std::string url_;
    std::string base_;
    std::vector<HtmlNode> elements_;
    std::vector<std::size_t> parents_;                          // by position; the root is its own
    mutable std::vector<std::optional<Region>> named_regions_;  // by position; those that were asked for
    std::unordered_map<const void*, std::size_t> positions_;
    std::unordered_map<std::string_view, std::vector<HtmlNode>> by_tag_;
    std::vector<HtmlNode> with_property_;
    std::map<std::string, std::vector<std::string>, std::less<>> metas_;
    std::deque<JsonTree> trees_;
    std::vector<JsonNode> linked_data_;
    JsonNode article_data_;
    std::vector<Script> scripts_;
    Spine spine_;
    HtmlNode title_place_;
};

/// The nearest element around a node, or it itself, that begins a line of its own.
HtmlNode block_around(HtmlNode node);

/// True where the JSON-LD object says it is of that type ("NewsArticle", with or without schema.org's prefix).
bool is_of_type(JsonNode object, std::string_view type);
/// True for the types that schema.org has for an article or an episode.
bool is_article_data(JsonNode object);

}  // namespace fetch
