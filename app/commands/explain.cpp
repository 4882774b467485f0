#include "app/commands/explain.h"

#include "app/built_recording.h"
#include "app/commands/options.h"
#include "app/commands/output.h"
#include "app/commands/trial.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "fetch/article/article.h"
#include "fetch/markup/url.h"
#include "fetch/web/http.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

namespace app {

using nlohmann::json;

namespace {

std::string joined(const std::vector<std::string>& list) {
    std::string text;
    for (const std::string& one : list) text += (text.empty() ? "" : ", ") + one;
    return text;
}

/// With the zone's offset where a zone is known for a time that names none.
std::string written(const std::optional<core::WrittenTime>& time, const std::string& zone) {
    if (!time) return {};
    if (time->offset || !time->has_clock || zone.empty()) return core::format_iso8601(*time);
    return core::format_iso8601(core::to_written(core::to_instant(*time, zone), zone));
}

/// null for what was not found.
json text(const std::string& value) {
    return value.empty() ? json(nullptr) : json(value);
}

/// An article as it was read, and what came of asking for its built recordings.
struct Explained {
    core::Article article;
    Asked asked = {};

    bool was_asked(const core::AudioCandidate& candidate) const {
        return std::ranges::find(asked.urls, candidate.url) != asked.urls.end();
    }
    /// Why nobody knows whether a recording that was asked for is there; empty: that is known.
    std::string no_answer(const core::AudioCandidate& candidate) const {
        if (!asked.no_answer || candidate.url != asked.urls.back()) return {};
        const std::string reason = asked.no_answer->what();
        const std::string known = fmt::format("cannot fetch '{}': ", fetch::printable(candidate.url));
        return reason.starts_with(known) ? reason.substr(known.size()) : reason;
    }
};

json json_of(const Explained& explained, const ExplainOptions& options) {
    const core::Article& article = explained.article;
    json audio = json::array();
    for (const core::AudioCandidate& candidate : article.audio)
        audio.push_back({{"url", candidate.url},
                         {"rule", candidate.rule},
                         {"score", candidate.score},
                         {"built", candidate.built},
                         {"asked", explained.was_asked(candidate)},
                         {"no_answer", text(explained.no_answer(candidate))}});
    json rejected = json::array();
    for (const core::RejectedAudio& candidate : article.rejected)
        rejected.push_back({{"url", candidate.url}, {"rule", candidate.rule}, {"reason", candidate.reason}});
    return {{"url", text(article.url)},
            {"title", text(article.title)},
            {"published", text(written(article.published, options.timezone))},
            {"modified", text(written(article.modified, options.timezone))},
            {"authors", article.authors},
            {"author", text(joined(article.authors))},
            {"language", text(article.language)},
            {"image", text(article.image.url)},
            {"image_caption", text(article.image.caption)},
            {"image_credit", text(article.image.credit)},
            {"section", text(article.section)},
            {"keywords", article.keywords},
            {"lead", text(article.lead)},
            {"body", text(article.body)},
            {"body_html", text(article.body_html)},
            {"audio", audio},
            {"later_parts", article.later_parts},
            {"rejected", rejected},
            {"ambiguous", article.ambiguous},
            {"rules", article.rules}};
}

void print_field(const core::Article& article, const std::string& field, const std::string& value) {
    const auto rule = article.rules.find(field);
    const std::string found_by = rule == article.rules.end() ? "" : "  [" + rule->second + "]";
    std::string shown;
    for (const char character : value)
        shown += character == '\n' ? std::string("\n            ") : std::string(1, character);
    print(fmt::format("{:<10}  {}{}\n", field, value.empty() ? "-" : shown, value.empty() ? "" : found_by));
}

/// What is to be known of a recording beside its rule: whether anybody has seen it.
std::string standing(const Explained& explained, const core::AudioCandidate& candidate) {
    if (!candidate.built) return {};
    if (const std::string reason = explained.no_answer(candidate); !reason.empty())
        return ", built, asked for, no answer: " + reason;
    return explained.was_asked(candidate) ? ", built, asked for and there" : ", built, not asked for";
}

void print_plain(const Explained& explained, const ExplainOptions& options) {
    const core::Article& article = explained.article;
    print_field(article, "url", article.url);
    print_field(article, "title", article.title);
    print_field(article, "published", written(article.published, options.timezone));
    print_field(article, "modified", written(article.modified, options.timezone));
    print_field(article, "authors", joined(article.authors));
    print_field(article, "language", article.language);
    print_field(article, "image", article.image.url);
    print_field(article, "section", article.section);
    print_field(article, "keywords", joined(article.keywords));
    print_field(article, "lead", article.lead);
    print_field(article, "body", article.body);
    if (article.audio.empty()) print(std::string("audio       -\n"));
    for (const core::AudioCandidate& candidate : article.audio)
        print(fmt::format("{:<10}  {}  [{}, score {:.2f}{}]\n", article.ambiguous ? "candidate" : "audio",
                          candidate.url, candidate.rule, candidate.score, standing(explained, candidate)));
    for (const std::string& part : article.later_parts) print(fmt::format("{:<10}  {}\n", "then", part));
    if (article.later_parts.size() >= core::Article::most_parts)
        print(fmt::format("too many    {} parts, more than the {} that are taken: none would be taken\n",
                          article.later_parts.size() + 1, core::Article::most_parts));
    if (article.ambiguous) print(std::string("ambiguous   several recordings are as likely: none would be taken\n"));
    for (const core::RejectedAudio& candidate : article.rejected)
        print(fmt::format("rejected    {}  [{}: {}]\n", candidate.url, candidate.rule, candidate.reason));
}

bool is_address(const ExplainOptions& options) {
    return fetch::parse_url(options.target).has_value();
}

/// A page of the web is read as a run reads it, so what is built is asked for; of a file nothing is asked.
Explained explained(const ExplainOptions& options, const Trial& trial) {
    fetch::FetchedPage page;
    page.xpath = trial.source.xpath;
    page.audio_url = trial.source.audio_url;
    if (!is_address(options)) {
        // What is no file may be meant as an address.
        if (!std::filesystem::exists(options.target)) require_web_address(options.target);
        page.bytes = core::read_file(options.target, trial.limits.max_page_bytes);
        page.url = options.base_url;
        return {fetch::read_article(page)};
    }
    fetch::Http http(reaching(trial.limits, options.target));
    fetch::Request request;
    request.url = options.target;
    request.accept = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5";
    fetch::Response response = http.get(request);
    page.url = response.url;
    page.content_type = response.header("content-type");
    page.bytes = std::move(response.body);
    Explained explained{fetch::read_article(page)};
    explained.asked = ask_for_built(http, explained.article, {options.target, request.obey_robots});
    return explained;
}

}  // namespace

ExitCode explain(const ExplainOptions& options) {
    if (!options.timezone.empty() && !core::is_time_zone(options.timezone))
        throw core::Error(
            core::ErrorKind::config,
            fmt::format("--timezone '{}' is no time zone; one looks like Asia/Ho_Chi_Minh", options.timezone));
    // A page that was saved is its source's by where it stands; a local source's file by what it is.
    const bool is_of_a_page = !is_address(options) && !options.base_url.empty();
    const Trial trial = trial_of(options.config, is_of_a_page ? options.base_url : options.target);
    ExplainOptions shown = options;
    if (shown.timezone.empty()) shown.timezone = trial.timezone;
    Explained article;
    try {
        article = explained(options, trial);
    } catch (const core::Error& error) {
        // A file that cannot be read was named wrongly; the machine is not to blame.
        const auto kind = error.kind() == core::ErrorKind::storage ? core::ErrorKind::config : error.kind();
        throw core::Error(kind, error.what()).with_context("explain " + options.target);
    }
    const ExitCode code = article.asked.no_answer ? ExitCode::some_failed : ExitCode::done;
    if (options.json) {
        print(json_of(article, shown));
        return code;
    }
    if (!options.config.empty())
        print(fmt::format("{:<10}  {}\n", "source",
                          trial.has_source ? core::name(trial.source)
                                           : fmt::format("none of {} has this {}", options.config.string(),
                                                         is_of_a_page || is_address(options) ? "host" : "file")));
    print_plain(article, shown);
    return code;
}

void add_explain(CLI::App& program, Chosen& chosen) {
    auto* sub = program.add_subcommand("explain", "say what is read from one article, and which rule found it");
    auto options = std::make_shared<ExplainOptions>();
    sub->add_option("ARTICLE", options->target, "URL, or a file that holds HTML or text")
        ->required()
        ->type_name("URL|FILE");
    sub->add_option("--base-url", options->base_url, "where a file's page stands")->type_name("URL");
    sub->add_option("--config", options->config, "a show's file: its [fetch], and the rules of the source of that host")
        ->type_name("CONFIG");
    sub->add_option("--timezone", options->timezone, "zone of times that name none, like Asia/Ho_Chi_Minh")
        ->type_name("ZONE");
    sub->add_flag("--json", options->json, "print JSON");
    sub->callback([&chosen, options] { chosen = [options] { return explain(*options); }; });
}

}  // namespace app
