#include "transcode/speech_edges.h"

#include <algorithm>
#include <cmath>

namespace transcode {

namespace {

double nearest(const std::vector<float>& edges, double near, double from, double to, double furthest) {
    const auto after = std::ranges::lower_bound(edges, static_cast<float>(near));
    double best = near;
    double distance = furthest;
    const auto consider = [&](float at) {
        const auto edge = static_cast<double>(at);
        if (edge < from || edge > to || std::fabs(edge - near) >= distance) return;
        distance = std::fabs(edge - near);
        best = edge;
    };
    if (after != edges.end()) consider(*after);
    if (after != edges.begin()) consider(*(after - 1));
    return best;
}

}  // namespace

SpeechEdges::SpeechEdges(const SpeechLevels& levels, double threshold) {
    constexpr std::size_t shortest_pause = 16;  // levels: 80 ms
    constexpr double level_seconds = static_cast<double>(SpeechLevels::hop) / speech_rate;
    const auto seconds = [&](std::size_t level) {
        return static_cast<float>(static_cast<double>(level) * level_seconds);
    };
    std::size_t quiet = shortest_pause;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (levels[i] >= threshold) {
            if (++quiet == shortest_pause) offsets_.push_back(seconds(i + 1 - quiet));
            continue;
        }
        if (quiet >= shortest_pause) onsets_.push_back(seconds(i));
        quiet = 0;
    }
}

std::optional<SpeechEdges::Pause> SpeechEdges::pause_at(double time) const {
    const auto end = std::ranges::upper_bound(onsets_, static_cast<float>(time));
    const auto begin = std::ranges::upper_bound(offsets_, static_cast<float>(time));
    const bool speaks = begin == offsets_.begin() || (end != onsets_.begin() && *(end - 1) > *(begin - 1));
    if (speaks || end == onsets_.end()) return std::nullopt;
    return Pause{static_cast<double>(*(begin - 1)), static_cast<double>(*end)};
}

// In seconds. A pause may be longer than any nearness: what begins in it, or with the last breath before it where
// nothing begins there, begins when it ends.
constexpr double at_once = 0.1;
constexpr double breath = 0.15;
constexpr double furthest = 0.5;

double SpeechEdges::edge(const std::vector<float>& edges, double Pause::*side, double near, double breath_away,
                         double from, double to) const {
    const auto by_pause = [&](double time) {
        const auto pause = pause_at(time);
        return pause && (*pause).*side >= from && (*pause).*side <= to ? (*pause).*side : near;
    };
    double time = by_pause(near);
    if (time == near) time = nearest(edges, near, from, to, at_once);
    if (time == near) time = by_pause(breath_away);
    return time == near ? nearest(edges, near, from, to, furthest) : time;
}

double SpeechEdges::onset(double near, double from, double to) const {
    return edge(onsets_, &Pause::end, near, near + breath, from, to);
}

double SpeechEdges::offset(double near, double from, double to) const {
    return edge(offsets_, &Pause::begin, near, near - breath, from, to);
}

}  // namespace transcode
