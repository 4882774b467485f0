#pragma once

#include "catalog/catalog.h"
#include "config/config.h"

#include <string>

namespace app {

/// The file in a show's folder that says which show is published there, from which state and at which address.
inline constexpr const char* marker_name = ".newscast";

/// What the operator says to a run that would otherwise be refused.
struct Consent {
    bool adopt = false;  ///< the show's folder belongs to another state, and is to be this one's
    bool moved = false;  ///< base_url has changed on purpose, and the feed is to lead its listeners there
};

/// Whether the show may be published in its folder from this catalog: the folder must be new, empty, marked as this
/// catalog's, or hold what the manifest names, and no show beside it may be published at the same address, and
/// listeners may know the show by no other base_url. Throws Error(config) where that is not so, so that nothing of the
/// operator's is overwritten and no two states or shows undo each other. Changes nothing.
void require_claim(const config::Config& config, catalog::Catalog& catalog, const Consent& consent);

/// What tells the places apart at which two shows are served: http and https, a host's case and a default port do not.
std::string address_of(const std::string& base_url);

/// require_claim(), takes the folder for this catalog, and notes the address. Says whether it was newscast's before.
bool claim_folder(const config::Config& config, catalog::Catalog& catalog, const Consent& consent);

/// Whether listeners first knew the show by another base_url, so that its feed is to lead them to this one.
bool has_moved(catalog::Catalog& catalog, const core::Show& show);

}  // namespace app
