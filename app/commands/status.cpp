#include "app/commands/status.h"

#include "app/commands/facts.h"
#include "app/commands/load_show.h"
#include "app/commands/output.h"
#include "catalog/catalog.h"
#include "core/text.h"
#include "core/time.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace app {

using nlohmann::json;

namespace {

namespace filesystem = std::filesystem;

/// Text with spaces up to a width counted in characters as a reader sees them.
std::string padded(const std::string& text, std::size_t width) {
    const std::size_t present = core::length(text);
    return text + std::string(present < width ? width - present : 0, ' ');
}

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
            {"before", facts_of(file.made.before)},
            {"after", facts_of(file.made.after)},
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
    if (options.json) print(shows);
    return ExitCode::done;
}

}  // namespace app
