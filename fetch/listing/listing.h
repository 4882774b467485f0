#pragma once

#include "core/link.h"
#include "core/validators.h"

#include <cstddef>
#include <string>
#include <vector>

namespace fetch {

/// What a source lists.
struct Listing {
    core::Validators validators;        ///< empty where the next look must be in full, as after a problem with a page
    std::vector<core::Link> links;      ///< newest first where times are known, else in the source's order; each once
    std::size_t left_out = 0;           ///< beyond max_items or before `since`
    std::string sight;                  ///< where it gave nothing: what was seen instead, in words
    std::string complaint;              ///< of a feed that is broken: from where on it could not be read
    std::string remark;                 ///< what is odd about it though it could be read
    std::vector<std::string> videos;    ///< items with a video and no recording of their own: names and addresses
    std::vector<std::string> problems;  ///< what else of the source could not be read, a line each
};

}  // namespace fetch
