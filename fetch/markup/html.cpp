#include "fetch/markup/html.h"

#include <fmt/format.h>
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <algorithm>
#include <array>

#include "core/error.h"
#include "core/text.h"
#include "fetch/markup/tags.h"
#include "fetch/markup/text.h"
#include "fetch/markup/url.h"
#include "fetch/markup/xpath.h"

namespace fetch {
namespace {

struct FreeParser {
    void operator()(htmlParserCtxt* parser) const noexcept { htmlFreeParserCtxt(parser); }
};
using Parser = std::unique_ptr<htmlParserCtxt, FreeParser>;

struct FreeXPathContext {
    void operator()(xmlXPathContext* context) const noexcept { xmlXPathFreeContext(context); }
};
using XPathContext = std::unique_ptr<xmlXPathContext, FreeXPathContext>;

struct FreeXPathObject {
    void operator()(xmlXPathObject* object) const noexcept { xmlXPathFreeObject(object); }
};
using XPathObject = std::unique_ptr<xmlXPathObject, FreeXPathObject>;

constexpr unsigned long max_xpath_operations = 20'000'000;

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

core::Error refuse(const std::string& reason) {
    return core::Error(core::ErrorKind::media, "cannot read the page: " + reason);
}

constexpr auto block_tags = std::to_array<std::string_view>(
    {"address", "article",  "aside",    "blockquote", "body",   "br",      "caption",  "center",     "dd",
     "details", "dialog",   "dir",      "div",        "dl",     "dt",      "fieldset", "figcaption", "figure",
     "footer",  "form",     "frameset", "h1",         "h2",     "h3",      "h4",       "h5",         "h6",
     "header",  "hgroup",   "hr",       "html",       "legend", "li",      "main",     "menu",       "nav",
     "ol",      "optgroup", "option",   "p",          "pre",    "section", "summary",  "table",      "tbody",
     "td",      "tfoot",    "th",       "thead",      "tr",     "ul"});

constexpr auto unseen_tags =
    std::to_array<std::string_view>({"audio", "canvas", "head", "iframe", "math", "noembed", "noframes", "noscript",
                                     "object", "script", "style", "svg", "template", "textarea", "video"});

static_assert(std::ranges::is_sorted(block_tags) && std::ranges::is_sorted(unseen_tags));

/// A comment that ends where it begins, "<!-->" or "<!--->", is one for browsers (HTML, 13.2.5.43); libxml2 takes all
/// that follows for its text.
std::string with_whole_comments(std::string_view text) {
    constexpr std::string_view begin = "<!--";
    std::string whole;
    whole.reserve(text.size() + 64);
    std::size_t written = 0;
    for (std::size_t at = text.find(begin); at != std::string_view::npos; at = text.find(begin, at + begin.size())) {
        const std::string_view behind = text.substr(at + begin.size(), 2);
        if (!behind.starts_with('>') && behind != "->") continue;
        whole += text.substr(written, at + begin.size() - written);
        whole += "--";
        written = at + begin.size() + (behind.starts_with('>') ? 0 : 1);
    }
    return whole += text.substr(written);
}

/// Counts while the parser builds, and stops it at a limit.
struct Watch {
    const HtmlLimits& limits;
    std::size_t elements = 0;
    const char* passed = nullptr;
    bool has_html = false;
    bool has_body = false;
};

/// Where what an html or body element is told by is kept; nothing for the name of another.
bool* seen(Watch& watch, std::string_view name) {
    return name == "html" ? &watch.has_html : name == "body" ? &watch.has_body : nullptr;
}

/// A page has one html and one body element, which end with it. What follows an early end tag belongs to them, and what
/// a second start tag says counts where the first said nothing (HTML, 13.2.6.4.7 and 13.2.6.4.22).
void add_attributes(xmlNode* root, const xmlChar** attributes) {
    if (root == nullptr || root->properties != nullptr || attributes == nullptr) return;
    for (; attributes[0] != nullptr; attributes += 2) xmlNewProp(root, attributes[0], attributes[1]);
}

void on_start_element(void* context, const xmlChar* name, const xmlChar** attributes) {
    auto* parser = static_cast<htmlParserCtxt*>(context);
    auto* watch = static_cast<Watch*>(parser->_private);
    if (watch->passed != nullptr) return;
    if (static_cast<std::size_t>(parser->nodeNr) >= watch->limits.max_depth)
        watch->passed = "elements are nested too deep";
    if (++watch->elements > watch->limits.max_elements) watch->passed = "too many elements";
    if (watch->passed != nullptr) {
        xmlStopParser(parser);
        return;
    }
    if (bool* is_there = seen(*watch, view(name)); is_there != nullptr && std::exchange(*is_there, true)) {
        if (view(name) == "html") add_attributes(xmlDocGetRootElement(parser->myDoc), attributes);
        return;
    }
    xmlSAX2StartElement(context, name, attributes);
}

void on_end_element(void* context, const xmlChar* name) {
    auto* parser = static_cast<htmlParserCtxt*>(context);
    if (seen(*static_cast<Watch*>(parser->_private), view(name)) == nullptr) xmlSAX2EndElement(context, name);
}

/// Texts in NFC; what may be a URL stays as it was written.
void compose_texts(xmlNode* root) {
    constexpr auto words = std::to_array<std::string_view>(
        {"alt", "aria-description", "aria-label", "label", "placeholder", "summary", "title"});
    const auto compose = [](xmlNode* text) {
        if (text == nullptr || text->type != XML_TEXT_NODE || core::is_composed(view(text->content))) return;
        const std::string composed = composed_words(view(text->content));
        xmlNodeSetContent(text, reinterpret_cast<const xmlChar*>(composed.c_str()));
    };
    for (HtmlNode node(root); node; node = node.next_in(HtmlNode(root))) {
        // libxml2's nodes are this program's to change until the document is handed out.
        auto* raw = static_cast<xmlNode*>(const_cast<void*>(node.id()));
        if (node.is_text()) compose(raw);
        if (!node.is_element()) continue;
        for (xmlAttr* each = raw->properties; each != nullptr; each = each->next)
            if (std::ranges::find(words, view(each->name)) != words.end()) compose(each->children);
    }
}

/// Appends to `lines` what a reader sees below the root; each block or line break starts a new string.
void collect_lines(HtmlNode root, std::vector<std::string>& lines, std::size_t max_bytes) {
    std::string line;
    std::size_t bytes = 0;
    const auto end_line = [&] {
        std::string clean = core::collapse_space(line);
        if (!clean.empty()) lines.push_back(std::move(clean));
        line.clear();
    };
    // The walk goes down and up by hand, so that a block's end is seen as well as its start.
    HtmlNode node = root;
    while (node) {
        bool down = true;
        if (node.is_text()) {
            line += node.content();
            bytes += node.content().size();
            if (bytes > max_bytes) break;
        } else if (node.is_element()) {
            if (node != root && std::ranges::binary_search(unseen_tags, node.name())) down = false;
            if (is_block(node.name())) end_line();
        } else {
            down = false;
        }
        if (down && node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node && node != root && !node.next()) {
            node = node.parent();
            if (node && is_block(node.name())) end_line();
        }
        if (!node || node == root) break;
        if (is_block(node.name())) end_line();
        node = node.next();
    }
    end_line();
}

}  // namespace

bool HtmlNode::is_element() const noexcept {
    return node_ != nullptr && node_->type == XML_ELEMENT_NODE;
}

bool HtmlNode::is_text() const noexcept {
    return node_ != nullptr && node_->type == XML_TEXT_NODE;
}

std::string_view HtmlNode::name() const noexcept {
    return is_element() ? view(node_->name) : std::string_view();
}

std::string_view HtmlNode::content() const noexcept {
    if (node_ == nullptr) return {};
    if (node_->type == XML_TEXT_NODE || node_->type == XML_CDATA_SECTION_NODE) return view(node_->content);
    if (node_->type == XML_ELEMENT_NODE && node_->children != nullptr && node_->children->next == nullptr) {
        return HtmlNode(node_->children).is_element() ? std::string_view() : HtmlNode(node_->children).content();
    }
    return {};
}

bool HtmlNode::has(std::string_view attribute) const noexcept {
    if (!is_element()) return false;
    for (const xmlAttr* each = node_->properties; each != nullptr; each = each->next) {
        if (view(each->name) == attribute) return true;
    }
    return false;
}

std::string_view HtmlNode::attribute(std::string_view name) const noexcept {
    if (!is_element()) return {};
    for (const xmlAttr* each = node_->properties; each != nullptr; each = each->next) {
        if (view(each->name) == name)
            return each->children != nullptr ? view(each->children->content) : std::string_view();
    }
    return {};
}

std::vector<std::pair<std::string_view, std::string_view>> HtmlNode::attributes() const {
    std::vector<std::pair<std::string_view, std::string_view>> all;
    if (!is_element()) return all;
    for (const xmlAttr* each = node_->properties; each != nullptr; each = each->next) {
        all.emplace_back(view(each->name),
                         each->children != nullptr ? view(each->children->content) : std::string_view());
    }
    return all;
}

HtmlNode HtmlNode::parent() const noexcept {
    if (node_ == nullptr || node_->parent == nullptr || node_->parent->type != XML_ELEMENT_NODE) return {};
    return HtmlNode(node_->parent);
}

HtmlNode HtmlNode::first_child() const noexcept {
    return is_element() ? HtmlNode(node_->children) : HtmlNode();
}

HtmlNode HtmlNode::next() const noexcept {
    return node_ == nullptr ? HtmlNode() : HtmlNode(node_->next);
}

HtmlNode HtmlNode::previous() const noexcept {
    return node_ == nullptr ? HtmlNode() : HtmlNode(node_->prev);
}

HtmlNode HtmlNode::next_in(HtmlNode root) const noexcept {
    if (const HtmlNode child = first_child()) return child;
    return next_after(root);
}

HtmlNode HtmlNode::next_after(HtmlNode root) const noexcept {
    for (HtmlNode node = *this; node && node != root; node = node.parent()) {
        if (const HtmlNode sibling = node.next()) return sibling;
    }
    return {};
}

HtmlNode HtmlNode::closest(std::string_view tag) const noexcept {
    for (HtmlNode node = *this; node; node = node.parent()) {
        if (node.name() == tag) return node;
    }
    return {};
}

bool HtmlNode::lies_in(HtmlNode ancestor) const noexcept {
    for (HtmlNode node = *this; node; node = node.parent()) {
        if (node == ancestor) return true;
    }
    return false;
}

std::vector<HtmlNode> HtmlNode::descendants(std::string_view tag) const {
    std::vector<HtmlNode> found;
    for (HtmlNode node = first_child(); node; node = node.next_in(*this)) {
        if (node.name() == tag) found.push_back(node);
    }
    return found;
}

std::string HtmlNode::text(std::size_t max_bytes) const {
    std::string all;
    for (const std::string& line : lines(max_bytes)) {
        if (!all.empty()) all += ' ';
        all += line;
    }
    return all;
}

std::vector<std::string> HtmlNode::lines(std::size_t max_bytes) const {
    std::vector<std::string> found;
    if (is_text()) {
        if (std::string line = core::collapse_space(content()); !line.empty()) found.push_back(std::move(line));
    } else if (is_element()) {
        collect_lines(*this, found, max_bytes);
    }
    return found;
}

std::string HtmlNode::raw_text() const {
    if (!is_element()) return std::string(content());
    std::string all;
    for (HtmlNode node = first_child(); node; node = node.next_in(*this)) {
        if (!node.is_element()) all += node.content();
    }
    return all;
}

bool is_block(std::string_view tag) {
    return std::ranges::binary_search(block_tags, tag);
}

void HtmlDocument::FreeDocument::operator()(_xmlDoc* document) const noexcept {
    xmlFreeDoc(document);
}

HtmlDocument HtmlDocument::parse(std::string_view written, const HtmlLimits& limits) {
    static const bool initialized = (xmlInitParser(), true);  // before any thread uses it through us
    static_cast<void>(initialized);
    if (written.size() > limits.max_bytes) throw refuse(fmt::format("more than {} bytes", limits.max_bytes));
    const bool is_mended =
        written.find("<!-->") != std::string_view::npos || written.find("<!--->") != std::string_view::npos;
    const std::string mended = is_mended ? with_whole_comments(written) : std::string();
    const std::string_view text = is_mended ? std::string_view(mended) : written;
    if (const std::string_view fault = tag_fault(text, Markup::html, limits.max_attributes); !fault.empty())
        throw refuse(std::string(fault));

    const Parser parser(htmlNewParserCtxt());
    if (!parser) throw std::bad_alloc();
    Watch watch{limits};
    parser->_private = &watch;
    parser->sax->startElement = on_start_element;
    parser->sax->endElement = on_end_element;
    // Without "huge" the parser gives up at 256 levels, which unclosed inline tags of real pages reach; the watch
    // counts.
    const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                        HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC | XML_PARSE_HUGE;
    HtmlDocument document(
        htmlCtxtReadMemory(parser.get(), text.data(), static_cast<int>(text.size()), nullptr, "UTF-8", options));
    if (watch.passed != nullptr) throw refuse(watch.passed);
    if (!document.document_ || !document.root()) throw refuse("it holds no element");
    if (!core::is_composed(text) || text.find("&#") != std::string_view::npos)
        compose_texts(xmlDocGetRootElement(document.document_.get()));
    return document;
}

HtmlNode HtmlDocument::root() const noexcept {
    return HtmlNode(xmlDocGetRootElement(document_.get()));
}

std::string HtmlDocument::base_url(std::string_view page_url) const {
    for (HtmlNode node = root(); node; node = node.next_in(root())) {
        if (!node.is("base") || !node.has("href")) continue;
        if (auto base = resolve(page_url, node.attribute("href"))) return *base;
        break;
    }
    return std::string(page_url);
}

std::vector<XPathMatch> HtmlDocument::select(const std::string& xpath, HtmlNode context) const {
    const auto wrong = [&](const std::string& reason) {
        return core::Error(core::ErrorKind::config, fmt::format("cannot use XPath '{}': {}", xpath, reason));
    };
    const XPathContext evaluation(xmlXPathNewContext(document_.get()));
    if (!evaluation) throw std::bad_alloc();
    std::string reason = "it is not well formed";
    evaluation->opLimit = max_xpath_operations;
    evaluation->userData = &reason;
    evaluation->error = [](void* into, xmlErrorPtr error) {
        if (error != nullptr) *static_cast<std::string*>(into) = describe_xpath_error(error->code, error->int1);
    };
    const void* start = context ? context.id() : static_cast<const void*>(xmlDocGetRootElement(document_.get()));
    // libxml2 takes the context node without const but only reads it.
    evaluation->node = const_cast<xmlNode*>(static_cast<const xmlNode*>(start));
    const XPathObject found(xmlXPathEvalExpression(reinterpret_cast<const xmlChar*>(xpath.c_str()), evaluation.get()));
    if (!found) throw wrong(reason);

    std::vector<XPathMatch> matches;
    if (found->type != XPATH_NODESET) {
        const std::unique_ptr<xmlChar, decltype(xmlFree)> value(xmlXPathCastToString(found.get()), xmlFree);
        if (auto text = core::collapse_space(view(value.get())); !text.empty())
            matches.push_back({{}, std::move(text)});
        return matches;
    }
    if (found->nodesetval == nullptr) return matches;
    xmlXPathNodeSetSort(found->nodesetval);
    for (int i = 0; i < found->nodesetval->nodeNr; ++i) {
        xmlNode* node = found->nodesetval->nodeTab[i];
        if (node->type == XML_ATTRIBUTE_NODE) {
            const std::string_view value =
                node->children != nullptr ? view(node->children->content) : std::string_view();
            matches.push_back({HtmlNode(node->parent), std::string(core::trim(value))});
        } else if (node->type == XML_ELEMENT_NODE || node->type == XML_TEXT_NODE) {
            matches.push_back({HtmlNode(node), HtmlNode(node).text()});
        }
    }
    return matches;
}

}  // namespace fetch
