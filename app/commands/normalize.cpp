#include "app/commands/normalize.h"

#include "app/commands/each_file.h"
#include "app/commands/options.h"
#include "app/record/facts.h"
#include "app/workers/workers.h"
#include "core/ascii.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "transcode/encoder_limits.h"
#include "transcode/filter_fault.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

namespace app {

namespace {

namespace filesystem = std::filesystem;

/// A temporary file that was not written to for so long has no writer any more.
constexpr std::chrono::hours leftovers_age{24};

bool is_folder(const NormalizeOptions& options) {
    return options.inputs.size() > 1 || filesystem::is_directory(options.output) || options.output.filename().empty();
}

/// What a file of that name is taken for; nothing where we make no such files.
std::optional<core::Format> format_named(const std::string& extension) {
    static constexpr std::array<std::pair<std::string_view, core::Format>, 7> known{{{".mp3", core::Format::mp3},
                                                                                     {".m4a", core::Format::m4a},
                                                                                     {".m4b", core::Format::m4a},
                                                                                     {".mp4", core::Format::m4a},
                                                                                     {".opus", core::Format::opus},
                                                                                     {".ogg", core::Format::opus},
                                                                                     {".oga", core::Format::opus}}};
    for (const auto& [name, format] : known)
        if (core::ascii_lower(extension) == name) return format;
    return std::nullopt;
}

/// A name that says nothing is given any format.
core::Format format_of(const NormalizeOptions& options) {
    const std::string extension = options.output.extension().string();
    if (is_folder(options) || extension.empty()) return options.format.value_or(core::Format::mp3);
    const std::optional<core::Format> named = format_named(extension);
    const std::string output = options.output.string();
    if (!named)
        throw core::Error(core::ErrorKind::config,
                          fmt::format("'{}' is of no format that is made; its name must end in .mp3, .m4a or .opus "
                                      "(formats mp3, m4a, opus)",
                                      output));
    if (options.format && *options.format != *named)
        throw core::Error(core::ErrorKind::config,
                          fmt::format("'{}' is a name of format {}, but --format says {}; leave one of them out",
                                      output, core::name(*named), core::name(*options.format)));
    return *named;
}

core::Recipe recipe_of(const NormalizeOptions& options) {
    core::Recipe recipe = options.recipe;
    recipe.format = format_of(options);
    recipe.sample_rate_hz = options.sample_rate_hz.value_or(transcode::usual_sample_rate(recipe.format));
    const auto refuse_where = [](const std::string& fault, std::string_view option, int value) {
        if (!fault.empty())
            throw core::Error(core::ErrorKind::config, fmt::format("{} is {}; {}", option, value, fault));
    };
    refuse_where(transcode::sample_rate_fault(recipe), "--sample-rate", recipe.sample_rate_hz);
    refuse_where(transcode::bitrate_fault(recipe), "--bitrate", recipe.bitrate_kbps);
    return recipe;
}

filesystem::path target_of(const NormalizeOptions& options, core::Format format, const filesystem::path& input) {
    const filesystem::path target =
        is_folder(options) ? options.output / (input.stem().string() + "." + std::string(core::name(format)))
                           : options.output;
    std::error_code failed;
    if (filesystem::equivalent(target, input, failed))
        throw core::Error(core::ErrorKind::config,
                          fmt::format("'{}' would be overwritten by its own result", input.string()));
    return target;
}

/// What fails at the disk fails with the name of the file that was to be written.
core::Made made_at(const filesystem::path& target, int input, const core::Recipe& recipe, Workers& workers) {
    try {
        core::AtomicFile output(target);
        core::Made made = workers.normalize(input, output.descriptor(), recipe);
        output.commit();
        return made;
    } catch (const core::Error& error) {
        const std::string name = fmt::format("'{}'", target.string());
        if (error.kind() != core::ErrorKind::storage || std::string_view(error.what()).find(name) != std::string::npos)
            throw;
        throw error.with_context("cannot write " + name);
    }
}

}  // namespace

ExitCode normalize(const NormalizeOptions& options) {
    const core::Recipe recipe = recipe_of(options);
    // Several files have no room in one, and a folder is not named like one.
    const bool is_file = filesystem::exists(options.output) && !filesystem::is_directory(options.output);
    if (options.inputs.size() > 1 && (is_file || format_named(options.output.extension().string())))
        throw core::Error(core::ErrorKind::config, fmt::format("'{}' is to hold {} recordings; name a folder with -o",
                                                               options.output.string(), options.inputs.size()));
    std::vector<filesystem::path> targets;
    for (const filesystem::path& input : options.inputs) {
        targets.push_back(target_of(options, recipe.format, input));
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
        const core::Made made = made_at(targets[index], input.get(), recipe, workers);
        told.answer.update(facts_of(made));
        told.line = fmt::format("{}: {:.2f} LUFS, {:.2f} dBTP to {:.2f} LUFS, {:.2f} dBTP{}, {}{}",
                                options.inputs[index].string(), made.before.integrated_lufs, made.before.true_peak_dbtp,
                                made.after.integrated_lufs, made.after.true_peak_dbtp,
                                made.predicted ? " (predicted)" : "", core::name(made.lane),
                                made.findings.empty() && made.shortfall_lu > 0.05
                                    ? fmt::format(", {:.1f} LU short of the target", made.shortfall_lu)
                                    : "");
        for (const std::string& finding : made.findings) told.line += "\n  " + finding;
        if (options.explain) told.line += "\n  " + made.explanation;
    });
}

void add_normalize(CLI::App& program, Chosen& chosen) {
    auto* sub = program.add_subcommand(
        "normalize", "bring recordings to one loudness and format; their tags, cover and chapters stay");
    auto options = std::make_shared<NormalizeOptions>();
    sub->add_option("INPUT", options->inputs, "recordings")->required()->type_name("FILE");
    sub->add_option("-o,--output", options->output, "the file to write (.mp3, .m4a, .opus), or a folder")
        ->required()
        ->type_name("FILE|FOLDER");
    core::Recipe& recipe = options->recipe;
    sub->add_option("--target", recipe.target_lufs, "integrated loudness")
        ->type_name("LUFS")
        ->check(CLI::Range(-70.0, 0.0))
        ->capture_default_str();
    sub->add_option("--true-peak", recipe.true_peak_dbtp, "ceiling of the true peak")
        ->type_name("DBTP")
        ->check(CLI::Range(-20.0, 0.0))
        ->capture_default_str();
    sub->add_option("--lane", "how it is done (auto)")
        ->check(named(recipe.lane, core::parse_lane, "auto, keep, gain, encode"));
    sub->add_option("--format", "of the result (as the output is named, else mp3)")
        ->check(named(options->format, core::parse_format, "mp3, m4a, opus"));
    sub->add_option("--bitrate", recipe.bitrate_kbps, "of the result")->type_name("KBIT/S")->capture_default_str();
    sub->add_option("--sample-rate", options->sample_rate_hz, "of the result (44100; opus 48000)")->type_name("HZ");
    sub->add_option("--channels", "of the result (mono)")
        ->check(named(recipe.channels, core::parse_channels, "mono, stereo, source"));
    sub->add_option("--encoder-quality", recipe.encoder_quality, "LAME's scale, from 0, the best, to 9")
        ->type_name("NUMBER")
        ->check(CLI::Range(0, 9))
        ->capture_default_str();
    sub->add_option("--filters", recipe.filters, "none, voice, noisy-voice or a libavfilter chain, before measuring")
        ->type_name("FILTERS")
        ->check(CLI::Validator([](std::string& text) { return transcode::filter_fault(text); }, ""));
    sub->add_flag("--trim-silence", recipe.trim_silence, "cut silence at both ends");
    sub->add_flag("--explain", options->explain, "say why each lane was taken");
    sub->add_flag("--json", options->json, "print JSON");
    sub->callback([&chosen, options] { chosen = [options] { return normalize(*options); }; });
}

}  // namespace app
