#include "fetch/markup/xml.h"

#include "core/error.h"
#include "core/text.h"
#include "core/utf8.h"
#include "fetch/markup/tags.h"
#include "fetch/markup/text.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <string>

namespace fetch {

namespace {

constexpr std::size_t max_attributes = 2'000;  // of one element

using ParserContext = std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)>;

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

/// Where a document type that begins at `start` ends: behind its ">", past quotes and an internal subset.
std::size_t end_of_doctype(std::string_view text, std::size_t start) {
    bool subset = false;
    for (std::size_t position = start; position < text.size(); ++position) {
        const char letter = text[position];
        if (letter == '"' || letter == '\'') {
            const std::size_t close = text.find(letter, position + 1);
            if (close == std::string_view::npos) return text.size();
            position = close;
        } else if (text.substr(position).starts_with("<!--")) {
            const std::size_t close = text.find("-->", position);
            if (close == std::string_view::npos) return text.size();
            position = close + 2;
        } else if (letter == '[') {
            subset = true;
        } else if (letter == ']') {
            subset = false;
        } else if (letter == '>' && !subset) {
            return position + 1;
        }
    }
    return text.size();
}

char lowered(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool is_same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lowered, lowered);
}

bool holds_name(std::string_view text, std::string_view part) {
    const auto is_same = [](char a, char b) { return lowered(a) == lowered(b); };
    return std::search(text.begin(), text.end(), part.begin(), part.end(), is_same) != text.end();
}

std::string value_of(const xmlAttr& attribute) {
    std::string value;
    for (const xmlNode* part = attribute.children; part != nullptr; part = part->next)
        if (part->type == XML_TEXT_NODE) value += view(part->content);
    return value;
}

bool is_name(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
}

/// "&eacute;" as its character, a lone ampersand escaped; what XML itself knows stays.
void append_reference(std::string& out, std::string_view text, std::size_t& position) {
    std::size_t end = position + 1;
    const bool numeric = end < text.size() && text[end] == '#';
    if (numeric) ++end;
    while (end < text.size() && end - position < 12 && is_name(text[end])) ++end;
    const std::string_view name = text.substr(position + 1, end - position - 1);
    const bool closed = end < text.size() && text[end] == ';' && !name.empty();
    const bool known = name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos" ||
                       (numeric && name.size() > 1);
    if (closed && known) {
        out += text.substr(position, end - position + 1);
        position = end + 1;
        return;
    }
    const std::string key(name);
    const htmlEntityDesc* entity = closed ? htmlEntityLookup(reinterpret_cast<const xmlChar*>(key.c_str())) : nullptr;
    if (entity != nullptr) {
        core::append_utf8(out, entity->value);
        position = end + 1;
        return;
    }
    out += "&amp;";
    ++position;
}

std::string mended(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 64);
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t next = text.find_first_of("<&", position);
        out += text.substr(position, next - position);
        if (next == std::string_view::npos) break;
        position = next;
        const std::string_view rest = text.substr(position);
        const auto copy_to = [&](std::string_view end) {
            const std::size_t found = text.find(end, position);
            const std::size_t after = found == std::string_view::npos ? text.size() : found + end.size();
            out += text.substr(position, after - position);
            position = after;
        };
        if (rest.front() == '&') {
            append_reference(out, text, position);
        } else if (rest.starts_with("<![CDATA[")) {
            copy_to("]]>");
        } else if (rest.starts_with("<!--")) {
            // Nobody reads them, and the parser's complaints of hyphens in one cost its length each.
            const std::size_t found = text.find("-->", position);
            position = found == std::string_view::npos ? text.size() : found + 3;
        } else if (rest.starts_with("<!DOCTYPE") || rest.starts_with("<!doctype") || rest.starts_with("<!ENTITY")) {
            position = end_of_doctype(text, position + 2);
        } else if (rest.starts_with("<?xml ") || rest.starts_with("<?xml-stylesheet")) {
            const std::size_t found = text.find("?>", position);
            position = found == std::string_view::npos ? text.size() : found + 2;
        } else {
            out += '<';
            ++position;
        }
    }
    return out;
}

}  // namespace

std::string_view XmlElement::name() const noexcept {
    if (node_ == nullptr) return {};
    const std::string_view written = view(node_->name);
    const std::size_t colon = node_->ns == nullptr ? written.find(':') : std::string_view::npos;
    return colon == std::string_view::npos ? written : written.substr(colon + 1);
}

std::string_view XmlElement::space() const noexcept {
    if (node_ == nullptr) return {};
    if (node_->ns != nullptr) return view(node_->ns->href);
    const std::string_view written = view(node_->name);
    const std::size_t colon = written.find(':');
    return colon == std::string_view::npos ? std::string_view() : written.substr(0, colon);
}

bool XmlElement::is_called(std::string_view expected) const noexcept {
    return node_ != nullptr && is_same_name(name(), expected);
}

bool XmlElement::is(std::string_view expected) const noexcept {
    if (!is_called(expected)) return false;
    if (node_->ns == nullptr) return view(node_->name).find(':') == std::string_view::npos;
    return node_->ns->prefix == nullptr || view(node_->ns->prefix).empty();
}

bool XmlElement::is(std::string_view expected, std::string_view wanted) const noexcept {
    if (!is_called(expected)) return false;
    if (node_->ns != nullptr && is_same_name(view(node_->ns->prefix), wanted)) return true;
    return holds_name(space(), wanted);
}

XmlElement XmlElement::parent() const noexcept {
    return XmlElement(node_ != nullptr && node_->parent != nullptr && node_->parent->type == XML_ELEMENT_NODE
                          ? node_->parent
                          : nullptr);
}

std::vector<XmlElement> XmlElement::children() const {
    std::vector<XmlElement> found;
    for (xmlNode* child = node_ == nullptr ? nullptr : node_->children; child != nullptr; child = child->next)
        if (child->type == XML_ELEMENT_NODE) found.emplace_back(child);
    return found;
}

XmlElement XmlElement::child(std::string_view expected) const {
    for (xmlNode* child = node_ == nullptr ? nullptr : node_->children; child != nullptr; child = child->next)
        if (child->type == XML_ELEMENT_NODE && XmlElement(child).is(expected)) return XmlElement(child);
    return {};
}

XmlElement XmlElement::child(std::string_view expected, std::string_view wanted) const {
    for (xmlNode* child = node_ == nullptr ? nullptr : node_->children; child != nullptr; child = child->next)
        if (child->type == XML_ELEMENT_NODE && XmlElement(child).is(expected, wanted)) return XmlElement(child);
    return {};
}

std::string XmlElement::text() const {
    std::string text;
    const xmlNode* node = node_ == nullptr ? nullptr : node_->children;
    while (node != nullptr) {
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) text += view(node->content);
        if (node->type == XML_ELEMENT_NODE && node->children != nullptr) {
            node = node->children;
            continue;
        }
        while (node != node_ && node->next == nullptr) node = node->parent;
        if (node == node_) break;
        node = node->next;
    }
    return text;
}

std::string XmlElement::attribute(std::string_view expected) const {
    for (const xmlAttr* attribute = node_ == nullptr ? nullptr : node_->properties; attribute != nullptr;
         attribute = attribute->next)
        if (is_same_name(view(attribute->name), expected)) return value_of(*attribute);
    return {};
}

std::string XmlElement::attribute(std::string_view expected, std::string_view prefix) const {
    for (const xmlAttr* attribute = node_ == nullptr ? nullptr : node_->properties; attribute != nullptr;
         attribute = attribute->next)
        if (attribute->ns != nullptr && view(attribute->ns->prefix) == prefix && view(attribute->name) == expected)
            return value_of(*attribute);
    return {};
}

void XmlDocument::FreeDocument::operator()(_xmlDoc* document) const noexcept {
    xmlFreeDoc(document);
}

XmlDocument XmlDocument::parse(std::string_view text) {
    XmlDocument result;
    const std::string source = mended(core::trim(text));
    const ParserContext context(xmlNewParserCtxt(), xmlFreeParserCtxt);
    if (!context || source.empty()) return result;
    if (const std::string_view fault = tag_fault(source, Markup::xml, max_attributes); !fault.empty())
        throw core::Error(core::ErrorKind::media, "cannot read the document: " + std::string(fault));
    constexpr int options =
        XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT;
    result.document_.reset(
        xmlCtxtReadMemory(context.get(), source.data(), static_cast<int>(source.size()), nullptr, "UTF-8", options));
    if (context->wellFormed == 0 && context->lastError.message != nullptr) {
        result.complaint_ = "line " + std::to_string(context->lastError.line) + ": " +
                            core::collapse_space(core::clean_utf8(context->lastError.message));
    }
    return result;
}

XmlElement XmlDocument::root() const noexcept {
    return XmlElement(document_ ? xmlDocGetRootElement(document_.get()) : nullptr);
}

}  // namespace fetch
