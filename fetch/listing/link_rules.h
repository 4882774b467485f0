#pragma once

#include "core/source.h"
#include "fetch/listing/article_address.h"
#include "fetch/listing/pattern.h"
#include "fetch/markup/markup.h"

#include <string>
#include <string_view>
#include <vector>

namespace fetch {

/// The operator's include and exclude patterns of a source.
class LinkFilter {
public:
    /// Throws Error(config) naming an expression that is wrong.
    explicit LinkFilter(const core::Source& source);

    /// At least one include matches somewhere in it, if there are any, and no exclude does.
    bool passes(const std::string& url) const;

private:
    std::vector<Pattern> include_;
    std::vector<Pattern> exclude_;
};

/// A link on a listing page that leads, as far as can be told, to an article.
struct ListedLink {
    std::string url;    ///< normalized
    std::string title;  ///< the longest text of the anchors that lead there
};

/// Links to articles of a listing page in the order of the page, each identity once: of the same site, not in the
/// page's menus or footer, with an address that looks like an article's (a date or a number of its own, or many words).
/// Where the headlines of a page share such addresses, what has others (topics, sections, tags) needs a long headline.
std::vector<ListedLink> article_links(const HtmlDocument& page, const std::string& page_url);

/// The same, found by the operator's XPath: attributes and texts hold addresses, of elements the anchors in them count.
/// Throws as HtmlDocument::select does.
std::vector<ListedLink> links_by_xpath(const HtmlDocument& page, const std::string& page_url, const std::string& xpath);

/// The page of the listing that follows this one; empty: none is named. Never another site's.
std::string next_page(const HtmlDocument& page, const std::string& page_url);

}  // namespace fetch
