#include "app/run/steps.h"

#include "app/run/edition_choice.h"
#include "app/run/flawed.h"
#include "app/run/identity.h"
#include "app/run/look.h"
#include "app/run/originals.h"
#include "app/run/reading.h"
#include "app/run/recording.h"
#include "app/run/timing.h"
#include "app/workers/voice.h"
#include "core/error.h"
#include "fetch/markup/url.h"

#include <fmt/format.h>

#include <vector>

namespace app {

namespace {

std::string name_of(const catalog::KnownArticle& article) {
    if (!article.content.title.empty()) return quoted(article.content.title);
    if (!article.link.title.empty()) return quoted(article.link.title);
    if (!article.link.url.empty()) return article.link.url;
    return article.link.recording ? article.link.recording->url : article.link.file.string();
}

/// The same for programs: nothing is quoted or cut.
std::string title_of(const catalog::KnownArticle& article) {
    return article.content.title.empty() ? article.link.title : article.content.title;
}

/// What it is called for good: its episode's GUID, before there is one its page's URL.
std::string id_of(const catalog::KnownArticle& article) {
    return article.guid.empty() ? fetch::printable(article.link.url) : article.guid;
}

Event::Step told_step(catalog::Step step) {
    switch (step) {
        case catalog::Step::read:
            return Event::Step::read;
        case catalog::Step::download:
            return Event::Step::download;
        case catalog::Step::align:
            return Event::Step::align;
        case catalog::Step::make:
        case catalog::Step::assemble:
            break;
    }
    return Event::Step::make;
}

}  // namespace

Steps::Steps(RunContext& run, const catalog::Keys& keys, const Artwork& cover, const FormerGuids& former,
             Ledger& ledger, const std::vector<catalog::SourceRules>& sources)
    : run_(run), keys_(keys), former_(former), maker_(run, cover), ledger_(ledger), sources_(sources) {}

void Steps::tell(Event::Kind kind, Event::Step step, const catalog::KnownArticle& article,
                 const std::string& text) const {
    run_.report.tell({.kind = kind,
                      .step = step,
                      .show = run_.config.show.id,
                      .article = name_of(article),
                      .id = id_of(article),
                      .text = text});
}

void Steps::tell_failure(Event::Step step, const catalog::KnownArticle& article, const std::string& text) {
    tell(Event::Kind::problem, step, article, text);
    ledger_.count([](Tally& tally) { ++tally.failed; });
}

bool Steps::obeys_robots(const catalog::KnownArticle& article) const {
    const core::Source* source = source_of(article);
    return source == nullptr || !source->ignore_robots;
}

const core::Source* Steps::source_of(const catalog::KnownArticle& article) const {
    for (std::size_t index = 0; index < sources_.size(); ++index)
        if (sources_[index].identity == article.source) return &run_.config.sources[index];
    return nullptr;
}

std::optional<core::Instant> Steps::next_check(const catalog::KnownArticle& article, core::Instant published_at) const {
    // An archive that is taken over is old at first sight.
    if (run_.now - std::min(article.first_seen, published_at) >= run_.config.limits.recheck) return std::nullopt;
    // After half of the time for which it has been known: soon after it appeared corrections are likely, later ever
    // less.
    return run_.now + std::max<std::chrono::seconds>(std::chrono::seconds(1), (run_.now - article.first_seen) / 2);
}

/// Of its recording, of which a new one has come or not.
std::optional<core::Instant> Steps::next_look(const catalog::KnownArticle& article,
                                              const std::optional<catalog::Original>& recording) const {
    const std::optional<catalog::Original>& present = recording ? recording : article.recording;
    // Nobody but us changes what is read by a machine.
    if (present && core::is_voiced(present->url)) return std::nullopt;
    return present && !present->flaw.empty() ? next_look_at_flawed(run_, article)
                                             : next_check(article, article.published_at);
}

bool Steps::do_next(catalog::Step step) {
    // Taken before the work is, so that two threads do not both take the last.
    const bool is_turn = step == catalog::Step::align;
    if (is_turn && !align_turns_.take(ledger_.tally().made)) return false;
    const std::optional<catalog::Work> work = run_.catalog.claim_next(step, keys_, run_.now);
    if (!work && is_turn) align_turns_.give_back();
    if (!work) return false;
    const catalog::KnownArticle& article = catalog::article_of(*work);
    const auto* to_make = std::get_if<catalog::MakeWork>(&*work);
    Noted noted;
    noted.article = {article.guid, fetch::printable(article.link.url), title_of(article), {}};
    noted.step.step = catalog::name(step);
    if (to_make != nullptr && to_make->rendition != core::enclosure_id) noted.step.rendition = to_make->rendition;
    StepWatch watch(run_.workers);
    tell(Event::Kind::progress, told_step(step), article, {});
    try {
        if (const auto* to_read = std::get_if<catalog::ReadWork>(&*work))
            read(*to_read, noted);
        else if (const auto* to_download = std::get_if<catalog::DownloadWork>(&*work))
            download(*to_download, noted);
        else if (to_make != nullptr)
            make(*to_make, noted);
        else
            align(std::get<catalog::AlignWork>(*work), noted);
    } catch (...) {
        // Whatever an article's work throws is that article's failure; only the machine's own ends a run.
        const core::Error error = core::current_error();
        if (run_.interrupt.requested()) {
            run_.catalog.release(*work);
            return false;
        }
        if (error.kind() == core::ErrorKind::storage) {
            run_.catalog.release(*work);
            throw error.with_context("article " + name_of(article));
        }
        noted.fail(catalog::name(error.kind()), error.what());
        tell_failure(
            told_step(step), article,
            (noted.step.rendition.empty() ? "" : fmt::format("rendition '{}': ", noted.step.rendition)) + error.what());
        run_.catalog.fail(*work, error, run_.now);
    }
    watch.read_into(noted.step);
    // A recording that has come is still to be made; whatever else happened, nothing more is to be done for it now.
    const bool is_last = step != catalog::Step::align && noted.step.rendition.empty() &&
                         (step == catalog::Step::make || noted.step.outcome != StepOutcome::done);
    run_.report.tell({.kind = Event::Kind::ended, .step = told_step(step), .is_last = is_last});
    ledger_.note(std::to_string(article.id), std::move(noted));
    return true;
}

void Steps::read(const catalog::ReadWork& work, Noted& noted) {
    const catalog::KnownArticle& known = work.article;
    const core::Source* source = source_of(known);
    Look look = look_at(run_, source, work);
    const bool awaits_recording = look.awaits_recording;
    // A local file that changes is listed as changed.
    const bool is_looked_at = known.link.file.empty() || awaits_recording;
    const auto next = [&](core::Instant published_at) {
        return is_looked_at ? next_check(known, published_at) : std::nullopt;
    };
    noted.step.outcome = StepOutcome::unchanged;
    if (look.sight == Look::Sight::unchanged) return run_.catalog.complete(work, next(known.published_at), run_.now);
    // What went wrong without anything being lost by it.
    const auto complain = [&](const std::string& text) {
        noted.step.message = text;
        tell_failure(Event::Step::read, known, text);
    };
    if (look.sight == Look::Sight::strange) {
        // Once: while it stays so there is nothing new to say.
        if (!run_.catalog.keep(work, look.reason, next(known.published_at), run_.now)) return;
        noted.fail(catalog::name(core::ErrorKind::media), {});
        return complain(fmt::format("its page is now {}; the episode stays as it is", look.reason));
    }
    if (!look.reason.empty())
        complain(fmt::format("its page is now {}; what its feed says of it was taken", look.reason));
    const catalog::Reading reading = reading_of(run_, source, work, std::move(look));
    const auto step_done = [&](const std::string& name, const std::string& text) {
        noted.step.message = text;
        run_.report.tell({.step = Event::Step::read,
                          .show = run_.config.show.id,
                          .article = name,
                          .id = id_of(known),
                          .text = text});
    };
    const catalog::Recorded recorded = run_.catalog.complete(work, reading, next(reading.published_at), run_.now);
    noted.article.title = reading.content.title;
    const bool is_silent = recorded.shared || reading.outcome == catalog::Outcome::silent;
    if (is_silent) noted.step.outcome = StepOutcome::no_recording;
    if (!known.guid.empty() && !known.content.audio.empty() && reading.outcome == catalog::Outcome::silent)
        complain("its page has no recording any more; the episode keeps the one it has");
    switch (recorded.change) {
        case catalog::Recorded::Change::duplicate:
            noted.step.outcome = StepOutcome::duplicate;
            if (recorded.folded_into.empty()) return step_done(name_of(known), "known already under another URL");
            return complain(
                fmt::format("'{}' is the same article as '{}', by what its page says of itself; it is one episode",
                            known.link.url, recorded.folded_into));
        case catalog::Recorded::Change::changed:
            if (!is_silent) noted.step.outcome = StepOutcome::done;
            ledger_.count([](Tally& tally) { ++tally.changed; });
            return step_done(quoted(reading.content.title), "changed");
        case catalog::Recorded::Change::first:
            if (!is_silent) noted.step.outcome = StepOutcome::done;
            if (is_silent)
                step_done(quoted(reading.content.title), recorded.shared
                                                             ? "no recording of its own: other pages have it"
                                                         : awaits_recording ? "no recording yet: it was asked for"
                                                                            : "no recording");
            if (reading.outcome == catalog::Outcome::left_out) {
                noted.step.outcome = StepOutcome::left_out;
                ledger_.count([](Tally& tally) { ++tally.left_out; });
            }
            return;
        case catalog::Recorded::Change::same:
            return;
    }
}

void Steps::download(const catalog::DownloadWork& work, Noted& noted) {
    const catalog::KnownArticle& article = work.article;
    std::optional<catalog::Original> recording;
    const auto complain = [&](const std::string& text) {
        noted.step.message = text;
        tell_failure(Event::Step::download, article, text);
    };
    if (work.recording) recording = fetch_recording(run_, work, obeys_robots(article), complain);
    if (recording)
        noted.step.bytes = recording->bytes;
    else
        noted.step.outcome = StepOutcome::unchanged;
    const std::string guid = article.guid.empty() ? former_.mint(run_, article) : article.guid;
    const catalog::Minting minting{guid, article.slug.empty() ? slug_of(run_.config.show, article, guid) : article.slug,
                                   stands_alone(run_.config, article.source, article.content.section)};
    const std::optional<std::string> folded_into = run_.catalog.complete(
        work, recording, download_picture(work), minting, next_look(article, recording), run_.now);
    noted.article.guid = guid;
    if (!folded_into) return;
    noted.article.guid.clear();
    noted.step.outcome = StepOutcome::duplicate;
    const std::string& url = article.link.url;
    if (url.empty() || folded_into->empty() || url == *folded_into)
        return tell(Event::Kind::step, Event::Step::download, article,
                    noted.step.message = "known already: the same recording, title and day or text");
    complain(fmt::format("'{}' is the same as '{}': the same recording, title and day or text; it is one episode", url,
                         *folded_into));
}

std::optional<catalog::Original> Steps::download_picture(const catalog::DownloadWork& work) {
    const std::string& url = work.article.content.image.url;
    const std::optional<catalog::Original>& present = work.article.picture;
    if (url.empty() || (present && present->url == url && !work.picture_lost)) return std::nullopt;
    try {
        return fetch_picture(run_, work.article, obeys_robots(work.article));
    } catch (...) {
        const core::Error error = core::current_error();
        // An episode without its own picture is an episode all the same.
        if (error.kind() == core::ErrorKind::storage || run_.interrupt.requested()) throw error;
        // A picture that listeners had is worth a later try, where one may succeed.
        if (work.picture_lost && error.kind() == core::ErrorKind::network && !error.is_refusal()) throw error;
        tell(Event::Kind::step, Event::Step::download, work.article, fmt::format("picture left out: {}", error.what()));
        return std::nullopt;
    }
}

void Steps::make(const catalog::MakeWork& work, Noted& noted) {
    const std::optional<catalog::Catalog::Making> making = maker_.make(work);
    if (!making) {
        lost_ = true;
        noted.step.outcome = StepOutcome::lost;
        run_.catalog.release(work);
        return;
    }
    run_.catalog.complete(work, *making, run_.now);
    ledger_.count([&](Tally& tally) {
        ++tally.made;
        if (making->picture_failed) ++tally.failed;
    });
    const catalog::KnownArticle& article = work.parts.front().article;
    const core::Made& made = making->file.rendition.made;
    noted.step.bytes = made.bytes;
    noted.step.made = made;
    run_.report.tell({.step = Event::Step::make,
                      .show = run_.config.show.id,
                      .article = name_of(article),
                      .id = id_of(article),
                      .made = making->file.rendition});
    if (work.sound && work.rendition == core::enclosure_id && !made.findings.empty())
        tell(Event::Kind::problem, Event::Step::make, article,
             fmt::format("published, but its sound: {}", fmt::join(made.findings, "; ")));
}

std::optional<core::ReadAlong> Steps::time_text_of(const catalog::AlignWork& work) {
    const auto tell_share = [&](double share) {
        run_.report.tell({.kind = Event::Kind::progress,
                          .step = Event::Step::align,
                          .show = run_.config.show.id,
                          .article = name_of(work.parts.front().article),
                          .share = share});
    };
    try {
        std::optional<core::ReadAlong> found = time_text(run_, work, tell_share);
        if (found && (found->timing == core::Timing::timed || found->timing == core::Timing::other_text))
            align_turns_.synthesizer_succeeded();
        return found;
    } catch (const SynthesizerError& error) {
        if (!run_.interrupt.requested() && align_turns_.synthesizer_failed())
            run_.report.tell({.kind = Event::Kind::problem,
                              .step = Event::Step::align,
                              .show = run_.config.show.id,
                              .text = fmt::format("{}; transcripts wait for the next run", error.what())});
        throw;
    }
}

void Steps::align(const catalog::AlignWork& work, Noted& noted) {
    const catalog::KnownArticle& article = work.parts.front().article;
    const std::optional<core::ReadAlong> found = time_text_of(work);
    if (!found) {
        lost_ = true;
        noted.step.outcome = StepOutcome::lost;
        run_.catalog.release(work);
        return;
    }
    const bool is_news = run_.catalog.complete(work, *found);
    noted.step.message =
        found->timing == core::Timing::timed
            ? fmt::format("transcript timed, {} of {} sentences are read", found->read, found->sentences)
            : "transcript without times: " + found->reason;
    if (found->timing == core::Timing::other_text && is_news)
        return tell(
            Event::Kind::problem, Event::Step::align, article,
            found->reason + "; look whether it is the article's: it is published, its transcript without times");
    tell(Event::Kind::step, Event::Step::align, article, noted.step.message);
}

}  // namespace app
