#pragma once

#include "app/context.h"
#include "catalog/article.h"
#include "fetch/web/download.h"

#include <map>
#include <set>
#include <string>

namespace app {

/// The parts of an article's recording that have been fetched while it could not be taken yet, by URL: a later try has
/// them already. They lie among the sources beside a file that names them.
using FetchedParts = std::map<std::string, fetch::Download>;

/// Those that are still there.
FetchedParts fetched_parts(const RunContext& run, catalog::Id article);

/// Empty: none is to be kept any more. Throws Error(storage).
void keep_fetched_parts(const RunContext& run, catalog::Id article, const FetchedParts& parts);

/// The hashes of all that are kept, of whatever article. Forgets those that nobody has asked for in two weeks.
std::set<std::string> all_fetched_parts(const RunContext& run);

}  // namespace app
