#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fetch/words/name_shapes.h"

namespace fetch {

/// The names in a byline as it is shown or said to machines: "By Ann Lee and Bob Ray, Staff Writers", "Tác giả: Thu
/// Hà", "Bài và ảnh: NGUYỄN VĂN". What is no name (dates, addresses, "Read more") is left out.
std::vector<std::string> names_in_byline(std::string_view text);

/// True where every part reads like a name: few words, capitals where the script has them.
bool reads_like_names(std::string_view text, Evidence evidence);

/// True where a byline begins so that its words alone tell what it is ("By ", "Von ", "Tác giả: ").
bool starts_like_byline(std::string_view text);

/// The rest of a line that begins as a byline: after a label and its colon, whatever follows; after a word such as
/// "By" alone, only names. Empty: it does not.
std::optional<std::string> after_author_label(std::string_view line);

/// True where a line begins with the word for an editor and a colon: what follows are no authors.
bool names_editor(std::string_view line);

/// The line from an author's label and its colon on, where they stand within it: "Nguồn: A - Tác giả: Lê Hà"; empty:
/// they do not.
std::string_view from_author_label(std::string_view line);

/// True for a whole line that says no more than "Author" or "Written by".
bool is_author_label(std::string_view line);

}  // namespace fetch
