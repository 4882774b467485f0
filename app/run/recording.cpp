#include "app/run/recording.h"

#include "app/run/fetched_parts.h"
#include "app/run/flawed.h"
#include "app/run/news.h"
#include "app/run/originals.h"
#include "app/run/voicing.h"
#include "app/workers/workers.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/file_descriptor.h"
#include "core/hash.h"
#include "fetch/markup/url.h"
#include "fetch/markup/url_identity.h"
#include "fetch/web/download.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace app {

namespace {

using catalog::Original;

/// What has come of a recording; of one in parts it is not put together yet.
struct Arrival {
    Original recording;
    std::vector<std::string> parts;  ///< hashes of the files; empty: it is one
    std::string flawed;              ///< URL of the first of them that is not whole, or of the one
};

fetch::DownloadRequest request_for(const RunContext& run, const catalog::KnownArticle& article, bool obey_robots,
                                   const std::string& url) {
    fetch::DownloadRequest request;
    request.url = url;
    request.folder = run.workshop.sources();
    request.obey_robots = obey_robots;
    request.referer = page_of(article);
    return request;
}

std::optional<Arrival> fetch_one(RunContext& run, const catalog::DownloadWork& work, bool obey_robots,
                                 const std::string& url) {
    const catalog::KnownArticle& article = work.article;
    fetch::DownloadRequest request = request_for(run, article, obey_robots, url);
    if (article.link.recording && url == article.link.recording->url)
        request.expected_bytes = article.link.recording->bytes;
    // What is to be made anew has to come in full.
    if (!work.bytes_needed) request.validators = article.recording->validators;
    const auto answer = fetch::download(run.http, request);
    const auto* fetched = std::get_if<fetch::Download>(&answer);
    if (fetched == nullptr) return std::nullopt;
    return Arrival{
        {url, fetched->sha256, fetched->bytes, fetched->validators, fetched->content_type, true, {}, fetched->flaw},
        {},
        url};
}

/// The files of a recording in parts, of which all are needed where one is another than before.
class Parts {
public:
    Parts(RunContext& run, const catalog::DownloadWork& work, bool obey_robots)
        : run_(run), work_(work), obey_robots_(obey_robots), urls_(work.article.content.later_parts) {
        urls_.insert(urls_.begin(), work.article.content.audio.front().url);
    }

    std::optional<Arrival> fetch() {
        kept_ = fetched_parts(run_, work_.article.id);
        came_.resize(urls_.size());
        bool is_changed = work_.bytes_needed;
        for (std::size_t index = 0; index < urls_.size(); ++index) {
            ask(index, work_.bytes_needed ? core::Validators() : known(index));
            is_changed = is_changed || came_[index].has_value();
        }
        if (!is_changed) return std::nullopt;
        for (std::size_t index = 0; index < urls_.size(); ++index)
            if (!came_[index]) ask(index, {});
        return whole();
    }

private:
    core::Validators known(std::size_t index) const {
        const Original& present = *work_.article.recording;
        if (index == 0) return present.validators;
        return index <= present.later_parts.size() ? present.later_parts[index - 1].validators : core::Validators();
    }
    std::string name_of(std::size_t index) const { return fmt::format("part {} of {}", index + 1, urls_.size()); }

    void ask(std::size_t index, const core::Validators& validators) {
        fetch::DownloadRequest request = request_for(run_, work_.article, obey_robots_, urls_[index]);
        const auto kept = kept_.find(urls_[index]);
        const bool is_here = validators.empty() && kept != kept_.end();
        request.validators = is_here ? kept->second.validators : validators;
        try {
            auto answer = fetch::download(run_.http, request);
            if (auto* fetched = std::get_if<fetch::Download>(&answer))
                came_[index] = std::move(*fetched);
            else if (is_here)
                came_[index] = kept->second;
        } catch (const core::Error& error) {
            if (error.kind() == core::ErrorKind::storage) throw;
            throw error.with_context(name_of(index));
        }
        if (!came_[index]) return;
        if (!is_here || kept->second.sha256 != came_[index]->sha256) {
            kept_.insert_or_assign(urls_[index], *came_[index]);
            keep_fetched_parts(run_, work_.article.id, kept_);
        }
        bytes_ += came_[index]->bytes;
        if (const std::uint64_t most = run_.config.limits.max_recording_bytes; bytes_ > most)
            throw core::Error(
                core::ErrorKind::media,
                fmt::format("the {} parts of its recording have more than the {} bytes allowed", urls_.size(), most));
    }

    Arrival whole() const {
        Arrival arrival;
        Original& recording = arrival.recording;
        recording.url = urls_.front();
        recording.content_type = "audio/flac";
        recording.validators = came_.front()->validators;
        for (std::size_t index = 0; index < came_.size(); ++index) {
            const fetch::Download& part = *came_[index];
            arrival.parts.push_back(part.sha256);
            if (index > 0) recording.later_parts.push_back({urls_[index], part.validators});
            if (part.flaw.empty()) continue;
            if (recording.flaw.empty()) arrival.flawed = urls_[index];
            recording.flaw += fmt::format("{}{}: {}", recording.flaw.empty() ? "" : "; ", name_of(index), part.flaw);
        }
        return arrival;
    }

    RunContext& run_;
    const catalog::DownloadWork& work_;
    bool obey_robots_;
    std::vector<std::string> urls_;
    std::vector<std::optional<fetch::Download>> came_;
    FetchedParts kept_;
    std::uint64_t bytes_ = 0;
};

/// Of the parts' sounds, so that neither their tags nor who joined them makes another.
std::string sound_of_parts(const RunContext& run, const std::vector<std::string>& parts) {
    std::string sounds = "parts";
    for (const std::string& part : parts) {
        const std::string sound = sound_of(run, part);
        if (sound.empty()) return {};
        sounds += "\n" + sound;
    }
    return core::sha256(sounds);
}

/// Makes one file of what came in parts, unless that is there.
void put_together(const RunContext& run, const catalog::DownloadWork& work, Arrival& arrival) {
    Original& recording = arrival.recording;
    const std::optional<Original>& present = work.article.recording;
    recording.sound = sound_of_parts(run, arrival.parts);
    if (present && (present->kept || !work.bytes_needed) && !recording.sound.empty() &&
        present->sound == recording.sound) {
        recording.sha256 = present->sha256;
        recording.bytes = present->bytes;
        recording.kept = present->kept;
        return;
    }
    std::vector<core::FileDescriptor> files;
    std::vector<int> descriptors;
    files.reserve(arrival.parts.size());
    descriptors.reserve(arrival.parts.size());
    for (const std::string& part : arrival.parts) {
        files.push_back(core::open_to_read(run.workshop.source(part)));
        descriptors.push_back(files.back().get());
    }
    core::AtomicFile output(run.workshop.source("joined"));
    const transcode::Joined joined = run.workers.join(descriptors, output.descriptor());
    output.commit_as(run.workshop.source(joined.sha256));
    recording.sha256 = joined.sha256;
    recording.bytes = joined.bytes;
}

/// Whether they are put together of other files, whatever signs their addresses.
bool has_other_parts(const Original& present, const Original& now) {
    if (present.later_parts.empty() && now.later_parts.empty()) return false;
    const auto identity = [](const catalog::LaterPart& part) { return fetch::unsigned_identity_of(part.url); };
    return fetch::unsigned_identity_of(present.url) != fetch::unsigned_identity_of(now.url) ||
           !std::ranges::equal(present.later_parts, now.later_parts, {}, identity, identity);
}

/// The recording that stays, under the addresses that it has now; nothing where these are the same too.
std::optional<Original> as_it_stands(const Original& present, const Original& now) {
    const bool same_parts = std::ranges::equal(present.later_parts, now.later_parts, {}, &catalog::LaterPart::url,
                                               &catalog::LaterPart::url);
    if (present.url == now.url && same_parts) return std::nullopt;
    // Under a new address it is no longer to be fetched from the old one.
    Original same = present;
    same.url = now.url;
    same.later_parts = now.later_parts;
    for (catalog::LaterPart& part : same.later_parts) part.validators = {};
    return same;
}

/// Judges whether what has come takes the place of what is there; nothing where all stays as it is.
std::optional<Original> judged(RunContext& run, const catalog::DownloadWork& work, Arrival& arrival,
                               const std::function<void(const std::string&)>& tell) {
    const catalog::KnownArticle& article = work.article;
    Original& recording = arrival.recording;
    const std::optional<Original>& present = article.recording;
    const bool same_bytes = present && recording.sha256 == present->sha256;
    const bool is_lost = present && !present->kept && present->url == recording.url && work.bytes_needed;
    const bool stands = present && (present->kept || !work.bytes_needed);
    const auto is_news_of_flaw = [&] {
        return is_news(run.catalog, run.now, "flaw of " + recording.url, recording.flaw);
    };
    const std::string flaw =
        fmt::format("'{}' is not whole at its source: {}", fetch::printable(arrival.flawed), recording.flaw);
    switch (taking_of(run, article, recording, flaw, stands)) {
        case Taking::take:
            break;
        case Taking::take_now:
            if (is_news_of_flaw()) tell(flaw + "; it is taken as it is");
            break;
        case Taking::leave:
            if (is_news_of_flaw()) tell(flaw + "; the episode keeps the one it has");
            return as_it_stands(*present, recording);
    }
    if (recording.sound.empty())
        recording.sound = same_bytes && !present->sound.empty() ? present->sound : sound_of(run, recording.sha256);
    if (!present || is_lost || same_bytes) return recording;

    const std::string before =
        present->sound.empty() && present->kept ? sound_of(run, present->sha256) : present->sound;
    // Only its tags have changed, or it is packed anew: what listeners have stays as it is.
    if (!before.empty() && before == recording.sound) {
        Original same = *present;
        same.url = recording.url;
        same.later_parts = recording.later_parts;
        same.validators = recording.validators;
        same.sound = before;
        same.flaw = recording.flaw;
        return same;
    }
    constexpr std::chrono::hours between_versions{24};
    // One that was not whole is replaced as soon as there is more of it, and so is one of which the page gives other
    // parts: that is a correction.
    if (!present->flaw.empty() || has_other_parts(*present, recording) || !article.replaced_at ||
        run.now - *article.replaced_at >= between_versions)
        return recording;
    const std::string said = fmt::format(
        "its recording '{}' is another at each download, as where advertisements are put in; one new version a day is "
        "taken",
        fetch::printable(recording.url));
    if (is_news(run.catalog, run.now, "changes of " + article.guid, said)) tell(said);
    return as_it_stands(*present, recording);
}

}  // namespace

std::optional<Original> fetch_recording(RunContext& run, const catalog::DownloadWork& work, bool obey_robots,
                                        const std::function<void(const std::string&)>& tell) {
    if (core::is_voiced(work.article.content.audio.front().url)) return voice(run, work);
    const catalog::KnownArticle& article = work.article;
    const bool has_parts = !article.content.audio.empty() && !article.content.later_parts.empty();
    std::optional<Arrival> arrival =
        has_parts ? Parts(run, work, obey_robots).fetch()
                  : fetch_one(run, work, obey_robots,
                              article.content.audio.empty() ? std::string() : article.content.audio.front().url);
    if (arrival && has_parts) put_together(run, work, *arrival);
    std::optional<Original> taken = arrival ? judged(run, work, *arrival, tell) : std::nullopt;
    keep_fetched_parts(run, article.id, {});
    return taken;
}

}  // namespace app
