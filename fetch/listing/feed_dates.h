#pragma once

#include "core/time.h"
#include "fetch/listing/feed_reader.h"

#include <optional>

namespace fetch {

/// Reads what the items of a document have as their dates, all in one order where they settle one (orders_of). An Atom
/// entry without a day of publication has that of its change.
void read_dates(FeedDocument& document, std::optional<core::Instant> present);

}  // namespace fetch
