#include "transcode/av.h"

#include "core/error.h"

#include <array>

namespace transcode {

void Options::set(const char* key, const std::string& value) {
    av(av_dict_set(&dictionary_, key, value.c_str(), 0), "set an option");
}

std::string av_message(int code) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    return text.data();
}

int av(int result, std::string_view what) {
    if (result >= 0) return result;
    if (result == AVERROR(ENOMEM)) throw std::bad_alloc();
    throw core::Error(core::ErrorKind::media, "cannot " + std::string(what) + ": " + av_message(result));
}

FramePtr new_frame() {
    return allocated(FramePtr(av_frame_alloc()));
}

PacketPtr new_packet() {
    return allocated(PacketPtr(av_packet_alloc()));
}

}  // namespace transcode
