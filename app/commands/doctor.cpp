#include "app/commands/doctor.h"

#include "app/commands/live_check.h"
#include "app/commands/load_show.h"
#include "app/commands/options.h"
#include "app/commands/output.h"
#include "app/publish/folder_outlet.h"
#include "app/publish/publish.h"
#include "app/run/source_health.h"
#include "app/run/upkeep.h"
#include "app/workers/workers.h"
#include "app/workshop.h"
#include "catalog/catalog.h"
#include "core/atomic_file.h"
#include "core/columns.h"
#include "core/error.h"
#include "core/hash.h"
#include "core/lock_file.h"
#include "feed/check.h"
#include "feed/paths.h"
#include "feed/words.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <set>

namespace app {

namespace {

namespace filesystem = std::filesystem;
using Findings = std::vector<std::string>;

// What a decoder's rounding may do to a loudness and to a peak; what lane encode misses is within the former.
constexpr double loudness_accuracy_lu = 0.15;
constexpr double peak_tolerance_db = 0.1;
constexpr std::chrono::milliseconds duration_tolerance{10};
// Looking changes nothing, so a signal need not wait for it.
constexpr std::chrono::seconds looking_ends_in{1};

/// What is wrong with a published file, or nothing: its bytes are held against the manifest.
std::string damage_of(FolderOutlet& outlet, const core::PublishedFile& line) {
    const std::vector<std::string> paths{line.path};
    const auto standing = outlet.list(paths);
    if (line.intended) return "its publication was cut off";
    if (standing.empty()) return "missing";
    if (standing.begin()->second.bytes != line.bytes)
        return fmt::format("altered: {} bytes, {} were published", standing.begin()->second.bytes, line.bytes);
    try {
        return outlet.digest(line.path) == line.sha256 ? "" : "altered: other bytes than were published";
    } catch (const core::Error& error) {
        return error.what();
    }
}

/// The published files that are not as they were published, with what is wrong.
std::map<std::string, std::string> damaged_files(const config::Config& show, catalog::Catalog& catalog) {
    FolderOutlet outlet(show.show_folder());
    std::map<std::string, std::string> damaged;
    for (const core::PublishedFile& line : catalog.manifest(folder_target))
        if (std::string damage = damage_of(outlet, line); !damage.empty()) damaged[line.path] = std::move(damage);
    return damaged;
}

/// A file that has the right bytes is held against what is said of it.
void check_sound(const config::Config& show, const core::Rendition& file, Workers& workers, Findings& findings) {
    const core::Recipe& recipe = show.recipe_of(file.id);
    const auto found = [&](const std::string& what) { findings.push_back(fmt::format("'{}': {}", file.path, what)); };
    try {
        const core::FileDescriptor input = FolderOutlet(show.show_folder()).open(file.path);
        const transcode::Measurement now = workers.measure(input.get(), recipe.dual_mono);
        const auto duration = file.made.duration;
        const auto drift = now.duration > duration ? now.duration - duration : duration - now.duration;
        if (drift > duration_tolerance)
            found(fmt::format("lasts {} ms, the feed says {} ms; newscast run --remake makes it anew",
                              now.duration.count(), duration.count()));
        const double off = std::abs(now.loudness.integrated_lufs - recipe.target_lufs);
        if (off > recipe.tolerance_lu + loudness_accuracy_lu)
            found(fmt::format("{:.2f} LUFS, the target is {:g}; {}", now.loudness.integrated_lufs, recipe.target_lufs,
                              file.made.explanation));
        if (now.loudness.true_peak_dbtp > recipe.true_peak_dbtp + peak_tolerance_db)
            found(fmt::format("true peak {:.1f} dBTP, the ceiling is {:.1f}; lane = \"encode\" holds it",
                              now.loudness.true_peak_dbtp, recipe.true_peak_dbtp));
    } catch (...) {
        const core::Error error = core::current_error();
        found(fmt::format("{}; newscast run --remake makes it anew", error.what()));
    }
}

/// What was made and has not been put among the published files, of which the manifest tells; "" where it was.
std::string wait_of(const config::Config& show, const std::set<std::string>& published, const core::Rendition& file) {
    const std::vector<std::string> paths{file.path};
    if (published.contains(file.path) || !FolderOutlet(show.show_folder()).list(paths).empty()) return {};
    return Workshop::existing(show.state_folder()).has_made(file.made.sha256)
               ? "made, and not published yet; the next run publishes it"
               : "not published yet, and lost meanwhile; the next run makes it again";
}

/// The feed of that name, and what of its episodes it lacks.
void check_feed(const config::Config& show, const std::string& name, const std::vector<catalog::Entry>& entries,
                Findings& findings) {
    const filesystem::path path = show.show_folder() / name;
    std::error_code failed;
    const auto bytes = filesystem::file_size(path, failed);
    if (failed) return;  // the manifest tells that it is missing
    const std::string xml = core::read_file(path, bytes);
    for (const std::string& finding : feed::check(xml, core::now())) findings.push_back(name + ": " + finding);
    for (const catalog::Entry& entry : entries)
        if (entry.archive == 0 && name == feed::feed_path(entry.own_feed ? entry.episode.bulletin : "") &&
            xml.find(entry.episode.guid) == std::string::npos)
            findings.push_back(fmt::format("{}: lacks '{}'; run again", name, entry.episode.title));
}

/// Everything that can be told without the network.
void examine(const config::Config& show, catalog::Catalog& catalog, Workers& workers,
             const std::map<std::string, std::string>& damaged, Findings& findings) {
    const std::string broken = catalog.integrity();
    if (!broken.empty()) findings.push_back("catalog: damaged: " + broken + "; restore it from a backup");
    const std::vector<catalog::Entry> entries = catalog.published();
    const std::vector<core::PublishedFile> manifest = catalog.manifest(folder_target);
    std::set<std::string> published;
    for (const core::PublishedFile& line : manifest) published.insert(line.path);
    for (const catalog::Entry& entry : entries)
        for (const core::Rendition& file : entry.episode.renditions) {
            if (damaged.contains(file.path)) continue;
            if (const std::string wait = wait_of(show, published, file); !wait.empty())
                findings.push_back(fmt::format("'{}': {}", file.path, wait));
            else
                check_sound(show, file, workers, findings);
        }
    for (const core::PublishedFile& line : manifest)
        if (line.kind == core::FileKind::feed && !damaged.contains(line.path))
            check_feed(show, line.path, entries, findings);
    if (std::string missing = missing_letters(remembered_cover(catalog).missing); !missing.empty())
        findings.push_back(std::move(missing));
    for (const catalog::Failure& failure : catalog.failures())
        findings.push_back(fmt::format("article {}: {} (tried {} times); it is tried again by itself", failure.name,
                                       failure.message, failure.attempts));
}

/// What nobody but its owner may read, and so no web server: an earlier version left that to the umask. Nothing where
/// there is none.
std::string closed_to_readers(const config::Config& show, const std::vector<core::PublishedFile>& files) {
    using filesystem::perms;
    std::set<filesystem::path> paths{show.show_folder()};
    for (const core::PublishedFile& file : files) {
        const filesystem::path path = show.show_folder() / file.path;
        paths.insert({path, path.parent_path()});
    }
    std::vector<filesystem::path> closed;
    for (const filesystem::path& path : paths) {
        std::error_code failed;
        const perms present = filesystem::status(path, failed).permissions();
        if (!failed && (present & (perms::group_read | perms::others_read)) == perms::none) closed.push_back(path);
    }
    if (closed.empty()) return {};
    return fmt::format("'{}'{} may be read by its owner only, and the web server is somebody else; chmod -R a+rX '{}'",
                       closed.front().string(), closed.size() > 1 ? fmt::format(" and {} more", closed.size() - 1) : "",
                       show.show_folder().string());
}

/// The show's lock, where we may have it: who only may read looks, and repairs nothing.
std::optional<core::LockFile> lock_if_allowed(const config::Config& show) {
    try {
        return core::LockFile::try_acquire(show.state_folder());
    } catch (const core::Error&) {
        return std::nullopt;
    }
}

/// Puts right what can be put right without the network; a line for each file that was damaged.
void repair(const config::Config& show, const Process& process, const std::map<std::string, std::string>& damaged,
            Findings& findings) {
    std::map<std::string, std::string> left = damaged;
    std::string next = "the next run makes it again";
    if (const auto lock = lock_if_allowed(show)) {
        {
            catalog::Catalog catalog(show.state_folder() / "catalog.db");
            for (const auto& [path, damage] : damaged) catalog.distrust(folder_target, path);
        }
        try {
            repair_show(show, process);
        } catch (...) {
            next = core::current_error().what();
        }
        catalog::Catalog catalog = catalog::Catalog::open_to_read(show.state_folder() / "catalog.db");
        left = damaged_files(show, catalog);
    } else {
        next = "newscast doctor puts it right when no run is at work, as the user whose show it is";
    }
    for (const auto& [path, damage] : damaged)
        findings.push_back(fmt::format("'{}': {}; {}", path, damage, left.contains(path) ? next : "put right"));
}

/// What the show's listeners read in another language than its own; "" where there is nothing of that.
std::string borrowed_words(const core::Show& show) {
    const feed::Words& used = feed::words(show.language);
    if (!feed::are_borrowed(used, show.language)) return {};
    return fmt::format(
        "there are no words in the language '{}' for buttons and remarks of the pages and the feed; those "
        "of '{}' stand in",
        show.language, used.language);
}

/// Why a run of this configuration would be refused; "" where it would not.
std::string refusal(const config::Config& show, catalog::Catalog& catalog) {
    try {
        require_claim(show, catalog, {});
    } catch (const core::Error& error) {
        if (error.kind() != core::ErrorKind::config) throw;
        return error.what();
    }
    return {};
}

}  // namespace

ExitCode doctor(const DoctorOptions& options) {
    Workers workers;
    Interrupt interrupt;
    Report report(Report::Detail::problems);
    const Process process{workers, report, interrupt, core::now()};
    ExitCode result = ExitCode::done;
    for (const filesystem::path& file : options.configs) {
        const config::Config show = load_show(file);
        Findings findings;
        if (std::string exposed = exposed_key(show); !exposed.empty()) findings.push_back(std::move(exposed));
        std::vector<catalog::Entry> entries;
        std::map<std::string, std::string> damaged;
        std::vector<core::PublishedFile> files;
        std::optional<Interrupt::Patience> patience(std::in_place, interrupt, looking_ends_in);
        {
            catalog::Catalog catalog = catalog::Catalog::open_to_read(show.state_folder() / "catalog.db");
            // What another state published is not held against this one's catalog, and nothing of it is put right.
            if (const std::string refused = refusal(show, catalog); !refused.empty()) {
                print(fmt::format("{}: {}\n", show.show.id, refused));
                result = worse(result, ExitCode::wrong_use);
                continue;
            }
            damaged = damaged_files(show, catalog);
            examine(show, catalog, workers, damaged, findings);
            for (std::string& finding : examine_sources(show, catalog)) findings.push_back(std::move(finding));
            entries = catalog.published();
            files = catalog.manifest(folder_target);
            if (!entries.empty()) entries.front().episode.text = catalog.text(entries.front().id);
        }
        if (std::string closed = closed_to_readers(show, files); !closed.empty()) findings.push_back(std::move(closed));
        // What is put right is finished or left to the next run, as a run does it.
        patience.reset();
        if (interrupt.requested()) return worse(result, ExitCode::some_failed);
        if (!damaged.empty()) repair(show, process, damaged, findings);
        if (interrupt.requested()) return worse(result, ExitCode::some_failed);
        patience.emplace(interrupt, looking_ends_in);
        for (catalog::Entry& entry : entries) complete(entry.episode, show.show);
        if (options.live) {
            LiveReport live = check_live(show, entries, files);
            std::ranges::move(live.findings, std::back_inserter(findings));
            for (const std::string& note : live.notes) print(fmt::format("{}: note: {}\n", show.show.id, note));
        }
        if (const std::string borrowed = borrowed_words(show.show); !borrowed.empty())
            print(fmt::format("{}: note: {}\n", show.show.id, borrowed));
        for (const std::string& finding : findings)
            print(fmt::format("{}: {}\n", show.show.id, core::one_line(finding)));
        if (findings.empty())
            print(fmt::format("{}: {} episodes decoded and measured, all well\n", show.show.id, entries.size()));
        else
            result = worse(result, ExitCode::some_failed);
    }
    return result;
}

void add_doctor(CLI::App& program, Chosen& chosen) {
    auto* sub =
        program.add_subcommand("doctor", "check what is published: every file decoded, the feed's rules, the host");
    auto options = std::make_shared<DoctorOptions>();
    options->configs = {"newscast.toml"};
    sub->add_option("CONFIG", options->configs, "one file a show (newscast.toml)")->capture_default_str();
    sub->add_flag("--live", options->live, "ask the public host too: TLS, HEAD, ranges, types");
    sub->callback([&chosen, options] { chosen = [options] { return doctor(*options); }; });
}

}  // namespace app
