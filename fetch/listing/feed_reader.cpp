#include "fetch/listing/feed_reader.h"

#include "core/error.h"
#include "core/html.h"
#include "core/text.h"
#include "fetch/dates/written_date.h"
#include "fetch/listing/feed_dates.h"
#include "fetch/listing/feed_text.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/words/words.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace fetch {

namespace {

using nlohmann::json;

constexpr std::size_t max_items = 50'000;
constexpr std::size_t most_told = 120;  ///< characters of what stands before a feed

std::uint64_t number(std::string_view text) {
    text = core::trim(text);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : 0;
}

bool is_video(std::string_view type, const std::string& url) {
    const std::string kind = ascii_lower(type.substr(0, 6));
    return kind == "video/" || (kind != "audio/" && kind != "image/" && link_kind(url) == LinkKind::video);
}

bool is_recording(std::string_view type, const std::string& url) {
    const std::string kind = ascii_lower(type.substr(0, 6));
    if (kind == "audio/") return link_kind(url) != LinkKind::playlist;
    return link_kind(url) == LinkKind::recording && kind != "video/" && kind != "image/";
}

class FeedReader {
public:
    FeedReader(std::string_view url, FeedDocument& document) : url_(url), document_(document) {}

    void read_rss(XmlElement root) {
        const XmlElement channel = root.is_called("channel") ? root : root.child("channel");
        document_.title = plain_text(channel.child("title").text());
        document_.language = core::collapse_space(channel.child("language").text());
        const std::string outer = base_within(url_, root);
        const std::string inner = channel.is_called(root.name()) ? outer : base_within(outer, channel);
        // RSS 1.0 has its items beside the channel; some feeds that call themselves 2.0 do too.
        read_rss_items(channel, inner);
        if (!channel.is_called(root.name())) read_rss_items(root, outer);
    }

    void read_atom(XmlElement root) {
        document_.title = plain_text(root.child("title").text());
        document_.language = root.attribute("lang");
        const std::string base = base_within(url_, root);
        for (const XmlElement entry : root.children())
            if (entry.is_called("entry") && !is_full()) keep(atom_entry(entry, base_within(base, entry)));
    }

    void read_sitemap(XmlElement root) {
        for (const XmlElement entry : root.children()) {
            if (!entry.is_called("url") || is_full()) continue;
            FeedItem item;
            item.link.url = resolved(text_of(entry, "loc"), url_);
            item.written_change = text_of(entry, "lastmod");
            for (const XmlElement news : entry.children()) {
                if (!news.is_called("news")) continue;
                item.written = text_of(news, "publication_date");
                item.link.title = plain_text(text_of(news, "title"));
            }
            keep(std::move(item));
        }
    }

    void read_index(XmlElement root) {
        for (const XmlElement entry : root.children()) {
            if (!entry.is_called("sitemap") || document_.children.size() >= max_items) continue;
            ChildSitemap child{resolved(text_of(entry, "loc"), url_),
                               parse_written_date(text_of(entry, "lastmod"), "")};
            if (!child.url.empty()) document_.children.push_back(std::move(child));
        }
    }

    void read_json(const json& feed) {
        document_.title = plain_text(string_of(feed, "title"));
        document_.language = string_of(feed, "language");
        const auto items = feed.find("items");
        if (items == feed.end() || !items->is_array()) return;
        for (const json& each : *items) {
            if (!each.is_object() || is_full()) continue;
            FeedItem item;
            const std::string id = string_of(each, "id");
            item.link.guid = core::composed(id);
            item.link.url = resolved(string_of(each, "url"), url_);
            if (item.link.url.empty()) item.link.url = resolved(string_of(each, "external_url"), url_);
            if (item.link.url.empty()) item.link.url = normalize(id).value_or("");
            item.link.title = plain_text(string_of(each, "title"));
            item.written = string_of(each, "date_published");
            item.written_change = string_of(each, "date_modified");
            item.link.html = string_of(each, "content_html");
            if (item.link.html.empty()) item.link.html = as_html(string_of(each, "content_text"), true);
            if (item.link.html.empty()) item.link.html = as_html(string_of(each, "summary"), true);
            if (const auto attachments = each.find("attachments"); attachments != each.end() && attachments->is_array())
                for (const json& attachment : *attachments) {
                    if (!attachment.is_object()) continue;
                    const auto size = attachment.find("size_in_bytes");
                    add_enclosure(
                        item,
                        {resolved(string_of(attachment, "url"), url_), string_of(attachment, "mime_type"),
                         size != attachment.end() && size->is_number_unsigned() ? size->get<std::uint64_t>() : 0});
                }
            keep(std::move(item));
        }
    }

private:
    bool is_full() const { return document_.items.size() >= max_items; }

    /// The text of the first child of that local name, whatever its name space.
    static std::string text_of(XmlElement parent, std::string_view name) {
        for (const XmlElement child : parent.children())
            if (child.is_called(name)) return child.text();
        return {};
    }

    static std::string string_of(const json& object, const char* key) {
        const auto found = object.find(key);
        return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
    }

    /// An empty reference is no link to the document itself.
    static std::string resolved(std::string_view reference, const std::string& base) {
        reference = core::trim(reference);
        if (reference.empty()) return {};
        return resolve_with_login(base, unescape_html(reference)).value_or("");
    }
    /// A reference that an element of the item holds.
    static std::string resolved(std::string_view reference, XmlElement element, const std::string& item_base) {
        return resolved(reference, base_within(item_base, element));
    }

    /// A file that an item names.
    struct Attached {
        std::string url;
        std::string type;
        std::uint64_t bytes = 0;
    };
    static void add_recording(core::Link& link, Attached file) {
        if (link.recording || file.url.empty() || !is_recording(file.type, file.url)) return;
        link.recording = core::ListedRecording{std::move(file.url), core::collapse_space(file.type), file.bytes};
    }
    /// The same, where a video is worth a word.
    static void add_enclosure(FeedItem& item, Attached file) {
        if (item.video.empty() && is_video(file.type, file.url)) item.video = file.url;
        add_recording(item.link, std::move(file));
    }

    /// A text of an item as HTML.
    static std::string as_html(std::string text, bool is_plain = false) {
        return is_plain || text.find('<') == std::string::npos ? paragraphs(text) : text;
    }

    /// Plain text as HTML: a paragraph for each line.
    static std::string paragraphs(std::string_view text) {
        std::string html;
        for (const std::string& line : core::split_lines(text))
            if (!core::trim(line).empty()) html += "<p>" + core::escape_html(core::trim(line)) + "</p>";
        return html;
    }

    /// An item leads somewhere, to a page or to a recording, or it is passed over.
    void keep(FeedItem item) {
        ++document_.entries;
        if (item.link.recording) item.video.clear();
        if (!item.video.empty()) document_.videos.push_back(video_of(item));
        if (!item.link.url.empty() || item.link.recording) document_.items.push_back(std::move(item));
    }

    static VideoItem video_of(const FeedItem& item) { return {item.link.title, item.link.url, item.video}; }

    void read_rss_items(XmlElement parent, const std::string& base) {
        for (const XmlElement item : parent.children())
            if (item.is_called("item") && !is_full()) keep(rss_item(item, base_within(base, item)));
    }

    FeedItem rss_item(XmlElement element, const std::string& base) const {
        FeedItem item;
        core::Link& link = item.link;
        std::string permalink;
        std::string original;
        std::string summary;
        std::string second_link;
        for (const XmlElement child : element.children()) {
            if (child.is("title") && link.title.empty()) link.title = plain_text(child.text());
            if (child.is("link") && link.url.empty())
                link.url = resolved(child.text().empty() ? child.attribute("href") : child.text(), child, base);
            if (child.is("guid") && link.guid.empty()) {
                const std::string id = child.text();
                link.guid = core::collapse_space(core::composed(id));
                if (ascii_lower(child.attribute("isPermaLink")) != "false") permalink = id;
            }
            if (child.is("pubDate") ||
                (item.written.empty() &&
                 (child.is("date", "purl.org/dc") || child.is("date", "dc") || child.is("published", "a10"))))
                item.written = child.text();
            if (child.is("updated", "Atom") || child.is("updated", "atom")) item.written_change = child.text();
            if (child.is("origLink", "feedburner")) original = resolved(child.text(), child, base);
            if (child.is("link", "Atom") && (child.attribute("rel").empty() || child.attribute("rel") == "alternate"))
                second_link = resolved(child.attribute("href"), child, base);
            if (child.is("encoded", "content")) link.html = based(as_html(child.text()), child, base);
            if (child.is("description")) summary = based(as_html(child.text()), child, base);
            if (child.is_called("enclosure"))
                add_enclosure(item, {resolved(child.attribute("url"), child, base), child.attribute("type"),
                                     number(child.attribute("length"))});
        }
        if (!original.empty()) link.url = original;
        if (link.url.empty()) link.url = second_link;
        if (link.url.empty()) link.url = resolved(element.attribute("about"), base);
        if (link.url.empty()) link.url = normalize(permalink).value_or("");
        if (link.html.empty()) link.html = std::move(summary);
        add_media(item, element, base, 0);
        return item;
    }

    /// Media RSS: the item's own content, or that of its group.
    static void add_media(FeedItem& item, XmlElement element, const std::string& base, int depth) {
        for (const XmlElement child : element.children()) {
            if (child.is("content", "media")) {
                std::string type = child.attribute("type");
                const std::string medium = ascii_lower(child.attribute("medium"));
                if (type.empty() && (medium == "audio" || medium == "video" || medium == "image")) type = medium + "/";
                add_enclosure(item, {resolved(child.attribute("url"), child, base), std::move(type),
                                     number(child.attribute("fileSize"))});
            }
            if (child.is("group", "media") && depth == 0) add_media(item, child, base_within(base, child), 1);
        }
    }

    FeedItem atom_entry(XmlElement element, const std::string& base) const {
        FeedItem item;
        core::Link& link = item.link;
        const std::string id = text_of(element, "id");
        link.guid = core::collapse_space(core::composed(id));
        link.title = plain_text(text_of(element, "title"));
        item.written = text_of(element, "published");
        if (item.written.empty()) item.written = text_of(element, "issued");  // Atom 0.3
        item.written_change = text_of(element, "updated");
        for (const XmlElement child : element.children()) {
            if (!child.is_called("link")) continue;
            const std::string relation = ascii_lower(child.attribute("rel"));
            if (relation == "enclosure")
                add_enclosure(item, {resolved(child.attribute("href"), child, base), child.attribute("type"),
                                     number(child.attribute("length"))});
            else if ((relation.empty() || relation == "alternate") &&
                     (link.url.empty() || child.attribute("type") == "text/html"))
                link.url = resolved(child.attribute("href"), child, base);
        }
        for (const XmlElement child : element.children())
            if (child.is("content") || (child.is("summary") && link.html.empty()))
                link.html = based(as_html(child.text(), ascii_lower(child.attribute("type")) == "text"), child, base);
        if (link.url.empty()) link.url = normalize(id).value_or("");
        return item;
    }

    /// A text whose references are relative to something else than its page, as a page says that.
    std::string based(std::string html, XmlElement element, const std::string& item_base) const {
        const std::string base = base_within(item_base, element);
        if (base == url_ || html.empty()) return html;
        return "<base href=\"" + core::escape_html(base) + "\">" + html;
    }

    std::string url_;
    FeedDocument& document_;
};

[[noreturn]] void refuse(std::string_view url, const std::string& reason) {
    throw core::Error(core::ErrorKind::media, "cannot read feed '" + printable(url) + "': " + reason);
}

void read_json_feed(FeedReader& reader, const std::string& text, std::string_view url) {
    // Depth is bounded while parsing: what lies deeper than any feed is dropped, so nothing recursive ever sees it.
    constexpr int max_depth = 64;
    const json feed = json::parse(
        text, [](int depth, json::parse_event_t, json&) { return depth <= max_depth; }, false);
    if (feed.is_discarded()) refuse(url, "invalid JSON");
    if (!feed.is_object() || !feed.contains("items")) refuse(url, "JSON, but not a JSON Feed");
    reader.read_json(feed);
}

}  // namespace

std::string base_within(const std::string& base, XmlElement element) {
    const std::string own = element.attribute("base", "xml");
    return own.empty() ? base : resolve(base, own).value_or(base);
}

FeedDocument read_feed(std::string_view bytes, std::string_view content_type, std::string_view url,
                       std::size_t max_bytes, std::optional<core::Instant> present) {
    const FeedText read = feed_text(bytes, content_type, max_bytes);
    const std::string& start = read.text;
    FeedDocument document;
    FeedReader reader(url, document);
    if (start.empty()) refuse(url, "it is empty");
    document.before = core::truncate(plain_text(read.before), most_told);
    if (start.front() == '{' || start.front() == '[') {
        document.kind = FeedDocument::Kind::json;
        read_json_feed(reader, start, url);
        read_dates(document, present);
        return document;
    }
    const auto is_page = [](std::string_view text) {
        const std::string head = ascii_lower(text);
        return head.starts_with("<!doctype html") || head.find("<html") != std::string::npos;
    };
    if (is_page(read.before)) refuse(url, "it is an HTML page");
    const bool holds_page = is_page(std::string_view(start).substr(0, 1024));
    if (start.front() != '<') refuse(url, holds_page ? "it is an HTML page" : "neither XML nor JSON");

    const XmlDocument xml = XmlDocument::parse(start);
    const XmlElement root = xml.root();
    using Kind = FeedDocument::Kind;
    if (root.is_called("rss") || root.is_called("RDF") || root.is_called("channel")) {
        document.kind = root.is_called("RDF") ? Kind::rdf : Kind::rss;
        reader.read_rss(root);
    } else if (root.is_called("feed")) {
        document.kind = Kind::atom;
        reader.read_atom(root);
    } else if (root.is_called("urlset")) {
        document.kind = Kind::sitemap;
        reader.read_sitemap(root);
    } else if (root.is_called("sitemapindex")) {
        document.kind = Kind::sitemap_index;
        reader.read_index(root);
    } else if (holds_page || root.is_called("html")) {
        refuse(url, "it is an HTML page");
    } else {
        refuse(url, !root ? (xml.complaint().empty() ? "no XML in it" : xml.complaint())
                          : "its root element is '" + std::string(root.name()) + "'");
    }
    document.complaint = xml.complaint();
    // Something was read of a broken feed, or it is as bad as none.
    if (document.items.empty() && document.children.empty() && !document.complaint.empty())
        refuse(url, document.complaint);
    read_dates(document, present);
    return document;
}

}  // namespace fetch
