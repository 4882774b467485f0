#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace transcode {

/// A sentence as it was found in a recording.
struct Passage {
    std::uint32_t sentence = 0;
    std::uint32_t start = 0;  ///< first frame of the recording
    std::uint32_t end = 0;    ///< its last one
    float cost = 0.0F;        ///< how much better it is than other sound, negative
};

/// Passages, each with the one before it: the ways of many hypotheses, which have most of their past in common.
class PassageList {
public:
    using Place = std::int32_t;
    static constexpr Place none = -1;

    Place add(const Passage& passage, Place before);
    /// That at the place and all before it, the first one first.
    std::vector<Passage> before(Place place) const;

    /// There is so much more than was kept last time that it is worth looking for what nobody has come by.
    bool is_grown() const { return linked_.size() >= worth_; }
    /// Forgets all but those at these places and those before them, and moves the places along.
    void keep(std::span<Place* const> used);

private:
    struct Linked {
        Passage passage;
        Place before = none;
    };
    static constexpr std::size_t least_worth = 8192;

    std::vector<Linked> linked_;
    std::size_t worth_ = least_worth;
};

}  // namespace transcode
