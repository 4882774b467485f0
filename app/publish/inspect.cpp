#include "app/publish/publish.h"

#include "core/error.h"

#include <fmt/core.h>

#include <map>
#include <memory>

namespace app {

namespace {

/// What of the files that were once published still stands.
class Inspection {
public:
    Inspection(Outlet& outlet, Workshop& workshop, std::vector<core::PublishedFile> manifest)
        : outlet_(outlet), workshop_(workshop) {
        for (core::PublishedFile& line : manifest) {
            std::string path = line.path;
            manifest_.emplace(std::move(path), std::move(line));
        }
    }

    /// Whether bytes of that hash stand there or wait to be put there. What the manifest does not know (it is of
    /// version 0.1.0, or of a run that was cut off) is told by its size.
    bool holds(const std::string& path, const std::string& sha256, std::uint64_t bytes) {
        if (workshop_.has_made(sha256)) return true;
        const std::vector<std::string> paths{path};
        const Standing standing = outlet_.list(paths);
        const auto stands = standing.find(path);
        if (stands == standing.end()) return false;
        const auto line = manifest_.find(path);
        if (line == manifest_.end()) return stands->second.bytes == bytes;
        if (is_whole(line->second, standing)) return line->second.sha256 == sha256;
        return digest_of(path) == sha256;
    }

    /// The same for a picture; version 0.1.0 kept of its hash only the digits in its name.
    bool holds(PictureFile& picture) {
        if (picture.path.empty()) return false;
        if (!picture.sha256.empty() && picture.bytes > 0) return holds(picture.path, picture.sha256, picture.bytes);
        const std::vector<std::string> paths{picture.path};
        const Standing standing = outlet_.list(paths);
        if (standing.empty()) return false;
        const std::string digest = digest_of(picture.path);
        if (picture.path.find("-" + digest.substr(0, 8) + ".") == std::string::npos) return false;
        picture.sha256 = digest;
        picture.bytes = standing.begin()->second.bytes;
        return true;
    }

    const Manifest& manifest() const { return manifest_; }

private:
    /// What cannot be read has other bytes than any that are wanted.
    std::string digest_of(const std::string& path) {
        try {
            return outlet_.digest(path);
        } catch (const core::Error&) {
            return "unreadable";
        }
    }

    Outlet& outlet_;
    Workshop& workshop_;
    Manifest manifest_;
};

void recover(RunContext& run, const Manifest& manifest) {
    std::vector<std::string> unfinished;
    for (const auto& [path, line] : manifest)
        if (line.intended) unfinished.push_back(path);
    if (!unfinished.empty())
        run.outlet.recover(run.catalog.fact(fmt::format("publication {}", folder_target)), unfinished);
}

void tell_lost(RunContext& run, const std::string& path) {
    run.report.tell(
        {.step = Event::Step::publish, .text = fmt::format("'{}' is gone or was altered: made again", path)});
}

/// The recordings that no longer stand as they were published.
std::vector<std::string> lost_recordings(Inspection& inspection, const std::vector<catalog::Entry>& entries) {
    std::vector<std::string> lost;
    for (const catalog::Entry& entry : entries)
        for (const core::Rendition& file : entry.episode.renditions)
            if (!entry.lost && !inspection.holds(file.path, file.made.sha256, file.made.bytes))
                lost.push_back(file.path);
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

void look_at_picture(RunContext& run, Inspection& inspection, const catalog::Entry& entry) {
    PictureFile picture{entry.episode.image_path, entry.picture_sha256, entry.picture_bytes};
    if (picture.path.empty()) return;
    if (!inspection.holds(picture)) {
        tell_lost(run, picture.path);
        run.catalog.lose_picture(entry.id);
    } else if (picture.sha256 != entry.picture_sha256) {
        run.catalog.set_picture(entry.id, picture.sha256, picture.bytes);
    }
}

}  // namespace

AtHand inspect(RunContext& run, Replacement replacement) {
    const auto inspection = std::make_shared<Inspection>(run.outlet, run.workshop, run.catalog.manifest(folder_target));
    recover(run, inspection->manifest());
    const std::vector<catalog::Entry> entries = run.catalog.published();
    const std::vector<std::string> lost = lost_recordings(*inspection, entries);
    if (replacement == Replacement::guarded) expect_a_disk(run, lost.size(), entries.size());
    for (const std::string& path : lost) {
        tell_lost(run, path);
        run.catalog.forget_file(path);
    }
    for (const catalog::Entry& entry : entries) look_at_picture(run, *inspection, entry);
    return [inspection](PictureFile& picture) { return inspection->holds(picture); };
}

std::size_t retire(const RunContext& run) {
    const config::FeedOptions& limits = run.config.feed;
    if (limits.keep_days.count() == 0 && limits.keep_episodes == 0 && limits.keep_mb == 0) return 0;
    std::size_t kept = 0;
    std::uint64_t bytes = 0;
    std::size_t retired = 0;
    for (const catalog::Entry& entry : run.catalog.published()) {
        for (const core::Rendition& file : entry.episode.renditions) bytes += file.made.bytes;
        const bool too_old = limits.keep_days.count() > 0 && entry.episode.published < run.now - limits.keep_days;
        const bool too_many = limits.keep_episodes > 0 && kept >= limits.keep_episodes;
        const bool too_large = limits.keep_mb > 0 && bytes > std::uint64_t{limits.keep_mb} << 20;
        if (too_old || too_many || too_large) {
            run.catalog.withdraw(entry.episode.guid, "past retention", run.now);
            ++retired;
        } else {
            ++kept;
        }
    }
    return retired;
}

}  // namespace app
