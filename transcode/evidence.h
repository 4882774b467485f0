#pragma once

#include "transcode/sentence_path.h"

#include <vector>

namespace transcode {

/// How far passages that a search found speak for it that the recording reads the text: how much better the sentences
/// fit where they were found than other stretches of the text do, which are as long, as a share of those stretches'
/// mean distance; around zero where they fit no better. A mapping is learnt from one part of the passages and used for
/// the other, since whatever it is learnt from fits.
double advantage_of(const Search& search, const std::vector<Passage>& passages);

}  // namespace transcode
