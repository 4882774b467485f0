#include "app/run/show_at_work.h"

#include "core/disk.h"

#include <string>
#include <vector>

namespace app {

std::optional<core::LockFile> lock_of(const config::Config& config) {
    core::disk::make_folders(config.state_folder());
    return core::LockFile::try_acquire(config.state_folder());
}

ShowAtWork::ShowAtWork(const config::Config& config, const Process& process, Replacement replacement,
                       const Consent& consent)
    : workshop_(config.state_folder()),
      catalog_(config.state_folder() / "catalog.db"),
      outlet_(config.show_folder()),
      http_(config.limits),
      context{config,         catalog_,          http_,      outlet_, workshop_, process.workers,
              process.report, process.interrupt, process.now} {
    const bool was_ours = claim_folder(config, catalog_, consent);
    const AtHand at_hand = inspect(context, was_ours ? replacement : Replacement::any);
    cover = show_cover(context, at_hand);
    take_over();
}

/// A show that an earlier version published gets its manifest before anything is taken out of it: afterwards nobody
/// could tell what of the folder was ours.
void ShowAtWork::take_over() {
    const std::vector<std::string> feed{"feed.xml"};
    if (!catalog_.has_manifest(folder_target) && !outlet_.list(feed).empty() && !catalog_.published().empty())
        publish(context, cover, Replacement::guarded);
}

}  // namespace app
