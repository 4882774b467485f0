#pragma once

#include "core/show.h"

#include <optional>
#include <string_view>

namespace feed {

/// What a published feed of ours says of its show: title, address, website and language. Reads no further than the
/// first item, so the beginning of the file is enough. Nothing where it is no such feed.
std::optional<core::Show> show_of(std::string_view beginning);

}  // namespace feed
