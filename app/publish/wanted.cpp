#include "app/publish/wanted.h"

#include "core/fingerprint.h"
#include "feed/archive.h"
#include "feed/episode_pages.h"
#include "feed/index_pages.h"
#include "feed/paths.h"
#include "feed/rss.h"
#include "feed/site_assets.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace app {

namespace {

using core::FileKind;

/// Raised by whoever changes what a page looks like without changing the values that it shows.
constexpr int rendering_version = 5;

constexpr std::size_t max_corrected = 20;

std::string_view type_of(std::string_view path) {
    static const std::map<std::string_view, std::string_view> types{
        {"html", "text/html"},           {"xml", "application/rss+xml"},
        {"json", "application/json"},    {"css", "text/css"},
        {"js", "text/javascript"},       {"svg", "image/svg+xml"},
        {"jpg", "image/jpeg"},           {"vtt", "text/vtt"},
        {"srt", "application/x-subrip"}, {"webmanifest", "application/manifest+json"},
    };
    const auto found = types.find(path.substr(path.rfind('.') + 1));
    return found == types.end() ? "application/octet-stream" : found->second;
}

std::string key_of(const Blob& blob) {
    return blob.sha256.substr(0, 32);
}

/// The numbers of the feed's archive pages that hold episodes, each with the one before it (0: it is the oldest), and
/// their members, newest first.
struct ArchivePage {
    std::size_t previous = 0;
    std::vector<std::size_t> members;
};

std::map<std::size_t, ArchivePage> archives_of(const Feed& feed, std::span<const catalog::Entry> entries) {
    std::map<std::size_t, ArchivePage> pages;
    for (std::size_t index = 0; index < entries.size(); ++index)
        if (entries[index].archive > 0 && feed.holds(entries[index]))
            pages[entries[index].archive].members.push_back(index);
    std::size_t previous = 0;
    for (auto& [number, page] : pages) page.previous = std::exchange(previous, number);
    return pages;
}

class Wishes {
public:
    Wishes(const Edition& edition, Contents contents)
        : edition_(edition), contents_(std::move(contents)), light_(std::make_shared<std::vector<core::Episode>>()) {
        for (const Feed& feed : edition.feeds) {
            channels_.push_back(std::make_shared<const feed::Channel>(feed.channel));
            bases_.push_back(
                core::fingerprint(rendering_version, std::string_view(NEWSCAST_VERSION), edition.show, feed.channel));
        }
        light_->reserve(edition.entries.size());
        keys_.reserve(edition.entries.size());
        for (const catalog::Entry& entry : edition.entries) {
            light_->push_back(entry.episode);
            keys_.push_back(core::fingerprint(entry.episode));
        }
    }

    Wants all() {
        for (std::size_t index = 0; index < keys_.size(); ++index) want_media(index);
        want_further_pictures();
        want_earlier();
        want_cover();
        for (const feed::SiteFile& page : feed::shared_files(edition_.show, *channels_.front()))
            add(FileKind::asset, page.path, core::fingerprint(page.content), [text = page.content] { return text; });
        for (std::size_t index = 0; index < keys_.size(); ++index) want_pages(index);
        want_lists();
        std::vector<WantedFeed> feeds;
        for (std::size_t feed = 0; feed < edition_.feeds.size(); ++feed) {
            const std::map<std::size_t, ArchivePage> archives = archives_of(edition_.feeds[feed], edition_.entries);
            for (const auto& [number, page] : archives) want_archive(feed, number, page);
            if (archives.empty())
                feeds.push_back(wanted_feed(feed, 0, 0));
            else
                feeds.push_back(wanted_feed(feed, archives.rbegin()->first, archives.begin()->first));
        }
        return {std::move(wanted_), std::move(feeds)};
    }

private:
    void add(FileKind kind, const std::string& path, std::string key, Content content, bool own_name = false) {
        wanted_.push_back({path, kind, std::string(type_of(path)), std::move(key), std::move(content), own_name});
    }

    void want_blob(FileKind kind, const std::string& path, const std::string& type, const Blob& blob) {
        wanted_.push_back({path, kind, type, key_of(blob), blob, true});
    }

    void want_media(std::size_t index) {
        const catalog::Entry& entry = edition_.entries[index];
        for (const core::Rendition& file : entry.episode.renditions)
            want_blob(FileKind::media, file.path, file.type, {file.made.sha256, file.made.bytes});
        if (!entry.episode.image_path.empty())
            want_blob(FileKind::picture, entry.episode.image_path, "image/jpeg",
                      {entry.picture_sha256, entry.picture_bytes});
    }

    /// Of several episodes that have them in common, once. An edition shows its articles' pictures, also those of
    /// articles that are no episodes of their own.
    void want_further_pictures() {
        std::set<std::string> known;
        for (const catalog::Entry& entry : edition_.entries) known.insert(entry.episode.image_path);
        for (const catalog::Entry& entry : edition_.entries)
            for (const catalog::OwnPicture& picture : entry.pictures)
                if (known.insert(picture.path).second)
                    want_blob(FileKind::picture, picture.path, "image/jpeg", {picture.sha256, picture.bytes});
    }

    void want_earlier() {
        std::set<std::string> current;
        for (const Wanted& one : wanted_) current.insert(one.path);
        for (const catalog::EarlierFile& file : edition_.earlier) {
            if (current.contains(file.path)) continue;
            const Blob blob{file.sha256, file.bytes};
            // A file of another type keeps its bytes: nobody who asks for MP3 is given something else.
            if (file.type != file.current_type)
                want_blob(FileKind::media, file.path, file.type, blob);
            else if (current.contains(file.current_path))
                wanted_.push_back(
                    {file.path, FileKind::alias, file.type, key_of(blob), SameAs{file.current_path, blob}, true});
        }
    }

    void want_cover() {
        for (const PictureFile& file : {edition_.cover.full, edition_.cover.thumbnail})
            if (!file.path.empty()) {
                const Blob blob{file.sha256, file.bytes};
                wanted_.push_back({file.path, FileKind::picture, "image/jpeg", key_of(blob), blob, true});
            }
    }

    Render with_text(std::size_t index, std::function<std::string(const core::Episode&)> render) const {
        return
            [light = light_, index, id = edition_.entries[index].id, contents = contents_, render = std::move(render)] {
                core::Episode episode = (*light)[index];
                episode.text = contents.text(id);
                if (!episode.read_along.hash.empty()) episode.read_along.cues = contents.cues(id);
                return render(episode);
            };
    }

    /// Of the feed that holds an episode.
    std::size_t feed_of(std::size_t index) const {
        const auto feed =
            std::ranges::find_if(edition_.feeds, [&](const Feed& each) { return each.holds(edition_.entries[index]); });
        return feed == edition_.feeds.end() ? 0 : static_cast<std::size_t>(feed - edition_.feeds.begin());
    }

    /// The episodes beside it in the list of all.
    feed::Neighbours neighbours_of(std::size_t index) const {
        return {index > 0 ? &(*light_)[index - 1] : nullptr,
                index + 1 < light_->size() ? &(*light_)[index + 1] : nullptr};
    }

    void want_pages(std::size_t index) {
        const std::size_t feed = feed_of(index);
        const feed::Neighbours neighbours = neighbours_of(index);
        const std::string page = feed::episode_page_path((*light_)[index]);
        for (const std::string& path : feed::episode_paths((*light_)[index])) {
            const FileKind kind = path.starts_with("transcripts/") ? FileKind::transcript : FileKind::page;
            std::string key = core::fingerprint(bases_[feed], path, keys_[index]);
            if (path == page)
                for (const core::Episode* neighbour : {neighbours.newer, neighbours.older})
                    if (neighbour != nullptr) key = core::fingerprint(key, neighbour->title, neighbour->slug);
            add(kind, path, std::move(key),
                with_text(
                    index,
                    [&show = edition_.show, channel = channels_[feed], neighbours, path](const core::Episode& episode) {
                        return feed::episode_file(show, *channel, episode, neighbours, path);
                    }),
                true);
        }
    }

    void want_lists() {
        for (const feed::ListPage& page : feed::list_pages(edition_.show, *light_)) {
            const std::span<const std::string> members = std::span(keys_).subspan(page.first, page.count);
            add(FileKind::page, page.path,
                core::fingerprint(bases_.front(), page.path, page.is_cut, page.months, members),
                [&show = edition_.show, channel = channels_.front(), light = light_, page] {
                    return feed::list_page(show, *channel, *light, page);
                });
        }
    }

    std::vector<std::string> keys_of(const std::vector<std::size_t>& members) const {
        std::vector<std::string> keys;
        keys.reserve(members.size());
        for (const std::size_t index : members) keys.push_back(keys_[index]);
        return keys;
    }

    /// Renders a document of several episodes with their texts.
    template <typename Document>
    auto of_members(const std::vector<std::size_t>& members, Document document) const {
        std::vector<catalog::Id> ids;
        ids.reserve(members.size());
        for (const std::size_t index : members) ids.push_back(edition_.entries[index].id);
        return [light = light_, members, ids = std::move(ids), text_of = contents_.text, document](auto... values) {
            std::vector<core::Episode> episodes;
            episodes.reserve(members.size());
            for (std::size_t place = 0; place < members.size(); ++place) {
                episodes.push_back((*light)[members[place]]);
                episodes.back().text = text_of(ids[place]);
            }
            return document(std::span<const core::Episode>(episodes), values...);
        };
    }

    void want_archive(std::size_t feed, std::size_t number, const ArchivePage& page) {
        add(FileKind::archive, feed::archive_path(number),
            core::fingerprint(bases_[feed], std::string_view("archive"), number, page.previous, keys_of(page.members)),
            of_members(page.members, [&show = edition_.show, channel = channels_[feed], number,
                                      previous = page.previous](std::span<const core::Episode> episodes) {
                return feed::archive(show, *channel, number, previous, episodes);
            }));
    }

    WantedFeed wanted_feed(std::size_t index, std::size_t previous, std::size_t oldest) const {
        const Feed& feed = edition_.feeds[index];
        const std::string moved_to = feed.closed ? feed::feed_path() : edition_.moved ? feed.path() : std::string();
        const std::vector<std::size_t> members = feed_members(feed, edition_.entries);
        return {
            feed.path(),
            core::fingerprint(bases_[index], std::string_view("feed"), previous, oldest, moved_to, keys_of(members)),
            of_members(members, [&show = edition_.show, channel = channels_[index], previous, oldest, moved_to](
                                    std::span<const core::Episode> episodes, core::Instant last_change) {
                return feed::rss(show, *channel, {last_change, previous, oldest, moved_to}, episodes);
            })};
    }

    const Edition& edition_;
    Contents contents_;
    // For each feed: what its texts have in common, and the key of that.
    std::vector<std::shared_ptr<const feed::Channel>> channels_;
    std::vector<std::string> bases_;
    std::shared_ptr<std::vector<core::Episode>> light_;
    std::vector<std::string> keys_;  ///< of each episode
    std::vector<Wanted> wanted_;
};

}  // namespace

std::vector<std::size_t> feed_members(const Feed& feed, std::span<const catalog::Entry> entries) {
    std::vector<std::size_t> corrected;
    for (std::size_t index = 0; index < entries.size(); ++index)
        if (feed.holds(entries[index]) && entries[index].archive > 0 && entries[index].episode.modified)
            corrected.push_back(index);
    std::ranges::stable_sort(corrected, std::ranges::greater{},
                             [&](std::size_t index) { return *entries[index].episode.modified; });
    if (corrected.size() > max_corrected) corrected.resize(max_corrected);
    const std::set<std::size_t> latest(corrected.begin(), corrected.end());
    std::vector<std::size_t> members;
    for (std::size_t index = 0; index < entries.size(); ++index)
        if (feed.holds(entries[index]) && (entries[index].archive == 0 || latest.contains(index)))
            members.push_back(index);
    return members;
}

Wants wanted(const Edition& edition, const Contents& contents) {
    return Wishes(edition, contents).all();
}

}  // namespace app
