#include "core/likeness.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

namespace core {

namespace {

/// The pairs of neighbouring letters, sorted.
std::vector<std::uint64_t> pairs_of(std::string_view text) {
    icu::UnicodeString letters = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<int32_t>(std::min<std::size_t>(text.size(), 1 << 20))));
    letters.foldCase();
    std::vector<std::uint64_t> pairs;
    UChar32 before = 0;
    for (int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
        const UChar32 letter = letters.char32At(at);
        if (u_isalnum(letter) == 0) continue;
        if (before != 0)
            pairs.push_back((static_cast<std::uint64_t>(before) << 32) | static_cast<std::uint64_t>(letter));
        before = letter;
    }
    std::ranges::sort(pairs);
    return pairs;
}

}  // namespace

double likeness(std::string_view a, std::string_view b) {
    const std::vector<std::uint64_t> first = pairs_of(a);
    const std::vector<std::uint64_t> second = pairs_of(b);
    if (first.empty() || second.empty()) return 0.0;
    std::vector<std::uint64_t> common;
    std::ranges::set_intersection(first, second, std::back_inserter(common));
    constexpr std::size_t telling = 12;
    const std::size_t shorter = std::min(first.size(), second.size());
    const double shared = static_cast<double>(common.size());
    if (shorter >= telling) return shared / static_cast<double>(shorter);
    return 2 * shared / static_cast<double>(first.size() + second.size());
}

}  // namespace core
