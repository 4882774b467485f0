#include "app/figures/work.h"

#include "app/figures/columns.h"
#include "app/figures/scatter.h"
#include "app/figures/words.h"
#include "core/login.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace app::figures {

namespace {

using namespace std::chrono_literals;
using std::chrono::local_days;

/// "gone 1, network 3"
std::string listed(const std::map<std::string, std::size_t>& counts) {
    std::string words;
    for (const auto& [what, count] : counts) words += fmt::format("{}{} {}", words.empty() ? "" : ", ", what, count);
    return words;
}

std::vector<Edge> delay_edges() {
    constexpr std::array<std::chrono::minutes, 13> edges{0min,   5min,   15min, 30min, 60min, 120min, 240min,
                                                         480min, 960min, 24h,   48h,   96h,   168h};
    std::vector<Edge> all;
    for (const std::chrono::minutes edge : edges) {
        const auto count = edge.count();
        all.push_back({static_cast<double>(std::chrono::seconds(edge).count()),
                       edge == 0min ? "0"
                       : edge < 1h  ? fmt::format("{} min", count)
                       : edge < 24h ? fmt::format("{} h", count / 60)
                                    : fmt::format("{} d", count / 60 / 24)});
    }
    return all;
}

/// What became of the articles of a source, by Catalog::outcomes().
struct Outcome {
    const char* name;
    const char* words;
    Ink ink;
};
constexpr std::array<Outcome, 5> outcomes{{{"recording", "with a recording", Ink::blue},
                                           {"silent", "without", Ink::grey},
                                           {"unread", "not read yet", Ink::purple},
                                           {"left_out", "left out as too old", Ink::orange},
                                           {"duplicate", "the same as another", Ink::green}}};

std::size_t outcome_of(const std::string& name) {
    const auto found = std::ranges::find_if(outcomes, [&](const Outcome& outcome) { return name == outcome.name; });
    // What no version of this program says is not read as far as this one knows.
    return found == outcomes.end() ? 2 : static_cast<std::size_t>(found - outcomes.begin());
}

/// The articles of one source.
struct Yield {
    std::string source;
    std::array<std::size_t, outcomes.size()> counts{};
    std::size_t all = 0;
    local_days last{};
    std::vector<Counted> by_day;

    void add(const Counted& counted) {
        counts[counted.part] += counted.count;
        all += counted.count;
        last = std::max(last, counted.day);
        by_day.push_back(counted);
    }
};

/// As its operator calls it.
std::string name_of(const std::string& source) {
    constexpr std::string_view id = "id ";
    return core::without_logins(source.starts_with(id) ? source.substr(id.size()) : source);
}

/// Those of most articles first.
std::vector<Yield> yields_of(const Show& show, Clock& clock) {
    std::map<std::string, Yield> by_source;
    for (const catalog::FoundFigures& found : show.done.found) {
        Yield& yield = by_source[found.source];
        yield.source = name_of(found.source);
        yield.add({clock.day(found.at), outcome_of(found.outcome), found.articles});
    }
    std::vector<Yield> yields;
    yields.reserve(by_source.size());
    for (auto& [source, yield] : by_source) yields.push_back(std::move(yield));
    std::ranges::stable_sort(yields, std::ranges::greater{}, &Yield::all);
    return yields;
}

std::string table_of(const std::vector<Yield>& yields) {
    Table table{{"source", "articles"}, {}};
    for (const Outcome& outcome : outcomes) table.head.emplace_back(outcome.words);
    table.head.emplace_back("the last found on");
    for (const Yield& yield : yields) {
        std::vector<std::string> row{yield.source, std::to_string(yield.all)};
        for (const std::size_t count : yield.counts) row.push_back(std::to_string(count));
        row.push_back(iso_day(yield.last));
        table.rows.push_back(std::move(row));
    }
    return table_html(table);
}

/// What ended a run in a way, as a series of runs.
struct Ending {
    std::optional<int> exit_code;
    const char* words;
    Mark mark;
    Ink ink;
};
constexpr std::array<Ending, 4> endings{{{0, "0: done", Mark::dot, Ink::green},
                                         {1, "1: some failed", Mark::square, Ink::orange},
                                         {2, "2: wrong use", Mark::square, Ink::purple},
                                         {3, "3: the machine", Mark::square, Ink::grey}}};

}  // namespace

std::string delay_figure(const Show& show, const std::string& id) {
    Histogram delays{{id, "From publication to the feed", "episodes", "No episode came while its source was watched.",
                      "from the time that the article names to the run that brought it"},
                     {},
                     delay_edges(),
                     "episodes"};
    std::size_t were_there = 0;
    std::size_t without_clock = 0;
    for (const catalog::EpisodeFigures& episode : show.done.episodes) {
        were_there += episode.was_there ? 1 : 0;
        without_clock += !episode.was_there && !episode.has_clock ? 1 : 0;
        if (episode.was_there || !episode.has_clock) continue;
        delays.values.push_back(static_cast<double>(std::max(0s, episode.arrived - episode.published).count()));
    }
    if (!delays.values.empty()) {
        std::vector<double> ordered = delays.values;
        std::ranges::sort(ordered);
        const auto written = [](double value) {
            return time_of(std::chrono::seconds(static_cast<std::chrono::seconds::rep>(value)));
        };
        delays.frame.summary = fmt::format("{}: median {}, at most {}.", counted(ordered.size(), "episode", "episodes"),
                                           written(median(ordered)), written(ordered.back()));
    }
    if (were_there > 0)
        delays.frame.summary += fmt::format(" Not counted: {} there when the source was first looked at.",
                                            counted(were_there, "was", "were"));
    if (without_clock > 0)
        delays.frame.summary += fmt::format(" Not counted: {} no time of day.",
                                            counted(without_clock, "whose article names", "whose articles name"));
    return histogram(delays);
}

std::string yield_figures(const Show& show, Clock& clock, const std::string& id, local_days today) {
    constexpr std::size_t most_drawn = 12;
    std::vector<Yield> yields = yields_of(show, clock);
    if (yields.empty())
        return empty_figure({id, "What sources give", "articles", "No source has given an article yet.", ""});
    const std::string whole = table_of(yields);
    if (yields.size() > most_drawn) {
        Yield others;
        others.source = counted(yields.size() - most_drawn + 1, "other source", "other sources");
        for (std::size_t index = most_drawn - 1; index < yields.size(); ++index)
            for (const Counted& counted : yields[index].by_day) others.add(counted);
        yields.resize(most_drawn - 1);
        yields.push_back(std::move(others));
    }
    local_days first = today;
    for (const Yield& yield : yields)
        for (const Counted& counted : yield.by_day) first = std::min(first, counted.day);
    std::string html;
    for (std::size_t index = 0; index < yields.size(); ++index) {
        Yield& yield = yields[index];
        Stack stacked{
            {index == 0 ? id : fmt::format("{}-{}", id, index + 1), "Articles of " + yield.source, "articles",
             fmt::format("{}, {} with a recording; the last found on {}.", counted(yield.all, "article", "articles"),
                         yield.counts.front(), iso_day(yield.last)),
             "when the article was found"},
            {},
            std::move(yield.by_day),
            {first, today}};
        for (const Outcome& outcome : outcomes) stacked.parts.push_back({outcome.words, Mark::bar, outcome.ink});
        html += stack(stacked);
    }
    return html + whole;
}

std::string failure_figure(const Show& show, const std::string& id, local_days today) {
    constexpr std::array<std::pair<const char*, Ink>, 5> kinds{{{"network", Ink::blue},
                                                                {"gone", Ink::orange},
                                                                {"media", Ink::green},
                                                                {"config", Ink::purple},
                                                                {"storage", Ink::grey}}};
    Stack failures{
        {id, "Failures by kind", "failures", "No failure has been noted.", "when it failed"}, {}, {}, {today}};
    for (const auto& [kind, ink] : kinds) failures.parts.push_back({kind, Mark::bar, ink});
    std::map<std::string, std::size_t> by_step;
    std::size_t all = 0;
    for (const catalog::FailureCount& failed : show.done.failed) {
        const auto day = core::parse_iso8601(failed.day);
        if (!day) continue;
        auto part = static_cast<std::size_t>(std::ranges::find(failures.parts, failed.kind, &Key::name) -
                                             failures.parts.begin());
        if (part == failures.parts.size()) failures.parts.push_back({failed.kind, Mark::bar, Ink::grey});
        failures.counts.push_back({std::chrono::floor<std::chrono::days>(day->local), part, failed.failed});
        by_step[failed.step] += failed.failed;
        all += failed.failed;
    }
    if (all > 0)
        failures.frame.summary =
            fmt::format("{} noted, by step: {}.", counted(all, "failure", "failures"), listed(by_step));
    if (show.failing.empty()) {
        failures.frame.summary += " Nothing fails now.";
        return stack(failures);
    }
    std::map<std::string, std::size_t> now;
    for (const Failing& failing : show.failing) now[failing.step + ", " + failing.kind] += failing.count;
    failures.frame.summary += fmt::format(" To be tried again: {}.", [&] {
        std::string words;
        for (const auto& [what, count] : now) words += fmt::format("{}{} ({})", words.empty() ? "" : "; ", count, what);
        return words;
    }());
    return stack(failures);
}

std::string run_figure(const Show& show, Clock& clock, const std::string& id) {
    Scatter runs{{id, "Runs by exit code", "", "No run has been noted yet.", "when the run began"},
                 {},
                 std::nullopt,
                 0.0,
                 0.1,
                 "runs"};
    double most = 0.0;
    std::vector<double> all;
    std::map<std::string, std::size_t> codes;
    std::size_t endless = 0;
    for (const catalog::RunFigures& run : show.done.runs) {
        endless += run.ended ? 0 : 1;
        if (!run.ended) continue;
        all.push_back(static_cast<double>((*run.ended - run.began).count()));
        most = std::max(most, all.back());
        ++codes[run.exit_code ? std::to_string(*run.exit_code) : "none"];
    }
    const Unit unit = second_unit(most);
    runs.frame.unit = unit.name;
    for (const Ending& ending : endings) runs.series.push_back({{ending.words, ending.mark, ending.ink}, {}});
    runs.series.push_back({{"any other end", Mark::square, Ink::blue}, {}});
    for (const catalog::RunFigures& run : show.done.runs) {
        if (!run.ended) continue;
        const auto ending =
            static_cast<std::size_t>(std::ranges::find(endings, run.exit_code, &Ending::exit_code) - endings.begin());
        const double seconds = static_cast<double>((*run.ended - run.began).count());
        runs.series[ending].samples.push_back({clock.reading(run.began), seconds / unit.factor});
    }
    std::erase_if(runs.series, [](const Series& series) { return series.samples.empty(); });
    if (!all.empty()) {
        std::ranges::sort(all);
        const auto written = [](double value) {
            return time_of(std::chrono::seconds(static_cast<std::chrono::seconds::rep>(value)));
        };
        runs.frame.summary = fmt::format("{}: median {}, at most {}; exit codes: ", counted(all.size(), "run", "runs"),
                                         written(median(all)), written(all.back()));
        const char* separator = "";
        for (const auto& [code, count] : codes) {
            runs.frame.summary += fmt::format("{}{} ({})", separator, code, count);
            separator = ", ";
        }
        runs.frame.summary += ".";
    }
    if (endless > 0)
        runs.frame.summary +=
            fmt::format(" Not drawn: {} without an end, at work or cut off.", counted(endless, "run", "runs"));
    return scatter(runs);
}

std::string size_figure(const Show& show, Clock& clock, const std::string& id) {
    Scatter size{{id, "Size of the recordings", "", "Nothing is published yet.", "when the file was made"},
                 {},
                 std::nullopt,
                 0.0,
                 0.1,
                 "files"};
    std::uint64_t all = 0;
    for (const catalog::FileFigures& file : show.done.files) all += file.bytes;
    const Unit unit = byte_unit(static_cast<double>(all));
    size.frame.unit = unit.name;
    Series line{{"of all files of episodes that stand, as they were made", Mark::line, Ink::blue}, {}};
    double sum = 0.0;
    for (const catalog::FileFigures& file : show.done.files) {
        sum += static_cast<double>(file.bytes);
        line.samples.push_back({clock.reading(file.made), sum / unit.factor});
    }
    size.series.push_back(std::move(line));
    if (show.done.files.empty()) return scatter(size);
    size.frame.summary =
        fmt::format("{} of episodes, {}.", counted(show.done.files.size(), "file", "files"), size_of(all));
    std::string standing;
    for (const Standing& kind : show.standing)
        standing += fmt::format("{}{} {} ({})", standing.empty() ? " Published now: " : ", ", kind.files, kind.kind,
                                size_of(kind.bytes));
    if (!standing.empty()) size.frame.summary += standing + ".";
    return scatter(size);
}

}  // namespace app::figures
