#include "app/run/known.h"

#include "app/context.h"
#include "app/publish/publish.h"
#include "app/run/episode_named.h"
#include "app/run/identity.h"
#include "core/text.h"
#include "feed/paths.h"
#include "fetch/listing/discover.h"
#include "fetch/markup/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace app {

namespace {

using catalog::Step;

std::string when(core::Instant instant, const config::Config& config) {
    constexpr std::size_t minute = 16;  // 2024-07-08 10:00
    std::string text = core::format_iso8601(core::to_written(instant, config.show.timezone)).substr(0, minute);
    std::ranges::replace(text, 'T', ' ');
    return text;
}

std::optional<core::Source> source_of(const config::Config& config, const catalog::Dossier& dossier) {
    if (!dossier.article) return std::nullopt;
    const std::vector<std::string> identities = source_identities(config.sources);
    const auto found = std::ranges::find(identities, dossier.article->known.source);
    if (found == identities.end()) return std::nullopt;
    return config.sources[static_cast<std::size_t>(found - identities.begin())];
}

std::string words_of(Step step, const catalog::Dossier& dossier) {
    const bool has_recording = dossier.article && dossier.article->known.recording.has_value();
    switch (step) {
        case Step::read:
            return dossier.article && dossier.article->read_at ? "looks whether its page has changed"
                                                               : "reads its page";
        case Step::download:
            return has_recording && dossier.article->known.recording->kept ? "looks whether its recording has changed"
                                                                           : "downloads its recording";
        case Step::make:
            return "makes its file";
        case Step::align:
            return "looks for its text in its sound";
        case Step::assemble:
            return "assembles it";
    }
    return {};
}

/// What follows from its stage alone; "" where its steps say it.
std::string words_of(const Known& known) {
    switch (known.standing.stage) {
        case catalog::Stage::withdrawn:
        case catalog::Stage::retired:
            return "nothing: it was withdrawn (newscast restore brings it back)";
        case catalog::Stage::duplicate:
            return known.original ? fmt::format("nothing: it is the same article as {}", described(*known.original))
                                  : "nothing: it is the same as another article";
        default:
            break;
    }
    if (known.standing.step == "publish") return "the next run publishes it";
    if (known.standing.step == "edition") return "the next edition of a bulletin may take it";
    if (known.standing.step == "assemble" && known.standing.failures.empty()) return "the next run assembles it";
    return {};
}

/// When a look is due that is not due now.
std::string look(const char* at_what, const std::optional<core::Instant>& next, const config::Config& config,
                 core::Instant now) {
    if (!next) return fmt::format("no run looks at its {} again, as recheck_days says", at_what);
    if (*next <= now) return {};
    return fmt::format("the first run after {} looks whether its {} has changed", when(*next, config), at_what);
}

bool has_failed(const catalog::Dossier& dossier, Step step) {
    return std::ranges::find(dossier.failures, step, &catalog::Failure::step) != dossier.failures.end();
}

std::vector<std::string> looks_at_article(const Known& known, const config::Config& config, core::Instant now) {
    const catalog::ArticleRecord& article = known.dossier.article.value();
    std::vector<std::string> looks;
    const bool is_read = article.read_at.has_value();
    const bool rules_changed = is_read && known.source && !article.known.reading_key.empty() &&
                               rules_key(*known.source) != article.known.reading_key;
    if (rules_changed)
        looks.emplace_back("the next run reads its page anew: the operator's rules for its source have changed");
    else if (is_read && !has_failed(known.dossier, Step::read))
        looks.push_back(look("page", article.next_look, config, now));
    if (article.is_judged_next)
        looks.emplace_back("its new recording is taken once it is known that no other article has it too");
    const bool is_looked_at = article.known.recording && !core::is_voiced(article.known.recording->url) &&
                              !has_failed(known.dossier, Step::download);
    if (is_looked_at) looks.push_back(look("recording", article.next_look_at_recording, config, now));
    return looks;
}

/// What the next runs do with it: what is due now, then what failed and waits, then the looks that follow.
std::vector<std::string> next_of(const Known& known, const std::vector<Step>& due, const config::Config& config,
                                 core::Instant now) {
    std::vector<std::string> lines;
    if (std::string stage = words_of(known); !stage.empty()) lines.push_back(std::move(stage));
    const bool is_over = known.standing.stage == catalog::Stage::withdrawn ||
                         known.standing.stage == catalog::Stage::retired ||
                         known.standing.stage == catalog::Stage::duplicate;
    if (is_over) return lines;
    for (const catalog::Claim& claim : known.dossier.claims)
        if (claim.until > now)
            lines.push_back(fmt::format("a run has it in hand at present ({}, {})", name(claim.step), claim.owner));
    for (const Step step : due) lines.push_back("the next run " + words_of(step, known.dossier));
    for (const catalog::Failure& failure : known.dossier.failures)
        if (std::ranges::find(due, failure.step) == due.end() && failure.next_try > now)
            lines.push_back(fmt::format("the first run after {} tries again to {} it (newscast retry makes it due now)",
                                        when(failure.next_try, config), name(failure.step)));
    if (known.dossier.article)
        for (std::string& line : looks_at_article(known, config, now))
            if (!line.empty()) lines.push_back(std::move(line));
    return lines;
}

/// A host as readers know the site by it.
std::string site_of(const std::string& url) {
    const std::string host = fetch::host_of(url);
    return host.starts_with("www.") ? host.substr(4) : host;
}

std::optional<PublishedAt> published_at(const config::Config& config, catalog::Catalog& catalog,
                                        const catalog::Standing& standing) {
    if (standing.stage != catalog::Stage::published || standing.guid.empty()) return std::nullopt;
    const std::vector<catalog::Entry> entries = catalog.published();
    const auto entry = std::ranges::find(entries, standing.guid, [](const auto& one) { return one.episode.guid; });
    // An article that is heard in bulletins only stands nowhere itself.
    if (entry == entries.end()) return std::nullopt;
    const std::string& base = config.show.base_url;
    PublishedAt at;
    at.feed = base + feed::feed_path(entry->own_feed ? entry->episode.bulletin : std::string());
    if (entry->archive > 0) at.archive = base + feed::archive_path(entry->archive);
    if (const std::string page = feed::episode_page_path(entry->episode); !page.empty()) at.page = base + page;
    for (const core::Rendition& file : entry->episode.renditions)
        at.recordings.push_back(feed::counted_url(config.show, file.path));
    return at;
}

}  // namespace

std::optional<Known> known_of(const config::Config& config, catalog::Catalog& catalog, const std::string& name,
                              core::Instant now) {
    const std::optional<catalog::EpisodeNames> names = article_named(catalog, name, config.show);
    if (!names) return std::nullopt;
    Known known;
    known.names = *names;
    known.dossier = catalog.dossier(names->subjects);
    for (catalog::Standing& standing : catalog.standings(folder_target))
        if (standing.subjects == names->subjects) known.standing = std::move(standing);
    known.source = source_of(config, known.dossier);
    if (known.dossier.article) known.rules = rules_from(known.dossier.article->rules);
    if (names->is_duplicate) {
        catalog::EpisodeNames original = original_of(catalog, *names);
        if (!(original.subjects == names->subjects)) known.original = std::move(original);
    }
    known.published = published_at(config, catalog, known.standing);
    const catalog::Keys keys = known_keys(config, catalog, remembered_cover(catalog).key);
    known.next = next_of(known, catalog.due(names->subjects, keys, now), config, now);
    return known;
}

std::string why_unknown(const config::Config& config, const std::string& name) {
    const std::string url = fetch::normalize(core::trim(name)).value_or(std::string());
    if (url.empty()) return "its URL, its recording's, its episode's GUID or its whole title would name it";
    std::string refusing;
    for (const core::Source& source : config.sources) {
        if (source.url.empty() || site_of(source.url) != site_of(url)) continue;
        if (fetch::address_filter(source)(url))
            return fmt::format("source '{}' takes such addresses, but did not list it when it was last asked",
                               core::name(source));
        if (refusing.empty()) refusing = core::name(source);
    }
    if (!refusing.empty())
        return fmt::format("source '{}' leaves it out by its include and exclude patterns", refusing);
    return fmt::format("no source is of {}", site_of(url));
}

}  // namespace app
