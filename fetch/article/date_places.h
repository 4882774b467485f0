#pragma once

#include <cstddef>
#include <vector>

#include "fetch/article/blocks.h"
#include "fetch/article/page_parts.h"

namespace fetch {

/// Where on a page a date stands, and what that says of whose it is. Borrows the page and its blocks, which are named
/// by their number.
class DatePlaces {
public:
    DatePlaces(const PageParts& page, const std::vector<TextBlock>& blocks);

    /// 1 at the title, less with each block from it, and twice as fast before it as behind.
    double nearness(std::size_t block) const;
    /// What speaks against the place: it is not the article's region, a quotation, a caption, a profile, the site's
    /// clock, the page's head.
    double doubts(std::size_t block) const;
    bool is_after_title(std::size_t block) const;
    bool is_beside_title(std::size_t block) const;
    /// A post of another site within the text, which leads to where it stands.
    bool is_embedded(std::size_t block) const;

private:
    bool has_title() const { return title_ < blocks_.size(); }
    double doubts_around(HtmlNode node, bool before_title) const;

    const PageParts& page_;
    const std::vector<TextBlock>& blocks_;
    std::size_t title_;
    std::size_t last_menu_ = 0;  ///< behind the last block of a menu before the title
    std::vector<const void*> title_path_;
};

/// An element or its parent is called a date by its class or id.
bool is_called_date(HtmlNode element);
/// An element is called a change by its class or id.
bool is_called_changed(HtmlNode element);

}  // namespace fetch
