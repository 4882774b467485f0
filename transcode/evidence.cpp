#include "transcode/evidence.h"

#include <algorithm>
#include <cstddef>

namespace transcode {

namespace {

constexpr std::size_t most_passages = 40;
constexpr std::size_t many = 16;       // passages: half of them teach enough
constexpr std::size_t most_parts = 8;  // of fewer
constexpr std::size_t decoys = 8;
constexpr std::size_t least_taught = 100;  // frames, 2 s: fewer examples teach less than they mislead
constexpr std::size_t longest = 300;       // frames of a passage that are looked at: 6 s

/// Of so many parts of the passages, dealt out in turn, one; or all but that one.
std::vector<Passage> part_of(const std::vector<Passage>& passages, std::size_t parts, std::size_t which, bool others) {
    std::vector<Passage> part;
    for (std::size_t i = 0; i < passages.size(); ++i)
        if ((i % parts == which) != others) part.push_back(passages[i]);
    return part;
}

/// The speech of a passage.
std::vector<ComparedFrame> heard_in(const Search& search, const Passage& passage) {
    std::vector<ComparedFrame> frames;
    for (std::uint32_t time = passage.start; time <= passage.end && frames.size() < longest; ++time)
        if (search.heard.speaks(time)) frames.push_back(search.mapping.scaled(search.heard.frame(time)));
    return frames;
}

/// How much better a passage fits its sentence than the decoys do.
double advantage_in(const Search& search, const Passage& passage) {
    const std::vector<ComparedFrame> heard = heard_in(search, passage);
    const std::size_t first = search.text.starts[passage.sentence];
    const std::size_t length = std::min<std::size_t>(search.text.starts[passage.sentence + 1] - first, longest);
    const std::size_t all = search.text.frames.size();
    const VoiceMapping::Frames said = [&](std::size_t at) { return search.text.frame(at); };
    const auto stretch = [&](std::size_t begin) {
        std::vector<ComparedFrame> frames;
        for (std::size_t i = 0; i < length; ++i) frames.push_back(search.mapping.mapped(said, (begin + i) % all));
        return frames;
    };
    std::vector<ComparedFrame> own = stretch(first);
    const double cost = warping_cost(heard, own);
    std::ranges::reverse(own);
    std::vector<double> others{warping_cost(heard, own)};
    for (std::size_t i = 1; i <= decoys; ++i)
        others.push_back(warping_cost(heard, stretch(first + all * i / (decoys + 1))));
    double mean = 0.0;
    for (const double other : others) mean += other / static_cast<double>(others.size());
    return mean > 0.0 ? (mean - cost) / mean : 0.0;
}

}  // namespace

double advantage_of(const Search& search, const std::vector<Passage>& passages) {
    double advantage = 0.0;
    double weight = 0.0;
    const std::size_t stride = 1 + passages.size() / most_passages;
    const std::size_t parts = passages.size() >= many ? 2 : most_parts;
    for (std::size_t which = 0; which < parts; ++which) {
        const VoiceMapping mapping = learnt_from(search, part_of(passages, parts, which, true), least_taught);
        const Search judging{search.text,   search.heard, search.heard_end, mapping,
                             search.others, search.beam,  search.abrupt};
        const std::vector<Passage> judged = part_of(passages, parts, which, false);
        for (std::size_t i = 0; i < judged.size(); i += stride) {
            const auto frames = static_cast<double>(judged[i].end - judged[i].start + 1);
            advantage += advantage_in(judging, judged[i]) * frames;
            weight += frames;
        }
    }
    return weight > 0.0 ? advantage / weight : 0.0;
}

}  // namespace transcode
