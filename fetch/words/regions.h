#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fetch/markup/markup.h"

namespace fetch {

/// What a part of a page is for, as its tag, role, class and id say.
enum class Region {
    content,      ///< nothing speaks against it
    navigation,   ///< menus, breadcrumbs, header and footer of the site, lists of tags
    sidebar,      ///< beside the article
    related,      ///< other articles
    comments,     ///< readers' words
    sharing,      ///< share bars, subscriptions, newsletters, sign-in
    advertising,  ///< also cookie notices
    player,       ///< the controls of a media player
    byline,       ///< who and when, notes on the author
    caption,      ///< words to a picture
    hidden,       ///< not shown
};

/// What the element itself says, whatever it lies in.
Region region_of(HtmlNode element);

/// True for an element that its own attributes hide.
bool is_hidden(HtmlNode element);

/// True for what is not the article however much text it holds: readers' comments, dialogs, notices on cookies, and
/// what is hidden unless it names itself the article's text. Other regions may be the words of a wrapper's name:
/// "sidebar-grid".
bool never_holds_article(HtmlNode element);

/// True for an element that calls itself the article's text.
bool is_named_body(HtmlNode element);

/// class and id of an element in lower case, separated by spaces.
std::string class_and_id(HtmlNode node);

/// For a reason: "in a list of other articles".
std::string_view describe(Region region);

/// The words of an attribute such as a class: split at what is no letter or digit and at capital letters, lower case.
std::vector<std::string> name_words(std::string_view text);

}  // namespace fetch
