#include "fetch/listing/find_sources.h"

#include "core/error.h"
#include "core/text.h"
#include "fetch/listing/feed_reader.h"
#include "fetch/listing/link_rules.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/markup/url_identity.h"
#include "fetch/words/words.h"

#include <algorithm>
#include <array>
#include <set>

namespace fetch {

namespace {

using core::Error;
using core::SourceKind;

constexpr std::size_t max_requests = 20;
constexpr std::size_t max_feeds = 6;
constexpr std::size_t max_sections = 4;
constexpr std::size_t fewest_articles = 3;  ///< a page with fewer links to articles is no listing

class Finder {
public:
    Finder(Http& http, std::size_t samples, RobotsRule robots) : http_(http), samples_(samples), robots_(robots) {}

    FoundSources run(const std::string& url) {
        const Response start = get(url);
        found_.url = start.url;
        seen_.insert(identity_of(url));
        seen_.insert(identity_of(start.url));
        const std::string text = decode_text(start.body, start.header("content-type"));
        if (!looks_like_html(text)) {
            read_feed_source(start, "the address itself", "");
            return finished();
        }
        const HtmlDocument page = HtmlDocument::parse(text);
        describe_site(page);
        read_announced_feeds(page);
        if (count(SourceKind::feed) == 0) read_feeds_at_known_paths(page);
        add_listing(page, start.url, "start page", "");
        read_sections(page);
        read_sitemaps();
        return finished();
    }

private:
    static bool looks_like_html(std::string_view text) {
        const std::string head = ascii_lower(core::trim(text).substr(0, 2048));
        return head.find("<html") != std::string::npos || head.starts_with("<!doctype html") ||
               head.find("<body") != std::string::npos || head.find("<head") != std::string::npos;
    }

    Response get(const std::string& url) {
        ++requests_;
        Request request;
        request.url = url;
        request.obey_robots = robots_ == RobotsRule::obeyed;
        return http_.get(request);
    }

    /// False where it was looked at already or enough has been asked of the site.
    bool is_new(const std::string& url) { return requests_ < max_requests && seen_.insert(identity_of(url)).second; }

    std::size_t count(SourceKind kind) const {
        return static_cast<std::size_t>(
            std::count_if(found_.sources.begin(), found_.sources.end(),
                          [kind](const FoundSource& source) { return source.kind == kind; }));
    }

    void describe_site(const HtmlDocument& page) {
        found_.language = std::string(page.root().attribute("lang"));
        std::replace(found_.language.begin(), found_.language.end(), '_', '-');
        if (!core::is_language_tag(found_.language)) found_.language.clear();
        for (const HtmlNode meta : page.root().descendants("meta"))
            if (ascii_lower(meta.attribute("property")) == "og:site_name" && found_.title.empty())
                found_.title = plain_text(meta.attribute("content"));
        if (found_.title.empty())
            for (const HtmlNode title : page.root().descendants("title")) {
                found_.title = plain_text(title.raw_text());
                break;
            }
    }

    void add(FoundSource source, std::vector<core::Link> links) {
        source.articles = links.size();
        for (const core::Link& link : links)
            if (link.recording) ++source.recordings;
        links.resize(std::min(links.size(), samples_));
        source.samples = std::move(links);
        found_.sources.push_back(std::move(source));
    }

    void read_feed_source(const Response& response, const char* rule, std::string title) {
        FeedDocument feed =
            read_feed(response.body, response.header("content-type"), response.url, http_.limits().max_page_bytes);
        if (feed.kind == FeedDocument::Kind::sitemap_index) {
            read_index(response.url, rule, std::move(feed));
            return;
        }
        std::vector<core::Link> links;
        for (FeedItem& item : feed.items) links.push_back(std::move(item.link));
        if (links.empty()) return;
        std::replace(feed.language.begin(), feed.language.end(), '_', '-');
        if (found_.language.empty() && core::is_language_tag(feed.language)) found_.language = feed.language;
        const bool is_sitemap = feed.kind == FeedDocument::Kind::sitemap;
        // A sitemap of sections and static pages lists no articles.
        if (is_sitemap && std::none_of(links.begin(), links.end(),
                                       [](const core::Link& link) { return article_likeness(link.url) == 2; }))
            return;
        if (is_sitemap) sitemaps_.insert(response.url);
        add({SourceKind::feed, response.url, feed.title.empty() ? std::move(title) : feed.title, rule, 0, 0, {}},
            std::move(links));
    }

    /// An index stands for its sitemaps; the newest of them is looked at for samples.
    void read_index(const std::string& url, const char* rule, FeedDocument index) {
        core::Source source;
        source.kind = SourceKind::feed;
        source.url = url;
        source.max_items = 50;
        if (index.children.empty() || requests_ + 3 > max_requests) return;
        std::stable_sort(index.children.begin(), index.children.end(),
                         [](const ChildSitemap& a, const ChildSitemap& b) {
                             return a.changed && (!b.changed || a.changed->local > b.changed->local);
                         });
        const Response child = get(index.children.front().url);
        FeedDocument feed =
            read_feed(child.body, child.header("content-type"), child.url, http_.limits().max_page_bytes);
        std::vector<core::Link> links;
        for (FeedItem& item : feed.items) links.push_back(std::move(item.link));
        if (links.empty()) return;
        sitemaps_.insert(url);
        add({SourceKind::feed, url, "", rule, 0, 0, {}}, std::move(links));
    }

    /// What one address fails with is told, and nothing else stops.
    template <typename Step>
    void attempt(const std::string& url, bool expected, Step step) {
        try {
            step();
        } catch (const Error& error) {
            if (expected || error.kind() != core::ErrorKind::gone) {
                const std::string message = error.what();
                found_.problems.push_back(message.find(url) == std::string::npos ? printable(url) + ": " + message
                                                                                 : message);
            }
        }
    }

    void try_feed(const std::string& url, const char* rule, const std::string& title, bool expected) {
        if (!is_new(url) || count(SourceKind::feed) >= max_feeds) return;
        attempt(url, expected, [&] {
            const Response response = get(url);
            if (!expected && looks_like_html(decode_text(response.body, response.header("content-type")))) return;
            read_feed_source(response, rule, title);
        });
    }

    void read_announced_feeds(const HtmlDocument& page) {
        const std::string base = page.base_url(found_.url);
        for (const HtmlNode link : page.root().descendants("link")) {
            const std::string type = ascii_lower(link.attribute("type"));
            const std::string relation = " " + ascii_lower(link.attribute("rel")) + " ";
            const bool is_feed = type.find("rss") != std::string::npos || type.find("atom") != std::string::npos ||
                                 type == "application/feed+json";
            const auto url = resolve(base, link.attribute("href"));
            if (!is_feed || !url || relation.find(" alternate ") == std::string::npos) continue;
            if (ascii_lower(*url).find("comment") != std::string::npos) continue;
            try_feed(*url, "link alternate", plain_text(link.attribute("title")), true);
        }
    }

    void read_feeds_at_known_paths(const HtmlDocument& page) {
        const std::string base = page.base_url(found_.url);
        // Some sites show their feeds as plain links, on the page or on one of their own.
        for (const HtmlNode anchor : page.root().descendants("a")) {
            const auto url = resolve(base, anchor.attribute("href"));
            if (!url || host_of(*url) != host_of(found_.url)) continue;
            const std::string lowered = ascii_lower(*url);
            if (lowered.ends_with(".rss") || lowered.ends_with("/rss") || lowered.ends_with("/feed") ||
                lowered.ends_with("/feed/") || lowered.ends_with("rss.xml") || lowered.ends_with("atom.xml"))
                try_feed(*url, "link on the page", core::collapse_space(anchor.text()), false);
        }
        for (const std::string_view path : {"/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/feed.json"}) {
            if (count(SourceKind::feed) > 0) break;
            if (const auto url = resolve(found_.url, path)) try_feed(*url, "known path", "", false);
        }
    }

    void add_listing(const HtmlDocument& page, const std::string& url, const char* rule, const std::string& title) {
        std::vector<core::Link> links;
        for (const ListedLink& listed : article_links(page, url)) {
            core::Link link;
            link.url = listed.url;
            link.title = listed.title;
            links.push_back(std::move(link));
        }
        if (links.size() >= fewest_articles) add({SourceKind::page, url, title, rule, 0, 0, {}}, std::move(links));
    }

    /// Sections of the menu, those first whose name speaks of listening.
    void read_sections(const HtmlDocument& page) {
        const std::string base = page.base_url(found_.url);
        struct Section {
            std::string url;
            std::string title;
            bool speaks = false;
        };
        std::vector<Section> sections;
        std::set<std::string> known;
        for (const HtmlNode anchor : page.root().descendants("a")) {
            const auto url = resolve(base, anchor.attribute("href"));
            if (!url || host_of(*url) != host_of(found_.url) || article_likeness(*url) > 0 ||
                !known.insert(identity_of(*url)).second)
                continue;
            std::string title = core::collapse_space(anchor.text());
            const std::string words = ascii_lower(*url) + " " + core::lower(title);
            const bool speaks = contains_any(words, {"podcast", "audio", "nghe ", "/nghe", "phat-thanh", "phát thanh",
                                                     "radio", "listen", "hoeren", "ecouter", "escuch"});
            bool in_menu = speaks;
            for (HtmlNode node = anchor; node && !in_menu; node = node.parent())
                in_menu = node.is("nav") || node.is("header") || region_of(node) == Region::navigation;
            const std::size_t slashes = static_cast<std::size_t>(std::count(url->begin(), url->end(), '/'));
            if (!in_menu || slashes > 5 || title.empty() ||
                contains_any(ascii_lower(*url), {"login", "dang-nhap", "/rss", "/feed", "contact", "lien-he", "about"}))
                continue;
            sections.push_back({*url, std::move(title), speaks});
        }
        std::stable_partition(sections.begin(), sections.end(), [](const Section& section) { return section.speaks; });
        std::size_t read = 0;
        for (const Section& section : sections) {
            if (read >= max_sections) break;
            if (!is_new(section.url)) continue;
            ++read;
            attempt(section.url, true, [&] {
                const Response response = get(section.url);
                add_listing(HtmlDocument::parse(decode_text(response.body, response.header("content-type"))),
                            response.url, "menu", section.title);
            });
        }
    }

    void read_sitemaps() {
        std::vector<std::string> named;
        if (const auto url = resolve(found_.url, "/robots.txt"))
            attempt(*url, false, [&] { named = http_.sitemaps(*url); });
        const bool by_robots = !named.empty();
        if (!by_robots) named = {"/sitemap.xml", "/sitemap_index.xml"};
        for (const std::string& each : named) {
            if (sitemaps_.size() >= 2) break;
            const auto url = resolve(found_.url, each);
            if (!url || !is_new(*url)) continue;
            attempt(*url, by_robots, [&] {
                const Response response = get(*url);
                if (!by_robots && looks_like_html(decode_text(response.body, response.header("content-type")))) return;
                read_feed_source(response, by_robots ? "robots.txt" : "known path", "");
            });
        }
    }

    FoundSources finished() {
        const auto rank = [this](const FoundSource& source) {
            if (source.kind == SourceKind::feed)
                return source.recordings > 0 ? 0 : sitemaps_.contains(source.url) ? 3 : 1;
            return 2;
        };
        std::stable_sort(found_.sources.begin(), found_.sources.end(),
                         [&](const FoundSource& a, const FoundSource& b) { return rank(a) < rank(b); });
        return std::move(found_);
    }

    Http& http_;
    std::size_t samples_;
    RobotsRule robots_;
    std::size_t requests_ = 0;
    std::set<std::string> seen_;
    std::set<std::string> sitemaps_;
    FoundSources found_;
};

}  // namespace

FoundSources find_sources(Http& http, const std::string& url, std::size_t samples, RobotsRule robots) {
    return Finder(http, samples, robots).run(url);
}

}  // namespace fetch
