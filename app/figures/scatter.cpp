#include "app/figures/scatter.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace app::figures {

namespace {

using std::chrono::days;
using std::chrono::local_days;

/// Of spans in a table and of marks that stand for many.
constexpr std::size_t most_spans = 92;

local_days day_of(const Sample& sample) {
    return std::chrono::floor<days>(sample.at);
}

Calendar calendar_of(const std::vector<Series>& all) {
    local_days first = local_days::max();
    local_days last = local_days::min();
    for (const Series& series : all)
        for (const Sample& sample : series.samples) {
            first = std::min(first, day_of(sample));
            last = std::max(last, day_of(sample));
        }
    return {first, last, most_spans};
}

/// The axis, and whether its lowest tick is for what is not finite.
struct Heights {
    Scale scale;
    bool has_edge = false;

    double top(double value) const { return std::isfinite(value) ? 1.0 - scale.place(value) : 1.0; }
};

Heights heights_of(const Scatter& scatter) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    const auto take = [&](double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    };
    Heights heights;
    if (scatter.least) take(*scatter.least);
    if (scatter.reference) {
        take(scatter.reference->value - scatter.reference->tolerance);
        take(scatter.reference->value + scatter.reference->tolerance);
    }
    for (const Series& series : scatter.series)
        for (const Sample& sample : series.samples) {
            if (std::isfinite(sample.value))
                take(sample.value);
            else
                heights.has_edge = true;
        }
    if (!std::isfinite(low)) take(0.0);
    heights.scale = round_scale(low, high);
    if (!heights.has_edge) return heights;
    // One step more, of which nothing but the edge is used.
    Scale& scale = heights.scale;
    const double step = (scale.high - scale.low) / static_cast<double>(scale.ticks.size() - 1);
    scale.low -= step;
    for (Tick& tick : scale.ticks)
        tick.place = 1.0 - (1.0 - tick.place) * (scale.high - scale.low - step) / (scale.high - scale.low);
    scale.ticks.insert(scale.ticks.begin(), {0.0, "-inf"});
    return heights;
}

/// The values of each span of the calendar, in order.
std::vector<std::vector<double>> by_span(const Series& series, const Calendar& calendar) {
    std::vector<std::vector<double>> spans(calendar.size());
    for (const Sample& sample : series.samples) spans[calendar.index(day_of(sample))].push_back(sample.value);
    if (series.key.mark == Mark::line) return spans;
    for (std::vector<double>& span : spans) std::ranges::sort(span);
    return spans;
}

/// Which of a plot's series it is, so that those of one span stand beside each other.
struct Place {
    std::size_t index = 0;
    std::size_t count = 1;
};

double left_of(const Calendar& calendar, std::size_t span, Place place) {
    const double start = calendar.place(std::chrono::local_seconds(calendar.start(span)));
    const double end = calendar.place(std::chrono::local_seconds(calendar.start(span + 1)));
    return start + (end - start) * static_cast<double>(place.index + 1) / static_cast<double>(place.count + 1);
}

std::string mark_at(Mark mark, double left, double top) {
    return mark == Mark::square ? Canvas::square(left, top) : Canvas::dot(left, top);
}

void draw_each(Canvas& canvas, const Series& series, const Calendar& calendar, const Heights& heights) {
    std::string path;
    for (const Sample& sample : series.samples)
        path += mark_at(series.key.mark, calendar.place(sample.at), heights.top(sample.value));
    canvas.stroke(path, series.key.mark, series.key.ink);
}

void draw_spans(Canvas& canvas, const Series& series, const Calendar& calendar, const Heights& heights, Place place) {
    const std::vector<std::vector<double>> spans = by_span(series, calendar);
    std::string lines;
    std::string marks;
    for (std::size_t index = 0; index < spans.size(); ++index) {
        if (spans[index].empty()) continue;
        const double left = left_of(calendar, index, place);
        marks += mark_at(series.key.mark, left, heights.top(median(spans[index])));
        // One silence must not draw the line of all others down to the edge.
        const auto least = std::ranges::find_if(spans[index], [](double value) { return std::isfinite(value); });
        if (least != spans[index].begin()) marks += mark_at(series.key.mark, left, 1.0);
        if (least != spans[index].end())
            lines += Canvas::upright(left, heights.top(spans[index].back()), heights.top(*least));
    }
    canvas.stroke(lines, Mark::line, series.key.ink);
    canvas.stroke(marks, series.key.mark, series.key.ink);
}

/// In steps: a value stands until the next one. What stands before the first is 0.
void draw_line(Canvas& canvas, const Series& series, const Calendar& calendar, const Heights& heights, bool is_many) {
    std::vector<Sample> samples;
    for (const Sample& sample : series.samples) {
        const bool same_span =
            is_many && !samples.empty() && calendar.index(day_of(samples.back())) == calendar.index(day_of(sample));
        if (same_span)
            samples.back() = sample;
        else
            samples.push_back(sample);
    }
    std::string path;
    double before = heights.top(0.0);
    double left = samples.empty() ? 0.0 : calendar.place(samples.front().at);
    for (const Sample& sample : samples) {
        const double right = calendar.place(sample.at);
        if (right > left) path += Canvas::level(left, right, before);
        path += Canvas::upright(right, before, heights.top(sample.value));
        before = heights.top(sample.value);
        left = right;
    }
    path += Canvas::level(left, 1.0, before);
    canvas.stroke(path, Mark::line, series.key.ink);
}

std::string cell_of(const Series& series, const std::vector<double>& values, double step) {
    if (values.empty()) return "";
    if (series.key.mark == Mark::line) return number_at(values.back(), step);
    if (values.size() == 1) return number_at(values.front(), step);
    return fmt::format("{} ({} to {})", number_at(median(values), step), number_at(values.front(), step),
                       number_at(values.back(), step));
}

std::string table_of(const Scatter& scatter, const Calendar& calendar) {
    Table table{{std::string(name(calendar.span())), scatter.what}, {}};
    std::vector<std::vector<std::vector<double>>> columns;
    for (const Series& series : scatter.series) {
        columns.push_back(by_span(series, calendar));
        table.head.push_back(fmt::format("{}, {}", series.key.name, scatter.frame.unit));
    }
    for (std::size_t index = 0; index < calendar.size(); ++index) {
        std::vector<std::string> row{calendar.label(index), ""};
        std::size_t count = 0;
        for (std::size_t column = 0; column < columns.size(); ++column) {
            const std::vector<double>& values = columns[column][index];
            count = std::max(count, values.size());
            row.push_back(cell_of(scatter.series[column], values, scatter.step));
        }
        row[1] = std::to_string(count);
        if (count > 0) table.rows.push_back(std::move(row));
    }
    const bool has_medians =
        std::ranges::any_of(scatter.series, [](const Series& series) { return series.key.mark != Mark::line; });
    return folded_table(fmt::format("Values per {}{}", name(calendar.span()),
                                    has_medians ? ": the median, and from the least to the most" : ""),
                        table);
}

void draw_series(Canvas& canvas, const Series& series, const Calendar& calendar, const Heights& heights, Place place) {
    const bool is_many = series.samples.size() > scatter_points;
    if (series.key.mark == Mark::line)
        draw_line(canvas, series, calendar, heights, is_many);
    else if (is_many)
        draw_spans(canvas, series, calendar, heights, place);
    else
        draw_each(canvas, series, calendar, heights);
    for (const Sample& sample : series.samples)
        if (!sample.says.empty()) canvas.ring(calendar.place(sample.at), heights.top(sample.value), sample.says);
}

std::vector<std::string> remarks_on(const Scatter& scatter, const Calendar& calendar) {
    bool are_together = false;
    bool has_rings = false;
    std::size_t at_edge = 0;
    for (const Series& series : scatter.series) {
        are_together = are_together || (series.samples.size() > scatter_points && series.key.mark != Mark::line);
        for (const Sample& sample : series.samples) {
            has_rings = has_rings || !sample.says.empty();
            at_edge += std::isfinite(sample.value) ? 0 : 1;
        }
    }
    std::vector<std::string> remarks;
    if (are_together)
        remarks.push_back(fmt::format(
            "There are too many {} to draw each: a mark is the median of a {}, its line goes from the least to the "
            "most.",
            scatter.what, name(calendar.span())));
    if (has_rings) remarks.push_back(fmt::format("In a ring: {}; who points at it is told which.", scatter.rings));
    if (at_edge > 0)
        remarks.push_back(fmt::format("At the lower edge: {} of silence (-inf {}).",
                                      counted(at_edge, "value", "values"), scatter.frame.unit));
    return remarks;
}

}  // namespace

std::string scatter(const Scatter& scatter) {
    const bool is_empty =
        std::ranges::all_of(scatter.series, [](const Series& series) { return series.samples.empty(); });
    if (is_empty) return empty_figure(scatter.frame);
    const Calendar calendar = calendar_of(scatter.series);
    const Heights heights = heights_of(scatter);
    Canvas canvas;
    std::vector<Key> legend;
    const std::optional<Reference>& reference = scatter.reference;
    const bool has_band = reference && reference->tolerance > 0.0;
    if (has_band)
        canvas.band(heights.top(reference->value + reference->tolerance),
                    heights.top(reference->value - reference->tolerance), Ink::green);
    canvas.upright_axis(heights.scale);
    canvas.level_axis(date_ticks(calendar));
    for (std::size_t index = 0; index < scatter.series.size(); ++index) {
        const Series& series = scatter.series[index];
        if (series.samples.empty()) continue;
        draw_series(canvas, series, calendar, heights, {index, scatter.series.size()});
        legend.push_back(series.key);
    }
    if (reference) {
        canvas.across(heights.top(reference->value), Ink::grey);
        legend.push_back({reference->name, Mark::dashes, Ink::grey});
    }
    if (has_band) legend.push_back({reference->tolerance_name, Mark::band, Ink::green});
    return canvas.figure(scatter.frame, legend, remarks_on(scatter, calendar), table_of(scatter, calendar));
}

}  // namespace app::figures
