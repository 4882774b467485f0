#pragma once

#include "app/context.h"
#include "app/former_feed.h"
#include "app/run/former_match.h"
#include "catalog/article.h"

#include <map>
#include <string>

namespace app {

/// The GUIDs that a show's episodes have over from the feed that it had before; empty where there was none.
class FormerGuids {
public:
    FormerGuids() = default;
    /// Throws Error(config) where the file that the configuration names cannot be read.
    explicit FormerGuids(const config::Config& config) : feed_(former_feed_of(config)) {}

    /// Whether there are GUIDs that no episode has yet. Which article takes which is then only known when all have been
    /// read: two of them may match one item.
    bool are_left(catalog::Catalog& catalog) const;
    /// Decides that for all articles that were read and have no episode yet.
    void match(const RunContext& run);
    /// The GUID of the article's new episode, by the last match(), else its own; tells what was taken, and what was not
    /// because it matched more than one. Thread-safe.
    std::string mint(const RunContext& run, const catalog::KnownArticle& article) const;
    /// Tells how many are in use.
    void tell_use(const RunContext& run) const;

private:
    FormerFeed feed_;
    std::map<catalog::Id, FormerMatch> matches_;
};

}  // namespace app
