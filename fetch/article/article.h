#pragma once

#include "core/article.h"

#include <map>
#include <string>
#include <string_view>

namespace fetch {

/// A page as it came.
struct FetchedPage {
    std::string url;           ///< base of its links; empty for a local text without one
    std::string content_type;  ///< with its charset parameter; may be empty
    std::string bytes;
    std::map<std::string, std::string> xpath;  ///< the operator's own rules: field -> XPath; see below
    /// The operator's pattern of a recording's URL: {id} is what the XPath for audio finds.
    std::string audio_url = {};
};

/// Reads an article from HTML or from plain text as a newspaper's archive gives it; which of the two is told by the
/// bytes. The operator's XPath for a field (url, title, published, modified, authors, language, lead, body, image,
/// audio, section, keywords) goes before the reader's rules, which still serve where it finds nothing; but a page on
/// which the XPath for audio finds nothing has no recording. Never throws for a field that is missing; throws
/// Error(media) for what is neither (binary, empty) or passes the limits on size and depth, and Error(config) for an
/// XPath that is wrong or names no field.
core::Article read_article(const FetchedPage& page);

}  // namespace fetch
