#include "app/commands.h"
#include "app/live_check.h"
#include "app/load_show.h"
#include "app/workers.h"
#include "catalog/catalog.h"
#include "core/atomic_file.h"
#include "core/disk.h"
#include "core/error.h"
#include "core/hash.h"
#include "feed/check.h"

#include <fmt/core.h>
#include <sys/stat.h>

#include <cmath>
#include <cstdio>

namespace app {

namespace {

namespace filesystem = std::filesystem;
using Findings = std::vector<std::string>;

// Apple's tolerance of the loudness, and what a decoder's rounding may add to a peak.
constexpr double loudness_tolerance_lu = 1.0;
constexpr double peak_tolerance_db = 0.1;
constexpr std::chrono::milliseconds duration_tolerance{10};

void check_cover(const config::Config& show, catalog::Catalog& catalog, Workers& workers, Findings& findings) {
    const filesystem::path cover = show.show_folder() / catalog.fact("cover_path");
    try {
        const core::FileDescriptor input = core::open_to_read(cover);
        const core::FileDescriptor output = core::disk::open_unnamed(show.state_folder());
        workers.square_jpeg(input.get(), output.get(), 1400, 3000);
        const core::FileDescriptor again = core::open_to_read(cover);
        if (core::sha256_of_file(again.get()) != catalog.fact("cover_sha256"))
            findings.push_back(
                fmt::format("cover '{}': altered since it was made; delete it and run again", cover.string()));
    } catch (const core::Error& error) {
        findings.push_back(fmt::format("cover: {}; run again, which makes it anew", error.what()));
    }
}

void check_file(const config::Config& show, const catalog::Entry& entry, Workers& workers, Findings& findings) {
    const catalog::File& file = entry.file;
    const filesystem::path path = show.show_folder() / file.path;
    const auto found = [&](const std::string& what) {
        findings.push_back(fmt::format("'{}': {}; delete it and run again, which makes it anew", file.path, what));
    };
    if (!filesystem::is_regular_file(filesystem::symlink_status(path))) return found("missing");
    const core::FileDescriptor input = core::open_to_read(path);
    if (core::sha256_of_file(input.get()) != file.sha256) return found("altered since it was made (length or hash)");
    try {
        const transcode::Measurement now = workers.measure(input.get(), show.recipe.dual_mono);
        const auto drift = now.duration > file.duration ? now.duration - file.duration : file.duration - now.duration;
        if (drift > duration_tolerance)
            found(fmt::format("lasts {} ms, the feed says {} ms", now.duration.count(), file.duration.count()));
        const double off = std::abs(now.loudness.integrated_lufs - show.recipe.target_lufs) - file.shortfall_lu;
        if (off > loudness_tolerance_lu)
            findings.push_back(fmt::format("'{}': {:.1f} LUFS, the target is {:.1f}; {}", file.path,
                                           now.loudness.integrated_lufs, show.recipe.target_lufs, file.explanation));
        if (now.loudness.true_peak_dbtp > show.recipe.true_peak_dbtp + peak_tolerance_db)
            findings.push_back(
                fmt::format("'{}': true peak {:.1f} dBTP, the ceiling is {:.1f}; lane = \"encode\" holds it", file.path,
                            now.loudness.true_peak_dbtp, show.recipe.true_peak_dbtp));
    } catch (const core::Error& error) {
        found(error.what());
    }
}

void check_feed(const config::Config& show, const std::vector<catalog::Entry>& entries, Findings& findings) {
    const filesystem::path path = show.show_folder() / "feed.xml";
    if (!filesystem::is_regular_file(path)) {
        findings.push_back(fmt::format("'{}' is missing; run again", path.string()));
        return;
    }
    const std::string xml = core::read_file(path);
    for (const std::string& finding : feed::check(xml, core::now())) findings.push_back("feed.xml: " + finding);
    for (const catalog::Entry& entry : entries)
        if (entry.archive == 0 && xml.find(entry.guid) == std::string::npos)
            findings.push_back(fmt::format("feed.xml: lacks '{}'; run again", entry.article.content.title));
}

/// Everything that can be told without the network.
void examine(const config::Config& show, catalog::Catalog& catalog, Workers& workers, Findings& findings) {
    const std::string broken = catalog.integrity();
    if (!broken.empty()) findings.push_back("catalog: damaged: " + broken + "; restore it from a backup");
    check_cover(show, catalog, workers, findings);
    const std::vector<catalog::Entry> entries = catalog.published();
    if (entries.empty()) findings.push_back("no episode is published yet; newscast run -v tells why");
    for (const catalog::Entry& entry : entries) check_file(show, entry, workers, findings);
    check_feed(show, entries, findings);
    for (const catalog::Failure& failure : catalog.failures())
        findings.push_back(fmt::format("article {}: {} (tried {} times); it is tried again by itself", failure.name,
                                       failure.message, failure.attempts));
}

}  // namespace

ExitCode doctor(const DoctorOptions& options) {
    Workers workers;
    ExitCode result = ExitCode::done;
    for (const filesystem::path& file : options.configs) {
        const config::Config show = load_show(file);
        Findings findings;
        catalog::Catalog catalog = catalog::Catalog::open_to_read(show.state_folder() / "catalog.db");
        examine(show, catalog, workers, findings);
        std::vector<catalog::Entry> entries = catalog.published();
        const std::size_t episodes = entries.size();
        if (options.live) {
            if (!entries.empty()) catalog.fill_body(entries.front());
            check_live(show, entries, findings);
        }
        for (const std::string& finding : findings)
            std::fputs(fmt::format("{}: {}\n", show.show.id, finding).c_str(), stdout);
        if (findings.empty())
            std::fputs(fmt::format("{}: {} episodes decoded and measured, all well\n", show.show.id, episodes).c_str(),
                       stdout);
        else
            result = ExitCode::some_failed;
    }
    return result;
}

}  // namespace app
