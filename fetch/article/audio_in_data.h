#pragma once

#include <string>
#include <vector>

#include "fetch/article/audio_sightings.h"
#include "fetch/article/page_parts.h"
#include "fetch/markup/markup.h"

namespace fetch {

/// Appends what may be a recording in data: JSON-LD, page state, scripts, and JSON in attributes.
void see_data(const PageParts& page, std::vector<AudioSighting>& seen);

/// The words of the keys that lead to a value, from the inside out; a framework's own variable says nothing.
std::vector<std::string> field_words(JsonNode node);

}  // namespace fetch
