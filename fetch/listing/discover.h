#pragma once

#include "core/link.h"
#include "core/source.h"
#include "fetch/listing/pattern.h"
#include "fetch/web/http.h"

#include <string>
#include <variant>
#include <vector>

namespace fetch {

struct Listing {
    Validators validators;              ///< empty where the next look must be in full, as after a problem with a page
    std::vector<core::Link> links;      ///< newest first where times are known, else in the source's order; each once
    std::size_t left_out = 0;           ///< beyond max_items or before `since`
    std::vector<std::string> problems;  ///< what else of the source could not be read, a line each
};

/// The links to articles of one source. NotModified when the server says that nothing has changed since `known`. Throws
/// as Http::get does, Error(media) for a listing that cannot be read, Error(config) for an XPath or expression that is
/// wrong, Error(storage) for a local path. `zone` serves to compare `since` with times that name none.
std::variant<NotModified, Listing> discover(Http& http, const core::Source& source, const Validators& known,
                                            const std::string& zone);

}  // namespace fetch
