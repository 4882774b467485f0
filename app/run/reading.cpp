#include "app/run/reading.h"

#include "app/run/identity.h"
#include "app/run/tags.h"
#include "app/run/voicing.h"
#include "core/error.h"
#include "fetch/markup/url.h"
#include "fetch/markup/url_identity.h"

#include <fmt/core.h>

#include <algorithm>
#include <span>
#include <utility>

namespace app {

namespace {

std::string describe_candidates(const core::Article& article) {
    constexpr std::size_t most_named = 5;
    std::string text;
    for (const core::AudioCandidate& candidate :
         std::span(article.audio).first(std::min(article.audio.size(), most_named)))
        text += fmt::format("{}{} ({:.1f})", text.empty() ? "" : ", ", candidate.url, candidate.score);
    if (article.audio.size() > most_named) text += fmt::format(" and {} more", article.audio.size() - most_named);
    return text;
}

/// The one recording to take: what a feed names beside the item outranks what its page shows.
std::string choose_recording(const core::Link& link, const core::Article& article) {
    if (link.recording) return link.recording->url;
    if (article.ambiguous)
        throw core::Error(core::ErrorKind::media,
                          "several recordings are as likely, none was taken: " + describe_candidates(article));
    if (article.later_parts.size() >= core::Article::most_parts)
        throw core::Error(core::ErrorKind::media,
                          fmt::format("its recording has {} parts, more than the {} that are taken; none was taken",
                                      article.later_parts.size() + 1, core::Article::most_parts));
    return article.audio.empty() ? std::string() : article.audio.front().url;
}

/// What an article is called that has no title: its page where it has one of its own, its recording, its file.
std::string address_of(const core::Link& link, const std::string& recording_url) {
    const bool has_page =
        !link.url.empty() && !link.shares_page && fetch::identity_of(link.url) != fetch::identity_of(recording_url);
    if (has_page || (recording_url.empty() && !link.url.empty())) return fetch::printable(link.url);
    return recording_url.empty() ? link.file.filename().string() : fetch::printable(recording_url);
}

/// The same article says the same to listeners, whatever version of this program hashed it first.
std::string tag_hash_of(const catalog::KnownArticle& known, const core::Article& article, core::Instant published_at) {
    std::string now = tag_hash(article, published_at);
    const bool same = known.was_read && now == tag_hash(known.content, known.published_at);
    return same ? known.tag_hash : now;
}

}  // namespace

catalog::Reading reading_of(const RunContext& run, const core::Source* source, const catalog::ReadWork& work,
                            Look look) {
    core::Article& article = look.article;
    const catalog::KnownArticle& known = work.article;
    catalog::Reading reading;
    reading.page = look.page;
    reading.page_was_read = !look.from_item;
    reading.reading_key = work.reading_key;
    if (article.title.empty()) article.title = known.link.title;
    if (!article.published) article.published = known.link.published;
    reading.recording_url = choose_recording(known.link, article);
    if (known.link.recording) article.later_parts.clear();
    if (known.was_read && !known.content.audio.empty() && !core::is_voiced(known.content.audio.front().url)) {
        const std::string& before = known.content.audio.front().url;
        const std::vector<std::string>& parts = known.content.later_parts;
        const bool is_elsewhere = before != reading.recording_url || parts != article.later_parts;
        reading.same_recording =
            is_elsewhere && fetch::unsigned_identity_of(before) == fetch::unsigned_identity_of(reading.recording_url) &&
            std::ranges::equal(parts, article.later_parts, {}, fetch::unsigned_identity_of,
                               fetch::unsigned_identity_of);
    }
    if (article.title.empty()) article.title = known.content.title;
    if (article.title.empty()) article.title = address_of(known.link, reading.recording_url);
    const std::string named = reading.recording_url;
    // One that had a recording is not read by a machine because its page has lost it.
    const bool had_one =
        !known.guid.empty() && !known.content.audio.empty() && !core::is_voiced(known.content.audio.front().url);
    if (named.empty() && !look.awaits_recording && !had_one)
        reading.recording_url = voiced_address_of(run.config, known.source, article);
    // What a feed names beside an item is that item's, whoever else it is named beside.
    if (!known.link.recording) reading.recording_key = fetch::file_identity_of(named);
    reading.outcome = reading.recording_url.empty() ? catalog::Outcome::silent : catalog::Outcome::recording;

    // A time that is missing or from before the web gives way to when the article was first seen; one that is still to
    // come is kept as it was said, and shown no earlier than it can be: then the article is dated when it was first
    // seen.
    const std::string& zone = run.config.show.timezone;
    reading.published_at = known.first_seen;
    // A page that loses its day does not move it, and what says "now" at each request is a clock.
    const bool published = known.was_read && !known.guid.empty();
    const bool says_now =
        article.published && published &&
        std::chrono::abs(core::to_instant(*article.published, zone) - run.now) < std::chrono::minutes(15) &&
        article.published != known.content.published;
    if (published && known.content.published && (!article.published || says_now)) {
        article.published = known.content.published;
        reading.published_at = known.published_at;
    }
    if (article.published) {
        const core::Instant written = core::to_instant(*article.published, zone);
        if (written > core::Instant(std::chrono::days(2))) reading.published_at = written;
    }
    const core::Instant shown = std::min(reading.published_at, known.first_seen);
    if (source != nullptr && source->since) {
        const core::WrittenTime since{std::chrono::local_days(*source->since), std::nullopt, false};
        if (shown < core::to_instant(since, zone)) reading.outcome = catalog::Outcome::left_out;
    }
    // What would be retired at once is not fetched.
    const std::chrono::days keep_days = run.config.feed.keep_days;
    if (keep_days.count() > 0 && shown < run.dates - keep_days) reading.outcome = catalog::Outcome::left_out;
    reading.identity = identity_of(known.link, article, named);
    reading.other_identity = other_identity_of(known.link, article);
    reading.keys = keys_of(known.link, article, named);
    reading.tag_hash = tag_hash_of(known, article, shown);
    reading.content = std::move(article);
    return reading;
}

}  // namespace app
