#include "app/commands/normalize.h"

#include "app/commands/each_file.h"
#include "app/commands/facts.h"
#include "app/workers/workers.h"
#include "core/atomic_file.h"
#include "core/error.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace app {

namespace {

namespace filesystem = std::filesystem;

/// A temporary file that was not written to for so long has no writer any more.
constexpr std::chrono::hours leftovers_age{24};

filesystem::path target_of(const NormalizeOptions& options, const filesystem::path& input) {
    const bool folder =
        options.inputs.size() > 1 || filesystem::is_directory(options.output) || options.output.filename().empty();
    const filesystem::path target =
        folder ? options.output / (input.stem().string() + "." + std::string(core::name(options.recipe.format)))
               : options.output;
    std::error_code failed;
    if (filesystem::equivalent(target, input, failed))
        throw core::Error(core::ErrorKind::config,
                          fmt::format("'{}' would be overwritten by its own result", input.string()));
    return target;
}

}  // namespace

ExitCode normalize(const NormalizeOptions& options) {
    std::vector<filesystem::path> targets;
    for (const filesystem::path& input : options.inputs) {
        targets.push_back(target_of(options, input));
        if (std::count(targets.begin(), targets.end(), targets.back()) > 1)
            throw core::Error(core::ErrorKind::config,
                              fmt::format("two inputs would become '{}'", targets.back().string()));
    }
    std::set<filesystem::path> folders;
    for (const filesystem::path& target : targets)
        folders.insert(target.has_parent_path() ? target.parent_path() : filesystem::path("."));
    for (const filesystem::path& folder : folders) core::sweep_temporaries(folder, leftovers_age);
    Workers workers;
    return tell_each(options.inputs, options.json, [&](std::size_t index, Told& told) {
        told.answer["output"] = targets[index].string();
        const core::FileDescriptor input = open_named(options.inputs[index]);
        core::AtomicFile output(targets[index]);
        const core::Made made = workers.prepare(input.get(), output.descriptor(), options.recipe, core::Tags{});
        output.commit();
        told.answer.update(facts_of(made));
        told.line = fmt::format(
            "{}: {:.2f} LUFS, {:.2f} dBTP to {:.2f} LUFS, {:.2f} dBTP{}, {}{}", options.inputs[index].string(),
            made.before.integrated_lufs, made.before.true_peak_dbtp, made.after.integrated_lufs,
            made.after.true_peak_dbtp, made.predicted ? " (predicted)" : "", core::name(made.lane),
            made.shortfall_lu > 0.05 ? fmt::format(", {:.1f} LU short of the target", made.shortfall_lu) : "");
        if (options.explain) told.line += "\n  " + made.explanation;
    });
}

}  // namespace app
