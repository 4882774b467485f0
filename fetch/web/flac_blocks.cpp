#include "fetch/web/flac_blocks.h"

#include "core/mpeg_audio.h"
#include "fetch/web/file_bytes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace fetch {

namespace {

using core::big_endian;
using core::Bytes;

/// More than two blocks have, whatever is in them.
constexpr std::uint64_t tail_bytes = 1 << 20;

constexpr std::array<std::uint8_t, 256> crc8_table() {
    std::array<std::uint8_t, 256> table{};
    for (unsigned i = 0; i < 256; ++i) {
        unsigned crc = i;
        for (int bit = 0; bit < 8; ++bit) crc = (crc & 0x80) != 0 ? crc << 1 ^ 0x07 : crc << 1;
        table[i] = static_cast<std::uint8_t>(crc);
    }
    return table;
}

constexpr auto crc8 = crc8_table();

struct Block {
    std::uint64_t first = 0;  ///< sample
    std::uint64_t samples = 0;
};

/// A number of up to 36 bits, coded as UTF-8 codes characters; moves behind it. Empty for what is none.
std::optional<std::uint64_t> coded_number(Bytes bytes, std::size_t& at) {
    if (at >= bytes.size()) return std::nullopt;
    const std::uint8_t lead = bytes[at++];
    if (lead < 0x80) return lead;
    int more = 0;
    while (more < 7 && (lead << more & 0x80) != 0) ++more;
    if (more < 2) return std::nullopt;
    std::uint64_t value = more < 7 ? lead & (0x7Fu >> more) : 0;
    for (--more; more > 0; --more, ++at) {
        if (at >= bytes.size() || (bytes[at] & 0xC0) != 0x80) return std::nullopt;
        value = value << 6 | (bytes[at] & 0x3Fu);
    }
    return value;
}

/// The block whose header stands here, of a stream whose blocks (but the last) have so many samples each, if they are
/// all the same. Its CRC-8 has to be right.
std::optional<Block> block_at(Bytes bytes, std::size_t at, std::uint64_t usual_samples) {
    const std::size_t start = at;
    if (at + 6 > bytes.size() || bytes[at] != 0xFF || (bytes[at + 1] & 0xFE) != 0xF8) return std::nullopt;
    const bool variable = (bytes[at + 1] & 1) != 0;
    const unsigned size_code = bytes[at + 2] >> 4;
    const unsigned rate_code = bytes[at + 2] & 0xF;
    if (size_code == 0 || rate_code == 15 || (bytes[at + 3] & 1) != 0) return std::nullopt;
    at += 4;
    const auto coded = coded_number(bytes, at);
    if (!coded) return std::nullopt;
    const std::size_t rate_bytes = rate_code == 12 ? 1 : rate_code > 12 ? 2 : 0;
    const std::size_t size_bytes = size_code == 6 ? 1 : size_code == 7 ? 2 : 0;
    if (at + size_bytes + rate_bytes >= bytes.size()) return std::nullopt;
    Block block;
    if (size_bytes > 0)
        block.samples = big_endian(bytes, at, size_bytes) + 1;
    else if (size_code == 1)
        block.samples = 192;
    else
        block.samples = size_code < 6 ? 576u << (size_code - 2) : 256u << (size_code - 8);
    at += size_bytes + rate_bytes;
    std::uint8_t crc = 0;
    for (const std::uint8_t byte : bytes.subspan(start, at - start)) crc = crc8[crc ^ byte];
    if (crc != bytes[at]) return std::nullopt;
    block.first = variable ? *coded : *coded * usual_samples;
    return block;
}

/// Where the last block ends that follows another one: a single header may be met by chance.
std::uint64_t end_of_last(Bytes bytes, std::uint64_t usual_samples) {
    std::uint64_t last = 0;
    std::array<std::uint64_t, 64> ends{};  // of the latest found
    std::size_t found = 0;
    for (std::size_t at = 0; at + 6 <= bytes.size(); ++at) {
        if (bytes[at] != 0xFF) continue;
        const auto block = block_at(bytes, at, usual_samples);
        if (!block) continue;
        const std::uint64_t end = block->first + block->samples;
        if (block->first != 0 && std::ranges::find(ends, block->first) != ends.end()) last = end;
        ends.at(found++ % ends.size()) = end;
    }
    return last;
}

}  // namespace

FlacBlocks look_at_flac(int descriptor, std::uint64_t file_bytes) {
    FlacBlocks result;
    std::uint64_t at = core::id3v2_bytes(read_at(descriptor, 0, 10));
    if (!has(read_at(descriptor, at, 4), 0, "fLaC")) return result;
    at += 4;
    std::uint64_t usual_samples = 0;
    for (int blocks = 0; blocks < 1000; ++blocks) {
        const auto head = read_at(descriptor, at, 4 + 18);
        if (head.size() < 4) return result;
        const bool is_last = (head[0] & 0x80) != 0;
        if ((head[0] & 0x7F) == 0 && head.size() == 22) {
            const std::uint64_t facts = big_endian(head, 14, 8);  // 20 bits rate, 3 channels, 5 depth, 36 samples
            result.sample_rate_hz = static_cast<std::uint32_t>(facts >> 44);
            result.promised = facts & 0xF'FFFF'FFFF;
            if (big_endian(head, 4, 2) == big_endian(head, 6, 2)) usual_samples = big_endian(head, 4, 2);
        }
        at += 4 + big_endian(head, 1, 3);
        if (is_last) break;
    }
    if (at >= file_bytes) return result;
    result.first_block = at;
    const std::uint64_t from = std::max(at, file_bytes - std::min(file_bytes, tail_bytes));
    const auto tail = read_at(descriptor, from, static_cast<std::size_t>(file_bytes - from));
    result.there = end_of_last(tail, usual_samples);
    return result;
}

}  // namespace fetch
