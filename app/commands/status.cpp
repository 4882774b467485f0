#include "app/commands/status.h"

#include "app/commands/columns.h"
#include "app/commands/facts.h"
#include "app/commands/load_show.h"
#include "app/commands/output.h"
#include "app/former_feed.h"
#include "app/run/former_match.h"
#include "catalog/catalog.h"
#include "core/text.h"
#include "core/time.h"
#include "fetch/markup/url.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace app {

using nlohmann::json;

namespace {

namespace filesystem = std::filesystem;

json json_of(const catalog::Entry& entry) {
    const core::Episode& episode = entry.episode;
    const core::Rendition& file = episode.enclosure();
    return {{"guid", episode.guid},
            {"title", episode.title},
            {"published", core::format_iso8601(core::to_written(episode.published, "UTC"))},
            {"url", episode.link},
            {"recording", entry.recording_url},
            {"flaw", entry.recording_flaw},
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

json json_of(const catalog::EpisodeNames& episode) {
    return {{"guid", episode.guid},
            {"title", episode.title},
            {"url", fetch::printable(episode.listed_url.empty() ? episode.canonical_url : episode.listed_url)},
            {"withdrawn", core::format_iso8601(core::to_written(episode.withdrawn->at, "UTC"))},
            {"reason", episode.withdrawn->reason}};
}

std::vector<catalog::EpisodeNames> withdrawn_of(std::vector<catalog::EpisodeNames> episodes) {
    std::erase_if(episodes, [](const catalog::EpisodeNames& episode) { return !episode.withdrawn; });
    return episodes;
}

/// What somebody withdrew, with the reason in full; what went by the show's own retention is only counted, since it
/// grows without end and nobody has to account for it.
void print_withdrawn(const config::Config& show, const std::vector<catalog::EpisodeNames>& withdrawn) {
    constexpr std::size_t columns = 80;
    std::size_t retired = 0;
    for (const catalog::EpisodeNames& episode : withdrawn) {
        if (episode.withdrawn->reason == catalog::past_retention ||
            episode.withdrawn->reason == catalog::past_keep_days) {
            ++retired;
            continue;
        }
        const std::string day =
            core::format_iso8601(core::to_written(episode.withdrawn->at, show.show.timezone)).substr(0, 10);
        const std::string head = "withdrawn " + day + "  ";
        print(head + cut(core::collapse_space(core::clean_utf8(episode.title)), columns - head.size()) + "\n");
        for (const std::string& line : folded(episode.withdrawn->reason, columns - 4)) print("    " + line + "\n");
    }
    if (retired > 0) print(fmt::format("withdrawn past retention: {} (status --json names them)\n", retired));
}

void print_table(const config::Config& show, const std::vector<catalog::Entry>& entries,
                 const std::vector<catalog::EpisodeNames>& withdrawn, const std::vector<catalog::Failure>& failures) {
    constexpr std::size_t title_width = 44;
    print(fmt::format("{} ({}), {} episodes, feed {}\n", show.show.title, show.show.id, entries.size(),
                      (show.show_folder() / "feed.xml").string()));
    if (!entries.empty())
        print(fmt::format("{}  {}  {:>7}  {:>15}  {:>15}  {}\n", padded("published", 16), padded("title", title_width),
                          "length", "LUFS, dBTP", "after", "lane"));
    for (const catalog::Entry& entry : entries) {
        const std::string published =
            core::format_iso8601(core::to_written(entry.episode.published, show.show.timezone)).substr(0, 16);
        const std::string title = cut(entry.episode.title, title_width);
        const auto reading = [](const core::Loudness& loudness) {
            return fmt::format("{:>7.1f} {:>7.1f}", loudness.integrated_lufs, loudness.true_peak_dbtp);
        };
        const core::Made& made = entry.episode.enclosure().made;
        print(fmt::format("{}  {}  {:>7}  {}  {}  {}{}\n", padded(published, 16), padded(title, title_width),
                          core::format_duration(made.duration), reading(made.before), reading(made.after),
                          core::name(made.lane), made.predicted ? " (predicted)" : ""));
    }
    print_withdrawn(show, withdrawn);
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
        const std::vector<catalog::EpisodeNames> names = catalog.episode_names();
        const std::vector<catalog::EpisodeNames> withdrawn = withdrawn_of(names);
        const FormerFeed former = former_feed_of(show);
        const std::vector<catalog::Failure> failures = catalog.failures();
        if (!options.json) {
            print_table(show, entries, withdrawn, failures);
            if (!former.items.empty()) print(use_of(former, names) + "\n");
            continue;
        }
        json episodes = json::array();
        for (const catalog::Entry& entry : entries) episodes.push_back(json_of(entry));
        json taken_out = json::array();
        for (const catalog::EpisodeNames& episode : withdrawn) taken_out.push_back(json_of(episode));
        json failed = json::array();
        for (const catalog::Failure& failure : failures) failed.push_back(json_of(failure));
        shows.push_back({{"show", show.show.id},
                         {"feed", (show.show_folder() / "feed.xml").string()},
                         {"episodes", episodes},
                         {"withdrawn", taken_out},
                         {"failures", failed}});
        if (!former.items.empty())
            shows.back()["former_guids"] = {{"known", former.items.size()}, {"in_use", guids_in_use(former, names)}};
    }
    if (options.json) print(shows);
    return ExitCode::done;
}

}  // namespace app
