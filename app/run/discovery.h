#pragma once

#include "app/context.h"
#include "app/run/ledger.h"
#include "catalog/catalog.h"

#include <cstddef>
#include <string>
#include <vector>

namespace app {

/// What the sources list, and what is to be told of them. Of a source that fails, others know nothing: it is told in a
/// line, and only Error(storage) leaves these calls.
class Discovery {
public:
    Discovery(RunContext& run, Ledger& ledger);

    /// The configured sources, in their order.
    const std::vector<catalog::SourceRules>& sources() const { return sources_; }

    /// Asks every source for its links, several at once.
    void discover();
    /// Tells of sources whose articles have no recordings, all of them or lately.
    void look_for_silence();
    /// Takes from articles what others have as well, and tells of it; when nothing is under way.
    void refuse_shared();
    /// The same without telling; true where something waited for that and is to be made.
    bool judge_shared();

private:
    void discover_source(std::size_t index);
    void tell_source(const core::Source& source, const std::string& text);

    RunContext& run_;
    Ledger& ledger_;
    const std::vector<catalog::SourceRules> sources_;
};

}  // namespace app
