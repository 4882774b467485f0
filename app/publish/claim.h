#pragma once

#include "catalog/catalog.h"
#include "config/config.h"

namespace app {

/// The file in a show's folder that says which show is published there, and from which state.
inline constexpr const char* marker_name = ".newscast";

/// What the operator says to a run that would otherwise be refused.
struct Consent {
    bool adopt = false;  ///< the show's folder belongs to another state, and is to be this one's
};

/// Whether the show may be published in its folder from this catalog: the folder must be new, empty, marked as this
/// catalog's, or hold what the manifest names. Throws Error(config) where it holds something else or is another
/// state's, so that nothing of the operator's is overwritten and no two states undo each other. Changes nothing.
void require_claim(const config::Config& config, catalog::Catalog& catalog, const Consent& consent);

/// require_claim(), and takes the folder for this catalog. Says whether it was newscast's before.
bool claim_folder(const config::Config& config, catalog::Catalog& catalog, const Consent& consent);

}  // namespace app
