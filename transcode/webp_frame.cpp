#include "transcode/webp_frame.h"

#include "core/bytes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace transcode {

namespace {

std::string with_size(std::string_view kind, std::string_view body) {
    std::string chunk(kind);
    for (int shift = 0; shift < 32; shift += 8) chunk += static_cast<char>(body.size() >> shift & 0xFF);
    chunk += body;
    if (body.size() % 2 != 0) chunk += '\0';
    return chunk;
}

/// The whole chunks of a RIFF file's body, one after the other.
template <typename Take>
void each_chunk(std::string_view chunks, Take take) {
    while (chunks.size() >= 8) {
        const std::size_t size = core::little_endian(core::bytes_of(chunks), 4, 4);
        if (size > chunks.size() - 8) return;
        if (!take(chunks.substr(0, 4), chunks.substr(8, size))) return;
        chunks.remove_prefix(std::min(chunks.size(), 8 + size + size % 2));
    }
}

}  // namespace

std::string first_frame_of_webp(std::string_view file) {
    if (file.size() < 12 || !file.starts_with("RIFF") || file.substr(8, 4) != "WEBP") return {};
    constexpr std::size_t place_bytes = 16;  // where on the canvas, how large, for how long
    std::string_view frame;
    each_chunk(file.substr(12), [&frame](std::string_view kind, std::string_view body) {
        if (kind == "ANMF" && body.size() > place_bytes) frame = body;
        return frame.empty();
    });
    if (frame.empty()) return {};
    std::string chunks;
    bool has_alpha = false;
    each_chunk(frame.substr(place_bytes), [&](std::string_view kind, std::string_view body) {
        has_alpha = has_alpha || kind == "ALPH";
        if (kind == "ALPH" || kind == "VP8 " || kind == "VP8L") chunks += with_size(kind, body);
        return true;
    });
    if (has_alpha) {
        constexpr char alpha_flag = 0x10;
        std::string canvas(4, '\0');
        canvas[0] = alpha_flag;
        canvas += frame.substr(6, 6);  // as large as the frame
        chunks.insert(0, with_size("VP8X", canvas));
    }
    return with_size("RIFF", "WEBP" + chunks);
}

}  // namespace transcode
