#include "fetch/web/matroska_outline.h"

#include "fetch/web/file_bytes.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace fetch {

namespace {

using core::big_endian;
using core::Bytes;

constexpr std::uint64_t ebml_id = 0x1A45DFA3;
constexpr std::uint64_t segment_id = 0x18538067;
constexpr std::uint64_t tracks_id = 0x1654AE6B;
constexpr std::uint64_t track_id = 0xAE;
constexpr std::uint64_t codec_id = 0x86;
constexpr std::uint64_t cluster_id = 0x1F43B675;
constexpr std::uint64_t void_id = 0xEC;

constexpr std::uint64_t most_tracks_bytes = 4 << 20;
constexpr std::uint64_t longest = 1ull << 48;
constexpr std::size_t most_head_bytes = 4 + 8;
constexpr int most_elements = 4'000'000;  // a streamed file's blocks are elements, fifty or so a second

struct Element {
    std::uint64_t id = 0;  ///< with the bits that say its width
    std::size_t id_bytes = 0;
    std::size_t head_bytes = 0;
    std::optional<std::uint64_t> size;  ///< of its body; none: until what cannot be inside of it
};

std::size_t width_of(std::uint8_t first) {
    std::size_t width = 1;
    while (width <= 8 && (first & (0x80u >> (width - 1))) == 0) ++width;
    return width;
}

/// The element whose head begins with these bytes; none where they are no head.
std::optional<Element> element_in(Bytes head) {
    if (head.empty()) return std::nullopt;
    const std::size_t id_bytes = width_of(head[0]);
    if (id_bytes > 4 || head.size() <= id_bytes) return std::nullopt;
    const std::size_t size_bytes = width_of(head[id_bytes]);
    if (size_bytes > 8 || head.size() < id_bytes + size_bytes) return std::nullopt;
    Element element{big_endian(head, 0, id_bytes), id_bytes, id_bytes + size_bytes, {}};
    const std::uint64_t mask = (1ull << (7 * size_bytes)) - 1;
    const std::uint64_t size = big_endian(head, id_bytes, size_bytes) & mask;
    if (size == mask) return element;
    if (size > longest) return std::nullopt;
    element.size = size;
    return element;
}

std::optional<Element> element_at(int descriptor, std::uint64_t at) {
    return element_in(read_at(descriptor, at, most_head_bytes));
}

/// Calls with the body of each element of this kind inside of these bytes.
template <typename Take>
void each_element(Bytes bytes, std::uint64_t wanted, const Take& take) {
    while (const auto element = element_in(bytes)) {
        bytes = bytes.subspan(element->head_bytes);
        if (!element->size || *element->size > bytes.size()) return;
        const auto size = static_cast<std::size_t>(*element->size);
        if (element->id == wanted) take(bytes.first(size));
        bytes = bytes.subspan(size);
    }
}

/// True where all tracks are of codecs that leave no long runs of zeros.
bool is_compressed(Bytes tracks) {
    constexpr std::array<std::string_view, 13> kinds = {"A_OPUS", "A_VORBIS", "A_AAC",  "A_MPEG/", "A_FLAC",
                                                        "A_ALAC", "A_AC3",    "A_EAC3", "V_VP",    "V_AV1",
                                                        "V_MPEG", "V_THEORA", "S_TEXT"};
    bool compressed = true;
    each_element(tracks, track_id, [&](Bytes track) {
        each_element(track, codec_id, [&](Bytes name) {
            compressed =
                compressed && std::ranges::any_of(kinds, [&](std::string_view kind) { return has(name, 0, kind); });
        });
    });
    return compressed;
}

void add(std::vector<Extent>& extents, const Extent& extent) {
    if (!extents.empty() && extents.back().end == extent.begin)
        extents.back().end = extent.end;
    else
        extents.push_back(extent);
}

/// The body of the file's segment.
struct Segment {
    std::uint64_t begin = 0;
    std::optional<std::uint64_t> end;  ///< none where it was streamed
};

std::optional<Segment> segment_of(int descriptor) {
    const auto head = element_at(descriptor, 0);
    if (!head || head->id != ebml_id || !head->size) return std::nullopt;
    const std::uint64_t at = head->head_bytes + *head->size;
    const auto element = element_at(descriptor, at);
    if (!element || element->id != segment_id) return std::nullopt;
    Segment segment{at + element->head_bytes, {}};
    if (element->size) segment.end = segment.begin + *element->size;
    return segment;
}

}  // namespace

std::optional<std::uint64_t> matroska_end(int descriptor) {
    const auto segment = segment_of(descriptor);
    return segment ? segment->end : std::nullopt;
}

std::vector<Extent> matroska_sound(int descriptor) {
    const auto segment = segment_of(descriptor);
    if (!segment) return {};
    const std::uint64_t end = segment->end.value_or(longest);
    std::vector<Extent> sound;
    bool compressed = false;
    bool in_cluster = false;
    std::uint64_t at = segment->begin;
    for (int elements = 0; at < end && elements < most_elements; ++elements) {
        const auto head = read_at(descriptor, at, most_head_bytes);
        if (head.empty()) break;
        const auto element = element_in(head);
        if (!element) {
            add(sound, {at, end});
            break;
        }
        const std::uint64_t body = at + element->head_bytes;
        // All that stands beside clusters has an id of four bytes, or is padding, and nothing within has so long a one.
        in_cluster = element->id == cluster_id || (in_cluster && element->id_bytes < 4);
        if (element->id == tracks_id && element->size && *element->size <= most_tracks_bytes)
            compressed = is_compressed(read_at(descriptor, body, static_cast<std::size_t>(*element->size)));
        const std::uint64_t next = body + element->size.value_or(0);
        if (in_cluster && element->id != void_id) add(sound, {at, std::min(next, end)});
        at = next;
    }
    return compressed ? std::move(sound) : std::vector<Extent>();
}

}  // namespace fetch
