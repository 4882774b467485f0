#pragma once

#include "core/read_along.h"

#include <span>
#include <string>

namespace feed {

// Sentences with the times at which a recording reads them; one cue a sentence.

/// WebVTT (W3C): UTF-8, "WEBVTT" and cues of "hh:mm:ss.mmm --> hh:mm:ss.mmm".
std::string web_vtt(std::span<const core::Cue> cues);

/// SubRip: numbered cues of "hh:mm:ss,mmm --> hh:mm:ss,mmm".
std::string sub_rip(std::span<const core::Cue> cues);

/// The podcast namespace's JSON transcript: {"version": "1.0.0", "segments": [{"startTime", "endTime", "body"}]}, in
/// seconds.
std::string transcript_json(std::span<const core::Cue> cues);

}  // namespace feed
