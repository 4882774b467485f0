#pragma once

#include "core/tags.h"
#include "transcode/av.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace transcode {

/// As many as ID3's table of contents and MP4's list can count.
inline constexpr std::size_t most_chapters = 255;

/// The chapters that libav found in an opened file, by their starts: ID3's, those of MP4, Matroska, Vorbis comments.
/// URLs are those of Vorbis comments (CHAPTER001URL), the only ones that libav tells.
std::vector<core::Chapter> chapters_in(const AVFormatContext& file);

/// What strangers call chapters as a list that can be shown: ascending, none before the beginning, none twice, each
/// title a line of at most 255 bytes, the chapter's number where it has none; only http and https addresses, without
/// users and passwords, and only JPEG and PNG.
std::vector<core::Chapter> tidy_chapters(std::vector<core::Chapter> chapters);

/// The chapters of a recording, or of what is left of it when so much of its beginning is cut off.
struct KeptChapters {
    std::vector<core::Chapter> chapters;  ///< each begins before the end; at most most_chapters
    std::size_t behind_end = 0;           ///< so many were left out, since they begin behind the end
    std::size_t too_many = 0;             ///< and so many, since there are more than can be kept
};
KeptChapters chapters_after(const std::vector<core::Chapter>& chapters, std::chrono::milliseconds cut,
                            std::chrono::milliseconds length);

/// Of a stranger's, as many more are left out as have more than 64 KiB of words: a worker's answer is one message.
void limit_words(KeptChapters& kept);

/// The list as what remembers it has it: without pictures.
std::vector<core::Chapter> without_pictures(std::vector<core::Chapter> chapters);

/// A title as MP4 can hold it: at most 255 bytes.
std::string short_title(const std::string& title);

}  // namespace transcode
