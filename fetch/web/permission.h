#pragma once

#include "core/limits.h"

#include <string>

namespace fetch {

/// Whether the URL is one that may be asked for only where allow_hosts names its host: the host's address, or one of
/// those that its name has, is not public, whatever allow_hosts says now. A name that cannot be looked up needs none,
/// nor does one that a proxy looks up.
bool needs_permission(const std::string& url, const core::Limits& limits);

/// Whether the URL may be asked for as allow_hosts is: it needs no permission, or has it.
bool is_permitted(const std::string& url, const core::Limits& limits);

/// Why the name of the URL's host leads to no address; "" where it leads to one, and where a proxy looks it up.
std::string name_fault(const std::string& url, const core::Limits& limits);

}  // namespace fetch
