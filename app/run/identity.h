#pragma once

#include "catalog/catalog.h"
#include "core/article.h"
#include "fetch/listing/discover.h"

#include <string>
#include <vector>

namespace app {

/// How articles, episodes and files are named and told apart: pure functions of what is known.

/// The links of one listing as the catalog takes them. A feed's item is told by its GUID, then by its recording's
/// address (as it is before a server signs it); its link only leads to its page, and not even there where other items
/// have the same, or where it is a home page or the recording itself. What two items claim that are not one names
/// neither.
std::vector<catalog::Found> found_from(const std::vector<core::Link>& links);

/// Who each source is, in their order: its id where the operator gave one, else kind and address, and which of several
/// with the same ("page http://example.org/ #2").
std::vector<std::string> source_identities(const std::vector<core::Source>& sources);
/// What else a catalog may know a source by: its kind and address, from before it was given an id, and its address
/// alone, from version 0.1.0.
std::vector<std::string> former_identities(const core::Source& source);

/// The identity of an article that was read: the GUID its source gave, else its URL (the canonical one of the content,
/// where that is its own), else its recording's, else the hash of title and date.
std::string identity_of(const core::Link& link, const core::Article& article, const std::string& recording_url);

/// Where that is another article's already, as where a feed without GUIDs links everything to one page.
std::string other_identity_of(const core::Link& link, const core::Article& article);

/// Further keys under which the catalog is to know the article.
std::vector<std::string> keys_of(const core::Link& link, const core::Article& article,
                                 const std::string& recording_url);

/// The GUID of its episode: UUIDv5 of show and identity, so that even a lost catalog mints the same one again.
std::string mint_guid(const core::Show& show, const std::string& identity);

/// "2024-07-08-morning-1a2b3c": day of the edition in the show's zone, its bulletin.
std::string edition_slug(const core::Show& show, const std::string& bulletin, core::Instant at,
                         const std::string& guid);

/// "2024-07-08-thuc-hien-co-hieu-qua-1a2b3c": day in the show's zone, title, six digits of the GUID.
std::string slug_of(const core::Show& show, const catalog::KnownArticle& article, const std::string& guid);

}  // namespace app
