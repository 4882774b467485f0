#include "app/publish/inspect.h"

#include "app/publish/holdings.h"
#include "app/publish/outlet.h"
#include "core/error.h"

#include <fmt/core.h>

#include <map>
#include <memory>
#include <string_view>

namespace app {

namespace {

/// Whether a picture is at hand; version 0.1.0 kept of its hash only the digits in its name.
bool has_picture(Holdings& holdings, PictureFile& picture) {
    if (picture.path.empty()) return false;
    holdings.look_at(picture.path);
    if (!picture.sha256.empty() && picture.bytes > 0) return holdings.has(picture.path, picture.sha256, picture.bytes);
    const auto stands = holdings.standing().find(picture.path);
    if (stands == holdings.standing().end()) return false;
    holdings.read(picture.path);
    const std::string digest = stands->second.sha256;
    if (picture.path.find("-" + digest.substr(0, 8) + ".") == std::string::npos) return false;
    picture.sha256 = digest;
    picture.bytes = stands->second.bytes;
    return true;
}

void recover(RunContext& run, const Manifest& manifest) {
    std::vector<std::string> unfinished;
    for (const auto& [path, line] : manifest)
        if (line.intended) unfinished.push_back(path);
    if (!unfinished.empty())
        run.outlet.recover(run.catalog.fact(fmt::format("publication {}", folder_target)), unfinished);
}

void tell_lost(RunContext& run, const std::string& path, std::string_view condition = {}) {
    run.report.tell({.step = Event::Step::publish,
                     .text = fmt::format("'{}' is gone or was altered: made again{}", path, condition)});
}

/// The recordings that no longer stand as they were published.
std::vector<core::Rendition> lost_recordings(Holdings& holdings, const std::vector<catalog::Entry>& entries) {
    std::vector<std::string> paths;
    for (const catalog::Entry& entry : entries)
        for (const core::Rendition& file : entry.episode.renditions) paths.push_back(file.path);
    holdings.look_at(paths);
    std::vector<core::Rendition> lost;
    for (const catalog::Entry& entry : entries)
        for (const core::Rendition& file : entry.episode.renditions)
            if (!entry.lost_files.contains(file.path) && !holdings.has(file.path, file.made.sha256, file.made.bytes))
                lost.push_back(file);
    return lost;
}

/// Where most are gone at once, it is rather their disk that is.
void expect_a_disk(const RunContext& run, std::size_t lost, std::size_t all) {
    constexpr std::size_t few = 2;
    if (lost <= few || lost * 2 <= all) return;
    throw core::Error(
        core::ErrorKind::storage,
        fmt::format("{} of {} recordings are missing in '{}'; is a disk not mounted? newscast run --accept-worse-feed "
                    "makes them again",
                    lost, all, (run.config.show_folder() / "media").string()));
}

void look_at_picture(RunContext& run, Holdings& holdings, const catalog::Entry& entry) {
    PictureFile picture{entry.episode.image_path, entry.picture_sha256, entry.picture_bytes};
    if (picture.path.empty()) return;
    if (!has_picture(holdings, picture)) {
        tell_lost(run, picture.path);
        run.catalog.lose_picture(entry.id);
    } else if (picture.sha256 != entry.picture_sha256) {
        run.catalog.set_picture(entry.id, picture.sha256, picture.bytes);
    }
}

/// Its own in other sizes: what an edition shows of its articles is theirs.
void look_at_sizes(RunContext& run, Holdings& holdings, const std::vector<catalog::Entry>& entries) {
    std::vector<std::string> paths;
    for (const catalog::Entry& entry : entries)
        for (const catalog::OwnPicture& picture : entry.pictures) paths.push_back(picture.path);
    holdings.look_at(paths);
    for (const catalog::Entry& entry : entries)
        for (const catalog::OwnPicture& picture : entry.pictures)
            if (!holdings.has(picture.path, picture.sha256, picture.bytes) &&
                run.catalog.forget_size(entry.picture_sha256, picture.path))
                tell_lost(run, picture.path);
}

}  // namespace

AtHand inspect(RunContext& run, Replacement replacement) {
    const auto holdings = std::make_shared<Holdings>(run.outlet, run.workshop, run.catalog.manifest(folder_target));
    recover(run, holdings->manifest());
    const std::vector<catalog::Entry> entries = run.catalog.published();
    const std::vector<core::Rendition> lost = lost_recordings(*holdings, entries);
    std::size_t files = 0;
    for (const catalog::Entry& entry : entries) files += entry.episode.renditions.size();
    if (replacement == Replacement::guarded) expect_a_disk(run, lost.size(), files);
    for (const core::Rendition& file : lost) {
        tell_lost(run, file.path, file.id == core::enclosure_id ? "" : ", if its recording is kept");
        run.catalog.forget_file(file.path);
    }
    for (const catalog::Entry& entry : entries) look_at_picture(run, *holdings, entry);
    look_at_sizes(run, *holdings, entries);
    return [holdings](PictureFile& picture) { return has_picture(*holdings, picture); };
}

}  // namespace app
