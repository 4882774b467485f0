#include "app/commands/measure.h"

#include "app/commands/each_file.h"
#include "app/commands/options.h"
#include "app/record/facts.h"
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

void add_measure(CLI::App& program, Chosen& chosen) {
    auto* sub = program.add_subcommand("measure", "loudness, loudness range and true peak of recordings (BS.1770-4)");
    auto options = std::make_shared<MeasureOptions>();
    sub->add_option("FILE", options->files, "recordings")->required();
    sub->add_flag("!--no-dual-mono", options->dual_mono, "read one-channel recordings as one speaker plays them");
    sub->add_flag("--json", options->json, "print JSON");
    sub->callback([&chosen, options] { chosen = [options] { return measure(*options); }; });
}

}  // namespace app
