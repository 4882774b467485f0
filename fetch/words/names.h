#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fetch {

/// The names in a byline as it is shown or said to machines: "By Ann Lee and Bob Ray, Staff Writers", "Tác giả: Thu
/// Hà", "Bài và ảnh: NGUYỄN VĂN". What is no name (dates, addresses, "Read more") is left out.
std::vector<std::string> names_in_byline(std::string_view text);

/// What else than the line itself tells that it names authors.
enum class Evidence {
    none,    ///< nothing: each part must be a person's name
    marked,  ///< a label or the page's markup; so desks ("Friends of the Park") are names too
};

/// True where every part reads like a name: few words, capitals where the script has them.
bool reads_like_names(std::string_view text, Evidence evidence);

/// True where a byline begins so that its words alone tell what it is ("By ", "Von ", "Tác giả: ").
bool starts_like_byline(std::string_view text);

/// The rest of a line that begins as a byline: after a label and its colon, whatever follows; after a word such as
/// "By" alone, only names. Empty: it does not.
std::optional<std::string> after_author_label(std::string_view line);

/// True for the name of a newspaper, an agency, a firm or a desk rather than a person's, as its words tell.
bool names_organization(std::string_view name);

/// True where a line begins with the word for an editor and a colon: what follows are no authors.
bool names_editor(std::string_view line);

/// True where a text has letters that only Vietnamese is written with.
bool holds_vietnamese(std::string_view text);

/// The reporter whom a line of a Chinese or Korean text names with his role: "〔記者王小明／台北報導〕", "홍길동 기자
/// ="; empty: none.
std::string reporter_in_line(std::string_view line);

/// True for a whole line that says no more than "Author" or "Written by".
bool is_author_label(std::string_view line);

}  // namespace fetch
