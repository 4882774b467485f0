#pragma once

#include <functional>
#include <string>
#include <vector>

#include "fetch/article/blocks.h"
#include "fetch/article/body.h"
#include "fetch/article/page_parts.h"

namespace fetch {

enum class Taken {
    nothing,  ///< of use only where nobody else signs
    site,     ///< it is the site that signs
    persons,  ///< no others are needed
};
/// What is done with the names that a place gives, and the rule that found them.
using TakeNames = std::function<Taken(const std::vector<std::string>& names, const std::string& rule)>;

/// True for an element that is the article's, and not of what stands beside it: other articles and readers have
/// authors too.
bool is_of_article(const PageParts& page, HtmlNode node);

/// Where readers see who wrote an article. Each function offers what it finds, the most telling first, until something
/// is taken, and says whether it was.
class ShownBylines {
public:
    ShownBylines(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body,
                 const TakeNames& take)
        : page_(page), blocks_(blocks), body_(body), take_(take) {}

    bool find_marked() const;  ///< by class or under a label
    /// `only_told`: the page has said something already, so only what says of itself that it names authors counts.
    bool find_others(bool only_told) const;

private:
    bool by_class() const;
    bool by_person() const;
    bool by_label() const;
    bool near_title(bool only_told) const;
    bool signature(bool only_told) const;
    bool reporter_in_text() const;
    bool is_vietnamese() const;  ///< the text

    const PageParts& page_;
    const std::vector<TextBlock>& blocks_;
    const ArticleBody& body_;
    const TakeNames& take_;
};

}  // namespace fetch
