#pragma once

#include "app/context.h"
#include "app/run/former_guids.h"
#include "catalog/article.h"

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace app {

/// The articles and editions that `run --only` names, over all shows of one command.
class Only {
public:
    explicit Only(std::vector<std::string> names) : names_(std::move(names)) {}

    /// After the sources were asked: from now on this show's run does the work of those that it knows, and of no
    /// other. False where it knows none of them. Throws Error(config) where several go by a name.
    bool restrict(RunContext& run);
    /// When they have been read: throws Error(config) where one is to be minted that may take a GUID of a former feed,
    /// and articles wait to be read that may be meant by it as well.
    void require_known_guids(const RunContext& run, const FormerGuids& former) const;
    /// Names that none of these shows knows; nothing where some of them were not looked through.
    std::vector<std::string> unknown_to(std::size_t shows) const;

private:
    std::vector<std::string> names_;
    std::size_t shows_ = 0;  ///< that were looked through
    std::set<catalog::Id> articles_;
    std::set<std::string> known_;
};

}  // namespace app
