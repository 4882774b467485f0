#include "app/commands/commands.h"

#include "app/commands/json_text.h"
#include "app/commands/load_show.h"
#include "app/publish/offer.h"
#include "app/workers/values.h"
#include "catalog/catalog.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/text.h"

#include <fmt/core.h>
#include <httplib.h>
#include <nlohmann/json.hpp>

#include <atomic>
#include <cstdio>
#include <exception>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace app {

using nlohmann::json;

namespace {

namespace filesystem = std::filesystem;

/// A temporary file that was not written to for so long has no writer any more.
constexpr std::chrono::hours leftovers_age{24};

void print(const std::string& text) {
    std::fputs(text.c_str(), stdout);
}

/// Text with spaces up to a width counted in characters as a reader sees them.
std::string padded(const std::string& text, std::size_t width) {
    const std::size_t present = core::length(text);
    return text + std::string(present < width ? width - present : 0, ' ');
}

ExitCode worse(ExitCode a, ExitCode b) {
    return static_cast<int>(a) > static_cast<int>(b) ? a : b;
}

/// What is to be told of one file.
struct Told {
    json answer = json::object();
    std::string line;
    bool failed = false;
};

/// Does the work on each file, one a core, and tells of each in their order, as soon as all before it have ended.
ExitCode tell_each(const std::vector<filesystem::path>& files, bool as_json,
                   const std::function<void(std::size_t, Told&)>& work) {
    std::vector<Told> told(files.size());
    std::vector<bool> ended(files.size(), false);
    std::mutex mutex;  // guards what follows, and `ended`
    std::size_t next_told = 0;
    ExitCode result = ExitCode::done;
    json list = json::array();
    const auto tell = [&](Told& one) {
        if (one.failed) {
            result = ExitCode::some_failed;
            std::fprintf(stderr, "newscast: %s\n", one.line.c_str());
        } else if (!as_json) {
            print(one.line + "\n");
        }
        list.push_back(std::move(one.answer));
    };
    std::atomic<std::size_t> next = 0;
    const auto serve = [&] {
        for (std::size_t index = next++; index < files.size(); index = next++) {
            Told& one = told[index];
            try {
                work(index, one);
            } catch (const core::Error& error) {
                one.answer["error"] = error.what();
                one.line = files[index].string() + ": " + error.what();
                one.failed = true;
            }
            one.answer["file"] = files[index].string();
            const std::lock_guard lock(mutex);
            ended[index] = true;
            while (next_told < files.size() && ended[next_told]) tell(told[next_told++]);
        }
    };
    {
        std::vector<std::jthread> threads;
        const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
        for (std::size_t index = 0; index < std::min(cores, files.size()); ++index) threads.emplace_back(serve);
    }
    if (as_json) print(json_text(list));
    return result;
}

std::string line_of(const transcode::Measurement& measurement) {
    return fmt::format("{:.2f} LUFS, range {:.1f} LU, true peak {:.2f} dBTP, {}, {}",
                       measurement.loudness.integrated_lufs, measurement.loudness.range_lu,
                       measurement.loudness.true_peak_dbtp, core::format_duration(measurement.duration),
                       measurement.source_format);
}

filesystem::path target_of(const NormalizeOptions& options, const filesystem::path& input) {
    const bool folder =
        options.inputs.size() > 1 || filesystem::is_directory(options.output) || options.output.filename().empty();
    const filesystem::path target =
        folder ? options.output / (input.stem().string() + "." + std::string(core::name(options.recipe.format)))
               : options.output;
    std::error_code failed;
    if (filesystem::equivalent(target, input, failed))
        throw core::Error(core::ErrorKind::config,
                          fmt::format("'{}' would be overwritten by its own result", input.string()));
    return target;
}

}  // namespace

ExitCode run(const RunOptions& options) {
    // Every file is valid before anything is done.
    std::vector<config::Config> shows;
    std::map<filesystem::path, filesystem::path> folders;
    for (const filesystem::path& file : options.configs) {
        shows.push_back(load_show(file));
        for (const filesystem::path& folder : {shows.back().show_folder(), shows.back().state_folder()})
            if (const auto [other, is_new] = folders.emplace(folder.lexically_normal(), file); !is_new)
                throw core::Error(core::ErrorKind::config,
                                  fmt::format("{}: its show uses '{}', as that of {} does; give it an id of its own",
                                              file.string(), folder.string(), other->second.string()));
    }
    Workers workers;
    Interrupt interrupt;
    Report report(options.verbose ? Report::Detail::steps : Report::Detail::problems);
    const RunRules rules{core::now(), options.accept_worse_feed ? Replacement::any : Replacement::guarded,
                         options.remake ? Remake::yes : Remake::no};
    ExitCode result = ExitCode::done;
    std::set<filesystem::path> published;
    for (const config::Config& show : shows) {
        if (interrupt.requested()) return worse(result, ExitCode::some_failed);
        // One show's trouble is its own: the others are still to be published.
        try {
            if (options.dry_run) {
                for (const std::string& line : preview_show(show, workers, report, interrupt, rules.now))
                    print(fmt::format("{}: {}\n", show.show.id, line));
                continue;
            }
            result = worse(result, run_show(show, workers, report, interrupt, rules));
            published.insert(show.out_directory);
        } catch (const core::Error& error) {
            if (interrupt.requested()) return worse(result, ExitCode::some_failed);
            report.tell({.kind = Event::Kind::problem, .show = show.show.id, .text = error.what()});
            result = worse(result, error.kind() == core::ErrorKind::config ? ExitCode::wrong_use : ExitCode::machine);
        }
    }
    for (const filesystem::path& folder : published) offer_together(folder, report);
    return result;
}

ExitCode measure(const MeasureOptions& options) {
    Workers workers;
    return tell_each(options.files, options.json, [&](std::size_t index, Told& told) {
        const core::FileDescriptor input = core::open_to_read(options.files[index]);
        const transcode::Measurement measurement = workers.measure(input.get(), options.dual_mono);
        told.answer = to_json(measurement);
        told.line = options.files[index].string() + ": " + line_of(measurement);
    });
}

ExitCode normalize(const NormalizeOptions& options) {
    std::vector<filesystem::path> targets;
    for (const filesystem::path& input : options.inputs) {
        targets.push_back(target_of(options, input));
        if (std::count(targets.begin(), targets.end(), targets.back()) > 1)
            throw core::Error(core::ErrorKind::config,
                              fmt::format("two inputs would become '{}'", targets.back().string()));
    }
    std::set<filesystem::path> folders;
    for (const filesystem::path& target : targets)
        folders.insert(target.has_parent_path() ? target.parent_path() : filesystem::path("."));
    for (const filesystem::path& folder : folders) core::sweep_temporaries(folder, leftovers_age);
    Workers workers;
    return tell_each(options.inputs, options.json, [&](std::size_t index, Told& told) {
        told.answer["output"] = targets[index].string();
        const core::FileDescriptor input = core::open_to_read(options.inputs[index]);
        core::AtomicFile output(targets[index]);
        const core::Made made = workers.prepare(input.get(), output.descriptor(), options.recipe, core::Tags{});
        output.commit();
        told.answer.update(to_json(made));
        told.line = fmt::format(
            "{}: {:.2f} LUFS, {:.2f} dBTP to {:.2f} LUFS, {:.2f} dBTP{}, {}{}", options.inputs[index].string(),
            made.before.integrated_lufs, made.before.true_peak_dbtp, made.after.integrated_lufs,
            made.after.true_peak_dbtp, made.predicted ? " (predicted)" : "", core::name(made.lane),
            made.shortfall_lu > 0.05 ? fmt::format(", {:.1f} LU short of the target", made.shortfall_lu) : "");
        if (options.explain) told.line += "\n  " + made.explanation;
    });
}

namespace {

json json_of(const catalog::Entry& entry) {
    const core::Episode& episode = entry.episode;
    const core::Rendition& file = episode.enclosure();
    return {{"guid", episode.guid},
            {"title", episode.title},
            {"published", core::format_iso8601(core::to_written(episode.published, "UTC"))},
            {"url", episode.link},
            {"recording", entry.recording_url},
            {"file", file.path},
            {"bytes", file.made.bytes},
            {"duration_ms", file.made.duration.count()},
            {"before", to_json(file.made.before)},
            {"after", to_json(file.made.after)},
            {"reading", file.made.predicted ? "predicted" : "measured"},
            {"lane", core::name(file.made.lane)},
            {"explanation", file.made.explanation},
            {"source_format", file.made.source_format}};
}

json json_of(const catalog::Failure& failure) {
    return {{"article", failure.name},
            {"message", failure.message},
            {"attempts", failure.attempts},
            {"next_try", core::format_iso8601(core::to_written(failure.next_try, "UTC"))}};
}

void print_table(const config::Config& show, const std::vector<catalog::Entry>& entries,
                 const std::vector<catalog::Failure>& failures) {
    constexpr std::size_t title_width = 44;
    print(fmt::format("{} ({}), {} episodes, feed {}\n", show.show.title, show.show.id, entries.size(),
                      (show.show_folder() / "feed.xml").string()));
    if (!entries.empty())
        print(fmt::format("{}  {}  {:>7}  {:>15}  {:>15}  {}\n", padded("published", 16), padded("title", title_width),
                          "length", "LUFS, dBTP", "after", "lane"));
    for (const catalog::Entry& entry : entries) {
        const std::string published =
            core::format_iso8601(core::to_written(entry.episode.published, show.show.timezone)).substr(0, 16);
        std::string title = entry.episode.title;
        while (core::length(title) > title_width) title = core::truncate(title, title.size() - 1);
        const auto reading = [](const core::Loudness& loudness) {
            return fmt::format("{:>7.1f} {:>7.1f}", loudness.integrated_lufs, loudness.true_peak_dbtp);
        };
        const core::Made& made = entry.episode.enclosure().made;
        print(fmt::format("{}  {}  {:>7}  {}  {}  {}{}\n", padded(published, 16), padded(title, title_width),
                          core::format_duration(made.duration), reading(made.before), reading(made.after),
                          core::name(made.lane), made.predicted ? " (predicted)" : ""));
    }
    for (const catalog::Failure& failure : failures)
        print(fmt::format("failed: {}: {} (tried {} times, next {})\n", failure.name, failure.message, failure.attempts,
                          core::format_iso8601(core::to_written(failure.next_try, show.show.timezone)).substr(0, 16)));
}

}  // namespace

ExitCode status(const StatusOptions& options) {
    json shows = json::array();
    for (const filesystem::path& file : options.configs) {
        const config::Config show = load_show(file);
        catalog::Catalog catalog = catalog::Catalog::open_to_read(show.state_folder() / "catalog.db");
        const std::vector<catalog::Entry> entries = catalog.published();
        const std::vector<catalog::Failure> failures = catalog.failures();
        if (!options.json) {
            print_table(show, entries, failures);
            continue;
        }
        json episodes = json::array();
        for (const catalog::Entry& entry : entries) episodes.push_back(json_of(entry));
        json failed = json::array();
        for (const catalog::Failure& failure : failures) failed.push_back(json_of(failure));
        shows.push_back({{"show", show.show.id},
                         {"feed", (show.show_folder() / "feed.xml").string()},
                         {"episodes", episodes},
                         {"failures", failed}});
    }
    if (options.json) print(json_text(shows));
    return ExitCode::done;
}

ExitCode withdraw(const WithdrawOptions& options) {
    const config::Config show = load_show(options.config);
    Workers workers;
    Report report(Report::Detail::problems);
    if (withdraw(show, workers, report, options.episode, options.reason, core::now()) == Published::refused)
        return ExitCode::some_failed;
    report.tell({.text = "withdrawn; newscast restore brings it back"});
    return ExitCode::done;
}

ExitCode restore(const WithdrawOptions& options) {
    const config::Config show = load_show(options.config);
    restore(show, options.episode);
    Report(Report::Detail::problems).tell({.text = "restored; the next run publishes it again"});
    return ExitCode::done;
}

ExitCode serve(const ServeOptions& options) {
    httplib::Server server;
    if (!server.set_mount_point("/", options.folder.string()))
        throw core::Error(core::ErrorKind::config,
                          fmt::format("cannot serve '{}': no such folder", options.folder.string()));
    server.set_file_extension_and_mimetype_mapping("xml", "application/rss+xml");
    server.set_file_extension_and_mimetype_mapping("mp3", "audio/mpeg");
    server.set_file_extension_and_mimetype_mapping("m4a", "audio/x-m4a");
    server.set_file_extension_and_mimetype_mapping("opus", "audio/ogg");
    int port = options.port;
    if (port == 0)
        port = server.bind_to_any_port(options.address);
    else if (!server.bind_to_port(options.address, port))
        port = -1;
    if (port < 0)
        throw core::Error(core::ErrorKind::config,
                          fmt::format("cannot listen on {}:{}", options.address, options.port));
    print(
        fmt::format("serving {} at http://{}:{}/ until interrupted\n", options.folder.string(), options.address, port));
    std::fflush(stdout);
    server.listen_after_bind();
    return ExitCode::done;
}

}  // namespace app
