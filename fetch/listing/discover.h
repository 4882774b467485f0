#pragma once

#include "core/source.h"
#include "fetch/listing/listing.h"
#include "fetch/listing/pattern.h"
#include "fetch/web/http.h"

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fetch {

/// The links to articles of one source. NotModified when the server says that nothing has changed since `known`. Throws
/// as Http::get does, Error(media) for a listing that cannot be read, Error(config) for an XPath or expression that is
/// wrong, Error(storage) for a local path. `zone` serves to compare `since` with times that name none, `present` to
/// tell which order of day and month a feed's dates have (orders_of).
std::variant<NotModified, Listing> discover(Http& http, const core::Source& source, const Validators& known,
                                            const std::string& zone,
                                            std::optional<core::Instant> present = std::nullopt);

/// Tells of addresses whether the operator's include and exclude patterns of the source let them pass. Throws
/// Error(config) for an expression that is wrong.
std::function<bool(const std::string&)> address_filter(const core::Source& source);

}  // namespace fetch
