#pragma once

#include <cstddef>
#include <string>
#include <unordered_set>
#include <vector>

#include "fetch/markup/markup.h"

namespace fetch {

class PageParts;

/// Which elements hold the page's article whatever their names say, told by where its title and most of its running
/// text stand. A list of teasers and a thread of comments may hold more text, but not in one piece.
class Spine {
public:
    /// Weighs the page's text.
    void weigh(const PageParts& page);
    /// Tells where the title is shown.
    void set_title(const PageParts& page, HtmlNode heading);

    bool holds_title(HtmlNode element) const { return above_title_.contains(element.id()); }
    /// True for an element that holds most of the page's running text, or is a piece of what does.
    bool holds_text(HtmlNode element) const;
    /// True for an element beside the one that holds the title that is like it and has a headline of its own, or begins
    /// with one that leads elsewhere: an article that was appended below this one.
    bool is_next_article(HtmlNode element) const { return next_articles_.contains(element.id()); }

private:
    void choose(const PageParts& page);
    void find_next_articles(HtmlNode heading, const PageParts& page);

    std::vector<double> plain_;    // by position: bytes of text in and below the element, links and labels left out
    std::vector<double> running_;  // of these, what stands in paragraphs side by side
    std::vector<double> largest_;  // the most that one element holds of these as its own
    std::unordered_set<const void*> above_title_;
    std::unordered_set<const void*> holders_;
    std::unordered_set<std::string> holders_names_;  // classes that pieces of the text share
    std::unordered_set<const void*> next_articles_;
};

}  // namespace fetch
