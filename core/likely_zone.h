#pragma once

#include "core/time.h"

#include <string>
#include <vector>

namespace core {

/// What tells where a newspaper's clock stands.
struct ZoneSigns {
    std::string language;              ///< BCP 47; may be empty
    std::string host;                  ///< of its site
    std::vector<WrittenTime> written;  ///< times that it wrote
};

/// The zone (IANA) that the signs speak for: of the country of its host's name or language the one whose clock fits
/// most of the times that name an offset; where none fits, and the country is only the language's, an offset's own zone
/// ("Etc/GMT-7"). Times in UTC say nothing: machines write so. Empty where nothing speaks for one.
std::string likely_zone(const ZoneSigns& signs);

}  // namespace core
