#include "app/commands/cli.h"

#include "app/commands/align.h"
#include "app/commands/doctor.h"
#include "app/commands/explain.h"
#include "app/commands/init.h"
#include "app/commands/measure.h"
#include "app/commands/normalize.h"
#include "app/commands/output.h"
#include "app/commands/run.h"
#include "app/commands/serve.h"
#include "app/commands/status.h"
#include "app/commands/usage.h"
#include "app/commands/withdraw.h"
#include "core/columns.h"
#include "core/error.h"
#include "core/login.h"
#include "transcode/filter_fault.h"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <functional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace app {

namespace {

void complain(std::string_view message) {
    // A line a problem: a configuration's mistakes come all at once.
    while (!message.empty()) {
        const std::size_t end = std::min(message.find('\n'), message.size());
        const std::string line = core::without_logins(core::one_line(message.substr(0, end)));
        if (!line.empty()) std::fprintf(stderr, "newscast: %s\n", line.c_str());
        message.remove_prefix(std::min(end + 1, message.size()));
    }
}

/// Help and the version, as the parser has them.
int answer(const CLI::App& program, const CLI::Success& asked) {
    std::ostringstream text;
    const int exit_code = program.exit(asked, text, text);
    try {
        print(text.str());
        return exit_code;
    } catch (const core::Error& error) {
        complain(error.what());
        return static_cast<int>(exit_code_of(error.kind()));
    }
}

template <typename Value, typename Parse>
CLI::Validator named(Value& target, Parse parse, const char* choices) {
    return CLI::Validator(
        [&target, parse, choices](std::string& text) {
            const auto value = parse(text);
            if (!value) return fmt::format("'{}' is not one of {}", text, choices);
            target = *value;
            return std::string();
        },
        choices);
}

void add_run(CLI::App& program, std::function<ExitCode()>& command) {
    auto* sub = program.add_subcommand("run", "fetch, level and publish the shows of these configurations, once");
    auto options = std::make_shared<RunOptions>();
    options->configs = {"newscast.toml"};
    sub->add_option("CONFIG", options->configs, "one file a show (newscast.toml)")->capture_default_str();
    sub->add_flag("-v,--verbose", options->verbose, "tell every step, also when not on a terminal");
    sub->add_flag("--accept-worse-feed", options->accept_worse_feed, "publish a feed once that lost items");
    sub->add_flag("--adopt", options->adopt, "take over a folder that was published from another state, which is gone");
    sub->add_flag("--moved", options->moved,
                  "base_url has changed on purpose: publish there, and lead listeners to it");
    sub->add_flag("--remake", options->remake, "make every file anew, with what this version makes of it");
    sub->add_flag("--dry-run", options->dry_run, "say what publishing would do, and change nothing");
    sub->callback([&command, options] { command = [options] { return run(*options); }; });
}

void add_explain(CLI::App& program, std::function<ExitCode()>& command) {
    auto* sub = program.add_subcommand("explain", "say what is read from one article, and which rule found it");
    auto options = std::make_shared<ExplainOptions>();
    sub->add_option("ARTICLE", options->target, "URL, or a file that holds HTML or text")->required();
    sub->add_option("--base-url", options->base_url, "where a file's page stands");
    sub->add_option("--config", options->config,
                    "a show's file: its [fetch], and the rules of the source of that host");
    sub->add_option("--timezone", options->timezone, "zone of times that name none (Asia/Ho_Chi_Minh)");
    sub->add_flag("--json", options->json, "print JSON");
    sub->callback([&command, options] { command = [options] { return explain(*options); }; });
}

void add_measure(CLI::App& program, std::function<ExitCode()>& command) {
    auto* sub = program.add_subcommand("measure", "loudness, loudness range and true peak of recordings (BS.1770-4)");
    auto options = std::make_shared<MeasureOptions>();
    sub->add_option("FILE", options->files, "recordings")->required();
    sub->add_flag("!--no-dual-mono", options->dual_mono, "read one-channel recordings as one speaker plays them");
    sub->add_flag("--json", options->json, "print JSON");
    sub->callback([&command, options] { command = [options] { return measure(*options); }; });
}

void add_normalize(CLI::App& program, std::function<ExitCode()>& command) {
    auto* sub = program.add_subcommand(
        "normalize", "bring recordings to one loudness and format; their tags, cover and chapters stay");
    auto options = std::make_shared<NormalizeOptions>();
    sub->add_option("INPUT", options->inputs, "recordings")->required();
    sub->add_option("-o,--output", options->output, "the file to write (.mp3, .m4a, .opus), or a folder")->required();
    core::Recipe& recipe = options->recipe;
    sub->add_option("--target", recipe.target_lufs, "integrated loudness in LUFS")
        ->check(CLI::Range(-70.0, 0.0))
        ->capture_default_str();
    sub->add_option("--true-peak", recipe.true_peak_dbtp, "ceiling in dBTP")
        ->check(CLI::Range(-20.0, 0.0))
        ->capture_default_str();
    sub->add_option("--lane", "auto, keep, gain or encode (auto)")
        ->check(named(recipe.lane, core::parse_lane, "auto, keep, gain, encode"));
    sub->add_option("--format", "mp3, m4a or opus (as the output is named, else mp3)")
        ->check(named(options->format, core::parse_format, "mp3, m4a, opus"));
    sub->add_option("--bitrate", recipe.bitrate_kbps, "kbit/s")->capture_default_str();
    sub->add_option("--sample-rate", options->sample_rate_hz, "Hz (44100; opus 48000)");
    sub->add_option("--channels", "mono, stereo or source (mono)")
        ->check(named(recipe.channels, core::parse_channels, "mono, stereo, source"));
    sub->add_option("--encoder-quality", recipe.encoder_quality, "LAME's scale, 0 best")
        ->check(CLI::Range(0, 9))
        ->capture_default_str();
    sub->add_option("--filters", recipe.filters, "none, voice, noisy-voice or a libavfilter chain, before measuring")
        ->check(CLI::Validator([](std::string& text) { return transcode::filter_fault(text); }, ""));
    sub->add_flag("--trim-silence", recipe.trim_silence, "cut silence at both ends");
    sub->add_flag("--explain", options->explain, "say why each lane was taken");
    sub->add_flag("--json", options->json, "print JSON");
    sub->callback([&command, options] { command = [options] { return normalize(*options); }; });
}

void add_align(CLI::App& program, std::function<ExitCode()>& command) {
    auto* sub = program.add_subcommand("align", "find the sentences of a text in a recording of it");
    auto options = std::make_shared<AlignOptions>();
    sub->add_option("TEXT", options->text, "a plain text: paragraphs, with an empty line between them")->required();
    sub->add_option("RECORDING", options->recording, "a recording that reads it")->required();
    sub->add_option("--language", options->language, "of the text: vi, en, pt-BR (as the text looks)");
    auto* json = sub->add_flag("--json", options->json, "print JSON: each sentence with start, end and confidence");
    auto* vtt = sub->add_flag("--vtt", options->vtt, "print WebVTT");
    auto* srt = sub->add_flag("--srt", options->srt, "print SubRip");
    json->excludes(vtt, srt);
    vtt->excludes(srt);
    sub->callback([&command, options] { command = [options] { return align(*options); }; });
}

void add_status(CLI::App& program, std::function<ExitCode()>& command) {
    auto* sub = program.add_subcommand(
        "status", "the episodes with their loudness before and after, what was withdrawn, what waits, what failed");
    auto options = std::make_shared<StatusOptions>();
    options->configs = {"newscast.toml"};
    sub->add_option("CONFIG", options->configs, "one file a show (newscast.toml)")->capture_default_str();
    sub->add_flag("-v,--verbose", options->verbose, "all that is known of each, GUID and URLs among it");
    sub->add_flag("--json", options->json, "print JSON");
    sub->callback([&command, options] { command = [options] { return status(*options); }; });
}

void add_withdraw(CLI::App& program, std::function<ExitCode()>& command) {
    constexpr const char* episode = "its GUID, its article's or recording's URL, or its title";
    auto options = std::make_shared<WithdrawOptions>();
    options->config = "newscast.toml";
    auto* sub = program.add_subcommand("withdraw", "take an episode out of feed, site and media, for good");
    sub->add_option("EPISODE", options->episode, episode)->required();
    sub->add_option("--reason", options->reason, "why; kept in the catalog")->required();
    sub->add_option("--config", options->config, "the show's file")->capture_default_str();
    sub->callback([&command, options] { command = [options] { return withdraw(*options); }; });
    sub = program.add_subcommand("restore", "bring a withdrawn episode back with the next run");
    sub->add_option("EPISODE", options->episode, episode)->required();
    sub->add_option("--config", options->config, "the show's file")->capture_default_str();
    sub->callback([&command, options] { command = [options] { return restore(*options); }; });
}

/// A URL, and with --from-feed a file to write as well or instead.
void take_operands(const std::vector<std::string>& operands, InitOptions& options) {
    for (const std::string& operand : operands) {
        const bool is_url = operand.starts_with("http://") || operand.starts_with("https://");
        if (options.url.empty() && (is_url || options.from_feed.empty()))
            options.url = operand;
        else if (!is_url && !options.from_feed.empty())
            options.output = operand;
        else
            throw CLI::ValidationError("init", "'" + operand + "' is one too many");
    }
    if (options.url.empty() && options.from_feed.empty()) throw CLI::RequiredError("URL");
}

void add_init(CLI::App& program, std::function<ExitCode()>& command) {
    auto* sub = program.add_subcommand("init", "look at a site and write a configuration that runs");
    auto options = std::make_shared<InitOptions>();
    auto operands = std::make_shared<std::vector<std::string>>();
    options->output = "newscast.toml";
    sub->add_option("URL", *operands,
                    "the newspaper's start page, a section or a feed; with --from-feed it may be left out")
        ->expected(0, 2);
    sub->add_option("-o,--output", options->output, "the file to write; with --from-feed also behind the URL")
        ->capture_default_str();
    sub->add_option("--from-feed", options->from_feed,
                    "take over this podcast's feed, a URL or a file, with its name and its episodes' GUIDs");
    sub->add_option("--timezone", options->timezone,
                    "the newspaper's zone (Asia/Ho_Chi_Minh); else what is read tells");
    sub->add_option("--config", options->config, "a show's file whose [fetch] serves, and is written too");
    sub->callback([&command, options, operands] {
        take_operands(*operands, *options);
        command = [options] { return init(*options); };
    });
}

void add_doctor(CLI::App& program, std::function<ExitCode()>& command) {
    auto* sub =
        program.add_subcommand("doctor", "check what is published: every file decoded, the feed's rules, the host");
    auto options = std::make_shared<DoctorOptions>();
    options->configs = {"newscast.toml"};
    sub->add_option("CONFIG", options->configs, "one file a show (newscast.toml)")->capture_default_str();
    sub->add_flag("--live", options->live, "ask the public host too: TLS, HEAD, ranges, types");
    sub->callback([&command, options] { command = [options] { return doctor(*options); }; });
}

void add_serve(CLI::App& program, std::function<ExitCode()>& command) {
    auto* sub = program.add_subcommand("serve", "preview a published folder in a browser or a podcast app");
    auto options = std::make_shared<ServeOptions>();
    options->folder = "out";
    sub->add_option("FOLDER", options->folder, "what to serve")->capture_default_str();
    sub->add_option("--address", options->address, "where to listen")->capture_default_str();
    sub->add_option("--port", options->port, "0: any free one")->check(CLI::Range(0, 65535))->capture_default_str();
    sub->callback([&command, options] { command = [options] { return serve(*options); }; });
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App program("newscast turns a newspaper's articles that come with a recording into a podcast", "newscast");
    program.set_version_flag("--version", NEWSCAST_VERSION);
    program.require_subcommand(1);
    std::function<ExitCode()> command;
    add_run(program, command);
    add_explain(program, command);
    add_measure(program, command);
    add_normalize(program, command);
    add_align(program, command);
    add_status(program, command);
    add_withdraw(program, command);
    add_init(program, command);
    add_doctor(program, command);
    add_serve(program, command);
    // For those who look for them in the list; what they ask for is understood before anything is parsed.
    program.add_subcommand("help", "what a command takes: newscast help COMMAND");
    program.add_subcommand("version", "the version of this program");
    try {
        std::vector<std::string> words = understood(program, {argv + 1, argv + argc});
        std::ranges::reverse(words);  // as the parser takes them
        program.parse(std::move(words));
        return static_cast<int>(command());
    } catch (const CLI::Success& asked) {
        return answer(program, asked);
    } catch (const CLI::ParseError& error) {
        complain(complaint_of(program, error));
        return static_cast<int>(ExitCode::wrong_use);
    } catch (const core::Error& error) {
        complain(error.what());
        return static_cast<int>(exit_code_of(error.kind()));
    } catch (...) {
        complain(core::current_error().what());
        return static_cast<int>(ExitCode::machine);
    }
}

}  // namespace app
