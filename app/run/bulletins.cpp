#include "app/run/bulletins.h"

#include "app/run/edition_choice.h"
#include "app/run/identity.h"
#include "app/run/news.h"
#include "app/threads.h"
#include "core/edition_times.h"
#include "core/error.h"
#include "core/file_descriptor.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

namespace app {

using catalog::EditionWork;

void Bulletins::tell(Event::Kind kind, const std::string& title, const std::string& text, const std::string& guid) {
    run_.report.tell({.kind = kind,
                      .step = Event::Step::make,
                      .show = run_.config.show.id,
                      .article = quoted(title),
                      .id = guid,
                      .text = text});
}

void Bulletins::tell_failure(const std::string& title, const std::string& text) {
    tell(Event::Kind::problem, title, text);
    ledger_.count([](Tally& tally) { ++tally.failed; });
}

/// An edition that has no articles yet is looked at by every run.
void Bulletins::tell_once(const std::string& title, const std::string& text) {
    if (is_news(run_.catalog, run_.now, "bulletins and " + title, text)) tell_failure(title, text);
}

void Bulletins::mint() {
    for (const config::Bulletin& bulletin : run_.config.bulletins) {
        const auto at = core::latest_edition(bulletin.at, bulletin.days, run_.config.show.timezone, run_.dates);
        if (at && !run_.catalog.has_edition(bulletin.id, *at)) mint_edition(bulletin, *at);
    }
}

void Bulletins::mint_edition(const config::Bulletin& bulletin, core::Instant at) {
    const std::vector<catalog::KnownArticle> known = run_.catalog.candidates(bulletin.id, at - bulletin.window, at);
    std::vector<Offered> offered;
    for (const catalog::KnownArticle& article : known) {
        if (run_.interrupt.requested()) return;
        if (!takes(bulletin, article.source, article.content.section)) continue;
        if (const auto length = length_of(article)) offered.push_back({&article, *length});
    }
    const std::vector<std::size_t> chosen = choose(bulletin, offered);
    const core::Show& show = run_.config.show;
    catalog::NewEdition edition;
    edition.bulletin = bulletin.id;
    edition.at = at;
    edition.own_feed = bulletin.own_feed;
    edition.title = core::edition_title(bulletin.title, show.title, at, show.timezone, show.language);
    for (const std::size_t index : chosen) edition.articles.push_back(offered[index].article->id);
    // An article that no edition can ever hold would be missing without anybody's knowing.
    for (const Offered& one : offered)
        if (one.length > bulletin.max_length)
            tell_once(
                one.article->content.title,
                fmt::format("is longer than max_minutes of bulletin '{}': it is in none of its editions", bulletin.id));
    if (edition.articles.empty()) return tell(Event::Kind::step, edition.title, "no articles: there is no edition");
    edition.names.guid =
        mint_guid(show, fmt::format("bulletin {} {}", bulletin.id, core::format_iso8601(core::to_written(at, "UTC"))));
    edition.names.slug = edition_slug(show, bulletin.id, at, edition.names.guid);
    run_.catalog.mint_edition(edition, run_.now);
    const std::size_t left = offered.size() - chosen.size();
    tell(Event::Kind::step, edition.title,
         fmt::format("an edition of {} articles{}", chosen.size(),
                     left > 0 ? fmt::format(", {} are left to the next one", left) : ""));
}

/// Of what cannot be played there is none: it is no part of an edition.
std::optional<std::chrono::milliseconds> Bulletins::length_of(const catalog::KnownArticle& article) {
    if (const auto length = run_.catalog.length_of(article.id)) return length;
    try {
        const core::FileDescriptor file = core::open_to_read(run_.workshop.source(article.recording->sha256));
        return run_.workers.measure(file.get(), true).duration;
    } catch (const core::Error& error) {
        if (run_.interrupt.requested()) throw;
        tell_once(article.content.title, fmt::format("is left out of the bulletin: {}", error.what()));
        return std::nullopt;
    }
}

bool Bulletins::is_stale(EditionWork& work) {
    const config::Bulletin* bulletin = maker_.bulletin_of(work);
    if (bulletin == nullptr) return false;
    if (work.parts.empty()) {
        withdraw(work);
        return false;
    }
    try {
        maker_.give_keys(work, *bulletin);
    } catch (const core::Error& error) {
        tell_failure(work.title, error.what());
        return false;
    }
    const bool sounds_right = work.current && work.current->audio_key == work.audio_key;
    if (sounds_right) return work.current->tag_key != work.tag_key;
    const std::size_t lost = maker_.leave_out_lost(work);
    if (lost == 0) return true;
    const bool stands = work.current && !work.current->audio_key.empty();
    // What stands has them; a rendition of its own waits until they are here.
    if (stands || work.rendition != core::enclosure_id || !is_last_try_ || work.parts.empty()) {
        lost_ = lost_ || (!stands && work.rendition == core::enclosure_id);
        return false;
    }
    tell_failure(work.title, fmt::format("{} of its articles are left out: their recordings are lost", lost));
    maker_.give_keys(work, *bulletin);
    return true;
}

void Bulletins::withdraw(const EditionWork& work) {
    const bool stands = work.current.has_value();
    if (!stands || work.rendition != core::enclosure_id) return;
    run_.catalog.withdraw(work.names.guid, "nothing is left of it", run_.now);
    tell(Event::Kind::problem, work.title, "none of its articles is left: the edition is withdrawn");
}

void Bulletins::make(Try which) {
    is_last_try_ = which == Try::last;
    std::vector<EditionWork> works = run_.catalog.editions(keys_, run_.dates - run_.config.limits.recheck);
    std::erase_if(works, [this](EditionWork& work) { return !is_stale(work); });
    std::atomic<std::size_t> next = 0;
    in_threads(std::min<std::size_t>(works.size(), std::max(1u, std::thread::hardware_concurrency())),
               [&](std::size_t) {
                   for (std::size_t index = next++; index < works.size() && !run_.interrupt.requested(); index = next++)
                       make_one(works[index]);
               });
}

void Bulletins::make_one(const EditionWork& work) {
    if (!run_.catalog.take(work, run_.now)) return;
    Noted noted;
    noted.article = {work.names.guid, {}, work.title, {}};
    noted.step.step = catalog::name(catalog::Step::assemble);
    if (work.rendition != core::enclosure_id) noted.step.rendition = work.rendition;
    StepWatch watch(run_.workers);
    try {
        const FinishedEdition finished = maker_.make(work, *maker_.bulletin_of(work));
        run_.catalog.complete(work, finished.file, finished.heard, run_.now);
        const core::Made& made = finished.file.rendition.made;
        noted.step.bytes = made.bytes;
        noted.step.made = made;
        ledger_.count([](Tally& tally) { ++tally.made; });
        run_.report.tell({.step = Event::Step::make,
                          .show = run_.config.show.id,
                          .article = quoted(work.title),
                          .id = work.names.guid,
                          .made = finished.file.rendition});
        if (!finished.heard.empty() && noted.step.rendition.empty() && !made.findings.empty())
            tell(Event::Kind::problem, work.title,
                 fmt::format("published, but its sound: {}", fmt::join(made.findings, "; ")), work.names.guid);
    } catch (...) {
        const core::Error error = core::current_error();
        if (run_.interrupt.requested() || error.kind() == core::ErrorKind::storage) run_.catalog.release(work);
        if (run_.interrupt.requested()) return;
        if (error.kind() == core::ErrorKind::storage) throw error.with_context(quoted(work.title));
        noted.fail(catalog::name(error.kind()), error.what());
        tell_failure(
            work.title,
            (noted.step.rendition.empty() ? "" : fmt::format("rendition '{}': ", noted.step.rendition)) + error.what());
        run_.catalog.fail(work, error, run_.now);
    }
    watch.read_into(noted.step);
    run_.report.tell({.kind = Event::Kind::ended, .step = Event::Step::make, .is_last = true});
    ledger_.note("edition " + work.names.guid, std::move(noted));
}

}  // namespace app
