#pragma once

#include <string_view>

/// Words of article texts in the languages of the press, lower case. A list is one string: "|first|second|".
namespace fetch {

extern const std::string_view furniture_lines;  ///< Whole lines of page furniture that say nothing of their neighbours.
extern const std::string_view closing_lines;    ///< Whole lines after which an article has ended.
extern const std::string_view furniture_labels;  ///< What stands before the colon of a line of furniture.
extern const std::string_view picture_labels;    ///< What stands before the colon of a picture's credit.
extern const std::string_view picture_lines;     ///< Whole lines that say a picture is there.
extern const std::string_view modified_words;    ///< Parts of a date's line.
extern const std::string_view published_words;   ///< Parts of a date's line.
extern const std::string_view author_labels;     ///< Before the colon of a by-line.
extern const std::string_view author_prefixes;   ///< Before a name without a colon.
extern const std::string_view title_labels;      ///< Before the colon of a headline.
extern const std::string_view section_labels;    ///< Before the colon of a section.
extern const std::string_view keyword_labels;    ///< Before the colon of a list of keywords.
extern const std::string_view source_labels;     ///< Before the colon of the article's address.
extern const std::string_view audio_labels;      ///< Before the colon of a recording's address.

}  // namespace fetch
