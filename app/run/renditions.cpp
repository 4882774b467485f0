#include "app/run/renditions.h"

#include "app/run/news.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace app {

namespace {

using nlohmann::json;

std::string episodes(std::size_t count) {
    return count == 1 ? "1 episode" : fmt::format("{} episodes", count);
}

void tell(const RunContext& run, Event::Kind kind, const std::string& text) {
    run.report.tell({.kind = kind, .step = Event::Step::publish, .show = run.config.show.id, .text = text});
}

}  // namespace

std::string words_of(const catalog::Shortage& shortage) {
    std::string lack;
    if (shortage.without > 0)
        lack = fmt::format("{} {} without it", episodes(shortage.without), shortage.without == 1 ? "goes" : "go");
    if (shortage.outdated > 0)
        lack += fmt::format("{}{} {} a file of its earlier settings", lack.empty() ? "" : ", ",
                            episodes(shortage.outdated), shortage.outdated == 1 ? "keeps" : "keep");
    return fmt::format("rendition '{}': {}; what {} made of is no longer kept, and is not fetched again for it",
                       shortage.rendition, lack, shortage.without + shortage.outdated == 1 ? "it is" : "they are");
}

std::string why_kept(const catalog::Dropped& dropped) {
    if (dropped.irreplaceable == 0) return {};
    return fmt::format(
        "rendition '{}' is not in the file any more and stays: {} of its {} files could not be made again, for their "
        "recordings are no longer kept; newscast run --accept-worse-feed takes it out",
        dropped.rendition, dropped.irreplaceable, dropped.files);
}

bool drop_renditions(RunContext& run, const catalog::Keys& keys, Replacement replacement) {
    bool something_stays = false;
    for (const catalog::Dropped& dropped : run.catalog.dropped(keys)) {
        if (std::string reason = why_kept(dropped); !reason.empty() && replacement == Replacement::guarded) {
            something_stays = true;
            if (is_news(run.catalog, run.now, "kept rendition " + dropped.rendition, reason))
                tell(run, Event::Kind::problem, reason);
            continue;
        }
        run.catalog.drop(dropped.rendition);
        tell(run, Event::Kind::problem,
             fmt::format("rendition '{}' is not in the file any more: its files go, {}", dropped.rendition,
                         dropped.files == 1 ? "1 of them" : fmt::format("{} of them", dropped.files)));
    }
    return something_stays;
}

void tell_shortages(RunContext& run, const catalog::Keys& keys) {
    const std::vector<catalog::Shortage> shortages = run.catalog.shortages(keys);
    for (const auto& [rendition, recipe] : keys.recipes) {
        if (rendition == core::enclosure_id) continue;
        catalog::Shortage now{rendition};
        for (const catalog::Shortage& each : shortages)
            if (each.rendition == rendition) now = each;
        const std::string fact = "shortage of rendition " + rendition;
        const json told = json::parse(run.catalog.fact(fact), nullptr, false);
        const bool is_known = told.is_object() && told.value("recipe", "") == recipe &&
                              now.without <= told.value("without", std::size_t{0}) &&
                              now.outdated <= told.value("outdated", std::size_t{0});
        if (!is_known && now.without + now.outdated > 0) tell(run, Event::Kind::problem, words_of(now));
        run.catalog.set_fact(fact,
                             json{{"recipe", recipe}, {"without", now.without}, {"outdated", now.outdated}}.dump());
    }
}

}  // namespace app
