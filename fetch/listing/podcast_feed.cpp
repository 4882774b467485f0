#include "fetch/listing/podcast_feed.h"

#include "core/error.h"
#include "core/login.h"
#include "core/text.h"
#include "fetch/listing/feed_reader.h"
#include "fetch/listing/feed_text.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace fetch {

namespace {

constexpr std::size_t max_pages = 200;

std::string without_login(std::string url) {
    core::take_login(url);
    return url;
}

class ChannelReader {
public:
    ChannelReader(std::string base, PodcastChannel& channel) : base_(std::move(base)), channel_(channel) {}

    void read(XmlElement element) {
        for (const XmlElement child : element.children()) {
            read_plain(child);
            read_itunes(child);
            if (child.is("link", "Atom") || child.is("link", "atom")) read_link(child);
            // Both addresses of the name space of Podcasting 2.0 hold this word.
            if (child.is("guid", "podcast")) take(channel_.podcast_guid, child.text());
            if (child.is("locked", "podcast")) channel_.locked = says_yes(child.text());
        }
        std::replace(channel_.language.begin(), channel_.language.end(), '_', '-');
        if (channel_.description.empty()) channel_.description = summary_;
    }

private:
    static void take(std::string& target, std::string_view text) {
        if (target.empty()) target = plain_text(text);
    }
    void take_url(std::string& target, XmlElement element, std::string_view reference) const {
        if (target.empty() && !core::trim(reference).empty())
            target = resolve(base_within(base_, element), unescape_html(core::trim(reference))).value_or("");
    }
    static bool says_yes(std::string_view text) {
        const std::string word = ascii_lower(core::trim(text));
        return word == "yes" || word == "true" || word == "explicit";
    }

    void read_plain(XmlElement child) {
        if (child.is("title")) take(channel_.title, child.text());
        if (child.is("description")) take(channel_.description, child.text());
        if (child.is("language")) take(channel_.language, child.text());
        if (child.is("copyright")) take(channel_.copyright, child.text());
        if (child.is("link")) take_url(channel_.website, child, child.text());
        if (child.is("image") && picture_.empty()) take_url(picture_, child, child.child("url").text());
        if (channel_.image.empty() && !picture_.empty()) channel_.image = picture_;
    }

    void read_itunes(XmlElement child) {
        constexpr std::string_view space = "itunes";
        if (child.is("author", space)) take(channel_.author, child.text());
        if (child.is("summary", space)) take(summary_, child.text());
        if (child.is("explicit", space)) channel_.explicit_content = says_yes(child.text());
        if (child.is("owner", space)) {
            take(channel_.owner.name, child.child("name", space).text());
            take(channel_.owner.email, child.child("email", space).text());
        }
        if (child.is("image", space)) {
            // It is the larger one of the two.
            std::string cover;
            take_url(cover, child, child.attribute("href"));
            if (!cover.empty()) channel_.image = cover;
        }
        if (child.is("category", space)) read_category(child);
    }

    void read_category(XmlElement element) {
        core::Category category{plain_text(element.attribute("text")), {}};
        bool has_sub = false;
        for (const XmlElement child : element.children()) {
            if (!child.is("category", "itunes")) continue;
            category.sub = plain_text(child.attribute("text"));
            add(category);
            has_sub = true;
        }
        if (!has_sub) add(category);
    }

    void add(const core::Category& category) {
        const bool known = std::ranges::any_of(channel_.categories, [&](const core::Category& other) {
            return other.name == category.name && other.sub == category.sub;
        });
        if (!known && !category.name.empty()) channel_.categories.push_back(category);
    }

    void read_link(XmlElement link) {
        const std::string relation = ascii_lower(link.attribute("rel"));
        if (relation == "self") take_url(channel_.self, link, link.attribute("href"));
        if (relation == "next" || relation == "prev-archive") take_url(channel_.next, link, link.attribute("href"));
    }

    std::string base_;
    PodcastChannel& channel_;
    std::string summary_;
    std::string picture_;
};

}  // namespace

PodcastFeed read_podcast(std::string_view bytes, std::string_view content_type, std::string_view url,
                         std::size_t max_bytes) {
    FeedDocument document = read_feed(bytes, content_type, url, max_bytes);
    if (document.kind != FeedDocument::Kind::rss)
        throw core::Error(core::ErrorKind::media,
                          "cannot read feed '" + printable(url) + "': it is no RSS, as a podcast's feed is");
    PodcastFeed feed;
    feed.url = without_login(std::string(url));
    feed.left_out = document.entries - document.items.size();
    feed.complaint = document.complaint;
    const FeedText text = feed_text(bytes, content_type, max_bytes);
    const XmlDocument xml = XmlDocument::parse(text.text);
    const XmlElement root = xml.root();
    const std::string outer = base_within(std::string(url), root);
    const XmlElement channel = root.is_called("channel") ? root : root.child("channel");
    ChannelReader(base_within(outer, channel), feed.channel).read(channel);
    for (FeedItem& item : document.items) {
        core::take_login(item.link.url);
        if (item.link.recording) core::take_login(item.link.recording->url);
        feed.items.push_back(std::move(item.link));
    }
    return feed;
}

PodcastFeed fetch_podcast(Http& http, const std::string& url) {
    PodcastFeed whole;
    std::set<std::string> seen;
    std::string address = url;
    for (std::size_t page = 0; page < max_pages && !address.empty() && seen.insert(address).second; ++page) {
        Request request;
        request.url = address;
        const Response response = http.get(request);
        PodcastFeed part =
            read_podcast(response.body, response.header("content-type"), response.url, http.limits().max_page_bytes);
        address = part.channel.next;
        if (page == 0) {
            whole = std::move(part);
            continue;
        }
        std::ranges::move(part.items, std::back_inserter(whole.items));
        whole.left_out += part.left_out;
        if (whole.complaint.empty()) whole.complaint = part.complaint;
    }
    return whole;
}

}  // namespace fetch
