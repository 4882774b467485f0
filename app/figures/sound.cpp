#include "app/figures/sound.h"

#include "app/figures/columns.h"
#include "app/figures/scatter.h"
#include "app/figures/words.h"
#include "core/time.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace app::figures {

namespace {

using catalog::EpisodeFigures;

constexpr const char* no_episode = "No episode is published yet.";
/// That are named, of those that are to be looked at.
constexpr std::size_t most_named = 20;
constexpr double reading_step = 0.1;
/// How far a reading may lie beyond a limit and be told as lying on it.
constexpr double on_limit = 0.05;

std::string number(double value) {
    return number_at(value, reading_step);
}

double distance(const EpisodeFigures& episode, const Show& show) {
    return std::abs(episode.after.integrated_lufs - show.target_lufs);
}

/// The episodes for which a number is highest, at most most_named.
template <typename Number>
std::vector<const EpisodeFigures*> highest(const Show& show, Number number_of) {
    std::vector<const EpisodeFigures*> episodes;
    for (const EpisodeFigures& episode : show.done.episodes) episodes.push_back(&episode);
    std::ranges::stable_sort(episodes, std::ranges::greater{},
                             [&](const auto* episode) { return number_of(*episode); });
    if (episodes.size() > most_named) episodes.resize(most_named);
    return episodes;
}

/// Two series of one reading of each episode, of its recording and of its file. Those for which `says` has words are
/// marked.
template <typename Reading, typename Says>
std::vector<Series> before_and_after(const Show& show, Clock& clock, Reading reading, Says says) {
    Series before{{"before", Mark::square, Ink::orange}, {}};
    Series after{{"after", Mark::dot, Ink::blue}, {}};
    for (const EpisodeFigures& episode : show.done.episodes) {
        const std::chrono::local_seconds at = clock.reading(episode.published);
        before.samples.push_back({at, reading(episode.before)});
        after.samples.push_back({at, reading(episode.after), says(episode)});
    }
    return {std::move(before), std::move(after)};
}

template <typename Reading>
std::string spreads(const Show& show, Reading reading, const std::string& unit) {
    std::vector<double> before;
    std::vector<double> after;
    for (const EpisodeFigures& episode : show.done.episodes) {
        before.push_back(reading(episode.before));
        after.push_back(reading(episode.after));
    }
    return fmt::format("Before: {}. After: {}.", spread_of(std::move(before), reading_step, unit),
                       spread_of(std::move(after), reading_step, unit));
}

std::string words_on_target(const Show& show) {
    const std::vector<EpisodeFigures>& episodes = show.done.episodes;
    const auto count = [&](auto is) { return static_cast<std::size_t>(std::ranges::count_if(episodes, is)); };
    const std::size_t near =
        count([&](const EpisodeFigures& one) { return distance(one, show) <= show.tolerance_lu + on_limit; });
    const std::size_t shorter = count([](const EpisodeFigures& one) { return one.shortfall_lu > on_limit; });
    const std::size_t predicted = count([](const EpisodeFigures& one) { return one.predicted; });
    std::string words = fmt::format("{} of {} within {} LU of the target, {} LUFS.", near,
                                    counted(episodes.size(), "episode", "episodes"), number_at(show.tolerance_lu, 0.01),
                                    number(show.target_lufs));
    if (shorter > 0)
        words += fmt::format(" {} below it because of max_limiting_db.", counted(shorter, "stays", "stay"));
    if (predicted > 0)
        words += fmt::format(" Of {} the reading after is computed, not measured (lane gain).", predicted);
    return words;
}

}  // namespace

std::string loudness_figure(const Show& show, Clock& clock, const std::string& id) {
    const auto reading = [](const core::Loudness& loudness) { return loudness.integrated_lufs; };
    Frame frame{id, "Loudness before and after", "LUFS", no_episode, "when the episode was published"};
    if (!show.done.episodes.empty()) frame.summary = words_on_target(show) + " " + spreads(show, reading, "LUFS");
    const auto furthest = highest(show, [&](const EpisodeFigures& one) { return distance(one, show); });
    const auto says = [&](const EpisodeFigures& episode) {
        if (distance(episode, show) <= show.tolerance_lu + on_limit) return std::string();
        if (std::ranges::find(furthest, &episode) == furthest.end()) return std::string();
        return fmt::format("{}: {} LUFS", episode.title, number(episode.after.integrated_lufs));
    };
    Reference target{fmt::format("target, {} LUFS", number(show.target_lufs)), show.target_lufs, show.tolerance_lu,
                     fmt::format("within {} LU of it", number_at(show.tolerance_lu, 0.01))};
    return scatter({std::move(frame), before_and_after(show, clock, reading, says), std::move(target), std::nullopt,
                    reading_step, "episodes",
                    fmt::format("what is further than {} LU from the target, the furthest {} at most",
                                number_at(show.tolerance_lu, 0.01), most_named)});
}

std::string peak_figure(const Show& show, Clock& clock, const std::string& id) {
    const auto reading = [](const core::Loudness& loudness) { return loudness.true_peak_dbtp; };
    const auto excess = [&](const EpisodeFigures& one) { return one.after.true_peak_dbtp - show.ceiling_dbtp; };
    Frame frame{id, "True peak before and after", "dBTP", no_episode, "when the episode was published"};
    if (!show.done.episodes.empty()) {
        const auto over = std::ranges::count_if(show.done.episodes,
                                                [&](const EpisodeFigures& one) { return excess(one) > on_limit; });
        frame.summary = fmt::format("{} of {} above the ceiling, {} dBTP. {}", over,
                                    counted(show.done.episodes.size(), "episode", "episodes"),
                                    number(show.ceiling_dbtp), spreads(show, reading, "dBTP"));
    }
    const auto highest_ones = highest(show, excess);
    const auto says = [&](const EpisodeFigures& episode) {
        if (!(excess(episode) > on_limit)) return std::string();
        if (std::ranges::find(highest_ones, &episode) == highest_ones.end()) return std::string();
        return fmt::format("{}: {} dBTP", episode.title, number(episode.after.true_peak_dbtp));
    };
    Reference ceiling{fmt::format("ceiling, {} dBTP", number(show.ceiling_dbtp)), show.ceiling_dbtp};
    return scatter({std::move(frame), before_and_after(show, clock, reading, says), std::move(ceiling), std::nullopt,
                    reading_step, "episodes",
                    fmt::format("what is above the ceiling, the highest {} at most", most_named)});
}

std::string lane_figure(const Show& show, Clock& clock, const std::string& id) {
    constexpr std::array<core::Lane, 3> lanes{core::Lane::keep, core::Lane::gain, core::Lane::encode};
    constexpr std::array<const char*, 3> meanings{"packets copied", "the stream's own gain moved", "encoded anew"};
    constexpr std::array<Ink, 3> inks{Ink::green, Ink::blue, Ink::orange};
    Stack lanes_by_day{{id, "Lanes", "episodes", no_episode, "when the episode was published"}, {}, {}};
    std::array<std::size_t, 3> counts{};
    for (const EpisodeFigures& episode : show.done.episodes) {
        const auto lane = static_cast<std::size_t>(std::ranges::find(lanes, episode.lane) - lanes.begin());
        if (lane == lanes.size()) continue;
        ++counts[lane];
        lanes_by_day.counts.push_back({clock.day(episode.published), lane, 1});
    }
    std::string words;
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
        lanes_by_day.parts.push_back({std::string(core::name(lanes[lane])), Mark::bar, inks[lane]});
        const double share =
            100.0 * static_cast<double>(counts[lane]) / std::max(1.0, static_cast<double>(show.done.episodes.size()));
        words += fmt::format("{}{}: {} ({:.0f} %, {})", words.empty() ? "" : "; ", core::name(lanes[lane]),
                             counts[lane], share, meanings[lane]);
    }
    if (!show.done.episodes.empty()) lanes_by_day.frame.summary = words + ".";
    return stack(lanes_by_day);
}

std::string length_figure(const Show& show, const std::string& id) {
    Histogram lengths{{id, "Lengths", "episodes", no_episode, "minutes"}, {}, {}, "episodes"};
    std::chrono::milliseconds all{};
    for (const EpisodeFigures& episode : show.done.episodes) {
        all += episode.duration;
        lengths.values.push_back(std::chrono::duration<double, std::ratio<60>>(episode.duration).count());
    }
    if (!lengths.values.empty()) {
        std::vector<double> ordered = lengths.values;
        std::ranges::sort(ordered);
        const auto written = [](double minutes) {
            return core::format_duration(
                std::chrono::round<std::chrono::milliseconds>(std::chrono::duration<double, std::ratio<60>>(minutes)));
        };
        lengths.frame.summary =
            fmt::format("Median {}, from {} to {}; together {}.", written(median(ordered)), written(ordered.front()),
                        written(ordered.back()), core::format_duration(all));
    }
    lengths.edges = round_edges(lengths.values);
    return histogram(lengths);
}

std::string furthest_episodes(const Show& show, Clock& clock) {
    if (show.done.episodes.empty()) return {};
    Table table{{"episode", "published", "before, LUFS", "after, LUFS", "peak after, dBTP", "lane", "length", "bytes"},
                {}};
    for (const EpisodeFigures* episode : highest(show, [&](const EpisodeFigures& one) { return distance(one, show); }))
        table.rows.push_back({episode->title, clock.minute(episode->published), number(episode->before.integrated_lufs),
                              number(episode->after.integrated_lufs), number(episode->after.true_peak_dbtp),
                              std::string(core::name(episode->lane)), core::format_duration(episode->duration),
                              std::to_string(episode->bytes)});
    const bool are_all = table.rows.size() == show.done.episodes.size();
    return folded_table(are_all ? "All episodes, those furthest from the target first"
                                : fmt::format("The {} episodes furthest from the target", table.rows.size()),
                        table);
}

}  // namespace app::figures
