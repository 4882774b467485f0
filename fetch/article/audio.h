#pragma once

#include <string>
#include <vector>

#include "core/article.h"
#include "fetch/article/body.h"
#include "fetch/article/page_parts.h"

namespace fetch {

struct AudioFindings {
    std::vector<core::AudioCandidate> accepted;  ///< best first
    std::vector<core::RejectedAudio> rejected;
    bool ambiguous = false;
};

/// The article's own recording among everything on the page that sounds.
AudioFindings find_audio(const PageParts& page, const std::vector<TextBlock>& blocks, const ArticleBody& body,
                         const std::string& title, const std::string& canonical);

}  // namespace fetch
