#pragma once

#include <string>
#include <string_view>

namespace config {

// Names that the Podcasting 2.0 namespace fixes, as of May 2026. Each check returns what would be right, or nothing.

/// A directory or app of serviceslugs.txt, or "all".
std::string service_name(std::string_view text);
/// Of socialprotocols.txt.
std::string comments_protocol(std::string_view text);
/// A role of the Podcast Taxonomy, in any case.
std::string person_role(std::string_view text);
/// A group of it.
std::string person_group(std::string_view text);
/// The group of a role, in lower case; of one that is in several groups the first.
std::string group_of(std::string_view role);
bool has_role(std::string_view group, std::string_view role);
/// A license that needs no address: one of the namespace's list or another of Creative Commons.
std::string known_license(std::string_view text);
/// Where the words of such a license stand; empty where it has none.
std::string license_url(std::string_view name);

}  // namespace config
