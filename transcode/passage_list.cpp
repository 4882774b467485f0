#include "transcode/passage_list.h"

#include <algorithm>

namespace transcode {

PassageList::Place PassageList::add(const Passage& passage, Place before) {
    linked_.push_back({passage, before});
    return static_cast<Place>(linked_.size() - 1);
}

std::vector<Passage> PassageList::before(Place place) const {
    std::vector<Passage> path;
    for (; place != none; place = linked_[static_cast<std::size_t>(place)].before)
        path.push_back(linked_[static_cast<std::size_t>(place)].passage);
    std::ranges::reverse(path);
    return path;
}

void PassageList::keep(std::span<Place* const> used) {
    constexpr Place unused = -2;
    std::vector<Place> moved(linked_.size(), unused);
    for (const Place* place : used) {
        for (Place at = *place; at != none && moved[static_cast<std::size_t>(at)] == unused;
             at = linked_[static_cast<std::size_t>(at)].before)
            moved[static_cast<std::size_t>(at)] = none;
    }
    // What is before stands before, so its new place is known.
    std::size_t kept = 0;
    for (std::size_t at = 0; at < linked_.size(); ++at) {
        if (moved[at] == unused) continue;
        Linked linked = linked_[at];
        if (linked.before != none) linked.before = moved[static_cast<std::size_t>(linked.before)];
        moved[at] = static_cast<Place>(kept);
        linked_[kept++] = linked;
    }
    linked_.resize(kept);
    for (Place* place : used)
        if (*place != none) *place = moved[static_cast<std::size_t>(*place)];
    worth_ = std::max(least_worth, 2 * kept);
}

}  // namespace transcode
