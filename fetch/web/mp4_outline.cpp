#include "fetch/web/mp4_outline.h"

#include "fetch/web/file_bytes.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>
#include <utility>

namespace fetch {

namespace {

using core::big_endian;
using core::Bytes;

constexpr std::uint64_t most_index_bytes = 64 << 20;
constexpr std::uint64_t longest = 1ull << 48;
constexpr int most_boxes = 100'000;

/// The number at a place of a box; 0 where the box does not reach so far.
std::uint64_t number(Bytes box, std::size_t at, std::size_t count) {
    return at + count <= box.size() ? big_endian(box, at, count) : 0;
}

/// Calls with each box's body inside of these bytes.
void each_box(Bytes bytes, std::string_view wanted, const std::function<void(Bytes)>& take) {
    for (std::size_t at = 0; at + 8 <= bytes.size();) {
        const std::uint64_t size = big_endian(bytes, at, 4);
        if (size < 8 || size > bytes.size() - at) return;
        if (has(bytes, at + 4, wanted)) take(bytes.subspan(at + 8, static_cast<std::size_t>(size) - 8));
        at += static_cast<std::size_t>(size);
    }
}

/// The body of the first box with this path, such as "mdia/minf"; empty where there is none.
Bytes box_at(Bytes bytes, std::string_view path) {
    Bytes found;
    bool first = true;
    each_box(bytes, path.substr(0, 4), [&](Bytes body) {
        if (first) found = body;
        first = false;
    });
    return path.size() > 4 ? box_at(found, path.substr(5)) : found;
}

/// The tables of a track (ISO 14496-12): how large each sample is, how many each chunk has, where each chunk stands.
class Track {
public:
    explicit Track(Bytes tables)
        : sizes_(box_at(tables, "stsz")), runs_(box_at(tables, "stsc")), chunks_(box_at(tables, "co64")) {
        if (!chunks_.empty()) return;
        chunks_ = box_at(tables, "stco");
        offset_bytes_ = 4;
    }

    /// Adds where its samples stand; false where the tables do not tell.
    bool add_to(std::vector<Extent>& extents) const {
        const std::uint64_t same_size = number(sizes_, 4, 4);
        const std::uint64_t samples = number(sizes_, 8, 4);
        const std::uint64_t chunks =
            chunks_.size() < 8 ? 0 : std::min(number(chunks_, 4, 4), (chunks_.size() - 8) / offset_bytes_);
        const std::size_t runs = runs_.size() < 8 ? 0 : (runs_.size() - 8) / 12;
        if (samples == 0 || chunks == 0 || runs == 0) return false;
        std::uint64_t sample = 0;
        std::size_t run = 0;
        for (std::uint64_t chunk = 0; chunk < chunks && sample < samples; ++chunk) {
            while (run + 1 < runs && number(runs_, 8 + 12 * (run + 1), 4) <= chunk + 1) ++run;
            const std::uint64_t count = std::min(number(runs_, 8 + 12 * run + 4, 4), samples - sample);
            std::uint64_t bytes = same_size * count;
            if (same_size == 0) {
                if ((sizes_.size() - 12) / 4 < sample + count) return false;
                for (std::uint64_t i = 0; i < count; ++i) bytes += number(sizes_, 12 + 4 * (sample + i), 4);
            }
            sample += count;
            const std::uint64_t at = number(chunks_, 8 + offset_bytes_ * chunk, offset_bytes_);
            if (at > longest || bytes > longest) return false;
            extents.push_back({at, at + bytes});
        }
        return true;
    }

private:
    Bytes sizes_;
    Bytes runs_;
    Bytes chunks_;
    std::size_t offset_bytes_ = 8;
};

void join(std::vector<Extent>& extents) {
    std::ranges::sort(extents, {}, &Extent::begin);
    std::vector<Extent> joined;
    for (const Extent& each : extents) {
        if (joined.empty() || each.begin > joined.back().end)
            joined.push_back(each);
        else
            joined.back().end = std::max(joined.back().end, each.end);
    }
    extents = std::move(joined);
}

bool is_compressed(Bytes tables) {
    constexpr std::array<std::string_view, 7> kinds = {"mp4a", "Opus", "fLaC", "alac", ".mp3", "ac-3", "ec-3"};
    constexpr std::size_t kind_at = 12;  // of the first entry
    const Bytes description = box_at(tables, "stsd");
    return std::ranges::any_of(kinds, [&](std::string_view kind) { return has(description, kind_at, kind); });
}

struct Index {
    std::vector<Extent> sound;  ///< empty where it does not tell
    bool compressed = true;     ///< all of it
};

Index read_index(Bytes bytes) {
    Index index;
    bool told = true;
    each_box(bytes, "trak", [&](Bytes track) {
        if (!has(box_at(track, "mdia/hdlr"), 8, "soun")) return;
        const Bytes tables = box_at(track, "mdia/minf/stbl");
        told = Track(tables).add_to(index.sound) && told;
        index.compressed = index.compressed && is_compressed(tables);
    });
    if (!told) index.sound.clear();
    join(index.sound);
    return index;
}

/// What a segment index (sidx), which ends at `end`, promises: the end of its last segment.
std::uint64_t end_by_segments(Bytes body, std::uint64_t end) {
    const bool wide = number(body, 0, 1) != 0;
    const std::size_t counts = wide ? 28 : 20;
    std::uint64_t total = end + number(body, wide ? 20 : 16, wide ? 8 : 4);
    const std::uint64_t count = number(body, counts + 2, 2);
    for (std::uint64_t i = 0; i < count; ++i) total += number(body, counts + 4 + 12 * i, 4) & 0x7FFFFFFF;
    return total;
}

}  // namespace

Mp4Outline outline_mp4(int descriptor) {
    Index index;
    std::vector<Extent> media;
    bool fragments = false;
    std::uint64_t segments_end = 0;
    std::uint64_t at = 0;
    for (int boxes = 0; boxes < most_boxes; ++boxes) {
        const auto head = read_at(descriptor, at, 16);
        if (head.size() < 8) break;
        std::uint64_t size = big_endian(head, 0, 4);
        const std::size_t header = size == 1 ? 16 : 8;
        if (size == 1) size = number(head, 8, 8);
        const bool to_the_end = size == 0;
        if (!to_the_end && (size < header || size > longest)) break;
        fragments = fragments || has(head, 4, "moof");
        const std::uint64_t body = at + header;
        if (has(head, 4, "mdat")) media.push_back({body, to_the_end ? longest : at + size});
        // Where zeros stand in the place of a box, more of what follows is sound than not.
        if (to_the_end && big_endian(head, 4, 4) == 0) media.push_back({at, longest});
        if (to_the_end) {
            at = 0;
            break;
        }
        if (size <= most_index_bytes) {
            const auto count = static_cast<std::size_t>(size - header);
            if (has(head, 4, "moov")) index = read_index(read_at(descriptor, body, count));
            if (has(head, 4, "sidx"))
                segments_end = std::max(segments_end, end_by_segments(read_at(descriptor, body, count), at + size));
        }
        at += size;
    }
    const bool by_index = !fragments && !index.sound.empty();
    Mp4Outline outline;
    outline.end = by_index ? index.sound.back().end : std::max(at, segments_end);
    if (index.compressed) outline.sound = by_index ? std::move(index.sound) : std::move(media);
    return outline;
}

}  // namespace fetch
