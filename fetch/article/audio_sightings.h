#pragma once

#include <string>
#include <vector>

#include "fetch/markup/markup.h"

namespace fetch {

/// Something on a page that may be a recording, as it was come across.
struct AudioSighting {
    std::string reference;           ///< as the page writes it
    std::string rule;                ///< what found it
    double score = 0.0;              ///< what finding it there is worth, 0 to 1
    HtmlNode node;                   ///< the element; nothing for what stands in the head or a script
    std::vector<std::string> names;  ///< words of the fields and attributes that hold it, from the inside out
    std::string words;               ///< of a link: its text
    std::string title;               ///< what it is called, where that is said
    std::string link;                ///< the page that it is said to belong to
    bool in_data = false;            ///< names are keys of data, else classes of the markup
    bool is_link = false;            ///< words that lead to it, which it is called by
    bool typed = false;              ///< the data say that it is an AudioObject
    bool built = false;              ///< put together from values of the page: whether it is there must be asked
    std::string recording;           ///< which recording it is, where several URLs are known to be one; else empty
    std::size_t part = 0;            ///< "Part 2": the number that the page gives it; 0: none
    const void* block = nullptr;     ///< the paragraph or other block that holds it
    bool called_by_format = false;   ///< its link says "MP3" and no more
    std::string number;              ///< by which data know the article that it belongs to
    std::string reason;              ///< why it cannot be the one, where the place itself says so
    std::string doubt;               ///< why it is not the one unless it is said to be this article's
};

}  // namespace fetch
