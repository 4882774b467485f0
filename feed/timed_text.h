#pragma once

#include "core/read_along.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace feed {

/// Marks sentences in a document's HTML where they stand: `<span class="s" data-start="12.34" data-end="15.6">`, in
/// seconds. A sentence that runs across tags has several spans. One that does not stand there goes unmarked.
class SentenceMarks {
public:
    explicit SentenceMarks(std::span<const core::Cue> cues) : cues_(cues), used_(cues.size(), false) {}

    /// The next part of the document, HTML as sanitize_html() gives it; within it sentences are looked for in order,
    /// each in one block, and those that an earlier part had no more.
    std::string mark(std::string_view html);

private:
    std::span<const core::Cue> cues_;
    std::vector<bool> used_;
};

/// A time in seconds as the pages write it: "12.34".
std::string seconds_text(std::chrono::milliseconds time);

}  // namespace feed
