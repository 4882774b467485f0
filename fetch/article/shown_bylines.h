#pragma once

#include <vector>

#include "fetch/article/author_marks.h"
#include "fetch/article/blocks.h"
#include "fetch/article/body.h"
#include "fetch/article/page_parts.h"

namespace fetch {

/// Where readers see who wrote an article. Each function offers what it finds, the most telling first, until something
/// is taken, and says whether it was.
class ShownBylines {
public:
    ShownBylines(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body,
                 const TakeNames& take)
        : page_(page), blocks_(blocks), body_(body), take_(take) {}

    bool find_marked() const;  ///< by class, under a label or by a link to an author's page
    /// `only_told`: the page has said something already, so only what says of itself that it names authors counts.
    bool find_others(bool only_told) const;

private:
    bool by_person() const;
    bool by_label() const;
    bool by_author_page() const;
    bool near_title(bool only_told) const;
    bool signature(bool only_told) const;
    bool reporter_in_text() const;
    std::size_t place_of_title() const;
    bool is_vietnamese() const;  ///< the text

    const PageParts& page_;
    const std::vector<TextBlock>& blocks_;
    const ArticleBody& body_;
    const TakeNames& take_;
};

}  // namespace fetch
