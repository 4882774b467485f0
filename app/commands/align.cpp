#include "app/commands/align.h"

#include "app/commands/each_file.h"
#include "app/commands/options.h"
#include "app/commands/output.h"
#include "app/workers/read_along.h"
#include "app/workers/voice.h"
#include "core/atomic_file.h"
#include "core/columns.h"
#include "core/disk.h"
#include "core/error.h"
#include "core/sentences.h"
#include "core/text.h"
#include "feed/captions.h"
#include "fetch/markup/markup.h"
#include "fetch/words/words.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace app {

namespace {

/// Whether a line's end is none of the writer's but where the next word had no room in lines of that width.
bool is_folded(std::string_view line, std::string_view next, std::size_t width) {
    const std::string_view word = next.substr(0, next.find(' '));
    return core::length(line) + 1 + core::length(word) > width;
}

/// The file with an empty line between its paragraphs: in a text that is folded at some width, a line that had room for
/// the next word ends one; where lines are longer than anybody folds them, each is one.
std::string paragraphs_in(const std::string& text) {
    constexpr std::size_t widest = 120;  // characters
    const std::vector<std::string> lines = core::split_lines(text);
    std::size_t width = 0;
    for (const std::string& line : lines) width = std::max(width, core::length(core::trim(line)));
    std::string paragraphs;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool goes_on =
            i + 1 < lines.size() && width <= widest && is_folded(core::trim(lines[i]), core::trim(lines[i + 1]), width);
        paragraphs += lines[i] + (goes_on ? "\n" : "\n\n");
    }
    return paragraphs;
}

std::string text_in(const std::filesystem::path& file) {
    try {
        return core::clean_utf8(fetch::decode_text(core::read_file(file), "text/plain"));
    } catch (const core::Error& error) {
        throw core::Error(core::ErrorKind::media, error.what());
    }
}

/// For the synthesizer's voice: without a name, so that nothing is left of it.
core::FileDescriptor voice_file() {
    const char* said = std::getenv("TMPDIR");
    const std::filesystem::path place = said == nullptr || *said == '\0' ? "/tmp" : said;
    try {
        return core::disk::open_unnamed(place);
    } catch (const core::Error& error) {
        throw core::Error(error.kind(),
                          std::string(error.what()) + "; set TMPDIR to a folder that takes the synthesizer's voice");
    }
}

std::string language_of(const AlignOptions& options, const std::string& text) {
    if (options.language.empty()) {
        std::string guessed = fetch::guess_language(text);
        if (!guessed.empty()) return guessed;
        throw core::Error(
            core::ErrorKind::config,
            fmt::format("'{}': its language is not clear; name it with --language", options.text.string()));
    }
    if (core::is_language_tag(options.language)) return options.language;
    throw core::Error(core::ErrorKind::config,
                      fmt::format("--language: '{}' is no language, as vi, en or pt-BR are", options.language));
}

std::string clock_text(std::chrono::milliseconds time) {
    const auto milliseconds = time.count();
    return fmt::format("{:02}:{:02}:{:02}.{:02}", milliseconds / 3'600'000, milliseconds / 60'000 % 60,
                       milliseconds / 1000 % 60, milliseconds % 1000 / 10);
}

std::string table_of(const core::ReadAlong& found) {
    std::string table;
    for (const core::Cue& cue : found.cues)
        table +=
            fmt::format("{}  {}  {:4.2f}  {}\n", clock_text(cue.start), clock_text(cue.end), cue.confidence, cue.text);
    return table + fmt::format("{} of {} sentences are read, confidence {:.2f}\n", found.read, found.sentences,
                               found.confidence);
}

nlohmann::ordered_json json_of(const core::ReadAlong& found, const std::string& language) {
    const auto seconds = [](std::chrono::milliseconds time) { return static_cast<double>(time.count()) / 1000.0; };
    nlohmann::ordered_json cues = nlohmann::ordered_json::array();
    for (const core::Cue& cue : found.cues)
        cues.push_back({{"start", seconds(cue.start)},
                        {"end", seconds(cue.end)},
                        {"text", cue.text},
                        {"confidence", cue.confidence}});
    return {{"language", language},
            {"matched", found.timing == core::Timing::timed},
            {"confidence", found.confidence},
            {"cues", std::move(cues)}};
}

void print_found(const AlignOptions& options, const core::ReadAlong& found, const std::string& language) {
    const bool is_timed = found.timing == core::Timing::timed;
    if (options.json)
        print(json_of(found, language).dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
    else if (is_timed && options.vtt)
        print(feed::web_vtt(found.cues));
    else if (is_timed && options.srt)
        print(feed::sub_rip(found.cues));
    else if (is_timed)
        print(table_of(found));
}

}  // namespace

ExitCode align(const AlignOptions& options) {
    Workers workers;
    const std::string text = text_in(options.text);
    const core::FileDescriptor recording = open_named(options.recording);
    const std::string language = language_of(options, text);
    const std::vector<std::string> sentences = core::sentences(paragraphs_in(text), language);
    if (sentences.empty())
        throw core::Error(core::ErrorKind::media,
                          fmt::format("'{}': there is no sentence in it", options.text.string()));
    const core::FileDescriptor voice = voice_file();
    core::ReadAlong found;
    try {
        found = read_along(workers, recording.get(), sentences, language, voice.get(), [] { return false; });
    } catch (const SynthesizerError& error) {
        // Neither file has any part in it.
        throw core::Error(core::ErrorKind::storage, error.what());
    } catch (const core::Error& error) {
        throw error.with_context(options.recording.string());
    }
    if (found.timing == core::Timing::no_voice)
        throw core::Error(synthesizer().empty() ? core::ErrorKind::storage : core::ErrorKind::config, found.reason);
    print_found(options, found, language);
    if (found.timing == core::Timing::timed) return ExitCode::done;
    std::fprintf(
        stderr, "newscast: %s\n",
        core::one_line(fmt::format("'{}': {} ('{}')", options.recording.string(), found.reason, options.text.string()))
            .c_str());
    return ExitCode::some_failed;
}

void add_align(CLI::App& program, Chosen& chosen) {
    auto* sub = program.add_subcommand("align", "find the sentences of a text in a recording of it");
    auto options = std::make_shared<AlignOptions>();
    sub->add_option("TEXT", options->text, "a plain text: paragraphs, with an empty line between them")
        ->required()
        ->type_name("FILE");
    sub->add_option("RECORDING", options->recording, "a recording that reads it")->required()->type_name("FILE");
    sub->add_option("--language", options->language, "of the text: vi, en, pt-BR (as the text looks)")
        ->type_name("LANGUAGE");
    auto* json = sub->add_flag("--json", options->json, "print JSON: each sentence with start, end and confidence");
    auto* vtt = sub->add_flag("--vtt", options->vtt, "print WebVTT");
    auto* srt = sub->add_flag("--srt", options->srt, "print SubRip");
    json->excludes(vtt, srt);
    vtt->excludes(srt);
    sub->callback([&chosen, options] { chosen = [options] { return align(*options); }; });
}

}  // namespace app
