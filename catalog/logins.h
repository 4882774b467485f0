#pragma once

#include "catalog/sqlite.h"

namespace catalog {

/// Takes the users and passwords out of all URLs that an earlier version wrote down, once a catalog. Who needs them is
/// told by the operator's file or by the listings that hand them out.
void forget_logins(Database& database);

}  // namespace catalog
