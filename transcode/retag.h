#pragma once

#include "core/recipe.h"
#include "core/tags.h"

#include <cstdint>
#include <string>
#include <vector>

namespace transcode {

/// The copy that was written.
struct Retagged {
    std::uint64_t bytes = 0;
    std::string sha256;
    std::vector<core::Chapter> chapters = {};  ///< that the copy has, without pictures
};

/// Copies a finished file with other tags; the audio packets stay as they are, byte for byte, and so do duration,
/// gapless information and all else that is no tag. The copy has exactly the length of `input`, so that it can take its
/// name, where the tags fit into what the old ones and the room behind them take: in a file of prepare() a longer
/// title, some more paragraphs, a cover up to a quarter larger, other chapters. M4A needs up to eight bytes of the room
/// for itself, and after a change of chapters up to a KiB. Where they do not fit, the copy is longer and has as much
/// room as a file of prepare(). Throws Error(media) for what is no file of that format, Error(storage) when reading or
/// writing fails.
Retagged retag(int input, int output, core::Format format, const core::Tags& tags);

}  // namespace transcode
