#pragma once

#include "app/exit_code.h"
#include "app/process.h"
#include "app/publish/publish.h"
#include "app/record/run_record.h"
#include "app/run/healthcheck.h"
#include "app/run/ledger.h"
#include "catalog/catalog.h"
#include "config/config.h"
#include "core/error.h"
#include "core/time.h"

#include <chrono>
#include <optional>
#include <string>

namespace app {

/// What a run leaves for its operator beside its feed: a line in the catalog's history, metrics, and the word of its
/// beginning and end for a service that waits for it. That one of these cannot be had is a problem's line and makes
/// the exit code 1; it takes nothing from what was published.
class Account {
public:
    Account(const config::Config& config, const Process& process);

    /// The run is begun: the service is told, and the history has it.
    void open(catalog::Catalog& catalog);
    /// It is over. `published` is empty where it did not come so far.
    RunRecord close(catalog::Catalog& catalog, const Ledger& ledger, ExitCode code, std::optional<Published> published);
    /// It ends with this error, which somebody else tells of. `catalog` is null where there is none yet. Throws
    /// nothing: there is a reason already.
    void abandon(catalog::Catalog* catalog, const Ledger& ledger, const core::Error& error) noexcept;
    /// There was none: another run is at work, and the one who tells of itself.
    RunRecord close(ExitCode code);

private:
    RunRecord record_of(const Ledger& ledger, ExitCode code);
    void tell(Ping which, const std::string& text);
    void write_metrics(catalog::Catalog& catalog, const RunRecord& record);
    void keep(catalog::Catalog& catalog, const RunRecord& record);

    const config::Config& config_;
    const Process& process_;
    core::Instant began_;
    std::chrono::steady_clock::time_point begun_;
    double cpu_begun_;
    catalog::Id run_ = 0;
    bool has_failed_ = false;  ///< something of what this room does
};

/// The run in one line: "3 new, 0 changed, 3 made, 0 failed; feed published".
std::string summary_of(const RunRecord& record);

}  // namespace app
