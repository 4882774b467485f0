#include "app/commands/status.h"

#include "app/commands/load_show.h"
#include "app/commands/options.h"
#include "app/commands/output.h"
#include "app/commands/status_text.h"
#include "app/former_feed.h"
#include "app/publish/publish.h"
#include "app/record/facts.h"
#include "app/run/former_match.h"
#include "app/run/upkeep.h"
#include "app/terminal.h"
#include "catalog/catalog.h"
#include "core/time.h"
#include "fetch/markup/url.h"

#include <unistd.h>
#include <nlohmann/json.hpp>

namespace app {

using nlohmann::json;

namespace {

namespace filesystem = std::filesystem;

json further_files(const core::Episode& episode) {
    json files = json::array();
    for (std::size_t index = 1; index < episode.renditions.size(); ++index) {
        const core::Rendition& file = episode.renditions[index];
        files.push_back({{"id", file.id},
                         {"file", file.path},
                         {"type", file.type},
                         {"bytes", file.made.bytes},
                         {"duration_ms", file.made.duration.count()},
                         {"after", facts_of(file.made.after)}});
    }
    return files;
}

template <typename Value>
json list_of(const std::vector<Value>& values);

json json_of(const core::Part& part) {
    return {{"start_ms", part.start.count()}, {"title", part.title}, {"url", fetch::printable(part.url)}};
}

json json_of(const catalog::Entry& entry) {
    const core::Episode& episode = entry.episode;
    const core::Rendition& file = episode.enclosure();
    return {{"guid", episode.guid},
            {"title", episode.title},
            {"published", core::format_iso8601(core::to_written(episode.published, "UTC"))},
            {"url", episode.link},
            {"recording", core::is_voiced(entry.recording_url) ? "" : entry.recording_url},
            {"synthetic", episode.synthetic},
            {"bulletin", episode.bulletin},
            {"parts", list_of(episode.parts)},
            {"flaw", entry.recording_flaw},
            {"file", file.path},
            {"bytes", file.made.bytes},
            {"duration_ms", file.made.duration.count()},
            {"before", facts_of(file.made.before)},
            {"after", facts_of(file.made.after)},
            {"reading", file.made.predicted ? "predicted" : "measured"},
            {"lane", core::name(file.made.lane)},
            {"explanation", file.made.explanation},
            {"shortfall_lu", file.made.shortfall_lu},
            {"findings", file.made.findings},
            {"lost", entry.is_lost()},
            {"transcript",
             {{"timing", episode.text.hash.empty() ? "no-text" : core::name(episode.read_along.timing)},
              {"reason", episode.read_along.reason},
              {"confidence", episode.read_along.confidence},
              {"sentences", episode.read_along.sentences},
              {"read", episode.read_along.read}}},
            {"renditions", further_files(episode)},
            {"source_format", file.made.source_format}};
}

json json_of(const catalog::Failure& failure) {
    return {{"article", failure.name},
            {"url", fetch::printable(failure.url)},
            {"step", catalog::name(failure.step)},
            {"rendition", failure.rendition},
            {"kind", catalog::name(failure.kind)},
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

json json_of(const catalog::Pending& pending) {
    return {{"article", pending.name}, {"url", fetch::printable(pending.url)}, {"step", catalog::name(pending.step)}};
}

template <typename Value>
json list_of(const std::vector<Value>& values) {
    json list = json::array();
    for (const Value& value : values) list.push_back(json_of(value));
    return list;
}

}  // namespace

ExitCode status(const StatusOptions& options) {
    const std::size_t columns = columns_on(STDOUT_FILENO);
    json shows = json::array();
    for (const filesystem::path& file : options.configs) {
        const config::Config show = load_show(file);
        catalog::Catalog catalog = catalog::Catalog::open_to_read(show.state_folder() / "catalog.db");
        const std::vector<catalog::EpisodeNames> names = catalog.episode_names();
        const FormerFeed former = former_feed_of(show);
        const ShowStatus status{catalog.published(),
                                withdrawn_of(names),
                                catalog.pending(),
                                catalog.failures(),
                                former.items.empty() ? "" : use_of(former, names),
                                standing_feeds(catalog.manifest(folder_target)),
                                shortages_of(show, catalog)};
        if (!options.json) {
            print(options.verbose ? status_in_full(show, status, columns) : status_table(show, status, columns));
            continue;
        }
        json feeds = json::array();
        for (const std::string& feed : status.feeds) feeds.push_back((show.show_folder() / feed).string());
        shows.push_back({{"show", show.show.id},
                         {"feed", (show.show_folder() / "feed.xml").string()},
                         {"feeds", feeds},
                         {"timezone", show.show.timezone},
                         {"episodes", list_of(status.episodes)},
                         {"withdrawn", list_of(status.withdrawn)},
                         {"shortages", status.shortages},
                         {"waiting", list_of(status.pending)},
                         {"failures", list_of(status.failures)}});
        if (!former.items.empty())
            shows.back()["former_guids"] = {{"known", former.items.size()}, {"in_use", guids_in_use(former, names)}};
    }
    if (options.json) print(shows);
    return ExitCode::done;
}

void add_status(CLI::App& program, Chosen& chosen) {
    auto* sub = program.add_subcommand(
        "status", "the episodes with their loudness before and after, what was withdrawn, what waits, what failed");
    auto options = std::make_shared<StatusOptions>();
    options->configs = {"newscast.toml"};
    sub->add_option("CONFIG", options->configs, "one file a show (newscast.toml)")->capture_default_str();
    sub->add_flag("-v,--verbose", options->verbose, "all that is known of each, GUID and URLs among it");
    sub->add_flag("--json", options->json, "print JSON");
    sub->callback([&chosen, options] { chosen = [options] { return status(*options); }; });
}

}  // namespace app
