#include "app/run/discovery.h"

#include "app/run/identity.h"
#include "app/run/keys.h"
#include "app/run/news.h"
#include "app/run/shared_recordings.h"
#include "app/run/source_health.h"
#include "app/threads.h"
#include "core/error.h"
#include "core/fingerprint.h"
#include "fetch/listing/discover.h"

#include <fmt/format.h>

#include <utility>
#include <variant>

namespace app {

namespace {

std::vector<catalog::SourceRules> rules_of(const std::vector<core::Source>& sources) {
    const std::vector<std::string> identities = source_identities(sources);
    std::vector<catalog::SourceRules> rules;
    for (std::size_t index = 0; index < sources.size(); ++index)
        rules.push_back({identities[index], former_identities(sources[index]), rules_key(sources[index]),
                         rules_text(sources[index])});
    return rules;
}

}  // namespace

Discovery::Discovery(RunContext& run, Ledger& ledger)
    : run_(run), ledger_(ledger), sources_(rules_of(run.config.sources)) {}

void Discovery::discover() {
    run_.catalog.set_sources(sources_, run_.now);
    in_threads(sources_.size(), [this](std::size_t index) { discover_source(index); });
}

void Discovery::discover_source(std::size_t index) {
    const core::Source& source = run_.config.sources[index];
    const auto tell_of = [&](Event::Kind kind, const std::string& text) {
        run_.report.tell({.kind = kind,
                          .step = Event::Step::discover,
                          .show = run_.config.show.id,
                          .source = core::name(source),
                          .text = text});
    };
    ledger_.count([](Tally& tally) { ++tally.sources; });
    // An unchanged listing is asked for in full again after the operator changed what is taken from it.
    const std::string key = core::fingerprint(source);
    const core::Validators known = run_.catalog.listing(key);
    fetch::Listing listing;
    std::vector<catalog::Found> found;
    try {
        auto answer = fetch::discover(run_.http, source, known, run_.config.show.timezone, run_.dates);
        if (std::holds_alternative<fetch::NotModified>(answer)) {
            ledger_.note({.name = core::name(source), .outcome = "unchanged"});
            return tell_of(Event::Kind::step, "not modified");
        }
        listing = std::move(std::get<fetch::Listing>(answer));
        found = found_from(listing.links);
    } catch (...) {
        const core::Error error = core::current_error();
        // A local source that cannot be read is the source's failure, not the machine's.
        const bool local = source.url.empty();
        if (run_.interrupt.requested() || (error.kind() == core::ErrorKind::storage && !local)) throw error;
        tell_of(Event::Kind::problem, error.what());
        ledger_.note({.name = core::name(source),
                      .outcome = "failed",
                      .kind = std::string(catalog::name(error.kind())),
                      .message = error.what()});
        return ledger_.count([&](Tally& tally) {
            ++tally.failed;
            if (error.is_offline()) ++tally.sources_down;
        });
    }
    for (const std::string& problem : listing.problems) tell_of(Event::Kind::problem, problem);
    if (!listing.problems.empty()) ledger_.count([](Tally& tally) { ++tally.failed; });
    const std::string& name = sources_[index].identity;
    const std::size_t before = run_.catalog.listed_before(key);
    const std::string dry = dryness_of(listing, before);
    if (is_news(run_.catalog, run_.now, "dryness of " + name, dry)) tell_source(source, dry);
    if (is_news(run_.catalog, run_.now, "oddity of " + name, listing.remark))
        tell_of(Event::Kind::problem, listing.remark);
    if (const std::string videos = news_of_videos(run_.catalog, name, listing.videos); !videos.empty())
        tell_of(Event::Kind::problem, videos);
    // That it stays so must not hide that it gives nothing.
    if (!dry.empty()) listing.validators = {};
    const std::size_t added = run_.catalog.record_listing(
        {key, sources_[index].identity, sources_[index].reading_key, listing.validators}, found, run_.now);
    ledger_.count([&](Tally& tally) {
        tally.added += added;
        tally.left_out += listing.left_out;
    });
    ledger_.note({.name = core::name(source),
                  .outcome = "read",
                  .listed = found.size(),
                  .added = added,
                  .left_out = listing.left_out});
    tell_of(Event::Kind::step, fmt::format("{} articles, {} new{}", found.size(), added,
                                           listing.left_out > 0 ? fmt::format(", {} left out", listing.left_out) : ""));
}

void Discovery::tell_source(const core::Source& source, const std::string& text) {
    run_.report.tell({.kind = Event::Kind::problem,
                      .step = Event::Step::discover,
                      .show = run_.config.show.id,
                      .source = core::name(source),
                      .text = text});
    ledger_.count([](Tally& tally) { ++tally.failed; });
}

void Discovery::look_for_silence() {
    for (std::size_t index = 0; index < sources_.size(); ++index) {
        const std::string& name = sources_[index].identity;
        const std::string silent = silence_of(run_.catalog.yield_of(name, telling_articles));
        if (is_news(run_.catalog, run_.now, "silence of " + name, silent))
            tell_source(run_.config.sources[index], silent);
    }
}

void Discovery::refuse_shared() {
    for (const SharedNews& news : app::refuse_shared(run_, sources_))
        for (std::size_t index = 0; index < sources_.size(); ++index)
            if (sources_[index].identity == news.source) tell_source(run_.config.sources[index], news.text);
}

bool Discovery::judge_shared() {
    return app::judge_shared(run_, sources_);
}

}  // namespace app
