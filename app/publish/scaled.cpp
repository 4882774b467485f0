#include "app/publish/scaled.h"

#include "core/atomic_file.h"

#include <fmt/core.h>

#include <cstddef>
#include <utility>

namespace app {

namespace {

constexpr std::size_t max_bytes = std::size_t{64} << 20;

}  // namespace

Scaled scaled(const RunContext& run, int picture, const transcode::PictureShape& shape) {
    const core::FileDescriptor output = run.workshop.scratch();
    transcode::PictureFacts facts = run.workers.scaled_jpeg(picture, output.get(), shape);
    return {bytes_behind(output.get()), std::move(facts)};
}

std::string bytes_behind(int descriptor) {
    return core::read_file(fmt::format("/proc/self/fd/{}", descriptor), max_bytes);
}

PictureFile kept(const Workshop& workshop, const std::string& name, std::string_view bytes, std::size_t digits) {
    PictureFile file;
    file.sha256 = workshop.keep(bytes);
    file.bytes = bytes.size();
    file.path = fmt::format("{}-{}.jpg", name, file.sha256.substr(0, digits));
    return file;
}

}  // namespace app
