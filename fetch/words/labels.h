#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fetch {

/// What a line of page furniture means for the lines around it.
enum class Furniture {
    none,
    single,    ///< says nothing of its neighbours: "Share", "Print", an arrow
    terminal,  ///< after an article, nothing of the article follows: "Send your comment", "Related news"
};

/// Lines that pages put around an article in any of the languages known here. Only whole lines count, never a sentence.
Furniture furniture_of(std::string_view line);

enum class DateLabel { none, published, modified };
/// What the words of a date's line say of it; `none`: they say nothing known.
DateLabel date_label_of(std::string_view line);
bool starts_with_date_label(std::string_view line);

/// The rest of a line that begins with one of these words and a colon (or, for by-lines, a space): "Tác giả: A B", "By
/// A B".
std::optional<std::string> after_author_label(std::string_view line);
std::optional<std::string> after_title_label(std::string_view line);
std::optional<std::string> after_section_label(std::string_view line);
std::optional<std::string> after_keywords_label(std::string_view line);
std::optional<std::string> after_audio_label(std::string_view line);   ///< "Nghe bài viết: http://..."
std::optional<std::string> after_source_label(std::string_view line);  ///< "Nguồn: http://...", "Source: ..."

struct PictureCredit {
    std::string caption;  ///< the line without its credit
    std::string credit;
};
/// What a line that stands under a picture says: it ends in "(Ảnh: A)", "Photo: A", ... or begins so; empty: it does
/// not.
std::optional<PictureCredit> picture_credit(std::string_view line);

/// True for the name of a piece of sound that belongs to a station, not to an article ("jingle", "nhac-hieu").
bool is_station_sound(std::string_view url);

/// True where the whole line could be the name of a person, of several, or initials ("Dũng Chinh", "T.H - M. Anh").
bool looks_like_names(std::string_view line);
std::vector<std::string> split_names(std::string_view line);

/// The length of the agency's mark that a first paragraph begins with, its dash included: "ĐTO - ", "HÀ NỘI (TTXVN) –
/// ",
/// "(Dân trí) - "; 0: none.
std::size_t agency_mark_length(std::string_view paragraph);

}  // namespace fetch
