#include "fetch/listing/feed_reader.h"

#include "core/error.h"
#include "core/html.h"
#include "core/text.h"
#include "fetch/dates/written_date.h"
#include "fetch/markup/markup.h"
#include "fetch/markup/url.h"
#include "fetch/words/words.h"

#include <zlib.h>
#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <memory>

namespace fetch {

namespace {

using nlohmann::json;

constexpr std::size_t max_items = 50'000;

std::uint64_t number(std::string_view text) {
    text = core::trim(text);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : 0;
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
        const XmlElement channel = root.child("channel");
        document_.title = plain_text(channel.child("title").text());
        language_ = core::collapse_space(channel.child("language").text());
        // RSS 1.0 has its items beside the channel; some feeds that call themselves 2.0 do too.
        for (const XmlElement parent : {channel, root})
            for (const XmlElement item : parent.children())
                if (item.name() == "item" && !is_full()) keep(rss_item(item));
    }

    void read_atom(XmlElement root) {
        document_.title = plain_text(root.child("title").text());
        language_ = root.attribute("lang");
        for (const XmlElement entry : root.children())
            if (entry.name() == "entry" && !is_full()) keep(atom_entry(entry));
    }

    void read_sitemap(XmlElement root) {
        for (const XmlElement entry : root.children()) {
            if (entry.name() != "url" || is_full()) continue;
            FeedItem item;
            item.link.url = resolved(text_of(entry, "loc"));
            item.changed = time_of(text_of(entry, "lastmod"));
            for (const XmlElement news : entry.children()) {
                if (news.name() != "news") continue;
                item.link.published = time_of(text_of(news, "publication_date"));
                item.link.title = plain_text(text_of(news, "title"));
            }
            keep(std::move(item));
        }
    }

    void read_index(XmlElement root) {
        for (const XmlElement entry : root.children()) {
            if (entry.name() != "sitemap" || document_.children.size() >= max_items) continue;
            ChildSitemap child{resolved(text_of(entry, "loc")), time_of(text_of(entry, "lastmod"))};
            if (!child.url.empty()) document_.children.push_back(std::move(child));
        }
    }

    void read_json(const json& feed) {
        document_.title = plain_text(string_of(feed, "title"));
        language_ = string_of(feed, "language");
        const auto items = feed.find("items");
        if (items == feed.end() || !items->is_array()) return;
        for (const json& each : *items) {
            if (!each.is_object() || is_full()) continue;
            FeedItem item;
            item.link.guid = core::composed(string_of(each, "id"));
            item.link.url = resolved(string_of(each, "url"));
            if (item.link.url.empty()) item.link.url = resolved(string_of(each, "external_url"));
            if (item.link.url.empty()) item.link.url = normalize(item.link.guid).value_or("");
            item.link.title = plain_text(string_of(each, "title"));
            item.link.published = time_of(string_of(each, "date_published"));
            item.changed = time_of(string_of(each, "date_modified"));
            item.link.html = string_of(each, "content_html");
            if (item.link.html.empty()) item.link.html = as_html(string_of(each, "content_text"), true);
            if (item.link.html.empty()) item.link.html = as_html(string_of(each, "summary"), true);
            if (const auto attachments = each.find("attachments"); attachments != each.end() && attachments->is_array())
                for (const json& attachment : *attachments) {
                    if (!attachment.is_object()) continue;
                    const auto size = attachment.find("size_in_bytes");
                    add_recording(
                        item.link, string_of(attachment, "url"), string_of(attachment, "mime_type"),
                        size != attachment.end() && size->is_number_unsigned() ? size->get<std::uint64_t>() : 0);
                }
            keep(std::move(item));
        }
    }

private:
    bool is_full() const { return document_.items.size() >= max_items; }

    /// The text of the first child of that local name, whatever its name space.
    static std::string text_of(XmlElement parent, std::string_view name) {
        for (const XmlElement child : parent.children())
            if (child.name() == name) return child.text();
        return {};
    }

    static std::string string_of(const json& object, const char* key) {
        const auto found = object.find(key);
        return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
    }

    /// An empty reference is no link to the document itself.
    std::string resolved(std::string_view reference, std::string_view base = {}) const {
        reference = core::trim(reference);
        if (reference.empty()) return {};
        return resolve_with_login(base.empty() ? std::string_view(url_) : base, unescape_html(reference)).value_or("");
    }

    std::optional<core::WrittenTime> time_of(std::string_view text) const {
        return core::trim(text).empty() ? std::nullopt : parse_written_date(text, language_);
    }

    void add_recording(core::Link& link, std::string_view reference, std::string_view type, std::uint64_t bytes,
                       std::string_view base = {}) const {
        if (link.recording) return;
        std::string url = resolved(reference, base);
        if (url.empty() || !is_recording(type, url)) return;
        link.recording = core::ListedRecording{std::move(url), core::collapse_space(type), bytes};
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
        if (!item.link.url.empty() || item.link.recording) document_.items.push_back(std::move(item));
    }

    FeedItem rss_item(XmlElement element) const {
        FeedItem item;
        core::Link& link = item.link;
        std::string date;
        bool permanent = false;
        std::string original;
        std::string summary;
        std::string second_link;
        for (const XmlElement child : element.children()) {
            if (child.is("title") && link.title.empty()) link.title = plain_text(child.text());
            if (child.is("link") && link.url.empty())
                link.url = resolved(child.text().empty() ? child.attribute("href") : child.text());
            if (child.is("guid") && link.guid.empty()) {
                link.guid = core::collapse_space(core::composed(child.text()));
                permanent = ascii_lower(child.attribute("isPermaLink")) != "false";
            }
            if (child.is("pubDate") || (date.empty() && (child.is("date", "purl.org/dc") || child.is("date", "dc") ||
                                                         child.is("published", "a10"))))
                date = child.text();
            if (child.is("updated", "Atom") || child.is("updated", "atom")) item.changed = time_of(child.text());
            if (child.is("origLink", "feedburner")) original = resolved(child.text());
            if (child.is("link", "Atom") && (child.attribute("rel").empty() || child.attribute("rel") == "alternate"))
                second_link = resolved(child.attribute("href"));
            if (child.is("encoded", "content")) link.html = as_html(child.text());
            if (child.is("description")) summary = as_html(child.text());
            if (child.name() == "enclosure")
                add_recording(link, child.attribute("url"), child.attribute("type"), number(child.attribute("length")));
        }
        if (!original.empty()) link.url = original;
        if (link.url.empty()) link.url = second_link;
        if (link.url.empty()) link.url = resolved(element.attribute("about"));
        if (link.url.empty() && permanent) link.url = normalize(link.guid).value_or("");
        if (link.html.empty()) link.html = std::move(summary);
        link.published = time_of(date);
        add_media(link, element, 0);
        return item;
    }

    /// Media RSS: the item's own content, or that of its group.
    void add_media(core::Link& link, XmlElement element, int depth) const {
        for (const XmlElement child : element.children()) {
            if (child.is("content", "media")) {
                const std::string type = child.attribute("type").empty() && child.attribute("medium") == "audio"
                                             ? "audio/"
                                             : child.attribute("type");
                add_recording(link, child.attribute("url"), type, number(child.attribute("fileSize")));
            }
            if (child.is("group", "media") && depth == 0) add_media(link, child, 1);
        }
    }

    FeedItem atom_entry(XmlElement element) const {
        FeedItem item;
        core::Link& link = item.link;
        const std::string base = base_of(element);
        link.guid = core::collapse_space(core::composed(text_of(element, "id")));
        link.title = plain_text(text_of(element, "title"));
        std::string published = text_of(element, "published");
        if (published.empty()) published = text_of(element, "issued");  // Atom 0.3
        item.changed = time_of(text_of(element, "updated"));
        link.published = time_of(published);
        if (!link.published) link.published = item.changed;
        for (const XmlElement child : element.children()) {
            if (child.name() != "link") continue;
            const std::string relation = ascii_lower(child.attribute("rel"));
            if (relation == "enclosure")
                add_recording(link, child.attribute("href"), child.attribute("type"), number(child.attribute("length")),
                              base);
            else if ((relation.empty() || relation == "alternate") &&
                     (link.url.empty() || child.attribute("type") == "text/html"))
                link.url = resolved(child.attribute("href"), base);
        }
        for (const XmlElement child : element.children())
            if (child.is("content") || (child.is("summary") && link.html.empty()))
                link.html = as_html(child.text(), ascii_lower(child.attribute("type")) == "text");
        if (link.url.empty()) link.url = normalize(link.guid).value_or("");
        return item;
    }

    /// What xml:base says, from the outermost element inwards.
    std::string base_of(XmlElement element) const {
        std::vector<std::string> bases;
        for (XmlElement each = element; each && bases.size() < 16; each = each.parent())
            if (std::string base = each.attribute("base"); !base.empty()) bases.push_back(std::move(base));
        std::string base(url_);
        for (auto each = bases.rbegin(); each != bases.rend(); ++each) base = resolve(base, *each).value_or(base);
        return base;
    }

    std::string url_;
    std::string language_;
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

std::string unpacked(std::string_view bytes, std::size_t max_bytes) {
    if (!bytes.starts_with("\x1F\x8B")) return std::string(bytes);
    z_stream stream{};
    constexpr int any_gzip = 15 + 16;
    if (inflateInit2(&stream, any_gzip) != Z_OK)
        throw core::Error(core::ErrorKind::media, "cannot unpack gzip: out of memory");
    const std::unique_ptr<z_stream, decltype(&inflateEnd)> owner(&stream, inflateEnd);
    // zlib's interface is older than const; it does not write to its input.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string out;
    std::array<char, 65536> buffer{};
    int state = Z_OK;
    while (state != Z_STREAM_END) {
        stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        stream.avail_out = static_cast<uInt>(buffer.size());
        state = inflate(&stream, Z_NO_FLUSH);
        if (state != Z_OK && state != Z_STREAM_END)
            throw core::Error(core::ErrorKind::media, "cannot unpack gzip: broken data");
        out.append(buffer.data(), buffer.size() - stream.avail_out);
        if (out.size() > max_bytes)
            throw core::Error(core::ErrorKind::media,
                              "cannot unpack gzip: more than " + std::to_string(max_bytes) + " bytes");
        if (state == Z_OK && stream.avail_in == 0 && stream.avail_out > 0)
            throw core::Error(core::ErrorKind::media, "cannot unpack gzip: cut short");
    }
    return out;
}

FeedDocument read_feed(std::string_view bytes, std::string_view content_type, std::string_view url,
                       std::size_t max_bytes) {
    const std::string text = decode_text(unpacked(bytes, max_bytes), content_type);
    const std::string_view start = core::trim(text);
    FeedDocument document;
    FeedReader reader(url, document);
    if (start.empty()) refuse(url, "it is empty");
    if (start.front() == '{' || start.front() == '[') {
        document.kind = FeedDocument::Kind::json;
        read_json_feed(reader, std::string(start), url);
        return document;
    }
    const std::string head = ascii_lower(start.substr(0, 1024));
    if (head.starts_with("<!doctype html") || head.starts_with("<html") ||
        (head.find("<html") != std::string::npos && head.find("<rss") == std::string::npos))
        refuse(url, "it is an HTML page");
    if (start.front() != '<') refuse(url, "neither XML nor JSON");

    const XmlDocument xml = XmlDocument::parse(start);
    const XmlElement root = xml.root();
    const std::string_view name = root.name();
    using Kind = FeedDocument::Kind;
    if (name == "rss" || name == "RDF" || name == "channel") {
        document.kind = name == "RDF" ? Kind::rdf : Kind::rss;
        reader.read_rss(root);
    } else if (name == "feed") {
        document.kind = Kind::atom;
        reader.read_atom(root);
    } else if (name == "urlset") {
        document.kind = Kind::sitemap;
        reader.read_sitemap(root);
    } else if (name == "sitemapindex") {
        document.kind = Kind::sitemap_index;
        reader.read_index(root);
    } else {
        refuse(url, !root ? (xml.complaint().empty() ? "no XML in it" : xml.complaint())
                          : "its root element is '" + std::string(name) + "'");
    }
    document.complaint = xml.complaint();
    // Something was read of a broken feed, or it is as bad as none.
    if (document.items.empty() && document.children.empty() && !document.complaint.empty())
        refuse(url, document.complaint);
    return document;
}

}  // namespace fetch
