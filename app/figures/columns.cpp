#include "app/figures/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <numeric>

namespace app::figures {

namespace {

/// Bars beside each other, each of parts.
struct Bars {
    std::vector<std::vector<std::size_t>> counts;  ///< by bar and part
    std::vector<std::string> says;                 ///< of each bar

    std::size_t total(std::size_t bar) const {
        return std::accumulate(counts[bar].begin(), counts[bar].end(), std::size_t{0});
    }
};

/// The height that lets the many be seen where a few stand far above them: of all bars, or of the highest but those.
std::size_t height_of(const Bars& bars) {
    constexpr std::size_t few = 3;
    constexpr std::size_t far = 4;
    std::vector<std::size_t> totals;
    for (std::size_t bar = 0; bar < bars.counts.size(); ++bar)
        if (const std::size_t total = bars.total(bar); total > 0) totals.push_back(total);
    std::ranges::sort(totals, std::greater{});
    if (totals.empty()) return 1;
    for (std::size_t cut = few; cut > 0; --cut)
        if (totals.size() > 2 * cut && totals[cut - 1] > far * totals[cut]) return totals[cut];
    return totals.front();
}

Scale count_scale(std::size_t height) {
    // Between one and the next there is nothing to count.
    const auto steps = std::min<std::size_t>(height, 6);
    return round_scale(0.0, static_cast<double>(height), std::max<std::size_t>(steps, 1));
}

/// How much of its bin a bar fills, and of the whole plot at most.
struct Width {
    double filled = 0.8;
    double widest = 1.0 / 12.0;
};

/// How many bars are cut.
std::size_t draw(Canvas& canvas, const Bars& bars, const std::vector<Key>& parts, Width width = {}) {
    constexpr double room = 0.08;  // that a number above a bar takes
    const Scale scale = count_scale(height_of(bars));
    canvas.upright_axis(scale);
    const double bin = 1.0 / static_cast<double>(bars.counts.size());
    const double half = std::min(bin * width.filled, width.widest) / 2.0;
    std::vector<std::string> paths(parts.size());
    std::size_t cut = 0;
    double written = -1.0;
    for (std::size_t bar = 0; bar < bars.counts.size(); ++bar) {
        const double left = bin * static_cast<double>(bar);
        const double middle = left + bin / 2.0;
        double below = 0.0;
        for (std::size_t part = 0; part < parts.size(); ++part) {
            const double count = static_cast<double>(bars.counts[bar][part]);
            if (count == 0.0) continue;
            const auto top = [&](double value) { return 1.0 - std::min(1.0, scale.place(value)); };
            paths[part] += Canvas::bar(middle - half, middle + half, top(below + count), top(below));
            below += count;
        }
        if (below > 0.0) canvas.area(left, bin, bars.says[bar]);
        if (below <= scale.high) continue;
        ++cut;
        const bool has_room = middle - written > room;
        canvas.write(middle, has_room ? fmt::format("\u2191{}", bars.total(bar)) : "\u2191");
        written = middle;
    }
    for (std::size_t part = 0; part < parts.size(); ++part) canvas.fill(paths[part], parts[part].ink);
    return cut;
}

std::string remark_on(std::size_t cut) {
    return fmt::format("{} higher than the plot; \u2191 has the number.",
                       cut == 1 ? "One bar is" : fmt::format("{} bars are", cut));
}

Calendar calendar_of(const Stack& stack) {
    std::vector<std::chrono::local_days> all = stack.days;
    for (const Counted& counted : stack.counts) all.push_back(counted.day);
    const auto [first, last] = std::ranges::minmax(all);
    return {first, last, most_bars};
}

/// A date stands below the middle of its bar.
std::vector<Tick> ticks_of(const Calendar& calendar) {
    if (calendar.size() == 1) return {{0.5, calendar.label(0)}};
    std::vector<Tick> ticks = date_ticks(calendar);
    for (Tick& tick : ticks) tick.place += 0.5 / static_cast<double>(calendar.size());
    return ticks;
}

}  // namespace

std::string stack(const Stack& stack) {
    if (stack.counts.empty()) return empty_figure(stack.frame);
    const Calendar calendar = calendar_of(stack);
    Bars bars;
    bars.counts.assign(calendar.size(), std::vector<std::size_t>(stack.parts.size()));
    for (const Counted& counted : stack.counts) bars.counts[calendar.index(counted.day)][counted.part] += counted.count;
    const std::string span(name(calendar.span()));
    Table table{{span}, {}};
    for (const Key& part : stack.parts) table.head.push_back(part.name);
    table.head.push_back("all");
    for (std::size_t bar = 0; bar < calendar.size(); ++bar) {
        std::string says = calendar.label(bar) + ":";
        std::vector<std::string> row{calendar.label(bar)};
        const char* separator = " ";
        for (std::size_t part = 0; part < stack.parts.size(); ++part) {
            const std::size_t count = bars.counts[bar][part];
            row.push_back(std::to_string(count));
            if (count == 0) continue;
            says += fmt::format("{}{} {}", separator, count, stack.parts[part].name);
            separator = ", ";
        }
        row.push_back(std::to_string(bars.total(bar)));
        bars.says.push_back(std::move(says));
        if (bars.total(bar) > 0) table.rows.push_back(std::move(row));
    }
    Canvas canvas;
    canvas.level_axis(ticks_of(calendar));
    const std::size_t cut = draw(canvas, bars, stack.parts);
    std::vector<std::string> remarks;
    if (calendar.span() != Span::day)
        remarks.push_back(fmt::format("There are too many days to draw each: a bar is a {}.", span));
    if (cut > 0) remarks.push_back(remark_on(cut));
    std::vector<Key> legend = stack.parts;
    std::erase_if(legend, [&](const Key& key) {
        const auto part =
            static_cast<std::size_t>(std::ranges::find(stack.parts, key.name, &Key::name) - stack.parts.begin());
        return std::ranges::all_of(bars.counts, [&](const auto& counts) { return counts[part] == 0; });
    });
    return canvas.figure(stack.frame, legend, remarks,
                         folded_table(fmt::format("Values per {} (those with nothing are left out)", span), table));
}

std::string histogram(const Histogram& histogram) {
    if (histogram.values.empty()) return empty_figure(histogram.frame);
    const std::vector<Edge>& edges = histogram.edges;
    Bars bars;
    bars.counts.assign(edges.size(), {0});
    for (const double value : histogram.values) {
        const auto above = std::ranges::upper_bound(edges, value, {}, &Edge::value);
        ++bars.counts[above == edges.begin() ? 0 : static_cast<std::size_t>(above - edges.begin()) - 1].front();
    }
    // What lies behind the last value is not drawn.
    while (bars.counts.size() > 1 && bars.counts.back().front() == 0) bars.counts.pop_back();
    const std::size_t bins = bars.counts.size();
    Table table{{histogram.frame.by, histogram.what}, {}};
    std::vector<Tick> ticks;
    constexpr std::size_t most_ticks = 8;
    const std::size_t every = 1 + (bins - 1) / most_ticks;
    for (std::size_t bin = 0; bin < bins; ++bin) {
        if (bin % every == 0) ticks.push_back({static_cast<double>(bin) / static_cast<double>(bins), edges[bin].label});
        const std::string label = bin + 1 < edges.size()
                                      ? fmt::format("{} to {}", edges[bin].label, edges[bin + 1].label)
                                      : fmt::format("{} and more", edges[bin].label);
        bars.says.push_back(fmt::format("{}: {} {}", label, bars.total(bin), histogram.what));
        if (bars.total(bin) > 0) table.rows.push_back({label, std::to_string(bars.total(bin))});
    }
    if (bins < edges.size() && every == 1) ticks.push_back({1.0, edges[bins].label});
    Canvas canvas;
    canvas.level_axis(ticks);
    const std::size_t cut = draw(canvas, bars, {{histogram.what, Mark::bar, Ink::blue}}, {0.95, 1.0});
    std::vector<std::string> remarks;
    if (bins == edges.size()) remarks.push_back(fmt::format("The last bar is of all from {} on.", edges.back().label));
    if (cut > 0) remarks.push_back(remark_on(cut));
    return canvas.figure(histogram.frame, {}, remarks, folded_table("Values (those with nothing are left out)", table));
}

std::vector<Edge> round_edges(std::vector<double> values) {
    constexpr std::size_t bins = 24;
    constexpr double far = 3.0;
    std::ranges::sort(values);
    if (values.empty()) return {{0.0, "0"}};
    // One in fifty may lie far off.
    const double most = values[(values.size() - 1) - values.size() / 50];
    const bool has_far = values.back() > far * most && most > 0.0;
    const double top = has_far ? most : values.back();
    // The highest of them lies before the last edge.
    const Scale scale = round_scale(0.0, top > 0.0 ? top * 1.001 : 1.0, bins);
    std::vector<Edge> edges;
    for (const Tick& tick : scale.ticks) edges.push_back({tick.place * scale.high, tick.label});
    return edges;
}

}  // namespace app::figures
