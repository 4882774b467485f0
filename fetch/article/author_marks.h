#pragma once

#include <functional>
#include <string>
#include <vector>

#include "fetch/article/body.h"
#include "fetch/article/page_parts.h"

/// Elements that say by class, id or an attribute of their own that they name authors.
namespace fetch {

enum class Taken {
    nothing,  ///< of use only where nobody else signs
    site,     ///< it is the site that signs
    persons,  ///< no others are needed
};
/// What is done with the names that a place gives, and the rule that found them.
using TakeNames = std::function<Taken(const std::vector<std::string>& names, const std::string& rule)>;

bool has_author_mark(HtmlNode node);

/// True for an element that is the article's, and not of what stands beside it: other articles and readers have
/// authors too.
bool is_of_article(const PageParts& page, HtmlNode node);

/// The nearest heading around an element leads to another page, or the list's item it stands in does: it is of the
/// article there.
bool is_of_other_article(const PageParts& page, HtmlNode node);

/// True where each name has two words, or is of a script that sets no spaces: one word may be a section or a place.
bool is_of_two_words(const std::vector<std::string>& names);

/// Offers the names in marked elements in the order of the page until persons or the site sign; true for persons.
bool find_marked_bylines(const PageParts& page, const ArticleBody& body, const TakeNames& take);

}  // namespace fetch
