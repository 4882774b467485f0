#include "app/publish.h"

#include "app/rendering.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/hash.h"
#include "feed/archive.h"
#include "feed/check.h"
#include "feed/rss.h"
#include "feed/site.h"

#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <numeric>
#include <set>

namespace app {

namespace {

namespace filesystem = std::filesystem;

constexpr const char* marker_name = ".newscast";
constexpr const char* feed_name = "feed.xml";
constexpr std::size_t max_corrected = 20;

bool is_whole(const filesystem::path& path, std::uint64_t bytes) {
    struct stat facts {};
    return ::lstat(path.c_str(), &facts) == 0 && S_ISREG(facts.st_mode) &&
           static_cast<std::uint64_t>(facts.st_size) == bytes;
}

/// Lets `path` answer with the bytes of `source`, in one step for whoever reads it.
void link_over(const filesystem::path& source, const filesystem::path& path) {
    std::error_code failed;
    if (filesystem::equivalent(source, path, failed)) return;  // renaming a link over its twin would leave both
    const filesystem::path temporary = path.parent_path() / ("." + path.filename().string() + ".part");
    ::unlink(temporary.c_str());
    if (::link(source.c_str(), temporary.c_str()) != 0) {
        // Not every file system has links.
        core::AtomicFile copy(path);
        copy.write(core::read_file(source, std::size_t{4} << 30));
        copy.commit();
        return;
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        const int reason = errno;
        ::unlink(temporary.c_str());
        throw core::system_error("cannot replace", path.string(), reason);
    }
    core::sync_folder(path.parent_path());
}

void deliver_outbox(const config::Config& config, catalog::Catalog& catalog) {
    for (const catalog::Delivery& delivery : catalog.outbox()) {
        const filesystem::path source = config.show_folder() / delivery.source_path;
        if (filesystem::is_regular_file(source)) link_over(source, config.show_folder() / delivery.path);
        catalog.delivered(delivery.path);
    }
}

/// Removes files below one of the show's own folders that are neither known nor in use.
void sweep(const filesystem::path& folder, const std::string& below, const std::set<std::string>& known) {
    std::error_code failed;
    for (const auto& entry : filesystem::directory_iterator(folder / below, failed)) {
        const std::string name = entry.path().filename().string();
        const std::string path = below.empty() ? name : below + "/" + name;
        if (entry.is_directory() && !entry.is_symlink()) continue;
        if (!known.contains(path)) filesystem::remove(entry.path(), failed);
    }
}

}  // namespace

void claim_folder(const config::Config& config) {
    const filesystem::path folder = config.show_folder();
    std::error_code failed;
    filesystem::create_directories(folder, failed);
    if (failed) throw core::system_error("cannot make the folder", folder.string(), failed.value());
    if (filesystem::is_symlink(folder))
        throw core::Error(core::ErrorKind::config,
                          fmt::format("out folder '{}' is a link; name its target", folder.string()));
    const filesystem::path marker = folder / marker_name;
    if (filesystem::is_regular_file(filesystem::symlink_status(marker))) return;
    if (!filesystem::is_empty(folder))
        throw core::Error(
            core::ErrorKind::config,
            fmt::format("out folder '{}' holds files that are not newscast's; choose an empty one", folder.string()));
    core::write_file(marker, config.show.id + "\n");
}

void inspect_media(const config::Config& config, catalog::Catalog& catalog, Report& report) {
    for (const catalog::Entry& entry : catalog.published()) {
        if (entry.file.audio_key.empty() || is_whole(config.show_folder() / entry.file.path, entry.file.bytes))
            continue;
        report.step(fmt::format("'{}' is gone or was altered: made again", entry.file.path));
        catalog.forget_file(entry.file.path);
    }
}

std::size_t retire(const config::Config& config, catalog::Catalog& catalog, core::Instant now) {
    const config::FeedOptions& limits = config.feed;
    if (limits.keep_days.count() == 0 && limits.keep_episodes == 0 && limits.keep_mb == 0) return 0;
    std::size_t kept = 0;
    std::uint64_t bytes = 0;
    std::size_t retired = 0;
    for (const catalog::Entry& entry : catalog.published()) {
        bytes += entry.file.bytes;
        const bool too_old = limits.keep_days.count() > 0 && entry.article.published_at < now - limits.keep_days;
        const bool too_many = limits.keep_episodes > 0 && kept >= limits.keep_episodes;
        const bool too_large = limits.keep_mb > 0 && bytes > std::uint64_t{limits.keep_mb} << 20;
        if (too_old || too_many || too_large) {
            catalog.withdraw(entry.guid, "past retention", now);
            ++retired;
        } else {
            ++kept;
        }
    }
    return retired;
}

namespace {

/// What is published of one show, rendered only as far as it has changed.
class Publication {
public:
    Publication(const config::Config& config, catalog::Catalog& catalog, const Picture& cover, core::Instant now)
        : config_(config), catalog_(catalog), folder_(config.show_folder()), now_(now), entries_(catalog.published()) {
        channel_.guid = catalog.fact("podcast_guid");
        if (channel_.guid.empty()) {
            channel_.guid = core::podcast_guid(config.show.feed_url());
            catalog.set_fact("podcast_guid", channel_.guid);
        }
        channel_.cover_path = cover.path;
        channel_.thumbnail_path = cover.thumbnail_path;
        known_ = {marker_name, feed_name, cover.path, cover.thumbnail_path};
        assign_archives();
        rendering_ = rendering_key(config, channel_);
        keys_.reserve(entries_.size());
        for (const catalog::Entry& entry : entries_) keys_.push_back(pages_key(rendering_, entry));
    }

    Published write(Replacement replacement, Report& report) {
        write_episode_pages();
        write_index_pages();
        write_archives();
        const Published done = write_feed(replacement, report);
        if (done != Published::refused) deliver_outbox(config_, catalog_);
        if (done != Published::refused) sweep_all();
        return done;
    }

private:
    void assign_archives() {
        std::vector<std::size_t> pages;
        pages.reserve(entries_.size());
        for (const catalog::Entry& entry : entries_) pages.push_back(entry.archive);
        const std::string highest = catalog_.fact("archives");
        channel_.archives = highest.empty() ? 0 : std::stoul(highest);
        const std::vector<std::size_t> assigned =
            feed::assign_archives(pages, channel_.archives, {config_.feed.items, config_.feed.items});
        std::vector<std::pair<catalog::Id, std::size_t>> changed;
        for (std::size_t index = 0; index < entries_.size(); ++index) {
            if (assigned[index] == entries_[index].archive) continue;
            entries_[index].archive = assigned[index];
            changed.emplace_back(entries_[index].episode, assigned[index]);
            channel_.archives = std::max(channel_.archives, assigned[index]);
        }
        if (!changed.empty()) {
            catalog_.set_archives(changed);
            catalog_.set_fact("archives", std::to_string(channel_.archives));
        }
        // Pages whose every episode was withdrawn since are no longer served; the oldest one left is the chain's end.
        channel_.first_archive = channel_.archives + 1;
        for (const catalog::Entry& entry : entries_)
            if (entry.archive > 0) channel_.first_archive = std::min(channel_.first_archive, entry.archive);
    }

    core::Episode whole_episode(std::size_t index) {
        catalog::Entry entry = entries_[index];
        catalog_.fill_body(entry);
        return episode_from(config_.show, entry);
    }

    /// The episodes of one archive page (0: of feed.xml), newest first, and the key of what they are rendered from.
    std::vector<std::size_t> members(std::size_t archive) const {
        std::vector<std::size_t> found;
        for (std::size_t index = 0; index < entries_.size(); ++index)
            if (entries_[index].archive == archive) found.push_back(index);
        return found;
    }

    /// Archived episodes whose correction is among the latest: apps that read only feed.xml are to see it too.
    std::set<std::size_t> latest_corrected() const {
        std::vector<std::size_t> corrected;
        for (std::size_t index = 0; index < entries_.size(); ++index)
            if (entries_[index].archive > 0 && entries_[index].modified) corrected.push_back(index);
        std::stable_sort(corrected.begin(), corrected.end(),
                         [&](std::size_t a, std::size_t b) { return *entries_[a].modified > *entries_[b].modified; });
        if (corrected.size() > max_corrected) corrected.resize(max_corrected);
        return {corrected.begin(), corrected.end()};
    }

    std::string key_of(const std::vector<std::size_t>& indexes) const {
        core::Sha256 hash;
        hash.update(rendering_);
        for (const std::size_t index : indexes) hash.update(keys_[index]);
        return hash.finish();
    }

    void write_pages(const std::vector<feed::Page>& pages) {
        for (const feed::Page& page : pages) core::write_file(folder_ / page.path, page.content);
    }

    void write_episode_pages() {
        for (std::size_t index = 0; index < entries_.size(); ++index) {
            const catalog::Entry& entry = entries_[index];
            const core::Episode light = episode_from(config_.show, entry);
            const std::string page = feed::episode_page_path(light);
            known_.insert({page, "transcripts/" + entry.slug + ".html", "chapters/" + entry.slug + ".json"});
            if (entry.pages_key == keys_[index] && std::filesystem::is_regular_file(folder_ / page)) continue;
            write_pages(feed::episode_pages(config_.show, channel_, whole_episode(index)));
            catalog_.set_pages_key(entry.episode, keys_[index]);
        }
    }

    void write_index_pages() {
        std::vector<std::size_t> all(entries_.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        const std::string key = key_of(all);
        index_changed_ = catalog_.fact("index_key") != key || !std::filesystem::is_regular_file(folder_ / "index.html");
        if (!index_changed_) return;
        std::vector<core::Episode> episodes;
        episodes.reserve(entries_.size());
        for (const catalog::Entry& entry : entries_) episodes.push_back(episode_from(config_.show, entry));
        const std::vector<feed::Page> pages = feed::index_pages(config_.show, channel_, episodes);
        write_pages(pages);
        for (const feed::Page& page : pages) known_.insert(page.path);
        catalog_.set_fact("index_key", key);
    }

    void write_archives() {
        for (std::size_t number = channel_.first_archive; number <= channel_.archives; ++number) {
            const std::string path = feed::archive_path(number);
            known_.insert(path);
            const std::vector<std::size_t> indexes = members(number);
            const std::string key = key_of(indexes);
            if (catalog_.fact(path) == key && std::filesystem::is_regular_file(folder_ / path)) continue;
            std::vector<core::Episode> episodes;
            episodes.reserve(indexes.size());
            for (const std::size_t index : indexes) episodes.push_back(whole_episode(index));
            core::write_file(folder_ / path, feed::archive(config_.show, channel_, number, episodes));
            catalog_.set_fact(path, key);
        }
    }

    Published write_feed(Replacement replacement, Report& report) {
        std::vector<core::Episode> episodes;
        std::vector<std::string> may_go = catalog_.withdrawn();
        const std::set<std::size_t> corrected = latest_corrected();
        for (std::size_t index = 0; index < entries_.size(); ++index) {
            if (entries_[index].archive == 0 || corrected.contains(index))
                episodes.push_back(whole_episode(index));
            else
                may_go.push_back(entries_[index].guid);
        }
        const auto render = [&](const std::string& changed_at) {
            channel_.last_change = core::to_instant(core::parse_iso8601(changed_at).value(), "UTC");
            return feed::rss(config_.show, channel_, episodes);
        };
        // lastBuildDate tells when the content last changed: a rendering that differs from what stands gets a new one.
        const std::filesystem::path file = folder_ / feed_name;
        const std::string standing = std::filesystem::exists(file) ? core::read_file(file) : std::string();
        std::string changed_at = catalog_.fact("feed_changed_at");
        if (!changed_at.empty() && render(changed_at) == standing) return Published::unchanged;
        changed_at = core::format_iso8601(core::to_written(now_, "UTC"));
        const std::string xml = render(changed_at);
        const std::vector<std::string> findings = feed::check_replacement(standing, xml, may_go, now_);
        if (!findings.empty() && replacement == Replacement::guarded) {
            report.problem(
                fmt::format("show {}: the new feed would be worse and was not published: {}{}; "
                            "newscast run --accept-worse-feed publishes it once",
                            config_.show.id, findings.front(),
                            findings.size() > 1 ? fmt::format(" (and {} more)", findings.size() - 1) : ""));
            return Published::refused;
        }
        catalog_.set_fact("feed_changed_at", changed_at);
        core::write_file(file, xml);
        return Published::replaced;
    }

    void sweep_all() {
        for (const std::string& path : catalog_.media_paths()) known_.insert(path);
        for (const char* below : {"media", "images", "episodes", "transcripts", "chapters"})
            sweep(folder_, below, known_);
        // Which files the index has is known only when it was rendered.
        if (index_changed_)
            for (const char* below : {"", "months", "assets"}) sweep(folder_, below, known_);
    }

    const config::Config& config_;
    catalog::Catalog& catalog_;
    const filesystem::path folder_;
    const core::Instant now_;
    std::vector<catalog::Entry> entries_;
    std::vector<std::string> keys_;  ///< of each entry's own pages
    std::string rendering_;          ///< what all pages have in common
    feed::Channel channel_;
    std::set<std::string> known_;
    bool index_changed_ = false;
};

}  // namespace

Published publish(const config::Config& config, catalog::Catalog& catalog, const Picture& cover, core::Instant now,
                  Replacement replacement, Report& report) {
    return Publication(config, catalog, cover, now).write(replacement, report);
}

}  // namespace app
