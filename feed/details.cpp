#include "feed/details.h"

#include "core/percent.h"
#include "feed/description.h"
#include "feed/sanitize.h"
#include "feed/words.h"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <string_view>

namespace feed {

namespace {

constexpr std::size_t max_detail_characters = 128;

void write_if_any(XmlWriter& xml, const char* name, const std::string& value) {
    if (!value.empty()) xml.attribute(name, value);
}

void write_person(XmlWriter& xml, const core::Person& person, const std::string& language) {
    xml.start("podcast:person");
    xml.attribute("group", person.group);
    xml.attribute("role", person.role);
    write_if_any(xml, "img", person.image);
    write_if_any(xml, "href", person.url);
    xml.text(limit_characters(person.name, max_detail_characters, language));
    xml.end();
}

void write_persons(XmlWriter& xml, const core::Show& show, const core::Episode& episode) {
    std::vector<core::Person> persons;
    for (std::string& name : own_authors(episode))
        persons.push_back({.name = std::move(name), .role = "author", .group = "writing", .image = {}, .url = {}});
    // Without authors of its own an episode has the channel's persons.
    if (persons.empty()) return;
    const std::size_t authors = persons.size();
    for (const core::Person& person : show.details.persons) {
        const auto same = std::find_if(
            persons.begin(), persons.begin() + static_cast<std::ptrdiff_t>(authors),
            [&](const core::Person& author) { return author.name == person.name && author.role == person.role; });
        // The operator says more of an author than the article does.
        if (same != persons.begin() + static_cast<std::ptrdiff_t>(authors))
            *same = person;
        else
            persons.push_back(person);
    }
    for (const core::Person& person : persons) write_person(xml, person, episode.language);
}

void write_remote_feed(XmlWriter& xml, const core::RemoteFeed& feed, const char* medium) {
    xml.start("podcast:remoteItem");
    if (medium != nullptr) xml.attribute("medium", medium);
    xml.attribute("feedGuid", feed.guid);
    write_if_any(xml, "feedUrl", feed.url);
    write_if_any(xml, "title", feed.title);
    xml.end();
}

void write_trailer(XmlWriter& xml, const core::Show& show, const core::Trailer& trailer) {
    const core::WrittenTime midnight{std::chrono::local_days(trailer.day), std::nullopt};
    xml.start("podcast:trailer");
    xml.attribute("url", trailer.url);
    xml.attribute("pubdate", core::format_rfc2822(core::to_instant(midnight, show.timezone), show.timezone));
    if (trailer.bytes > 0) xml.attribute("length", std::to_string(trailer.bytes));
    xml.attribute("type", trailer.type);
    xml.text(trailer.title);
    xml.end();
}

void write_block(XmlWriter& xml, const std::string& service, const char* answer) {
    xml.start("podcast:block");
    if (service != "all") xml.attribute("id", service);
    xml.text(answer);
    xml.end();
}

void write_content_link(XmlWriter& xml, const std::string& url, std::string_view text, const std::string& language) {
    if (!is_web_link(url)) return;
    xml.start("podcast:contentLink");
    xml.attribute("href", url);
    xml.text(limit_characters(text, max_detail_characters, language));
    xml.end();
}

/// The articles themselves; a link that is only the show's website is none.
void write_content_links(XmlWriter& xml, const core::Show& show, const core::Episode& episode) {
    if (episode.bulletin.empty()) {
        if (episode.link != show.website)
            write_content_link(xml, episode.link, words(show.language).read_article, show.language);
        return;
    }
    for (const core::Part& part : episode.parts) write_content_link(xml, part.url, part.title, episode.language);
}

constexpr std::string_view link_place = "{link}";
constexpr std::string_view guid_place = "{guid}";

bool is_of_an_episode(const core::Comments& comments) {
    return comments.uri.find(link_place) != std::string::npos || comments.uri.find(guid_place) != std::string::npos;
}

void write_comments(XmlWriter& xml, const core::Comments& comments, const std::string& uri) {
    xml.start("podcast:socialInteract");
    xml.attribute("protocol", comments.protocol);
    write_if_any(xml, "uri", uri);
    write_if_any(xml, "accountId", comments.account);
    write_if_any(xml, "accountUrl", comments.account_url);
    xml.end();
}

/// Empty where the episode has nothing to stand for what is in braces: a bulletin has no article's URL.
std::string comments_uri(const core::Comments& comments, const core::Show& show, const core::Episode& episode) {
    std::string uri = comments.uri;
    if (const std::size_t at = uri.find(link_place); at != std::string::npos) {
        if (!episode.bulletin.empty() || episode.link == show.website || !is_web_link(episode.link)) return {};
        uri.replace(at, link_place.size(), at == 0 ? episode.link : core::percent_encode(episode.link));
    }
    if (const std::size_t at = uri.find(guid_place); at != std::string::npos)
        uri.replace(at, guid_place.size(), core::percent_encode(episode.guid));
    return uri;
}

struct Picture {
    std::string path;
    std::string alt;
    std::string_view purpose;
    int width = 0;   ///< 0: not known
    int height = 0;  ///< 0: it is square
};

void write_picture(XmlWriter& xml, const core::Show& show, const Picture& picture) {
    if (picture.path.empty()) return;
    const int divisor = std::max(1, std::gcd(picture.width, picture.height));
    xml.start("podcast:image");
    xml.attribute("href", show.base_url + picture.path);
    write_if_any(xml, "alt", picture.alt);
    xml.attribute("aspect-ratio",
                  picture.height > 0 ? fmt::format("{}/{}", picture.width / divisor, picture.height / divisor) : "1/1");
    if (picture.width > 0) xml.attribute("width", std::to_string(picture.width));
    if (picture.width > 0) xml.attribute("height", std::to_string(picture.height > 0 ? picture.height : picture.width));
    xml.attribute("type", "image/jpeg");
    if (!picture.purpose.empty()) xml.attribute("purpose", std::string(picture.purpose));
    xml.end();
}

/// The one that began last by the episode's day. Episodes have no numbers in it: an article has none, and one of ours
/// would have to stay through withdrawals and late articles.
void write_season(XmlWriter& xml, const core::Show& show, const core::Episode& episode) {
    const core::WrittenTime published = core::to_written(episode.published, show.timezone);
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(published.local));
    const core::Season* season = nullptr;
    for (const core::Season& each : show.details.seasons)
        if (each.from <= day && (season == nullptr || season->from < each.from)) season = &each;
    if (season == nullptr) return;
    xml.element("itunes:season", std::to_string(season->number));
    xml.start("podcast:season");
    write_if_any(xml, "name", season->name);
    xml.text(std::to_string(season->number));
    xml.end();
}

}  // namespace

void write_terms(XmlWriter& xml, const core::Show& show) {
    const core::ShowDetails& details = show.details;
    for (const core::Person& person : details.persons) write_person(xml, person, show.language);
    if (!details.license.name.empty()) {
        xml.start("podcast:license");
        write_if_any(xml, "url", details.license.url);
        xml.text(details.license.name);
        xml.end();
    }
    for (const core::Location& location : details.locations) {
        xml.start("podcast:location");
        xml.attribute("rel", location.relation);
        write_if_any(xml, "geo", location.geo);
        write_if_any(xml, "osm", location.osm);
        write_if_any(xml, "country", location.country);
        xml.text(location.name);
        xml.end();
    }
    for (const std::string& service : details.block) write_block(xml, service, "yes");
    for (const std::string& service : details.allow) write_block(xml, service, "no");
    // Apple reads its own element.
    const auto has = [](const std::vector<std::string>& list, std::string_view service) {
        return std::ranges::find(list, service) != list.end();
    };
    if ((has(details.block, "apple") || has(details.block, "all")) && !has(details.allow, "apple"))
        xml.element("itunes:block", "Yes");
}

void write_offers(XmlWriter& xml, const core::Show& show) {
    const core::ShowDetails& details = show.details;
    if (details.complete) xml.element("itunes:complete", "Yes");
    for (const core::Funding& funding : details.funding) {
        xml.start("podcast:funding");
        xml.attribute("url", funding.url);
        xml.text(funding.text);
        xml.end();
    }
    if (!details.publisher.guid.empty()) {
        xml.start("podcast:publisher");
        write_remote_feed(xml, details.publisher, "publisher");
        xml.end();
    }
    if (!details.podroll.empty()) {
        xml.start("podcast:podroll");
        for (const core::RemoteFeed& feed : details.podroll) write_remote_feed(xml, feed, nullptr);
        xml.end();
    }
    for (const core::Trailer& trailer : details.trailers) write_trailer(xml, show, trailer);
    for (const core::Proof& proof : details.proofs) {
        xml.start("podcast:txt");
        xml.attribute("purpose", proof.purpose);
        xml.text(proof.text);
        xml.end();
    }
    for (const core::Comments& comments : details.comments)
        if (!is_of_an_episode(comments)) write_comments(xml, comments, comments.uri);
}

void write_cover(XmlWriter& xml, const core::Show& show, const Channel& channel) {
    const std::string alt = limit_characters(channel.title_of(show), max_value_characters, show.language);
    write_picture(xml, show, {channel.cover_path, alt, "artwork"});
    write_picture(xml, show, {channel.thumbnail_path, alt, "artwork", cover_thumbnail_side});
}

void write_episode_details(XmlWriter& xml, const core::Show& show, const core::Episode& episode) {
    write_season(xml, show, episode);
    write_persons(xml, show, episode);
    write_content_links(xml, show, episode);
    for (const core::Comments& comments : show.details.comments) {
        if (!is_of_an_episode(comments)) continue;
        const std::string uri = comments_uri(comments, show, episode);
        if (!uri.empty()) write_comments(xml, comments, uri);
    }
}

void write_pictures(XmlWriter& xml, const core::Show& show, const core::Episode& episode) {
    const std::string alt = limit_characters(episode.article_image.caption, max_value_characters, episode.language);
    write_picture(xml, show, {episode.image_path, alt, "artwork"});
    write_picture(xml, show, {episode.thumbnail_path, alt, "artwork", episode_thumbnail_side});
    const core::PagePicture& whole = episode.page_picture;
    if (whole.width > 0 && whole.height > 0)
        write_picture(xml, show,
                      {whole.path, alt, whole.width > whole.height ? "social" : "", whole.width, whole.height});
}

}  // namespace feed
