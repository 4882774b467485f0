#include "app/record/metrics.h"

#include <fmt/core.h>

#include <initializer_list>
#include <utility>
#include <vector>

namespace app {

namespace {

using Labels = std::vector<std::pair<std::string, std::string>>;

/// A label's value as the format writes it.
std::string escaped(const std::string& text) {
    std::string value;
    for (const char sign : text) {
        if (sign == '\\' || sign == '"') value += '\\';
        if (sign == '\n')
            value += "\\n";
        else
            value += sign;
    }
    return value;
}

/// Metrics of one show, each with its help and type before its first line.
class Metrics {
public:
    explicit Metrics(std::string show) : show_(std::move(show)) {}

    void gauge(const std::string& name, const std::string& help) {
        name_ = "newscast_" + name;
        text_ += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n", name_, help);
    }
    /// A line of the gauge that was named last.
    void value(double value, const Labels& labels = {}) {
        text_ += fmt::format("{}{{show=\"{}\"", name_, escaped(show_));
        for (const auto& [label, text] : labels) text_ += fmt::format(",{}=\"{}\"", label, escaped(text));
        text_ += fmt::format("}} {:.17g}\n", value);
    }
    void only(const std::string& name, const std::string& help, double number) {
        gauge(name, help);
        value(number);
    }

    std::string text() && { return std::move(text_); }

private:
    std::string show_;
    std::string name_;
    std::string text_;
};

double seconds_of(core::Instant instant) {
    return static_cast<double>(instant.time_since_epoch().count());
}

template <typename Number>
void by_step(Metrics& metrics, const std::map<std::string, Number>& counts, std::initializer_list<const char*> steps) {
    // A step that has none says so: a series that comes and goes cannot be watched.
    for (const char* step : steps) {
        const auto found = counts.find(step);
        metrics.value(found == counts.end() ? 0.0 : static_cast<double>(found->second), {{"step", step}});
    }
}

}  // namespace

std::string metrics_of(const RunRecord& run, const ShowState& state) {
    Metrics metrics(run.show);
    metrics.only("last_run_timestamp_seconds", "When the last run ended.", seconds_of(run.began) + run.seconds);
    if (state.last_success)
        metrics.only("last_success_timestamp_seconds", "When the last run with exit code 0 ended.",
                     seconds_of(*state.last_success));
    metrics.only("last_run_exit_code", "Exit code of the last run: 0 done, 1 some failed, 2 configuration, 3 machine.",
                 run.exit_code);
    metrics.only("last_run_duration_seconds", "How long the last run took.", run.seconds);
    metrics.only("last_run_cpu_seconds", "Processor time of the last run, all processes.", run.cpu_seconds);
    metrics.gauge("last_run_articles", "Articles of the last run by what came of them.");
    for (const auto& [result, count] : {std::pair("new", run.tally.added),
                                        {"changed", run.tally.changed},
                                        {"made", run.tally.made},
                                        {"failed", run.tally.failed},
                                        {"left_out", run.tally.left_out}})
        metrics.value(static_cast<double>(count), {{"result", result}});
    metrics.gauge("source_up", "Whether the source could be read by the last run.");
    for (const SourceRecord& source : run.sources)
        metrics.value(source.outcome == "failed" ? 0 : 1, {{"source", source.name}});
    metrics.gauge("source_articles", "Articles that the source lists; unchanged sources say nothing new.");
    for (const SourceRecord& source : run.sources)
        if (source.outcome == "read") metrics.value(static_cast<double>(source.listed), {{"source", source.name}});
    metrics.only("episodes", "Published episodes.", static_cast<double>(state.episodes));
    metrics.only("media_bytes", "Bytes of published recordings.", static_cast<double>(state.media_bytes));
    metrics.only("episodes_withdrawn", "Episodes that were withdrawn.", static_cast<double>(state.withdrawn));
    if (state.newest)
        metrics.only("newest_episode_timestamp_seconds", "When the newest episode's article was published.",
                     seconds_of(*state.newest));
    metrics.gauge("waiting", "Articles that wait for the next run, by step.");
    by_step(metrics, state.waiting, {"read", "download", "make", "assemble"});
    metrics.gauge("failing", "Articles whose last try failed, by step.");
    by_step(metrics, state.failing, {"read", "download", "make", "align", "assemble"});
    return std::move(metrics).text();
}

}  // namespace app
