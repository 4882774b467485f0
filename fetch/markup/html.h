#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct _xmlDoc;
struct _xmlNode;

namespace fetch {

/// What a page may cost. Beyond any of these it is refused, never cut.
struct HtmlLimits {
    std::size_t max_bytes = 16u << 20;
    std::size_t max_depth = 1000;
    std::size_t max_elements = 500'000;
    std::size_t max_attributes = 2'000;  ///< of one element
};

/// A place in an HtmlDocument: an element, a text or nothing. Borrowed: valid as long as its document, as are the views
/// it gives.
class HtmlNode {
public:
    HtmlNode() = default;
    explicit HtmlNode(_xmlNode* node) noexcept : node_(node) {}

    explicit operator bool() const noexcept { return node_ != nullptr; }
    bool operator==(const HtmlNode&) const = default;
    const void* id() const noexcept { return node_; }  ///< for use as a key

    bool is_element() const noexcept;
    bool is_text() const noexcept;
    /// Tag in lower case; empty for what is not an element.
    std::string_view name() const noexcept;
    bool is(std::string_view tag) const noexcept { return name() == tag; }
    /// What stands in a text node or a script, character references decoded, white space as written.
    std::string_view content() const noexcept;

    bool has(std::string_view attribute) const noexcept;
    /// The attribute's value as written, character references decoded; empty where there is none.
    std::string_view attribute(std::string_view name) const noexcept;
    std::vector<std::pair<std::string_view, std::string_view>> attributes() const;

    HtmlNode parent() const noexcept;
    HtmlNode first_child() const noexcept;
    HtmlNode next() const noexcept;      ///< sibling
    HtmlNode previous() const noexcept;  ///< sibling
    /// The next in document order that lies below `root`, whatever its kind; nothing at the end.
    HtmlNode next_in(HtmlNode root) const noexcept;
    /// The same, but passing over what lies below this one.
    HtmlNode next_after(HtmlNode root) const noexcept;
    /// This or the nearest ancestor with that tag.
    HtmlNode closest(std::string_view tag) const noexcept;
    bool lies_in(HtmlNode ancestor) const noexcept;  ///< an element lies in itself
    /// Elements of that tag below this one, in document order.
    std::vector<HtmlNode> descendants(std::string_view tag) const;

    /// What a reader sees, in one line: white space collapsed, a space where a block or a line ends. Scripts, styles,
    /// fallbacks (noscript, iframe, audio, ...) and templates are passed over.
    /// A text longer than `max_bytes` is left off soon after them.
    std::string text(std::size_t max_bytes = std::string_view::npos) const;
    /// The same, one string a block or line; none is empty.
    std::vector<std::string> lines(std::size_t max_bytes = std::string_view::npos) const;
    /// All text below as it stands, scripts included.
    std::string raw_text() const;

private:
    _xmlNode* node_ = nullptr;
};

/// True for the tags that start on a line of their own (p, div, li, h1, ...).
bool is_block(std::string_view tag);

/// 1 to 6 for "h1" to "h6", 0 for any other tag.
constexpr int heading_rank(std::string_view tag) {
    return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6' ? tag[1] - '0' : 0;
}

/// What an XPath expression found: for an attribute its element and value, for an element its text(), for an expression
/// that gives a string or number only the value.
struct XPathMatch {
    HtmlNode node;
    std::string value;
};

/// An HTML page as libxml2 reads it, forgiving as browsers are. No network, no external entities, no scripts.
class HtmlDocument {
public:
    /// `text` is valid UTF-8 (decode_text); a charset that the page names is not looked at again. Its texts are
    /// composed (composed_words()), scripts and attributes stay as they were written, but for those that are words.
    /// Throws Error(media) when a limit is passed or nothing is there.
    static HtmlDocument parse(std::string_view text, const HtmlLimits& limits = {});

    HtmlNode root() const noexcept;  ///< the html element
    /// What the page's references are relative to: its base element, else the page's own URL.
    std::string base_url(std::string_view page_url) const;
    /// Evaluates XPath 1.0 from `context` (nothing: the whole document), in document order. Throws Error(config) for an
    /// expression that is wrong or costs too much.
    std::vector<XPathMatch> select(const std::string& xpath, HtmlNode context = {}) const;

private:
    struct FreeDocument {
        void operator()(_xmlDoc* document) const noexcept;
    };
    explicit HtmlDocument(_xmlDoc* document) noexcept : document_(document) {}
    std::unique_ptr<_xmlDoc, FreeDocument> document_;
};

}  // namespace fetch
