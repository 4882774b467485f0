#include "app/steps.h"

#include "app/identity.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/hash.h"
#include "fetch/article.h"
#include "fetch/discover.h"
#include "fetch/download.h"
#include "fetch/url.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <thread>
#include <vector>

namespace app {

namespace {

constexpr std::uint64_t max_picture_bytes = 32u << 20;

std::string name_of(const catalog::Article& article) {
    if (!article.content.title.empty()) return quoted(article.content.title);
    if (!article.found.title.empty()) return quoted(article.found.title);
    return article.found.url.empty() ? article.found.file : article.found.url;
}

/// Changes with everything that decides which links a listing gives, so that an unchanged page is asked for in full
/// again after the operator changed what is taken from it.
std::string listing_key(const core::Source& source) {
    const nlohmann::json rules{
        {"kind", core::name(source.kind)},
        {"where", core::name(source)},
        {"items", source.max_items},
        {"xpath", source.link_xpath},
        {"include", source.include},
        {"exclude", source.exclude},
        {"pages", source.max_pages},
        {"since", source.since ? std::chrono::sys_days(*source.since).time_since_epoch().count() : 0}};
    return core::sha256(rules.dump());
}

std::string describe_candidates(const core::Article& article) {
    std::string text;
    for (const core::AudioCandidate& candidate : article.audio)
        text += fmt::format("{}{} ({:.1f})", text.empty() ? "" : ", ", candidate.url, candidate.score);
    return text;
}

/// The one recording to take: what a feed names beside the item outranks what its page shows.
std::string choose_recording(const catalog::Found& found, const core::Article& article) {
    if (!found.recording_url.empty()) return found.recording_url;
    if (article.ambiguous)
        throw core::Error(core::ErrorKind::media,
                          "several recordings are as likely, none was taken: " + describe_candidates(article));
    return article.audio.empty() ? std::string() : article.audio.front().url;
}

}  // namespace

Steps::Steps(const config::Config& config, catalog::Catalog& catalog, fetch::Http& http, Workers& workers,
             const Picture& cover, Report& report, Interrupt& interrupt, core::Instant now)
    : config_(config),
      catalog_(catalog),
      http_(http),
      workers_(workers),
      cover_(cover),
      report_(report),
      interrupt_(interrupt),
      now_(now),
      keys_(keys_from(config, cover.sha256)) {}

template <typename Change>
void Steps::count(Change change) {
    const std::lock_guard lock(tally_mutex_);
    change(tally_);
}

Tally Steps::tally() const {
    const std::lock_guard lock(tally_mutex_);
    return tally_;
}

bool Steps::obeys_robots(const catalog::Article& article) const {
    const core::Source* source = source_of(article);
    return source == nullptr || !source->ignore_robots;
}

const core::Source* Steps::source_of(const catalog::Article& article) const {
    for (const core::Source& source : config_.sources)
        if (core::name(source) == article.source) return &source;
    return nullptr;
}

std::filesystem::path Steps::kept(const catalog::Source& source) const {
    return config_.state_folder() / "sources" / source.sha256;
}

std::optional<core::Instant> Steps::next_check(const catalog::Article& article) const {
    // Half of the article's age: soon after it appeared corrections are likely, later ever less.
    const auto age = now_ - article.first_seen;
    if (age >= config_.limits.recheck) return std::nullopt;
    return now_ + std::max<std::chrono::seconds>(std::chrono::seconds(1), age / 2);
}

void Steps::discover() {
    std::exception_ptr failure;
    {
        std::vector<std::jthread> threads;
        for (const core::Source& source : config_.sources)
            threads.emplace_back([&] {
                try {
                    discover_source(source);
                } catch (...) {
                    const std::lock_guard lock(tally_mutex_);
                    failure = std::current_exception();
                }
            });
    }
    if (failure) std::rethrow_exception(failure);
}

void Steps::discover_source(const core::Source& source) {
    count([](Tally& tally) { ++tally.sources; });
    try {
        const std::string key = listing_key(source);
        const auto answer = fetch::discover(http_, source, catalog_.listing(key), config_.show.timezone);
        if (std::holds_alternative<fetch::NotModified>(answer)) {
            report_.step(fmt::format("source {}: not modified", core::name(source)));
            return;
        }
        const auto& listing = std::get<fetch::Listing>(answer);
        for (const std::string& problem : listing.problems)
            report_.problem(fmt::format("source {}: {}", core::name(source), problem));
        const std::vector<catalog::Found> found = found_from(listing.links);
        const std::size_t added = catalog_.record_listing(key, core::name(source), listing.validators, found, now_);
        count([&](Tally& tally) {
            tally.added += added;
            tally.left_out += listing.left_out;
        });
        report_.step(fmt::format("source {}: {} articles, {} new{}", core::name(source), found.size(), added,
                                 listing.left_out > 0 ? fmt::format(", {} left out", listing.left_out) : ""));
    } catch (const core::Error& error) {
        // A local source that cannot be read is the source's failure, not the machine's.
        const bool local = source.url.empty();
        if (interrupt_.requested() || (error.kind() == core::ErrorKind::storage && !local)) throw;
        report_.problem(fmt::format("source {}: {}", core::name(source), error.what()));
        count([&](Tally& tally) {
            ++tally.failed;
            if (error.kind() == core::ErrorKind::network) ++tally.sources_down;
        });
    }
}

bool Steps::do_next(catalog::Step step) {
    const std::optional<catalog::Work> work = catalog_.claim_next(step, keys_, now_);
    if (!work) return false;
    try {
        switch (step) {
            case catalog::Step::read:
                read(*work);
                break;
            case catalog::Step::download:
                download(*work);
                break;
            case catalog::Step::prepare:
                prepare(*work);
                break;
        }
    } catch (const core::Error& error) {
        if (interrupt_.requested()) {
            catalog_.release(*work);
            return false;
        }
        if (error.kind() == core::ErrorKind::storage) {
            catalog_.release(*work);
            throw error.with_context("article " + name_of(work->article));
        }
        report_.problem(fmt::format("article {}: {}", name_of(work->article), error.what()));
        catalog_.fail(*work, error, now_);
        count([](Tally& tally) { ++tally.failed; });
    }
    return true;
}

void Steps::read(const catalog::Work& work) {
    const catalog::Article& known = work.article;
    fetch::Page page;
    if (const core::Source* source = source_of(known)) page.xpath = source->xpath;
    core::Validators validators;
    if (!known.found.file.empty()) {
        try {
            page.bytes = core::read_file(known.found.file, config_.limits.max_page_bytes);
        } catch (const core::Error& error) {
            throw core::Error(core::ErrorKind::gone, error.what());
        }
        validators.etag = core::sha256(page.bytes);
        if (known.was_read && known.page == validators) {
            catalog_.complete_read(work, std::nullopt, now_);
            return;
        }
    } else if (known.found.url.empty()) {
        // A feed's item with a recording and no page: what the feed says is all there is.
        page.bytes.clear();
    } else {
        fetch::Request request;
        request.url = known.found.url;
        request.accept = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5";
        request.validators = known.page;
        request.obey_robots = obeys_robots(known);
        fetch::Response response = http_.get(request);
        if (response.status == 304) {
            catalog_.complete_read(work, next_check(known), now_);
            return;
        }
        page.url = response.url;
        page.content_type = response.header("content-type");
        page.bytes = std::move(response.body);
        validators = response.validators;
    }
    core::Article article = page.bytes.empty() && known.found.url.empty() && known.found.file.empty()
                                ? core::Article{}
                                : fetch::read_article(page);
    const catalog::Reading reading = reading_of(work, std::move(article), validators);
    const auto check = known.found.file.empty() ? next_check(known) : std::nullopt;
    switch (catalog_.complete_read(work, reading, check, now_)) {
        case catalog::Catalog::Recorded::duplicate:
            report_.step(fmt::format("article {}: known already under another URL", name_of(known)));
            return;
        case catalog::Catalog::Recorded::changed:
            count([](Tally& tally) { ++tally.changed; });
            report_.step(fmt::format("article {}: changed", quoted(reading.content.title)));
            return;
        case catalog::Catalog::Recorded::first:
            if (reading.outcome == catalog::Outcome::silent)
                report_.step(fmt::format("article {}: no recording", quoted(reading.content.title)));
            if (reading.outcome == catalog::Outcome::left_out) count([](Tally& tally) { ++tally.left_out; });
            return;
        case catalog::Catalog::Recorded::same:
            return;
    }
}

catalog::Reading Steps::reading_of(const catalog::Work& work, core::Article article,
                                   const core::Validators& page) const {
    const catalog::Article& known = work.article;
    catalog::Reading reading;
    reading.page = page;
    if (article.title.empty()) article.title = known.found.title;
    if (!article.published) article.published = known.found.published;
    reading.recording_url = choose_recording(known.found, article);
    reading.outcome = reading.recording_url.empty() ? catalog::Outcome::silent : catalog::Outcome::recording;
    if (reading.outcome == catalog::Outcome::recording && article.title.empty())
        throw core::Error(core::ErrorKind::media, "no title was found");

    // A time that is missing or cannot be true gives way to when the article was first seen.
    reading.published_at = known.first_seen;
    if (article.published) {
        const core::Instant written = core::to_instant(*article.published, config_.show.timezone);
        const bool plausible = written > core::Instant(std::chrono::days(2)) && written <= known.first_seen;
        if (plausible) reading.published_at = written;
    }
    const core::Source* source = source_of(known);
    if (source != nullptr && source->since) {
        const core::WrittenTime since{std::chrono::local_days(*source->since), std::nullopt, false};
        if (reading.published_at < core::to_instant(since, config_.show.timezone))
            reading.outcome = catalog::Outcome::left_out;
    }
    // What would be retired at once is not fetched.
    if (config_.feed.keep_days.count() > 0 && reading.published_at < now_ - config_.feed.keep_days)
        reading.outcome = catalog::Outcome::left_out;
    reading.identity = identity_of(known.found, article, reading.recording_url);
    reading.keys = keys_of(known.found, article, reading.recording_url);
    reading.tag_hash = tag_hash(article, reading.published_at);
    reading.content = std::move(article);
    return reading;
}

void Steps::download(const catalog::Work& work) {
    const catalog::Article& article = work.article;
    fetch::DownloadRequest request;
    request.url = article.content.audio.empty() ? std::string() : article.content.audio.front().url;
    request.folder = config_.state_folder() / "sources";
    if (request.url == article.found.recording_url) request.expected_bytes = article.found.recording_bytes;
    // A copy that is no longer kept has to come in full.
    if (article.recording && article.recording->kept && article.recording->url == request.url)
        request.validators = article.recording->validators;
    request.obey_robots = obeys_robots(article);
    report_.progress(fmt::format("downloading {}", name_of(article)));
    const auto answer = fetch::download(http_, request);
    std::optional<catalog::Source> recording;
    if (const auto* fetched = std::get_if<fetch::Download>(&answer))
        recording = catalog::Source{request.url,         fetched->sha256,       fetched->bytes,
                                    fetched->validators, fetched->content_type, true};
    catalog_.complete_download(work, recording, download_picture(work), next_check(article), now_);
}

std::optional<catalog::Source> Steps::download_picture(const catalog::Work& work) {
    const std::string& url = work.article.content.image.url;
    const std::optional<catalog::Source>& present = work.article.picture;
    if (url.empty() || (present && present->url == url && present->kept)) return std::nullopt;
    try {
        fetch::Request request;
        request.url = url;
        request.accept = "image/*";
        request.max_bytes = max_picture_bytes;
        const fetch::Response response = http_.get(request);
        catalog::Source picture;
        picture.url = url;
        picture.sha256 = core::sha256(response.body);
        picture.bytes = response.body.size();
        picture.validators = response.validators;
        picture.content_type = response.content_type();
        core::write_file(kept(picture), response.body);
        return picture;
    } catch (const core::Error& error) {
        // An episode without its own picture is an episode all the same.
        if (error.kind() == core::ErrorKind::storage || interrupt_.requested()) throw;
        report_.step(fmt::format("article {}: picture left out: {}", name_of(work.article), error.what()));
        return std::nullopt;
    }
}

void Steps::prepare(const catalog::Work& work) {
    const catalog::Article& article = work.article;
    const std::string guid = article.guid.empty() ? mint_guid(config_.show, article.identity) : article.guid;
    const std::string slug = article.slug.empty() ? slug_of(config_.show, article, guid) : article.slug;
    const std::string name = name_of(article);

    std::string cover = cover_.small;
    std::string picture_path;
    if (article.picture && article.picture->kept) {
        try {
            Picture picture = article_picture(config_, workers_, kept(*article.picture), slug);
            cover = std::move(picture.small);
            picture_path = std::move(picture.path);
        } catch (const core::Error& error) {
            if (error.kind() != core::ErrorKind::media) throw;
            report_.step(fmt::format("article {}: picture left out: {}", name, error.what()));
        }
    }
    catalog::File file = make_file(article, slug, tags_for(config_, article, guid, std::move(cover)));
    catalog_.complete_prepare(work, guid, slug, file, picture_path, now_);
    count([](Tally& tally) { ++tally.made; });
    report_.step(fmt::format("article {}: {} {:.1f} LUFS, {:.1f} dBTP to {:.1f} LUFS, {:.1f} dBTP, {}", name,
                             core::name(file.lane), file.before.integrated_lufs, file.before.true_peak_dbtp,
                             file.after.integrated_lufs, file.after.true_peak_dbtp, file.path));
}

catalog::File Steps::make_file(const catalog::Article& article, const std::string& slug, const core::Tags& tags) {
    const std::optional<catalog::File> current = catalog_.current_file(article.id);
    const std::filesystem::path folder = config_.show_folder();
    const std::string extension(core::name(config_.recipe.format));

    catalog::File file = current.value_or(catalog::File{});
    file.version = catalog_.latest_version(article.id) + 1;
    file.path = file.version == 1 ? fmt::format("media/{}.{}", slug, extension)
                                  : fmt::format("media/{}-v{}.{}", slug, file.version, extension);
    file.type = core::media_type(config_.recipe.format);
    file.made_at = now_;
    core::AtomicFile output(folder / file.path);

    const bool same_audio = current && current->audio_key == keys_.audio_key(article) &&
                            std::filesystem::is_regular_file(folder / current->path);
    if (same_audio) {
        const core::FileDescriptor input = core::open_to_read(folder / current->path);
        const transcode::Retagged retagged =
            workers_.retag(input.get(), output.descriptor(), config_.recipe.format, tags);
        file.bytes = retagged.bytes;
        file.sha256 = retagged.sha256;
    } else {
        const core::FileDescriptor input = core::open_to_read(kept(*article.recording));
        const std::string name = name_of(article);
        const transcode::Prepared prepared = workers_.prepare(
            input.get(), output.descriptor(), config_.recipe, tags,
            [&](double share) { report_.progress(fmt::format("preparing {} {:.0f} %", name, share * 100)); });
        file.lane = prepared.lane;
        file.explanation = prepared.explanation;
        file.before = prepared.before;
        file.after = prepared.after;
        file.predicted = prepared.predicted;
        file.gain_db = prepared.gain_db;
        file.limited_db = prepared.limited_db;
        file.shortfall_lu = prepared.shortfall_lu;
        file.duration = prepared.duration;
        file.bytes = prepared.bytes;
        file.sha256 = prepared.sha256;
        file.source_format = prepared.source_format;
    }
    file.audio_key = keys_.audio_key(article);
    file.tag_key = keys_.tag_key(article);
    // The same bytes need no new name: a lost file comes back under its own.
    if (current && current->sha256 == file.sha256) {
        file.path = current->path;
        file.version = current->version;
    }
    output.commit_as(folder / file.path);
    return file;
}

}  // namespace app
