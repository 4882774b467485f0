#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What a name looks like, in whatever script.
namespace fetch {

/// What else than the line itself tells that it names authors.
enum class Evidence {
    none,    ///< nothing: each part must be a person's name
    marked,  ///< a label or the page's markup; so desks ("Friends of the Park") are names too
};

/// True where it reads like one name: few words, capitals where the script has them.
bool is_name(std::string_view name, Evidence evidence);

/// True for letters of which none is small and some could be.
bool is_upper(std::string_view text);
bool has_digit(std::string_view text);
std::size_t count_words(std::string_view text);
bool is_spaceless_script(std::int32_t character);

/// An agency's or a degree's letters, "VOV1" and "MS", as people's names in capitals and small letters are not.
bool is_abbreviation(std::string_view word, bool among_small_letters);

/// True for the name of a newspaper, an agency, a firm or a desk rather than a person's, as its words tell.
bool names_organization(std::string_view name);

/// True where a text has letters that only Vietnamese is written with.
bool holds_vietnamese(std::string_view text);

/// The reporters whom a line of a Chinese or Korean text names with their role: "〔記者王小明／台北報導〕",
/// "（记者王小明、李四光）", "홍길동·김민지 기자 ="; empty: none.
std::vector<std::string> reporters_in_line(std::string_view line);

}  // namespace fetch
