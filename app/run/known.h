#pragma once

#include "app/run/keys.h"
#include "catalog/catalog.h"
#include "config/config.h"
#include "core/source.h"
#include "core/time.h"

#include <optional>
#include <string>
#include <vector>

namespace app {

/// Where listeners find an episode; an address that there is none of is empty.
struct PublishedAt {
    std::string feed;
    std::string archive;  ///< the page of the feed that holds it for good
    std::string page;
    std::vector<std::string> recordings;  ///< the enclosure, then the other renditions
};

/// All that is known of an article or an edition, in the light of the configuration.
struct Known {
    catalog::EpisodeNames names;
    catalog::Dossier dossier;
    catalog::Standing standing;
    /// The configured source that it belongs to; none where that was taken out, and for an edition.
    std::optional<core::Source> source;
    ReadingRules rules;                             ///< the operator's, by which it was read
    std::optional<catalog::EpisodeNames> original;  ///< of a duplicate: which article it is
    std::optional<PublishedAt> published;           ///< none while it is not published
    std::vector<std::string> next;                  ///< what the next runs will do with it, and when
};

/// What is known of who goes by the name (app/run/episode_named.h); none where nothing does. Only reads. Throws
/// Error(config) where several go by it.
std::optional<Known> known_of(const config::Config& config, catalog::Catalog& catalog, const std::string& name,
                              core::Instant now);

/// Of a name that no article goes by: which of the show's sources would take it, or why none would, in words.
std::string why_unknown(const config::Config& config, const std::string& name);

}  // namespace app
