#pragma once

#include "app/context.h"
#include "app/publish/pictures.h"
#include "app/publish/plan.h"
#include "catalog/entry.h"
#include "feed/edition.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace app {

// A show has a feed of its own, and one for each bulletin that is to have one. An episode is in one of them, for good:
// which one is decided when it is minted, so that nothing that the operator says later takes it from its listeners.

/// A feed of the show's.
struct Feed {
    std::string bulletin;   ///< whose editions it holds; empty: it is the show's own
    feed::Channel channel;  ///< its path among it
    /// The bulletin has no feed of its own any more: this one stands for its subscribers, and leads them to the show's.
    bool closed = false;
    bool was_closed = false;  ///< that has been told

    const std::string& path() const { return channel.path; }
    bool holds(const catalog::Entry& entry) const {
        return bulletin == (entry.own_feed ? entry.episode.bulletin : std::string());
    }
};

/// The feeds that are to stand: the show's own, those of the configuration's bulletins in their order, and what else
/// the manifest or an episode names, which has no bulletin any more. A bulletin has none before it has an edition for
/// it; one that was published stands from then on, also where the catalog that knew of it is lost.
std::vector<Feed> feeds_of(const RunContext& run, const Artwork& cover, std::span<const catalog::Entry> entries,
                           const Manifest& manifest);

/// What the feed of a bulletin's own is called: as the operator says, or as was said last of one that is closed.
std::string title_of_feed(const RunContext& run, const std::string& bulletin);

/// The fact by which the catalog remembers something of a feed.
std::string fact_of(const std::string& name, const Feed& feed);

/// What of the feeds is to be remembered: name and value of each fact.
std::vector<std::pair<std::string, std::string>> facts_of(std::span<const Feed> feeds);

/// Says in a line for each which feeds the plan begins, and which it closes.
void tell_changes(const RunContext& run, std::span<const Feed> feeds, std::span<const catalog::Entry> entries,
                  const Manifest& manifest);

/// The paths of the feeds that a manifest names and of the show's own, which comes first.
std::vector<std::string> standing_feeds(std::span<const core::PublishedFile> manifest);

}  // namespace app
