#include "app/commands/init.h"

#include "app/commands/load_show.h"
#include "app/commands/output.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/login.h"
#include "core/text.h"
#include "fetch/article/article.h"
#include "fetch/listing/find_sources.h"
#include "fetch/markup/url.h"
#include "fetch/web/http.h"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

namespace app {

namespace {

constexpr std::size_t samples_per_source = 3;
constexpr std::size_t max_sources = 3;

/// What reading a few of a source's articles gave.
struct Sampled {
    std::size_t read = 0;
    std::size_t with_recording = 0;
    std::size_t ambiguous = 0;
    std::size_t dated = 0;
    std::string an_article;  ///< one whose recording was found
};

void say(const std::string& line) {
    print(line + "\n");
}

Sampled sample(fetch::Http& http, const fetch::FoundSource& source) {
    Sampled sampled;
    for (const core::Link& link : source.samples) {
        if (link.url.empty()) continue;
        try {
            fetch::Request request;
            request.url = link.url;
            request.obey_robots = true;
            fetch::Response response = http.get(request);
            const core::Article article =
                fetch::read_article({response.url, response.header("content-type"), std::move(response.body), {}});
            ++sampled.read;
            const bool has_recording = link.recording || (!article.audio.empty() && !article.ambiguous);
            if (has_recording) {
                ++sampled.with_recording;
                sampled.an_article = link.url;
            }
            if (article.ambiguous) ++sampled.ambiguous;
            if (article.published || link.published) ++sampled.dated;
            say(fmt::format("    {}: {}{}", link.url, article.title.empty() ? "no title" : article.title,
                            has_recording       ? ", with a recording"
                            : article.ambiguous ? ", several recordings"
                                                : ""));
        } catch (...) {
            const core::Error error = core::current_error();
            say(fmt::format("    {}: {}", link.url, error.what()));
        }
    }
    return sampled;
}

/// A TOML basic string, which JSON's string is but for one escape.
std::string toml(const std::string& text) {
    std::string quoted = nlohmann::json(core::clean_utf8(text)).dump();
    for (std::size_t position = quoted.find("\\/"); position != std::string::npos;
         position = quoted.find("\\/", position))
        quoted.erase(position, 1);
    return quoted;
}

std::string configuration(const InitOptions& options, const fetch::FoundSources& site,
                          const std::vector<const fetch::FoundSource*>& sources, bool private_host, bool asks) {
    const std::string host = fetch::host_of(site.url);
    const std::string id = core::slug(host.starts_with("www.") ? host.substr(4) : host, 40);
    const std::string title = site.title.empty() ? host : site.title;
    const std::string language = core::is_language_tag(site.language) ? site.language : "en";
    std::string text = fmt::format(
        "# A show of newscast, begun by `newscast init {}`. It runs as it is; what stands below CHECK is a guess.\n"
        "# config/newscast.example.toml explains every key.\n\n"
        "[show]\n"
        "id = {}\n"
        "# CHECK: the podcast's name and what it is about, for listeners.\n"
        "title = {}\n"
        "description = {}\n"
        "language = {}\n"
        "author = {}\n"
        "website = {}\n"
        "# CHECK: where out/{}/ will be served. Listeners subscribe to it: choose it before the first run, for years.\n"
        "base_url = \"https://podcast.example/{}/\"\n"
        "categories = [[\"News\", \"Daily News\"]]\n"
        "explicit = false\n"
        "# CHECK: the newspaper's clock.\n"
        "timezone = {}\n"
        "# True where a machine reads the articles aloud.\n"
        "synthetic_voice = false\n",
        fetch::printable(options.url), toml(id), toml(title), toml(title), toml(language), toml(title), toml(site.url),
        id, id, toml(options.timezone));
    for (const fetch::FoundSource* source : sources)
        text += fmt::format("\n# {} articles, {}.\n[[source]]\nkind = \"{}\"\nurl = {}\nmax_items = 20\n",
                            source->articles, source->rule, core::name(source->kind), toml(source->url));
    if (private_host || asks) text += "\n[fetch]\n";
    if (private_host) text += fmt::format("allow_hosts = [{}]\n", toml(host));
    if (asks)
        text +=
            fmt::format("# The user and the password that were given; let nobody else read this file.\nlogins = [{}]\n",
                        toml(options.url));
    text +=
        "\n[audio]\ntarget_lufs = -16.0\ntrue_peak_dbtp = -1.0\nformat = \"mp3\"\nbitrate_kbps = 96\nchannels = "
        "\"mono\"\n"
        "\n[state]\ndirectory = \"state\"\n\n[out]\ndirectory = \"out\"\n";
    return text;
}

}  // namespace

ExitCode init(const InitOptions& options) {
    if (std::filesystem::exists(options.output))
        throw core::Error(core::ErrorKind::config,
                          fmt::format("'{}' is there already; name another file with -o", options.output.string()));
    core::Limits limits;
    std::string start = options.url;
    const auto login = core::take_login(start);
    if (login) limits.logins = {*login};
    limits.allow_hosts = {fetch::host_of(options.url)};
    limits.host_delay = std::chrono::milliseconds(200);
    fetch::Http http(limits);
    const fetch::FoundSources site = fetch::find_sources(http, start, samples_per_source);
    say(fmt::format("{}: {}", site.url, site.title.empty() ? "no title" : site.title));
    for (const std::string& problem : site.problems) say("  not read: " + problem);

    std::vector<std::pair<std::size_t, const fetch::FoundSource*>> ranked;
    std::string an_article;
    for (const fetch::FoundSource& source : site.sources) {
        say(fmt::format("  {} {} ({}): {} articles, {} with a recording beside them", core::name(source.kind),
                        source.url, source.rule, source.articles, source.recordings));
        const Sampled sampled = sample(http, source);
        if (an_article.empty()) an_article = sampled.an_article;
        ranked.emplace_back(sampled.with_recording + source.recordings, &source);
    }
    if (ranked.empty())
        throw core::Error(core::ErrorKind::media,
                          fmt::format("{}: no feed, sitemap or page with articles was found", site.url));
    // Those whose articles have recordings first; the site's order where that is equal.
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<const fetch::FoundSource*> chosen;
    for (const auto& [recordings, source] : ranked)
        if (chosen.size() < max_sources && (recordings > 0 || chosen.empty())) chosen.push_back(source);

    const bool private_host = site.url.starts_with("http://127.") || site.url.starts_with("http://localhost");
    core::write_file(options.output, configuration(options, site, chosen, private_host, login.has_value()));
    // What was written must be what a run takes.
    load_show(options.output);
    say(fmt::format("wrote {}: look at the lines marked CHECK, then: newscast run {}", options.output.string(),
                    options.output.string()));
    if (login) say(fmt::format("it holds the password that was given: chmod 600 {}", options.output.string()));
    if (an_article.empty())
        say("no recording was found in the articles that were read; `newscast explain URL` tells what is seen in one");
    else
        say(fmt::format("to see what is read from an article: newscast explain {}", an_article));
    return ExitCode::done;
}

}  // namespace app
