#include "app/commands/site_sample.h"

#include "app/commands/article_look.h"
#include "app/commands/output.h"
#include "core/article.h"
#include "core/error.h"
#include "fetch/markup/url_identity.h"
#include "fetch/words/words.h"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace app {

namespace {

void say(const std::string& line) {
    print(line + "\n");
}

/// Why a machine seems to read the article; empty where nothing says so.
std::string machine_voice_of(const ArticleLook& look) {
    const std::string name = fetch::synthesis_in(look.recording);
    return name.empty() ? name : fmt::format("the recordings' addresses say ({})", name);
}

Sampled sample_of(fetch::Http& http, const fetch::FoundSource& source, const core::Source& rules) {
    Sampled sampled;
    std::size_t looked_at = 0;
    for (const core::Link& link : source.samples) {
        if (link.published) sampled.written.push_back(*link.published);
        if (looked_at++ == samples_per_source) break;
        if (link.url.empty()) continue;
        try {
            const ArticleLook look = look_at(http, link, rules);
            const core::Article& article = look.article;
            ++sampled.read;
            if (look.has_recording) {
                ++sampled.with_recording;
                sampled.an_article = link.url;
                sampled.recording = look.recording;
                if (sampled.machine_voice.empty()) sampled.machine_voice = machine_voice_of(look);
            }
            if (article.ambiguous) ++sampled.ambiguous;
            if (article.published) sampled.written.push_back(*article.published);
            if (sampled.language.empty()) sampled.language = article.language;
            say(fmt::format("    {}: {}{}", link.url, article.title.empty() ? "no title" : article.title,
                            look.has_recording  ? ", with a recording"
                            : article.ambiguous ? ", several recordings"
                                                : ""));
        } catch (...) {
            const core::Error error = core::current_error();
            say(fmt::format("    {}: {}", link.url, error.what()));
        }
    }
    return sampled;
}

/// The feed that is taken over is no source: newscast's own will stand in its place. Where nobody said where it stands
/// it is known by its items.
bool is_former(const fetch::FoundSource& source, const FormerPodcast& former) {
    if (former.feed.address.empty() && former.self.empty()) {
        const auto is_item = [&](const core::Link& link) {
            return std::ranges::any_of(former.feed.items,
                                       [&](const FormerItem& item) { return item.guid == link.guid; });
        };
        return !source.samples.empty() && std::ranges::all_of(source.samples, is_item);
    }
    const std::string identity = fetch::identity_of(source.url);
    return (!former.feed.address.empty() && identity == fetch::identity_of(former.feed.address)) ||
           (!former.self.empty() && identity == fetch::identity_of(former.self));
}

}  // namespace

SiteSample sample(fetch::Http& http, const fetch::FoundSources& site, const FormerPodcast& former,
                  const core::Source& rules) {
    SiteSample all;
    Sampled& told = all.told;
    for (const fetch::FoundSource& source : site.sources) {
        say(fmt::format("  {} {} ({}): {} articles, {} with a recording beside them", core::name(source.kind),
                        source.url, source.rule, source.articles, source.recordings));
        if (!former.feed.items.empty() && is_former(source, former)) {
            say("    no source: it is the feed that is taken over");
            continue;
        }
        const Sampled sampled = sample_of(http, source, rules);
        if (told.an_article.empty()) told.an_article = sampled.an_article;
        if (told.recording.empty()) told.recording = sampled.recording;
        if (told.language.empty()) told.language = sampled.language;
        if (told.machine_voice.empty()) told.machine_voice = sampled.machine_voice;
        told.written.insert(told.written.end(), sampled.written.begin(), sampled.written.end());
        all.candidates.push_back({&source, sampled});
    }
    std::ranges::stable_sort(all.candidates, std::ranges::greater(), &Candidate::recordings);
    if (all.candidates.empty())
        throw core::Error(core::ErrorKind::media, fmt::format("{}: no {}feed, sitemap or page with articles was found",
                                                              site.url, site.sources.empty() ? "" : "other "));
    return all;
}

}  // namespace app
