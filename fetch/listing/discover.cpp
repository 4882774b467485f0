#include "fetch/listing/discover.h"

#include "core/atomic_file.h"
#include "core/error.h"
#include "core/login.h"
#include "core/text.h"
#include "fetch/dates/written_date.h"
#include "fetch/listing/article_files.h"
#include "fetch/listing/feed_reader.h"
#include "fetch/listing/feed_text.h"
#include "fetch/listing/harvest.h"
#include "fetch/listing/link_rules.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/markup/url_identity.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <set>
#include <utility>

namespace fetch {

namespace {

namespace fs = std::filesystem;
using core::Error;
using core::ErrorKind;
using core::Source;

/// How many sitemaps of an index are read, and how deep an index may name others.
constexpr std::size_t max_sitemaps = 12;
constexpr int max_sitemap_depth = 3;
constexpr std::size_t max_pages_ever = 100;
constexpr std::size_t max_list_bytes = 16 << 20;

constexpr const char* accept_page = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5";
constexpr const char* accept_feed =
    "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,application/"
    "json;q=0.8,*/*;q=0.5";

Response get(Http& http, const Source& source, const std::string& url, const char* accept, const Validators& known) {
    Request request;
    request.url = url;
    request.obey_robots = !source.ignore_robots;
    request.accept = accept;
    request.validators = known;
    return http.get(request);
}

/// The content type with its charset, as the server sends it.
std::string labelled_type(const Response& response) {
    return response.header("content-type");
}

HtmlDocument parse_page(const Response& response) {
    return HtmlDocument::parse(decode_text(response.body, labelled_type(response)));
}

Harvest harvest_page(Http& http, const Source& source, const Validators& known) {
    Harvest harvest;
    std::set<std::string> seen;
    std::string url = source.url;
    for (std::size_t number = 1; number <= std::min(source.max_pages, max_pages_ever) && !url.empty(); ++number) {
        std::string following;
        try {
            const Response response = get(http, source, url, accept_page, number == 1 ? known : Validators());
            if (response.status == 304) {
                harvest.not_modified = true;
                return harvest;
            }
            if (number == 1) harvest.validators = response.validators;
            seen.insert(identity_of(url));
            const HtmlDocument page = parse_page(response);
            // An operator who says by a pattern which links are articles needs no guess of ours beside it.
            const std::string xpath = source.link_xpath.empty() && !source.include.empty() ? "//a" : source.link_xpath;
            const auto links =
                xpath.empty() ? article_links(page, response.url) : links_by_xpath(page, response.url, xpath);
            harvest.entries += page.root().descendants("a").size();
            for (const ListedLink& link : links) {
                Found found;
                found.link.url = link.url;
                found.link.title = link.title;
                harvest.found.push_back(std::move(found));
            }
            following = next_page(page, response.url);
        } catch (const Error& error) {
            // The first page is the source; a later one that fails costs only itself, and until the next look: that the
            // first one stands as it was must not hide what this one would have listed.
            if (number == 1 || error.kind() == ErrorKind::config) throw;
            const std::string reason = error.what();
            const std::string address = printable(url);
            const std::string named = reason.find(address) == std::string::npos ? " '" + address + "'" : std::string();
            harvest.problems.push_back("page " + std::to_string(number) + " of the listing" + named + ": " + reason);
            harvest.validators = {};
            break;
        }
        url = seen.contains(identity_of(following)) ? std::string() : following;
    }
    return harvest;
}

void add_items(Harvest& harvest, FeedDocument&& document) {
    harvest.entries += document.entries;
    if (harvest.complaint.empty()) harvest.complaint = std::move(document.complaint);
    if (harvest.remark.empty() && !document.before.empty())
        harvest.remark = "before its feed stands what is no part of it: '" + document.before + "'";
    std::ranges::move(document.videos, std::back_inserter(harvest.videos));
    for (FeedItem& item : document.items) {
        Found found{std::move(item.link), std::nullopt, std::move(item.unread_date)};
        found.time = found.link.published ? found.link.published : item.changed;
        if (!found.time && found.unread_date.empty()) found.time = time_in_number(found.link.url);
        harvest.found.push_back(std::move(found));
    }
}

/// What times without a zone, and dates without an order, are read by.
struct Clock {
    const std::string& zone;
    std::optional<core::Instant> present;
};

/// Sitemaps of an index, those first that are likeliest to hold what is new.
class SitemapWalk {
public:
    SitemapWalk(Http& http, const Source& source, const Clock& clock, Harvest& harvest)
        : http_(http), source_(source), clock_(clock), harvest_(harvest) {}

    void follow(std::vector<ChildSitemap> children, int depth) {
        const auto is_news = [](const ChildSitemap& child) {
            return ascii_lower(child.url).find("news") != std::string::npos;
        };
        std::stable_sort(children.begin(), children.end(), [&](const ChildSitemap& a, const ChildSitemap& b) {
            const auto a_time = instant_of(a.changed, clock_.zone);
            const auto b_time = instant_of(b.changed, clock_.zone);
            if (a_time && b_time && a_time != b_time) return *a_time > *b_time;
            if (a_time.has_value() != b_time.has_value()) return a_time.has_value();
            return is_news(a) && !is_news(b);
        });
        for (const ChildSitemap& child : children) {
            if (harvest_.found.size() >= source_.max_items && is_older_than_all(child)) break;
            if (!seen_.insert(identity_of(child.url)).second) continue;
            if (read_ >= max_sitemaps) {
                harvest_.problems.push_back("sitemap index: only " + std::to_string(max_sitemaps) +
                                            " of its sitemaps were read");
                break;
            }
            ++read_;
            read(child.url, depth);
        }
    }

private:
    /// Nothing in a sitemap is newer than its own change; without a time, what was found first will do.
    bool is_older_than_all(const ChildSitemap& child) const {
        const auto changed = instant_of(child.changed, clock_.zone);
        if (!changed) return true;
        std::size_t newer = 0;
        for (const Found& found : harvest_.found)
            if (const auto time = instant_of(found.time, clock_.zone); time && *time >= *changed) ++newer;
        return newer >= source_.max_items;
    }

    void read(const std::string& url, int depth) {
        try {
            const Response response = get(http_, source_, url, accept_feed, {});
            FeedDocument document = read_feed(response.body, labelled_type(response), response.url,
                                              http_.limits().max_page_bytes, clock_.present);
            if (!document.children.empty() && depth + 1 < max_sitemap_depth)
                follow(std::move(document.children), depth + 1);
            add_items(harvest_, std::move(document));
        } catch (const Error& error) {
            harvest_.problems.push_back("sitemap '" + printable(url) + "': " + error.what());
            last_error_ = error;
        }
    }

    Http& http_;
    const Source& source_;
    const Clock& clock_;
    Harvest& harvest_;
    std::set<std::string> seen_;
    std::size_t read_ = 0;

public:
    std::optional<Error> last_error_;
};

Harvest harvest_feed(Http& http, const Source& source, const Validators& known, const Clock& clock) {
    Harvest harvest;
    const Response response = get(http, source, source.url, accept_feed, known);
    if (response.status == 304) {
        harvest.not_modified = true;
        return harvest;
    }
    harvest.validators = response.validators;
    FeedDocument document =
        read_feed(response.body, labelled_type(response), response.url, http.limits().max_page_bytes, clock.present);
    if (document.kind == FeedDocument::Kind::sitemap_index) {
        // That the index stands says nothing of the sitemaps under it, so it is always read anew.
        harvest.validators = {};
        SitemapWalk walk(http, source, clock, harvest);
        walk.follow(std::move(document.children), 0);
        if (harvest.found.empty() && walk.last_error_) throw *walk.last_error_;
        return harvest;
    }
    add_items(harvest, std::move(document));
    return harvest;
}

std::string_view without_comment(std::string_view line) {
    const std::size_t mark = line.find('#');
    // A "#" inside an address is its fragment; a comment stands at the start or after a space.
    if (mark == 0) return {};
    for (std::size_t found = mark; found != std::string_view::npos; found = line.find('#', found + 1))
        if (line[found - 1] == ' ' || line[found - 1] == '\t') return line.substr(0, found);
    return line;
}

std::string read_input() {
    std::string text;
    std::string piece(64 << 10, '\0');
    while (std::cin.read(piece.data(), static_cast<std::streamsize>(piece.size())) || std::cin.gcount() > 0) {
        text.append(piece, 0, static_cast<std::size_t>(std::cin.gcount()));
        if (text.size() > max_list_bytes) throw Error(ErrorKind::storage, "cannot read the input: larger than 16 MiB");
    }
    return text;
}

Harvest harvest_list(Http& http, const Source& source, const Validators& known) {
    Harvest harvest;
    std::string text;
    std::string base;
    std::string name;
    if (source.path.empty()) {
        const Response response = get(http, source, source.url, "text/plain,*/*;q=0.5", known);
        if (response.status == 304) {
            harvest.not_modified = true;
            return harvest;
        }
        harvest.validators = response.validators;
        base = response.url;
        name = printable(source.url);
        text = decode_text(unpacked(response.body, http.limits().max_page_bytes), labelled_type(response));
        const std::string head = ascii_lower(core::trim(text).substr(0, 200));
        if (head.starts_with("<!doctype") || head.starts_with("<html"))
            throw Error(ErrorKind::media, "cannot read list '" + name + "': it is an HTML page");
    } else {
        name = source.path.string();
        // "-" is the program's input, as for other programs.
        text = decode_text(source.path.filename() == "-" ? read_input() : core::read_file(source.path, max_list_bytes),
                           "text/plain");
    }
    std::size_t number = 0;
    for (const std::string& line : core::split_lines(text)) {
        ++number;
        const std::string_view entry = core::trim(without_comment(line));
        if (entry.empty()) continue;
        const bool is_relative = !base.empty() && entry.starts_with('/');
        ++harvest.entries;
        const auto url = is_relative ? resolve(base, entry) : normalize(entry);
        if (!url) {
            if (harvest.problems.size() < 20)
                harvest.problems.push_back(name + ":" + std::to_string(number) + ": not an http or https URL");
            continue;
        }
        Found found;
        found.link.url = *url;
        harvest.found.push_back(std::move(found));
    }
    if (harvest.found.empty() && !harvest.problems.empty())
        throw Error(ErrorKind::media, "cannot read list: " + harvest.problems.front());
    return harvest;
}

Harvest harvest_files(const Source& source) {
    Harvest harvest;
    for (fs::path& file : article_files(source.path)) {
        Found found;
        found.link.file = std::move(file);
        harvest.found.push_back(std::move(found));
    }
    return harvest;
}

/// What a listing says of users and passwords is known for this run and written down nowhere; so the next one has to
/// hear it again.
void keep_logins(Http& http, Harvest& harvest) {
    const auto keep = [&](std::string& url) {
        std::string bare = http.keep_login(url);
        if (bare != url) harvest.validators = {};
        url = std::move(bare);
    };
    for (Found& found : harvest.found) {
        keep(found.link.url);
        found.link.guid = core::without_logins(found.link.guid);
        if (found.link.recording) keep(found.link.recording->url);
    }
}

}  // namespace

std::variant<NotModified, Listing> discover(Http& http, const Source& source, const Validators& known,
                                            const std::string& zone, std::optional<core::Instant> present) {
    // A wrong expression is told before anything is fetched.
    static_cast<void>(LinkFilter(source));
    Harvest harvest;
    switch (source.kind) {
        case core::SourceKind::page:
            harvest = harvest_page(http, source, known);
            break;
        case core::SourceKind::feed:
            harvest = harvest_feed(http, source, known, {zone, present});
            break;
        case core::SourceKind::list:
            harvest = harvest_list(http, source, known);
            break;
        case core::SourceKind::files:
            harvest = harvest_files(source);
            break;
    }
    if (harvest.not_modified) return NotModified();
    keep_logins(http, harvest);
    return limited(std::move(harvest), source, zone);
}

std::function<bool(const std::string&)> address_filter(const core::Source& source) {
    return [filter = LinkFilter(source)](const std::string& url) { return filter.passes(url); };
}

}  // namespace fetch
