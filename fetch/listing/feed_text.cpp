#include "fetch/listing/feed_text.h"

#include "core/error.h"
#include "core/text.h"
#include "fetch/markup/markup.h"

#include <zlib.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

namespace fetch {

namespace {

constexpr std::size_t most_before = 64 << 10;  ///< of a feed, in which its beginning is looked for
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string_view without_marks(std::string_view text) {
    for (;;) {
        text = core::trim(text);
        if (!text.starts_with(byte_order_mark)) return text;
        text.remove_prefix(byte_order_mark.size());
    }
}

/// Whether a feed's root element, or an XML declaration, begins here.
bool begins_feed(std::string_view markup) {
    constexpr std::array<std::string_view, 6> roots{"rss", "rdf", "feed", "channel", "urlset", "sitemapindex"};
    const std::string tag =
        ascii_lower(markup.substr(1, std::min(markup.find_first_of(" \t\r\n/>", 1), markup.size()) - 1));
    if (tag == "?xml") return true;
    const std::string_view name = std::string_view(tag).substr(tag.find(':') + 1);
    return std::find(roots.begin(), roots.end(), name) != roots.end();
}

/// Where markup that is a feed's begins, past comments.
std::optional<std::size_t> beginning_of_markup(std::string_view head) {
    for (std::size_t at = head.find('<'); at != std::string_view::npos; at = head.find('<', at + 1)) {
        if (head.substr(at).starts_with("<!--")) {
            at = head.find("-->", at);
            if (at == std::string_view::npos) return std::nullopt;
        } else if (begins_feed(head.substr(at, 64))) {
            return at;
        }
    }
    return std::nullopt;
}

/// Where a line begins JSON that goes on to the end of the text.
std::optional<std::size_t> beginning_of_json(std::string_view bytes) {
    constexpr int most_tries = 20;
    const std::size_t first = static_cast<std::size_t>(without_marks(bytes).data() - bytes.data());
    int tries = 0;
    for (std::size_t at = first; at < std::min(bytes.size(), most_before) && tries < most_tries;) {
        if (bytes[at] == '{' || bytes[at] == '[') {
            if (nlohmann::json::accept(bytes.substr(at))) return at;
            ++tries;
        }
        at = std::min(bytes.find('\n', at), bytes.size() - 1) + 1;
        at = std::min(bytes.find_first_not_of(" \t\r\n", at), bytes.size());
    }
    return std::nullopt;
}

/// Where the document begins; 0 where no beginning is found. JSON may hold anything in its texts, markup among it, and
/// what begins like JSON may be the line of a log.
std::size_t beginning_of(std::string_view bytes) {
    const std::optional<std::size_t> markup = beginning_of_markup(bytes.substr(0, most_before));
    const std::string_view first = without_marks(bytes.substr(0, most_before));
    const bool may_be_json = first.starts_with('{') || first.starts_with('[');
    if (markup && !(may_be_json && nlohmann::json::accept(without_marks(bytes)))) return *markup;
    if (markup || first.starts_with('<')) return 0;
    return beginning_of_json(bytes).value_or(0);
}

/// What of the text before a document is none of its prolog.
std::string without_prolog(std::string_view text) {
    std::string left;
    const std::string lower = ascii_lower(text);
    const std::size_t whole = text.size();
    while (!text.empty()) {
        const std::size_t done = whole - text.size();
        const std::size_t type = std::min(lower.find("<!doctype", done), whole) - done;
        const std::size_t open = std::min({text.find("<!--"), text.find("<?"), type, text.size()});
        left += text.substr(0, open);
        text.remove_prefix(open);
        std::string_view end = text.starts_with("<!--") ? "-->" : text.starts_with("<?") ? "?>" : ">";
        if (end == ">" && text.find('[') < text.find('>')) end = "]>";
        const std::size_t close = text.find(end);
        text.remove_prefix(close == std::string_view::npos ? text.size() : close + end.size());
    }
    return std::string(without_marks(left));
}

}  // namespace

FeedText feed_text(std::string_view packed, std::string_view content_type, std::size_t max_bytes) {
    const std::string bytes = unpacked(packed, max_bytes);
    const std::size_t start = beginning_of(bytes);
    std::string before = without_prolog(std::string_view(bytes).substr(0, start));
    // A declaration tells the charset only from where it begins.
    const std::string text = decode_text(std::string_view(bytes).substr(before.empty() ? 0 : start), content_type);
    // A document type of something else, an HTML page's, is no part of it either.
    std::size_t own = 0;
    if (before.empty() && without_marks(text).starts_with('<'))
        own = beginning_of_markup(std::string_view(text).substr(0, most_before)).value_or(0);
    return {std::string(without_marks(std::string_view(text).substr(own))), decode_text(before, content_type)};
}

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

}  // namespace fetch
