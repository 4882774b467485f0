#pragma once

#include "core/article.h"
#include "core/link.h"

namespace fetch {

/// The article as a feed's item gives it, without a look at its page: title, time, URL and text.
core::Article read_item(const core::Link& link);

}  // namespace fetch
