#pragma once

#include "core/made.h"
#include "core/recipe.h"
#include "core/tags.h"
#include "transcode/progress.h"

#include <string>

namespace transcode {

/// Makes the finished file: measure, choose a lane, process, tag, verify. Opens nothing by name: `input` is an open
/// recording (read from its start), `output` an open, empty, seekable file that is written and read back. Memory does
/// not grow with the recording's length. Chapters are given as the recording has them, and move where its beginning is
/// trimmed. The tags get room to grow (see retag.h), which readers pass over. Throws
/// Error(media) for what cannot become an episode: no audio stream, undecodable, silent, shorter than a second, a
/// forced lane that cannot serve; Error(storage) when writing fails.
core::Made prepare(int input, int output, const core::Recipe& recipe, const core::Tags& tags,
                   const Progress& progress = {});

/// Names everything besides recipe and source that decides what prepare() writes (our own version of the processing,
/// the encoder's): part of a file's key.
std::string processing_version();

}  // namespace transcode
