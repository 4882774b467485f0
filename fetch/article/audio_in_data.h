#pragma once

#include <vector>

#include "fetch/article/audio_sightings.h"
#include "fetch/article/page_parts.h"

namespace fetch {

/// Appends what may be a recording in data: JSON-LD, page state, scripts, and JSON in attributes.
void see_data(const PageParts& page, std::vector<AudioSighting>& seen);

}  // namespace fetch
