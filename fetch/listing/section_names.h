#pragma once

#include <string_view>

namespace fetch {

// What a part of an address's path (lower case) says of the pages below it.

/// No article stands there: tags, authors, searches, forms, feeds, what a newspaper says of itself.
bool is_other_section(std::string_view part);
/// The page right below is a topic, and the pages that count on below it are too.
bool is_topic_section(std::string_view part);
/// What has no identity of its own is no article there: archives, live reports, series.
bool is_mixed_section(std::string_view part);
/// Articles stand there now and then: events, videos, pictures.
bool is_doubtful_section(std::string_view part);
/// Articles stand there.
bool is_article_section(std::string_view part);
/// The same, and no section of the newspaper is called so: "/article/", "/story/".
bool names_one_article(std::string_view part);

}  // namespace fetch
