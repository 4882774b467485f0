#pragma once

#include <array>
#include <string_view>

#include "fetch/words/labels.h"

/// Words of labels in the languages of the press, as compared() gives them. A list is one string: "|first|second|".
namespace fetch {

extern const std::string_view picture_labels;  ///< before the colon of a picture's credit
extern const std::string_view
    bracketed_picture_labels;                       ///< the same, but in brackets only: else of the article's source
extern const std::string_view open_picture_labels;  ///< the same, but not in brackets: "(Graphic: ... here)" is a link
extern const std::string_view picture_lines;        ///< say that a picture is there, and no more

struct DateWords {
    /// What such a word needs to tell something.
    enum class Tells {
        alone,           ///< a short line that begins so is a stamp
        beside_a_date,   ///< too common where no date stands
        before_a_colon,  ///< too common everywhere but as a label
    };
    DateLabel says = DateLabel::none;
    Tells tells = Tells::alone;
    std::string_view words;
};
extern const std::array<DateWords, 6> date_words;

extern const std::string_view author_labels;      ///< what bylines begin with; all may stand before a colon
extern const std::string_view shy_author_labels;  ///< with a space these begin many other lines too: names must follow
extern const std::string_view colon_author_labels;  ///< and these too many to be taken without a colon
extern const std::string_view editor_labels;        ///< before the colon of who edited, and did not write
extern const std::string_view author_roles;         ///< what people at a newspaper are; a byline has it beside the name
extern const std::string_view places_of_words;      ///< places whose names look like persons'
extern const std::string_view organization_words;   ///< in the names of newspapers, agencies, firms and their desks
extern const std::string_view organization_endings;  ///< the same in scripts that set no spaces
extern const std::string_view no_author_names;       ///< stand where an author should, and name nobody

extern const std::string_view title_labels;    ///< before the colon of a headline
extern const std::string_view section_labels;  ///< before the colon of a section
extern const std::string_view keyword_labels;  ///< before the colon of a list of keywords
extern const std::string_view source_labels;   ///< before the colon of the article's address
extern const std::string_view
    listening_words;  ///< offer a recording wherever they stand in a link's or picture's words
extern const std::string_view listening_hints;  ///< likewise, but before a colon they offer other files as well
extern const std::string_view audio_labels;
extern const std::string_view text_words;      ///< what a player may say that it reads: "article", "story"
extern const std::string_view live_labels;     ///< of a programme that goes out now
extern const std::string_view episode_labels;  ///< before or behind the number of one of a podcast's
extern const std::string_view podcast_labels;
extern const std::string_view bulletin_labels;  ///< of the news of the hour or the day     ///< offer one only before a
                                                ///< colon: short, or parts of other words

}  // namespace fetch
