#include "feed/rss.h"

#include "core/error.h"
#include "core/hash.h"
#include "core/text.h"
#include "feed/categories.h"
#include "feed/chapters.h"
#include "feed/description.h"
#include "feed/details.h"
#include "feed/frequency.h"
#include "feed/paths.h"
#include "feed/rss_parts.h"
#include "feed/sanitize.h"
#include "feed/versions.h"
#include "feed/words.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace feed {

namespace {

[[noreturn]] void refuse(const core::Show& show, const std::string& reason) {
    throw core::Error(core::ErrorKind::config, "show '" + show.id + "': " + reason);
}

bool is_web_link(const std::string& url) {
    return url.starts_with("https://") || url.starts_with("http://");
}

std::string yes_or_no(bool value) {
    return value ? "yes" : "no";
}
std::string true_or_false(bool value) {
    return value ? "true" : "false";
}

/// Sub-categories stand inside their category, which is named once.
void write_categories(XmlWriter& xml, const core::Show& show) {
    std::vector<std::string> written;
    for (const core::Category& category : show.categories) {
        if (std::find(written.begin(), written.end(), category.name) != written.end()) continue;
        written.push_back(category.name);
        xml.start("itunes:category");
        xml.attribute("text", category.name);
        for (const core::Category& other : show.categories) {
            if (other.name != category.name || other.sub.empty()) continue;
            xml.start("itunes:category");
            xml.attribute("text", other.sub);
            xml.end();
        }
        xml.end();
    }
}

void write_owner(XmlWriter& xml, const core::Show& show) {
    xml.start("podcast:locked");
    if (!show.owner.email.empty()) xml.attribute("owner", show.owner.email);
    xml.text(yes_or_no(show.locked));
    xml.end();
    if (show.owner.email.empty()) return;
    xml.start("itunes:owner");
    xml.element("itunes:name", show.owner.name.empty() ? show.author : show.owner.name);
    xml.element("itunes:email", show.owner.email);
    xml.end();
}

void write_image(XmlWriter& xml, const std::string& url) {
    xml.start("itunes:image");
    xml.attribute("href", url);
    xml.end();
}

void write_enclosure(XmlWriter& xml, const core::Show& show, const core::Rendition& enclosure) {
    xml.start("enclosure");
    xml.attribute("url", counted_url(show, enclosure.path));
    xml.attribute("length", std::to_string(enclosure.made.bytes));
    xml.attribute("type", enclosure.type);
    xml.end();
}

void write_side_files(XmlWriter& xml, const core::Show& show, const core::Episode& episode) {
    std::vector<TimedTranscript> transcripts = timed_transcripts(episode);
    if (const std::string path = transcript_path(episode); !path.empty()) transcripts.push_back({path, "text/html"});
    for (const TimedTranscript& transcript : transcripts) {
        xml.start("podcast:transcript");
        xml.attribute("url", show.base_url + transcript.path);
        xml.attribute("type", transcript.type);
        if (!episode.language.empty()) xml.attribute("language", episode.language);
        // It is a promise that the times are true.
        if (transcript.is_captions) xml.attribute("rel", "captions");
        xml.end();
    }
    if (const std::string path = chapters_path(episode); !path.empty()) {
        xml.start("podcast:chapters");
        xml.attribute("url", show.base_url + path);
        xml.attribute("type", "application/json+chapters");
        xml.end();
        write_simple_chapters(xml, show, episode);
    }
}

/// Every file of the episode, the enclosure once more among them, with the hash that lets an app see whether it has the
/// whole file.
void write_versions(XmlWriter& xml, const core::Show& show, const core::Episode& episode) {
    const std::vector<Version> all = versions(episode, words(show.language));
    for (const Version& version : all) {
        const core::Rendition& file = *version.file;
        if (file.made.sha256.size() != 64) continue;
        xml.start("podcast:alternateEnclosure");
        xml.attribute("type", file.type);
        xml.attribute("length", std::to_string(file.made.bytes));
        if (version.bitrate > 0) xml.attribute("bitrate", std::to_string(version.bitrate));
        if (all.size() > 1) xml.attribute("title", version.title);
        if (!version.codecs.empty()) xml.attribute("codecs", version.codecs);
        if (&file == &episode.enclosure()) xml.attribute("default", "true");
        xml.start("podcast:source");
        xml.attribute("uri", counted_url(show, file.path));
        xml.end();
        xml.start("podcast:integrity");
        xml.attribute("type", "sri");
        xml.attribute("value", core::integrity(file.made.sha256));
        xml.end();
        xml.end();
    }
}

/// Apps read it as they read itunes:explicit; the sentence for listeners stands in the descriptions.
void write_synthetic(XmlWriter& xml, bool is_synthetic) {
    xml.start("podcast:txt");
    xml.attribute("purpose", "ai-content");
    xml.text(true_or_false(is_synthetic));
    xml.end();
}

void write_rhythm(XmlWriter& xml, const core::Show& show, std::span<const core::Episode> episodes) {
    const std::optional<Rhythm> rhythm = update_rhythm(episodes);
    if (!rhythm) return;
    xml.start("podcast:updateFrequency");
    xml.attribute("rrule", std::string(recurrence_rule(*rhythm)));
    xml.text(std::string(describe(*rhythm, show.language)));
    xml.end();
}

std::int64_t whole_seconds(std::chrono::milliseconds duration) {
    return std::max<std::int64_t>(1, std::chrono::round<std::chrono::seconds>(duration).count());
}

}  // namespace

void check_show(const core::Show& show, const Channel& channel) {
    const auto require = [&](const std::string& value, const std::string& name) {
        if (core::trim(value).empty()) refuse(show, name + " is missing");
    };
    require(show.title, "title");
    require(show.description, "description");
    require(show.author, "author");
    require(channel.guid, "the feed's GUID");
    require(channel.cover_path, "the cover");
    if (!core::is_language_tag(show.language)) {
        refuse(show, "language '" + show.language + "' is no BCP 47 tag, such as \"vi\" or \"en-GB\"");
    }
    if (!is_web_link(show.base_url) || !show.base_url.ends_with('/')) {
        refuse(show, "base_url '" + show.base_url + "' is not an http or https URL that ends in a slash");
    }
    if (!show.website.empty() && !is_web_link(show.website)) {
        refuse(show, "website '" + show.website + "' is not an http or https URL");
    }
    if (show.categories.empty()) refuse(show, "categories are missing, such as [[\"News\", \"Daily News\"]]");
    for (const core::Category& category : show.categories) {
        if (is_apple_category(category.name, category.sub)) continue;
        refuse(show, category.sub.empty()
                         ? fmt::format("'{}' is none of Apple's categories", category.name)
                         : fmt::format("'{}' is no sub-category of '{}' in Apple's list", category.sub, category.name));
    }
}

void start_channel(XmlWriter& xml) {
    static constexpr std::array<Namespace, 6> known{{{"itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"},
                                                     {"podcast", "https://podcastindex.org/namespace/1.0"},
                                                     {"atom", "http://www.w3.org/2005/Atom"},
                                                     {"content", "http://purl.org/rss/1.0/modules/content/"},
                                                     {"psc", "http://podlove.org/simple-chapters"},
                                                     {"fh", "http://purl.org/syndication/history/1.0"}}};
    xml.style_sheet(std::string(feed_style_path()));
    xml.start("rss");
    xml.attribute("version", "2.0");
    xml.namespaces(known);
    xml.start("channel");
}

void write_link(XmlWriter& xml, const char* relation, const std::string& href, const std::string& type) {
    xml.start("atom:link");
    xml.attribute("rel", relation);
    xml.attribute("href", href);
    if (!type.empty()) xml.attribute("type", type);
    xml.end();
}

void write_older(XmlWriter& xml, const core::Show& show, std::size_t archive) {
    if (archive == 0) return;
    for (const char* relation : {"prev-archive", "next"})
        write_link(xml, relation, show.base_url + archive_path(archive), "application/rss+xml");
}

void write_show(XmlWriter& xml, const core::Show& show, const Channel& channel, core::Instant last_change) {
    const std::string title = limit_characters(channel.title_of(show), max_value_characters, show.language);
    const std::string author = limit_characters(show.author, max_value_characters, show.language);
    const std::string website = show.website.empty() ? show.base_url : show.website;
    const std::string cover = show.base_url + channel.cover_path;
    xml.element("title", title);
    xml.element_cdata("description", show_description(show));
    xml.element("link", website);
    xml.element("language", show.language);
    if (!show.copyright.empty()) {
        xml.element("copyright", limit_characters(show.copyright, max_value_characters, show.language));
    }
    xml.element("generator", "newscast " NEWSCAST_VERSION);
    xml.element("lastBuildDate", core::format_rfc2822(last_change, show.timezone));
    xml.start("image");
    xml.element("url", cover);
    xml.element("title", title);
    xml.element("link", website);
    xml.end();
    xml.element("itunes:author", author);
    xml.element("itunes:explicit", true_or_false(show.explicit_content));
    xml.element("itunes:type", show.details.seasons.empty() ? "episodic" : "serial");
    write_image(xml, cover);
    write_cover(xml, show, channel);
    write_categories(xml, show);
    xml.element("podcast:guid", channel.guid);
    write_owner(xml, show);
    xml.element("podcast:medium", "podcast");
    if (!show.podping.empty()) {
        xml.start("podcast:podping");
        xml.attribute("usesPodping", "true");
        xml.end();
    }
    write_synthetic(xml, show.synthetic_voice);
    write_terms(xml, show);
}

void write_item(XmlWriter& xml, const core::Show& show, const core::Episode& episode) {
    const std::string& language = episode.language.empty() ? show.language : episode.language;
    const std::string lead = episode_lead(episode);
    xml.start("item");
    xml.element("title", limit_characters(episode.title, max_value_characters, language));
    write_enclosure(xml, show, episode.enclosure());
    xml.start("guid");
    xml.attribute("isPermaLink", "false");
    xml.text(episode.guid);
    xml.end();
    xml.element("pubDate", core::format_rfc2822(episode.published, show.timezone));
    if (episode.modified) {
        xml.element("atom:updated", core::format_iso8601(core::to_written(*episode.modified, show.timezone)));
    }
    if (is_web_link(episode.link)) xml.element("link", episode.link);
    xml.element_cdata("description", episode_description(show, episode));
    xml.element_cdata("content:encoded", episode_notes(show, episode));
    xml.element("itunes:duration", std::to_string(whole_seconds(episode.enclosure().made.duration)));
    if (!episode.image_path.empty()) write_image(xml, show.base_url + episode.image_path);
    write_pictures(xml, show, episode);
    xml.element("itunes:explicit", true_or_false(show.explicit_content));
    xml.element("itunes:author", limit_characters(author_of(show, episode), max_value_characters, language));
    if (!lead.empty()) {
        xml.element("itunes:subtitle", limit_characters(lead, max_value_characters, language));
        xml.element("itunes:summary", core::truncate(lead, max_description_bytes, language));
    }
    xml.element("itunes:episodeType", "full");
    write_episode_details(xml, show, episode);
    // What the channel says of all need not be said of each.
    if (episode.synthetic && !show.synthetic_voice) write_synthetic(xml, true);
    write_side_files(xml, show, episode);
    write_versions(xml, show, episode);
    xml.end();
}

std::string rss(const core::Show& show, const Channel& channel, const Edition& edition,
                std::span<const core::Episode> episodes) {
    check_show(show, channel);
    XmlWriter xml;
    start_channel(xml);
    write_link(xml, "self", show.base_url + channel.path, "application/rss+xml");
    for (const std::string& hub : show.hubs) {
        if (is_web_link(hub)) write_link(xml, "hub", hub, "");
    }
    if (edition.oldest_archive > 0) {
        write_link(xml, "first", show.base_url + channel.path, "application/rss+xml");
        write_link(xml, "last", show.base_url + archive_path(edition.oldest_archive), "application/rss+xml");
    }
    write_older(xml, show, edition.previous_archive);
    write_show(xml, show, channel, edition.last_change);
    if (!edition.moved_to.empty()) xml.element("itunes:new-feed-url", show.base_url + edition.moved_to);
    write_offers(xml, show);
    if (!show.details.complete) write_rhythm(xml, show, episodes);
    for (const core::Episode& episode : episodes) write_item(xml, show, episode);
    xml.end();
    xml.end();
    return xml.finish();
}

}  // namespace feed
