#include "app/commands/check.h"

#include "app/commands/load_show.h"
#include "app/commands/machine_check.h"
#include "app/commands/options.h"
#include "app/commands/output.h"
#include "app/commands/source_look.h"
#include "app/terminal.h"
#include "config/load.h"
#include "core/columns.h"
#include "core/error.h"
#include "core/text.h"

#include <fmt/core.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

namespace app {

using nlohmann::json;

namespace {

using Weight = Finding::Weight;

/// A finding with its place in the file.
struct Placed {
    Weight weight = Weight::note;
    unsigned line = 0;  ///< 0: of no line
    std::string text;
};

/// All that was found of one file.
struct Checked {
    std::string file;
    std::vector<Placed> findings;  ///< by line
    std::vector<SourceLook> sources;
    std::string summary;  ///< what the show will do

    std::size_t count(Weight weight) const {
        return static_cast<std::size_t>(std::ranges::count(findings, weight, &Placed::weight));
    }
    ExitCode exit_code() const {
        if (count(Weight::mistake) > 0) return ExitCode::wrong_use;
        return count(Weight::doubt) > 0 ? ExitCode::some_failed : ExitCode::done;
    }
};

/// "FILE:LINE: TEXT", or "FILE: TEXT", as the loader complains.
Placed taken_apart(const std::string& complaint, const std::string& file) {
    Placed placed{Weight::mistake, 0, complaint};
    if (!complaint.starts_with(file + ":")) return placed;
    const char* const end = complaint.data() + complaint.size();
    const auto [rest, failed] = std::from_chars(complaint.data() + file.size() + 1, end, placed.line);
    const std::string_view behind(rest, static_cast<std::size_t>(end - rest));
    placed.text = behind.substr(std::min(behind.find_first_not_of(": "), behind.size()));
    return placed;
}

/// The line of the key, or of the nearest table above it that the file has.
unsigned line_of(std::string key, const std::map<std::string, unsigned>& lines) {
    for (;;) {
        if (const auto found = lines.find(key); found != lines.end()) return found->second;
        const std::size_t end = key.find_last_of(".[");
        if (end == std::string::npos) return 0;
        key.resize(end);
    }
}

/// Whether the loader has complained of the key, so that what is taken for it is its default.
bool is_refused(const std::string& key, const std::vector<std::string>& mistakes) {
    if (key.empty()) return false;
    const std::string plain = plain_key(key);
    return std::ranges::any_of(mistakes,
                               [&](const std::string& line) { return line.find(plain) != std::string::npos; });
}

std::string summary_of(const config::Config& config) {
    const auto number = [](std::size_t count, const char* what) {
        return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
    };
    std::string text = fmt::format("\"{}\" in {}, of {}", config.show.title, config.show.language,
                                   number(config.sources.size(), "source"));
    if (!config.bulletins.empty()) text += ", with " + number(config.bulletins.size(), "bulletin");
    const core::Recipe& recipe = config.recipe;
    text += fmt::format("; episodes as {}, {} kbit/s, {:g} LUFS", core::name(recipe.format), recipe.bitrate_kbps,
                        recipe.target_lufs);
    return text +
           fmt::format("; published in {}, for listeners at {}", config.show_folder().string(), config.show.feed_url());
}

void take(Checked& checked, const config::Reading& reading, const std::vector<Finding>& findings) {
    for (const Finding& finding : findings)
        if (!is_refused(finding.key, reading.mistakes))
            checked.findings.push_back({finding.weight, line_of(finding.key, reading.lines), finding.text});
}

Checked checked(const std::filesystem::path& file, const CheckOptions& options, Workers& workers) {
    Checked checked{core::collapse_space(core::clean_utf8(file.string())), {}, {}, {}};
    try {
        const config::Reading reading = read_show(file);
        for (const std::string& mistake : reading.mistakes)
            checked.findings.push_back(taken_apart(mistake, checked.file));
        take(checked, reading, examine_machine(reading.config, workers));
        checked.summary = summary_of(reading.config);
        // What the loader refused cannot be asked for.
        if (options.sources && reading.mistakes.empty()) {
            checked.sources = look_at_sources(reading.config);
            std::vector<Finding> doubts;
            for (std::size_t i = 0; i < checked.sources.size(); ++i)
                for (const std::string& doubt : checked.sources[i].doubts)
                    doubts.push_back({Weight::doubt, fmt::format("source[{}].{}", i, "url"),
                                      fmt::format("source {}: {}", checked.sources[i].name, doubt)});
            take(checked, reading, doubts);
        }
    } catch (const core::Error& error) {
        if (error.kind() != core::ErrorKind::config) throw;
        checked.findings.push_back(taken_apart(error.what(), checked.file));
    }
    std::ranges::stable_sort(checked.findings, {}, &Placed::line);
    return checked;
}

std::string outcome_of(const SeenArticle& article) {
    if (!article.error.empty()) return "not read";
    if (article.look.has_recording) return article.link.recording ? "recording in the feed" : "recording on its page";
    return article.look.article.ambiguous ? "several recordings" : "no recording";
}

void print_source(const SourceLook& source, std::size_t columns) {
    print(fmt::format("source {}: {} article{}\n", source.name, source.articles, source.articles == 1 ? "" : "s"));
    for (const SeenArticle& article : source.newest) {
        const std::string& address = article.link.url.empty() ? article.link.file.string() : article.link.url;
        const std::string what = article.error.empty() ? core::one_line(article.look.article.title) : article.error;
        const std::string begin = fmt::format("    {:<21}  ", outcome_of(article));
        const std::size_t taken = begin.size() + address.size() + 2;
        constexpr std::size_t least_title = 16;
        // An address is copied, so it stays whole; a pipe has room for all.
        const std::size_t room = columns == 0 ? what.size() : std::max(least_title, columns - std::min(columns, taken));
        print(fmt::format("{}{}  {}\n", begin, article.error.empty() ? core::fitted(what, room) : what, address));
    }
}

void print_plain(const Checked& checked) {
    const std::size_t columns = ::isatty(STDOUT_FILENO) == 1 ? columns_on(STDOUT_FILENO) : 0;
    for (const Placed& each : checked.findings)
        print(fmt::format("{}{}: {}{}\n", checked.file, each.line == 0 ? "" : fmt::format(":{}", each.line),
                          each.weight == Weight::mistake ? "" : fmt::format("{}: ", name(each.weight)),
                          core::one_line(each.text)));
    for (const SourceLook& source : checked.sources) print_source(source, columns);
    const std::size_t mistakes = checked.count(Weight::mistake);
    const std::size_t doubts = checked.count(Weight::doubt);
    std::string verdict = mistakes > 0 ? fmt::format("{} to be changed", mistakes) : "";
    if (doubts > 0) verdict += fmt::format("{}{} doubtful", verdict.empty() ? "" : ", ", doubts);
    if (mistakes == 0) verdict = fmt::format("{}: {}", verdict.empty() ? "all is well" : verdict, checked.summary);
    print(fmt::format("{}: {}\n", checked.file, core::one_line(verdict)));
}

json text_or_null(const std::string& value) {
    return value.empty() ? json(nullptr) : json(value);
}

json json_of(const Checked& checked) {
    json findings = json::array();
    for (const Placed& each : checked.findings)
        findings.push_back({{"weight", name(each.weight)},
                            {"line", each.line == 0 ? json(nullptr) : json(each.line)},
                            {"text", each.text}});
    json sources = json::array();
    for (const SourceLook& source : checked.sources) {
        json articles = json::array();
        for (const SeenArticle& article : source.newest)
            articles.push_back({{"url", text_or_null(article.link.url)},
                                {"file", text_or_null(article.link.file.string())},
                                {"title", text_or_null(article.look.article.title)},
                                {"recording", text_or_null(article.look.recording)},
                                {"ambiguous", article.look.article.ambiguous},
                                {"error", text_or_null(article.error)}});
        sources.push_back({{"name", source.name}, {"listed", source.articles}, {"articles", articles}});
    }
    return {{"file", checked.file},
            {"well", checked.exit_code() == ExitCode::done},
            {"findings", findings},
            {"sources", sources}};
}

}  // namespace

ExitCode check(const CheckOptions& options) {
    Workers workers;
    ExitCode result = ExitCode::done;
    json all = json::array();
    for (const std::filesystem::path& file : options.configs) {
        const Checked one = checked(file, options, workers);
        result = worse(result, one.exit_code());
        if (options.json)
            all.push_back(json_of(one));
        else
            print_plain(one);
    }
    if (options.json) print(all);
    return result;
}

void add_check(CLI::App& program, Chosen& chosen) {
    auto* sub =
        program.add_subcommand("check", "judge a configuration: what it says, and what this machine has for it");
    auto options = std::make_shared<CheckOptions>();
    options->configs = {"newscast.toml"};
    sub->add_option("CONFIG", options->configs, "one file a show (newscast.toml)")
        ->type_name("FILE")
        ->capture_default_str();
    sub->add_flag("--sources", options->sources, "look at the sources too: what would be taken of each");
    sub->add_flag("--json", options->json, "print JSON");
    sub->callback([&chosen, options] { chosen = [options] { return check(*options); }; });
}

}  // namespace app
