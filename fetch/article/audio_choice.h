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
    std::string foreign_title = {};  ///< what it is called, where that is something else than the article
    bool in_article = true;          ///< it stands in the page with the article's title and text
    std::string recording = {};      ///< as in AudioSighting, like what follows
    std::size_t part = 0;
    std::string words = {};  ///< that stand beside it
    const void* block = nullptr;
    bool called_by_format = false;  ///< its link says "MP3" and no more
};

struct AudioFindings {
    std::vector<core::AudioCandidate> accepted;  ///< URLs of the chosen recording, best source first
    std::vector<std::string> later_parts;        ///< where it comes in parts, those that follow the first
    std::vector<core::RejectedAudio> rejected;
    bool ambiguous = false;
};

/// The article's own recording among all that a page or a text offers; adds to `found`. URLs of one recording in other
/// formats, bitrates, voices and places count once, and all of them are accepted. A name that holds the day of
/// publication or words of the title counts more. Parts that are numbered from one on are one recording. Several
/// recordings that are then as likely are all accepted and `ambiguous`.
void choose_recording(std::vector<OfferedRecording> offered, const std::string& title,
                      const std::optional<core::WrittenTime>& published, AudioFindings& found);

}  // namespace fetch
