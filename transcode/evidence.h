#pragma once

#include "transcode/sentence_path.h"

#include <vector>

namespace transcode {

/// How far passages speak for it that the recording reads the text.
struct Evidence {
    /// How much better the sentences fit where they were found than other stretches of the text do, which are as long:
    /// a share of those stretches' mean distance; around zero where they fit no better.
    double advantage = 0.0;
};

/// Judges the passages that were found by a search: each against the sentence that it is taken for, and against decoys.
/// A mapping is learnt from one half of the passages and used for the other, since whatever it is learnt from fits.
Evidence evidence_of(const Search& search, const std::vector<Passage>& passages);

}  // namespace transcode
