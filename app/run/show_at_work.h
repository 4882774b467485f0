#pragma once

#include "app/context.h"
#include "app/process.h"
#include "app/publish/folder_outlet.h"
#include "app/publish/publish.h"
#include "core/lock_file.h"

#include <optional>

namespace app {

/// Leaves the show's lock with who holds it.
std::optional<core::LockFile> lock_of(const config::Config& config);

/// All of a show's run but its sources: what it needs to make and publish. The caller holds the show's lock. Throws
/// Error(config) where the show's folder is not this state's to publish in.
class ShowAtWork {
public:
    ShowAtWork(const config::Config& config, const Process& process, Replacement replacement,
               const Consent& consent = {});

private:
    void take_over();

    Workshop workshop_;
    catalog::Catalog catalog_;
    FolderOutlet outlet_;
    fetch::Http http_;

public:
    RunContext context;
    Artwork cover;
};

}  // namespace app
