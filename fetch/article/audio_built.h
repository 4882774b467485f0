#pragma once

#include <vector>

#include "fetch/article/audio_sightings.h"
#include "fetch/article/page_parts.h"

namespace fetch {

/// Recordings whose URL stands nowhere in the page, but is put together by a player's script from values that do:
///
/// - VCCorp's read-aloud, `embedTTS.init({domainStorage, distributionDate, nameSpace, newsId, ext, defaultVoice,
///   srcAudioFormat: '{0}/{1}/{2}-{3}-{4}.{5}'})`, known by these keys: one URL a voice, in the page's order;
/// - a pattern with names in braces, `https://host/{id}.mp3`, whose names are keys beside it or a script's variables;
/// - texts joined by plus signs, `'https://host/' + id + '.mp3'`.
///
/// Where a value cannot be known from the page, there is none: nothing is made up. Adds to `seen`; each is `built`.
void see_built(const PageParts& page, std::vector<AudioSighting>& seen);

}  // namespace fetch
