#include "transcode/complaints.h"

#include "core/text.h"
#include "transcode/av.h"

#include <array>
#include <cstdarg>
#include <string_view>
#include <vector>

extern "C" {
#include <libavutil/log.h>
}

namespace transcode {

namespace {

constexpr std::size_t max_bytes = 4096;
constexpr std::size_t longest_line = 300;

Complaints*& innermost() {
    thread_local Complaints* complaints = nullptr;
    return complaints;
}

std::vector<std::string> lines_of(std::string_view text) {
    return core::split_lines(core::trim(core::clean_utf8(text)));
}

}  // namespace

Complaints::Complaints() : outer_(innermost()) {
    quiet_libav();
    // So that nothing is allocated, and nothing thrown, while libav calls.
    text_.reserve(max_bytes);
    innermost() = this;
}

Complaints::~Complaints() {
    innermost() = outer_;
}

std::string Complaints::first() const {
    const std::vector<std::string> lines = lines_of(text_);
    return lines.empty() ? std::string() : core::truncate(core::collapse_space(lines.front()), longest_line);
}

std::string Complaints::reason(int code) const {
    const std::vector<std::string> lines = lines_of(text_);
    if (lines.empty() || lines.front().empty()) return av_message(code);
    const std::string whole = lines.size() == 1 ? lines.front() : lines.back() + ": " + lines.front();
    return core::truncate(core::collapse_space(whole), longest_line);
}

void quiet_libav() {
    av_log_set_callback([](void*, int level, const char* format, va_list values) {
        Complaints* const listener = innermost();
        if (listener == nullptr || level > AV_LOG_ERROR) return;
        std::array<char, 500> line{};
        int with_prefix = 0;
        av_log_format_line2(nullptr, level, format, values, line.data(), static_cast<int>(line.size()), &with_prefix);
        const std::string_view said(line.data());
        if (listener->text_.size() + said.size() <= max_bytes) listener->text_.append(said);
    });
}

}  // namespace transcode
