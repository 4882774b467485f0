#pragma once

#include "core/tags.h"

#include <vector>

namespace transcode {

/// What a recording behind an open descriptor says of itself, to be said by what is made of it in any format: texts
/// under their common names, its front cover (else its first picture) if that is a JPEG or PNG, its chapters. What
/// speaks of its sound (gain and loudness of every maker, gapless play, length, encoder) and of its container is left
/// out: it would be wrong of another file. Throws Error(media) for what is no recording.
core::Tags source_tags(int input);

/// Its chapters alone, as tidy_chapters() (chapters.h) gives them; of ID3's, also their URLs and pictures, of Vorbis
/// comments' their URLs.
std::vector<core::Chapter> source_chapters(int input);

}  // namespace transcode
