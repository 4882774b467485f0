#pragma once

#include "core/read_along.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace feed {

/// Marks sentences in a document's HTML where they stand: `<span class="s" data-start="12.34" data-end="15.6">`, in
/// seconds. A sentence that runs across tags has several spans. One that does not stand there as a sentence goes
/// unmarked: its words within another one are not it.
class SentenceMarks {
public:
    /// The language (BCP 47) is the one in whose sentences the text was looked for in its recording.
    SentenceMarks(std::span<const core::Cue> cues, std::string language)
        : cues_(cues), language_(std::move(language)), used_(cues.size(), false) {}

    /// The next part of the document, HTML as sanitize_html() gives it; within it as many sentences as can be are
    /// marked in the order in which they are read, each in one block, and those that an earlier part had no more.
    std::string mark(std::string_view html);

private:
    std::span<const core::Cue> cues_;
    std::string language_;
    std::vector<bool> used_;
};

/// A time in seconds as the pages write it: "12.34".
std::string seconds_text(std::chrono::milliseconds time);

}  // namespace feed
