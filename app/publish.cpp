#include "app/publish.h"

#include "app/identity.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "core/hash.h"
#include "feed/rss.h"
#include "feed/site.h"

#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>

namespace app {

namespace {

namespace filesystem = std::filesystem;

constexpr const char* marker_name = ".newscast";
constexpr const char* feed_name = "feed.xml";

core::Episode episode_from(const core::Show& show, const catalog::Entry& entry) {
    const core::Article& content = entry.article.content;
    core::Episode episode;
    episode.guid = entry.guid;
    episode.slug = entry.slug;
    episode.title = content.title;
    episode.link = link_of(show, entry.article);
    episode.published = entry.article.published_at;
    episode.modified = entry.modified;
    episode.authors = content.authors;
    episode.language = content.language.empty() ? show.language : content.language;
    episode.lead = content.lead;
    episode.body = content.body;
    episode.body_html = content.body_html;
    episode.article_image = content.image;
    episode.image_path = entry.picture_path;
    episode.enclosure = {entry.file.path, entry.file.bytes, entry.file.type, entry.file.sha256, entry.file.duration};
    episode.before = entry.file.before;
    episode.after = entry.file.after;
    return episode;
}

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

bool publish(const config::Config& config, catalog::Catalog& catalog, const std::string& cover_path,
             core::Instant now) {
    const filesystem::path folder = config.show_folder();
    const std::vector<catalog::Entry> entries = catalog.published();
    std::vector<core::Episode> episodes;
    for (const catalog::Entry& entry : entries) {
        if (episodes.size() == config.feed.items) break;
        episodes.push_back(episode_from(config.show, entry));
    }
    feed::Channel channel;
    channel.guid = catalog.fact("podcast_guid");
    if (channel.guid.empty()) {
        channel.guid = core::podcast_guid(config.show.feed_url());
        catalog.set_fact("podcast_guid", channel.guid);
    }
    channel.cover_path = cover_path;
    const auto render = [&](const std::string& changed_at) {
        channel.last_change = core::to_instant(core::parse_iso8601(changed_at).value(), "UTC");
        return feed::rss(config.show, channel, episodes);
    };
    // lastBuildDate tells when the content last changed: a rendering that differs from what stands gets a new one.
    std::string changed_at = catalog.fact("feed_changed_at");
    const filesystem::path feed_file = folder / feed_name;
    const std::string standing = filesystem::exists(feed_file) ? core::read_file(feed_file) : std::string();
    std::string xml = changed_at.empty() ? std::string() : render(changed_at);
    if (xml.empty() || xml != standing) {
        changed_at = core::format_iso8601(core::to_written(now, "UTC"));
        xml = render(changed_at);
        catalog.set_fact("feed_changed_at", changed_at);
    }

    std::set<std::string> known{marker_name, feed_name, cover_path};
    std::set<std::string> folders{"", "media", "images"};
    for (const feed::Page& page : feed::site(config.show, channel, episodes)) {
        core::write_file(folder / page.path, page.content);
        known.insert(page.path);
        folders.insert(filesystem::path(page.path).parent_path().string());
    }
    const bool replaced = core::write_file(feed_file, xml) == core::Written::replaced;
    deliver_outbox(config, catalog);
    for (const std::string& path : catalog.media_paths()) known.insert(path);
    for (const std::string& below : folders) sweep(folder, below, known);
    return replaced;
}

}  // namespace app
