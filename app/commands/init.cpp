#include "app/commands/init.h"

#include "app/commands/draft.h"
#include "app/commands/former_podcast.h"
#include "app/commands/load_show.h"
#include "app/commands/options.h"
#include "app/commands/output.h"
#include "app/commands/questions.h"
#include "app/commands/site_sample.h"
#include "app/commands/trial.h"
#include "config/checks.h"
#include "config/load.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/login.h"
#include "core/text.h"
#include "fetch/listing/find_sources.h"
#include "fetch/markup/url.h"
#include "fetch/web/http.h"
#include "fetch/web/permission.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>
#include <vector>

namespace app {

namespace {

constexpr std::size_t links_to_match = 5000;  ///< of each source, held against the former feed's items

void say(const std::string& line) {
    print(line + "\n");
}

void require_absent(const std::filesystem::path& file, const InitOptions& options) {
    if (std::filesystem::exists(file))
        throw core::Error(core::ErrorKind::config,
                          file == options.output
                              ? fmt::format("'{}' is there already; name another file with -o", file.string())
                              : fmt::format("'{}' is there already; name another file than '{}' with -o", file.string(),
                                            options.output.string()));
}

/// A file beside the configuration, with its name.
std::filesystem::path beside(const InitOptions& options, const std::string& ending) {
    return options.output.parent_path() / (options.output.stem().string() + ending);
}

/// A picture to be written beside the configuration.
struct Cover {
    std::filesystem::path file;  ///< empty: there is none
    std::string bytes;
};

Cover cover_of(fetch::Http& http, const InitOptions& options, const std::string& url) {
    constexpr std::uint64_t max_picture_bytes = 32u << 20;
    static const std::map<std::string, std::string> endings{
        {"image/jpeg", ".jpg"}, {"image/png", ".png"}, {"image/webp", ".webp"}};
    if (url.empty()) return {};
    try {
        fetch::Request request;
        request.url = url;
        request.accept = "image/*";
        request.max_bytes = max_picture_bytes;
        fetch::Response response = http.get(request);
        if (const auto ending = endings.find(response.content_type()); ending != endings.end())
            return {beside(options, ".cover" + ending->second), std::move(response.body)};
        say(fmt::format("  cover left out: {} is no JPEG, PNG or WebP", fetch::printable(url)));
    } catch (...) {
        // A show without a picture of its own is given a plain one.
        say(fmt::format("  cover left out: {}", core::current_error().what()));
    }
    return {};
}

/// What nobody is asked of the show, where nothing else says it.
void take_site(core::Show& show, const fetch::FoundSources& site) {
    const std::string host = fetch::host_of(site.url);
    const std::string named = core::slug(show.title, 40);
    show.id = named.empty() ? core::slug(host.starts_with("www.") ? host.substr(4) : host, 40) : named;
    if (show.website.empty()) show.website = site.url;
    if (show.categories.empty()) show.categories = {{"News", "Daily News"}};
}

/// The folder in which the feed stands, where newscast's can stand at the same address.
std::string base_of(const std::string& feed_address) {
    constexpr std::string_view file = "/feed.xml";
    if (!feed_address.ends_with(file)) return {};
    std::string base = feed_address.substr(0, feed_address.size() - file.size() + 1);
    return config::public_base(base).empty() ? base : std::string();
}

/// Where the example of a configuration stands: as the package has it, else in the source that this was built in.
std::string example_path() {
    namespace filesystem = std::filesystem;
    constexpr const char* file = "newscast.example.toml";
    std::error_code failed;
    const filesystem::path program = filesystem::read_symlink("/proc/self/exe", failed).parent_path();
    for (const filesystem::path& folder : {program / NEWSCAST_DOC_FOLDER, program / "../../config"})
        if (filesystem::exists(folder / file, failed)) return (folder / file).lexically_normal().string();
    return file;
}

/// Hosts at private addresses, of those that a run will ask.
void allow_private(core::Limits& limits, const std::vector<std::string>& urls) {
    for (const std::string& url : urls) {
        if (!fetch::is_permitted(url, limits)) limits.allow_hosts.push_back(fetch::host_of(url));
    }
}

/// A file's name as a shell takes it.
std::string quoted(const std::string& name) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./+:@%,";
    if (!name.empty() && name.find_first_not_of(plain) == std::string::npos) return name;
    std::string quoted = "'";
    for (const char character : name) quoted += character == '\'' ? "'\\''" : std::string(1, character);
    return quoted + "'";
}

/// What is left to the operator, and at last what to type next.
void tell_what_is_next(const InitOptions& options, const Draft& draft, const Sampled& told) {
    if (draft.show.owner.email.empty())
        say("fill in [show] owner in it, the name and the e-mail address by which directories see that the podcast is "
            "yours");
    if (!draft.logins.empty() || !draft.fetch.logins.empty() || draft.fetch.proxy_login || !draft.fetch.headers.empty())
        say(fmt::format("it holds what only its owner should read: chmod 600 {}", quoted(options.output.string())));
    const std::string recordings = fetch::host_of(told.recording);
    if (!recordings.empty() && !fetch::is_permitted(told.recording, draft.fetch))
        say(fmt::format(
            "its recordings are at {}, a private address: where that is right, add it to [fetch] allow_hosts",
            recordings));
    if (told.an_article.empty())
        say("no recording was found in the articles that were read; `newscast explain URL` tells what is seen in one");
    else
        say(fmt::format("to see what is read from an article: newscast explain {}", told.an_article));
    const std::string file = quoted(options.output.string());
    say(fmt::format("next:\n  newscast check {}\n  newscast run -v {}", file, file));
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

}  // namespace

ExitCode init(const InitOptions& options) {
    const bool takes_over = !options.from_feed.empty();
    const std::filesystem::path former_file = beside(options, ".former-feed.json");
    require_absent(options.output, options);
    if (takes_over) require_absent(former_file, options);
    if (!options.url.empty()) require_web_address(options.url);
    const std::filesystem::path folder = std::filesystem::absolute(options.output).lexically_normal().parent_path();
    require_right(options.answers, folder);
    std::string start = options.url;
    const Trial trial = trial_of(options.config, start.empty() ? options.from_feed : start);
    core::Limits limits = trial.limits;
    Beginning beginning;
    beginning.folder = folder;
    Draft& draft = beginning.draft;
    draft.fetch = trial.limits;
    draft.rules = trial.source;
    // What is beside a file of the system's is the system's.
    if (config::usual_state_directory(folder).is_absolute()) draft.out = config::offered_folder("out", {});
    draft.example = example_path();
    for (const std::string& given : {options.from_feed, options.url}) {
        std::string url = given;
        limits = reaching(limits, given);
        const auto login = core::take_login(url);
        if (!login) continue;
        limits.logins.push_back(*login);
        draft.logins.push_back(given);
    }
    core::take_login(start);
    if (options.config.empty()) limits.host_delay = std::chrono::milliseconds(200);
    fetch::Http http(limits);

    FormerPodcast former;
    if (takes_over) {
        std::string from = options.from_feed;
        core::take_login(from);
        former = read_former_podcast(http, from, limits.max_page_bytes);
        if (start.empty()) start = former.show.website;
        if (start.empty())
            throw core::Error(core::ErrorKind::config,
                              "the feed names no website to look for articles; give its address behind the feed's");
    }
    const fetch::FoundSources site =
        fetch::find_sources(http, start, takes_over ? links_to_match : samples_per_source,
                            trial.source.ignore_robots ? fetch::RobotsRule::ignored : fetch::RobotsRule::obeyed);
    say(fmt::format("{}: {}", site.url, site.title.empty() ? "no title" : site.title));
    for (const std::string& problem : site.problems) say("  not read: " + problem);

    SiteSample sampled = sample(http, site, former, trial.source);
    draft.command = takes_over ? "newscast init --from-feed " + core::without_logins(options.from_feed)
                               : "newscast init " + fetch::printable(options.url);
    draft.show = former.show;
    if (takes_over) draft.show.base_url = base_of(former.feed.address);
    take_site(draft.show, site);
    beginning.candidates = std::move(sampled.candidates);
    beginning.address = site.url;
    beginning.title = site.title;
    beginning.language = site.language.empty() ? sampled.told.language : site.language;
    beginning.written = sampled.told.written;
    beginning.machine_voice = sampled.told.machine_voice;
    complete(beginning, options.answers, person_at_terminal());
    std::vector<std::string> asked{site.url};
    for (const fetch::FoundSource* source : draft.sources) asked.push_back(source->url);
    allow_private(draft.fetch, asked);
    if (takes_over) {
        print_matches(former.feed, draft.sources, draft.show.timezone);
        const Cover cover = cover_of(http, options, former.picture_url);
        draft.former_address = former.feed.address;
        draft.show.former_feed = former_file.filename();
        // Listeners are to find again what they had.
        draft.max_items = std::max(draft.max_items, former.feed.items.size());
        draft.show.image = cover.file.filename();
        if (!cover.file.empty()) {
            require_absent(cover.file, options);
            core::write_file(cover.file, cover.bytes);
        }
        core::write_file(former_file, text_of(former.feed));
    }
    core::write_file(options.output, text_of(draft));
    // What was written must be what a run takes.
    load_show(options.output);
    if (takes_over) say(fmt::format("wrote {}: the GUIDs that episodes take over", former_file.string()));
    say(fmt::format("wrote {}: what is a guess is marked CHECK", options.output.string()));
    tell_what_is_next(options, draft, sampled.told);
    return ExitCode::done;
}

void add_init(CLI::App& program, Chosen& chosen) {
    auto* sub =
        program.add_subcommand("init", "look at a site and write a configuration that runs; on a terminal it asks");
    auto options = std::make_shared<InitOptions>();
    auto operands = std::make_shared<std::vector<std::string>>();
    options->output = "newscast.toml";
    sub->add_option("URL", *operands,
                    "the newspaper's start page, a section or a feed; with --from-feed it may be left out")
        ->expected(0, 2);
    sub->add_option("-o,--output", options->output, "the file to write; with --from-feed also behind the URL")
        ->type_name("FILE")
        ->capture_default_str();
    sub->add_option("--from-feed", options->from_feed,
                    "take over this podcast's feed, a URL or a file, with its name and its episodes' GUIDs")
        ->type_name("URL|FILE");
    for (const Topic& topic : topics())
        sub->add_option_function<std::string>(
               fmt::format("--{}", topic.name),
               [options, name = std::string(topic.name)](const std::string& answer) {
                   options->answers[name] = answer;
               },
               topic.help)
            ->type_name(topic.value);
    sub->add_option("--config", options->config, "a show's file whose [fetch] serves, and is written too")
        ->type_name("CONFIG");
    sub->callback([&chosen, options, operands] {
        take_operands(*operands, *options);
        chosen = [options] { return init(*options); };
    });
}

}  // namespace app
