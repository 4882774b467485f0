#include "app/commands/measure.h"

#include "app/commands/each_file.h"
#include "app/commands/facts.h"
#include "app/workers/workers.h"
#include "core/time.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace app {

namespace {

std::string line_of(const transcode::Measurement& measurement) {
    return fmt::format("{:.2f} LUFS, range {:.1f} LU, true peak {:.2f} dBTP, {}, {}",
                       measurement.loudness.integrated_lufs, measurement.loudness.range_lu,
                       measurement.loudness.true_peak_dbtp, core::format_duration(measurement.duration),
                       measurement.source_format);
}

}  // namespace

ExitCode measure(const MeasureOptions& options) {
    Workers workers;
    return tell_each(options.files, options.json, [&](std::size_t index, Told& told) {
        const core::FileDescriptor input = open_named(options.files[index]);
        const transcode::Measurement measurement = workers.measure(input.get(), options.dual_mono);
        told.answer = facts_of(measurement);
        told.line = options.files[index].string() + ": " + line_of(measurement);
    });
}

}  // namespace app
