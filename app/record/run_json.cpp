#include "app/record/run_json.h"

#include "app/record/facts.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace app {

using nlohmann::json;

namespace {

constexpr std::size_t most_in_history = 1000;

std::string written(core::Instant instant) {
    return core::format_iso8601(core::to_written(instant, "UTC"));
}

/// To the millisecond: more is noise.
double rounded(double seconds) {
    return std::round(seconds * 1000) / 1000;
}

json json_of(const StepRecord& step) {
    json value{{"step", step.step},
               {"outcome", name(step.outcome)},
               {"seconds", rounded(step.seconds)},
               {"cpu_seconds", rounded(step.cpu_seconds)},
               {"bytes", step.bytes}};
    if (!step.rendition.empty()) value["rendition"] = step.rendition;
    if (!step.kind.empty()) value["kind"] = step.kind;
    if (!step.message.empty()) value["message"] = step.message;
    if (step.made) {
        value["lane"] = core::name(step.made->lane);
        value["before"] = facts_of(step.made->before);
        value["after"] = facts_of(step.made->after);
        value["duration_ms"] = step.made->duration.count();
    }
    return value;
}

json json_of(const ArticleRecord& article) {
    double seconds = 0.0;
    double cpu_seconds = 0.0;
    std::uint64_t fetched = 0;
    json steps = json::array();
    for (const StepRecord& step : article.steps) {
        seconds += step.seconds;
        cpu_seconds += step.cpu_seconds;
        if (step.step == "download") fetched += step.bytes;
        steps.push_back(json_of(step));
    }
    const core::Made* made = article.made();
    return {{"guid", article.guid},
            {"url", article.url},
            {"title", article.title},
            {"outcome", name(article.outcome())},
            {"lane", made != nullptr ? json(core::name(made->lane)) : json(nullptr)},
            {"before", made != nullptr ? facts_of(made->before) : json(nullptr)},
            {"after", made != nullptr ? facts_of(made->after) : json(nullptr)},
            {"seconds", rounded(seconds)},
            {"cpu_seconds", rounded(cpu_seconds)},
            {"bytes_fetched", fetched},
            {"bytes_made", made != nullptr ? made->bytes : 0},
            {"steps", std::move(steps)}};
}

json json_of(const SourceRecord& source) {
    json value{{"name", source.name},
               {"outcome", source.outcome},
               {"listed", source.listed},
               {"new", source.added},
               {"left_out", source.left_out}};
    if (!source.kind.empty()) value["kind"] = source.kind;
    if (!source.message.empty()) value["message"] = source.message;
    return value;
}

json json_of(const ProblemRecord& problem) {
    return {{"source", problem.source}, {"article", problem.article}, {"id", problem.id}, {"message", problem.message}};
}

template <typename Value>
json list_of(const std::vector<Value>& values) {
    json list = json::array();
    for (const Value& value : values) list.push_back(json_of(value));
    return list;
}

json totals_of(const Tally& tally) {
    return {{"new", tally.added},
            {"changed", tally.changed},
            {"made", tally.made},
            {"failed", tally.failed},
            {"left_out", tally.left_out},
            {"sources", tally.sources},
            {"sources_unreachable", tally.sources_down}};
}

json with_articles(const RunRecord& record, json articles) {
    return {{"show", record.show},
            {"began", written(record.began)},
            {"seconds", rounded(record.seconds)},
            {"cpu_seconds", rounded(record.cpu_seconds)},
            {"exit_code", record.exit_code},
            {"feed", record.feed.empty() ? json(nullptr) : json(record.feed)},
            {"totals", totals_of(record.tally)},
            {"sources", list_of(record.sources)},
            {"articles", std::move(articles)},
            {"problems", list_of(record.problems)}};
}

}  // namespace

json json_of(const RunRecord& record) {
    return with_articles(record, list_of(record.articles));
}

json history_json_of(const RunRecord& record) {
    json articles = json::array();
    std::size_t left_out = 0;
    for (const ArticleRecord& article : record.articles) {
        if (article.outcome() == StepOutcome::unchanged || articles.size() == most_in_history)
            ++left_out;
        else
            articles.push_back(json_of(article));
    }
    json value = with_articles(record, std::move(articles));
    value["articles_left_out"] = left_out;
    return value;
}

json json_of(const std::vector<RunRecord>& shows, double seconds, double cpu_seconds, int exit_code) {
    Tally sum;
    for (const RunRecord& show : shows) {
        sum.added += show.tally.added;
        sum.changed += show.tally.changed;
        sum.made += show.tally.made;
        sum.failed += show.tally.failed;
        sum.left_out += show.tally.left_out;
        sum.sources += show.tally.sources;
        sum.sources_down += show.tally.sources_down;
    }
    return {{"version", run_json_version},
            {"newscast", NEWSCAST_VERSION},
            {"began", shows.empty() ? json(nullptr) : json(written(shows.front().began))},
            {"seconds", rounded(seconds)},
            {"cpu_seconds", rounded(cpu_seconds)},
            {"exit_code", exit_code},
            {"totals", totals_of(sum)},
            {"shows", list_of(shows)}};
}

}  // namespace app
