#include "app/commands/why_text.h"

#include "app/commands/layout.h"
#include "app/commands/list_text.h"
#include "app/commands/status_text.h"
#include "core/columns.h"
#include "core/time.h"
#include "fetch/markup/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace app {

namespace {

/// The facts of a block, each under its name; a name that has several stands once.
class Facts {
public:
    Facts(std::size_t columns, std::string zone) : columns_(columns), zone_(std::move(zone)) {}

    /// What may be copied: it stays whole.
    void add(std::string_view name, const std::string& value) {
        if (!value.empty()) text_ += fact(once(name), value);
    }
    /// Words.
    void tell(std::string_view name, const std::string& words) {
        if (!core::one_line(words).empty()) text_ += told_fact(once(name), words, columns_);
    }
    std::string when(core::Instant instant) const { return minute(instant, zone_); }
    const std::string& zone() const { return zone_; }
    std::string text() && { return std::move(text_); }

private:
    std::string_view once(std::string_view name) {
        return name == std::exchange(last_, name) ? std::string_view() : name;
    }

    std::size_t columns_;
    std::string zone_;
    std::string_view last_;
    std::string text_;
};

std::string loudness(const core::Loudness& loudness) {
    return fmt::format("{:.1f} LUFS, {:.1f} dBTP", loudness.integrated_lufs, loudness.true_peak_dbtp);
}

void tell_validators(Facts& facts, std::string_view name, const core::Validators& validators) {
    if (!validators.etag.empty()) facts.add(name, "ETag " + validators.etag);
    if (!validators.last_modified.empty()) facts.add(name, "Last-Modified " + validators.last_modified);
}

void tell_original(Facts& facts, std::string_view name, const std::optional<catalog::Original>& original,
                   const std::optional<core::Instant>& at) {
    if (!original) return;
    facts.tell(name, fmt::format("{}{} bytes{}, {}", at ? "downloaded " + facts.when(*at) + ", " : "", original->bytes,
                                 original->content_type.empty() ? "" : ", " + original->content_type,
                                 original->kept ? "kept" : "no longer kept"));
    for (const catalog::LaterPart& part : original->later_parts) facts.add(name, "and " + fetch::printable(part.url));
    if (!original->flaw.empty()) facts.tell(name, "not whole at its source: " + original->flaw);
    tell_validators(facts, name, original->validators);
}

void tell_state(Facts& facts, const Known& known) {
    const catalog::Standing& standing = known.standing;
    std::string state(name(standing.stage));
    if (!standing.step.empty()) state += ", to " + standing.step;
    facts.tell("state", state);
    for (const std::string& line : known.next) facts.tell("next", line);
    for (const catalog::Failure& failure : known.dossier.failures) {
        facts.tell("failed", words_of(failure, facts.zone()));
        facts.tell("failed", fmt::format("first {}, last {}, {}", facts.when(failure.first), facts.when(failure.last),
                                         catalog::name(failure.kind)));
    }
    if (known.dossier.episode && known.dossier.episode->withdrawn)
        facts.tell("withdrawn", fmt::format("{}: {}", facts.when(known.dossier.episode->withdrawn->at),
                                            known.dossier.episode->withdrawn->reason));
}

void tell_published(Facts& facts, const PublishedAt& at) {
    facts.add("feed", at.feed);
    facts.add("archive", at.archive);
    facts.add("page", at.page);
    for (const std::string& recording : at.recordings) facts.add("enclosure", recording);
}

void tell_article(Facts& facts, const Known& known, const catalog::ArticleRecord& article) {
    const catalog::KnownArticle& what = article.known;
    facts.add("url", fetch::printable(what.link.url));
    if (what.content.url != what.link.url) facts.add("canonical", fetch::printable(what.content.url));
    facts.add("file", what.link.file.string());
    facts.tell("found", fmt::format("{} {}", facts.when(what.first_seen),
                                    what.source.empty() ? "by a source that is no longer configured"
                                                        : "by source " + fetch::printable(what.source)));
    facts.tell("found", what.link.title.empty() ? "" : "listed as '" + core::one_line(what.link.title) + "'");
    if (what.link.recording) facts.add("found", "with " + fetch::printable(what.link.recording->url));
    for (const std::string& name : article.names) facts.add("names", name);
    if (!article.read_at) return facts.tell("read", "not yet");
    facts.tell("read", facts.when(*article.read_at) + (what.page_was_read ? "" : ", what its source says of it"));
    facts.tell("read", article.outcome == "silent"     ? article.is_shared
                                                             ? "other pages offer its recording too: it has none of its own"
                                                             : "no recording of its own"
                       : article.outcome == "left_out" ? "older than what is taken (since, keep_days)"
                                                       : "");
    if (!article.told.empty()) facts.tell("read", "its page is now " + article.told);
    tell_validators(facts, "read", what.page);
    for (const auto& [field, rule] : article.found_by) facts.tell("rules", field + ": " + rule);
    for (const auto& [field, xpath] : known.rules.xpath) facts.add("xpath", field + ": " + xpath);
    facts.add("audio_url", known.rules.audio_url);
    if (!what.content.audio.empty()) {
        const std::string& url = what.content.audio.front().url;
        if (core::is_voiced(url))
            facts.tell("recording", "none: a bulletin's command reads it");
        else
            facts.add("recording", fetch::printable(url));
    }
    tell_original(facts, "recording", what.recording, article.recording_at);
    if (what.picture) facts.add("picture", fetch::printable(what.picture->url));
    tell_original(facts, "picture", what.picture, article.picture_at);
}

void tell_file(Facts& facts, const catalog::FileRecord& record) {
    const core::Rendition& file = record.file.rendition;
    const core::Made& made = file.made;
    const std::string_view name = !record.is_current              ? "earlier"
                                  : file.id == core::enclosure_id ? std::string_view("media")
                                                                  : std::string_view("rendition");
    facts.add(name, file.path);
    facts.tell(name, fmt::format("version {}, made {}, {}, {} bytes{}", record.file.version,
                                 facts.when(record.file.made_at), core::format_duration(made.duration), made.bytes,
                                 record.is_current && record.file.audio_key.empty() ? ", lost" : ""));
    if (!record.is_current) return;
    facts.tell(name, made.source_format);
    facts.tell(name, fmt::format("{} to {}", loudness(made.before), loudness(made.after)));
    facts.tell(name, made.explanation.empty() ? std::string(core::name(made.lane)) : made.explanation);
    for (const std::string& finding : made.findings) facts.tell(name, "its sound: " + finding);
}

void tell_episode(Facts& facts, const catalog::EpisodeRecord& episode) {
    facts.add("guid", episode.guid);
    if (!episode.bulletin.empty())
        facts.tell("bulletin", fmt::format("{}, {}", episode.bulletin, facts.when(episode.at)));
    if (!episode.alone) facts.tell("guid", "it is heard in bulletins only");
    facts.tell("minted", facts.when(episode.minted_at));
    if (episode.modified_at) facts.tell("minted", "corrected " + facts.when(*episode.modified_at));
    for (const catalog::FileRecord& file : episode.files) tell_file(facts, file);
    facts.tell("transcript", in_words(episode.read_along));
    for (const catalog::EditionMember& member : episode.members)
        facts.tell("articles", member.is_heard
                                   ? fmt::format("{}  {}", core::format_duration(member.start), member.title)
                                   : fmt::format("not heard in it: {}", member.title));
}

}  // namespace

std::string text_of(const config::Config& show, const Known& known, std::size_t columns) {
    columns = std::max(columns, least_columns);
    const std::string& zone = show.show.timezone;
    Facts facts(columns, zone);
    facts.tell("show", fmt::format("{} ({}), times in {}", show.show.title, show.show.id, zone));
    tell_state(facts, known);
    if (known.published) tell_published(facts, *known.published);
    const catalog::Dossier& dossier = known.dossier;
    if (dossier.article) tell_article(facts, known, *dossier.article);
    if (dossier.episode) tell_episode(facts, *dossier.episode);
    for (const catalog::EditionPlace& place : dossier.editions)
        facts.tell("edition", fmt::format("'{}' ({}{})", core::one_line(place.title), place.guid,
                                          place.is_heard ? ", from " + core::format_duration(place.start) : ""));
    return hanging(minute(known.standing.date, zone) + "  ", known.standing.name, columns) + std::move(facts).text();
}

}  // namespace app
