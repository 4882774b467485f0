#pragma once

#include "core/episode.h"
#include "core/show.h"

#include <cstddef>
#include <string>
#include <vector>

namespace feed {

/// The longest description that apps accept, in bytes.
inline constexpr std::size_t max_description_bytes = 4000;
/// The longest other value, in characters.
inline constexpr std::size_t max_value_characters = 255;

/// Trimmed, and cut to the given number of characters (code points).
std::string limit_characters(std::string_view text, std::size_t max_characters, const std::string& language);

/// The show's description as HTML of at most max_description_bytes, all of it in paragraphs and lists: apps that look
/// for a tag before they read HTML, as gPodder does, show a text without one with its references as they are.
std::string show_description(const core::Show& show);

/// The show's description as plain text.
std::string plain_description(const core::Show& show);

/// True where the text begins with the lead, after an agency's mark or not: then the lead is not shown once more.
bool text_repeats_lead(const core::Episode& episode);

/// The episode's description as HTML of at most max_description_bytes: the lead, the chapters' times and links, what
/// the listener must know of the voice, a link to the article. Where there is no room for all chapters, their links go,
/// and then "…" stands for the last ones.
std::string episode_description(const core::Show& show, const core::Episode& episode);

/// The whole show notes as HTML: lead, chapters, text, link.
std::string episode_notes(const core::Show& show, const core::Episode& episode);

/// The lead as plain text, or the first paragraph where there is none.
std::string episode_lead(const core::Episode& episode);

/// The article's text as sanitized HTML.
std::string article_html(const core::Episode& episode);

/// What listeners must know of the voice that they hear, in the words of the show's language; empty where a person
/// reads.
std::string_view voice_remark(const core::Show& show, const core::Episode& episode);

/// The authors' names, trimmed; and the same, but the show's where there are none.
std::vector<std::string> own_authors(const core::Episode& episode);
std::vector<std::string> authors_of(const core::Show& show, const core::Episode& episode);

/// Those, divided by ", ", as apps expect it.
std::string author_of(const core::Show& show, const core::Episode& episode);

/// "00:00:00", as podcast apps look for it in descriptions.
std::string format_timestamp(std::chrono::milliseconds time);

}  // namespace feed
