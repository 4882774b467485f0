#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/article.h"
#include "core/time.h"

namespace fetch {

/// A URL that may be the article's recording, and against which nothing speaks so far.
struct OfferedRecording {
    core::AudioCandidate candidate;
    std::string foreign_title;  ///< what it is called, where that is something else than the article
};

struct AudioFindings {
    std::vector<core::AudioCandidate> accepted;  ///< URLs of the chosen recording, best source first
    std::vector<core::RejectedAudio> rejected;
    bool ambiguous = false;
};

/// The article's own recording among all that a page or a text offers; adds to `found`. URLs of one recording in other
/// formats, bitrates and places count once, and all of them are accepted. A name that holds the day of publication
/// counts more. Several recordings that are then as likely are all accepted and `ambiguous`.
void choose_recording(std::vector<OfferedRecording> offered, const std::optional<core::WrittenTime>& published,
                      AudioFindings& found);

}  // namespace fetch
