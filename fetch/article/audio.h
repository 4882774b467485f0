#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/time.h"
#include "fetch/article/audio_choice.h"
#include "fetch/article/body.h"
#include "fetch/article/page_parts.h"

namespace fetch {

/// The article's own recording among everything on the page that sounds.
AudioFindings find_audio(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body,
                         const std::string& title, const std::string& canonical,
                         const std::optional<core::WrittenTime>& published);

}  // namespace fetch
