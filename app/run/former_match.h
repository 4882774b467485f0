#pragma once

#include "app/former_feed.h"
#include "catalog/article.h"
#include "catalog/entry.h"
#include "core/link.h"
#include "core/time.h"

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace app {

/// Which item of a podcast's former feed is which article: pure functions of what both say.

/// By what an item and an article were found to be one, the surest first.
enum class FormerRule {
    recording,  ///< the enclosure's address is the recording's, whoever signed either
    link,       ///< its link is the article's page
    title,      ///< the titles are alike and of one day in the show's zone
};

/// In words that follow "by".
const char* name(FormerRule rule);

/// What an article goes by.
struct Sought {
    std::vector<std::string> recordings;
    std::vector<std::string> pages;  ///< of its own
    std::string title;
    std::optional<core::Instant> published;
    bool has_guid = false;  ///< it is an episode already: takes nothing, but may be what an item is of
};

Sought sought_of(const catalog::KnownArticle& article);
Sought sought_of(const catalog::EpisodeNames& episode);
/// What several listings name, each article once.
std::vector<Sought> sought_in(std::span<const std::vector<core::Link>> listings, const std::string& zone);

struct FormerMatch {
    std::optional<std::size_t> item;  ///< index
    FormerRule rule = FormerRule::recording;
    std::vector<std::string> doubts;  ///< where a rule found more than one, so that nothing was taken by it
};

/// For each of `articles`, in their order, the item whose GUID it takes. A rule joins an item and an article where each
/// is the only one that it finds for the other; a GUID in `used` is nobody's any more.
std::vector<FormerMatch> match_former(std::span<const FormerItem> items, std::span<const Sought> articles,
                                      const std::set<std::string>& used, const std::string& zone);

/// How many of the former feed's GUIDs the episodes have.
std::size_t guids_in_use(const FormerFeed& feed, std::span<const catalog::EpisodeNames> episodes);

/// "3 of the former feed's 10 GUIDs are in use".
std::string use_of(const FormerFeed& feed, std::span<const catalog::EpisodeNames> episodes);

}  // namespace app
