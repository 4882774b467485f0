#include "core/error.h"
#include "core/file_descriptor.h"
#include "transcode/descriptor_io.h"
#include "transcode/mp3_gain.h"
#include "transcode/opus_gain.h"

#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

using namespace transcode;

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

core::FileDescriptor file_of(std::string_view bytes) {
    core::FileDescriptor file(memfd_create("fuzz", MFD_CLOEXEC));
    write_at(file.get(), bytes, 0);
    return file;
}

std::string content(const core::FileDescriptor& file) {
    return read_at(file.get(), 0, static_cast<std::size_t>(file_size(file.get())));
}

/// The frames as a copy holds them, without an info frame, whose counts may have been made right.
std::string moved_mp3(const core::FileDescriptor& input, int steps) {
    const Mp3Inspection inspection = inspect_mp3(input.get());
    const core::FileDescriptor output = file_of({});
    const std::uint64_t bytes = copy_mp3(input.get(), output.get(), 0, inspection, steps);
    check(bytes == inspection.audio_bytes && bytes == file_size(output.get()));
    return content(output);
}

void mp3(std::string_view bytes, int steps) {
    const core::FileDescriptor input = file_of(bytes);
    const Mp3Inspection inspection = inspect_mp3(input.get());
    check(inspection.audio_bytes + inspection.other_bytes <= bytes.size());
    if (!inspection.obstacle.empty()) return;
    check(inspection.duration().count() >= 0.0 && inspection.bitrate_kbps() > 0.0);
    const std::string same = moved_mp3(input, 0);
    // What was written must be understood again as the same stream, or there is no way back.
    const core::FileDescriptor again = file_of(same);
    const Mp3Inspection understood = inspect_mp3(again.get());
    if (understood.frames != inspection.frames || understood.other_bytes != 0) return;
    try {
        const core::FileDescriptor there = file_of(moved_mp3(again, steps));
        check(content(there).size() == same.size());
        check(inspect_mp3(there.get()).frames == inspection.frames);
        const std::size_t info = understood.info ? understood.format.frame_bytes() : 0;
        check(moved_mp3(there, -steps).substr(info) == same.substr(info));
    } catch (const core::Error& error) {
        check(error.kind() == core::ErrorKind::media);  // a granule would leave its range
    }
}

void opus(std::string_view bytes, int steps) {
    const core::FileDescriptor input = file_of(bytes);
    const OpusInspection inspection = inspect_opus(input.get());
    if (!inspection.obstacle.empty()) return;
    const core::FileDescriptor output = file_of({});
    try {
        check(copy_opus(input.get(), output.get(), inspection, steps) == bytes.size());
        check(inspect_opus(output.get()).output_gain == inspection.output_gain + steps);
    } catch (const core::Error& error) {
        check(error.kind() == core::ErrorKind::media);  // the gain does not fit
    }
}

}  // namespace

/// The first byte says how far to move the gain, the rest is the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const int steps = static_cast<std::int8_t>(data[0]);
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    mp3(bytes, steps);
    opus(bytes, steps * 256);
    return 0;
}
