#pragma once

#include <vector>

#include "fetch/article/audio_sightings.h"
#include "fetch/article/blocks.h"
#include "fetch/article/body.h"
#include "fetch/article/page_parts.h"

namespace fetch {

/// Appends what may be a recording in the markup: players, links, metas, microdata, attributes, bare URLs in the text.
void see_markup(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body,
                std::vector<AudioSighting>& seen);

}  // namespace fetch
