#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fetch {

enum class DateLabel { none, published, modified };
/// What the words of a date's line say of it; where they say both, the first does. `none`: they say nothing known.
DateLabel date_label_of(std::string_view line);
bool starts_with_date_label(std::string_view line);
/// True for a short line that tells when the article came out or was changed, and no more: "Published: 8 July 2024".
bool is_stamp(std::string_view line);

/// The rest of a line that begins with one of these words and a colon: "Tiêu đề: ...", "Tags: a, b".
std::optional<std::string> after_title_label(std::string_view line);
std::optional<std::string> after_section_label(std::string_view line);
std::optional<std::string> after_keywords_label(std::string_view line);
std::optional<std::string> after_audio_label(std::string_view line);   ///< "Nghe bài viết: http://..."
std::optional<std::string> after_source_label(std::string_view line);  ///< "Nguồn: http://...", "Source: ..."

/// True where a few words, such as a link's, offer a recording: "Listen to this article", "Nghe".
bool offers_listening(std::string_view text);

/// What a few words beside a player say of what it plays: this text ("Listen to this article"), a programme that goes
/// out now ("Listen live"), the news of the hour or the day ("Latest newscast"), one of a podcast's episodes
/// ("The Harbour Podcast, episode 12").
enum class SoundLabel { none, this_text, live, bulletin, episode };
SoundLabel sound_label(std::string_view text);

/// True where a link's words name a format and at most its size or bitrate: "MP3", "M4A (12 MB)", "Tải MP3".
bool names_format(std::string_view text);

/// The number of a part that a few words name: 2 for "Phần 2", "Part 2 - The river"; 0: none.
std::size_t part_number(std::string_view text);

struct PictureCredit {
    std::string caption;  ///< the line without its credit
    std::string credit;
};
/// What a line that stands under a picture says: it ends in "(Ảnh: A)", "Photo: A", ... or begins so; empty: it does
/// not.
std::optional<PictureCredit> picture_credit(std::string_view line);

/// The length of the agency's mark that a first paragraph begins with, its dash included: "ĐTO - ", "HÀ NỘI (TTXVN) –
/// ", "(Dân trí) - "; 0: none.
std::size_t agency_mark_length(std::string_view paragraph);

}  // namespace fetch
