#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct _xmlDoc;
struct _xmlNode;

namespace fetch {

/// An element of an XmlDocument, or nothing. Borrowed: valid as long as its document.
class XmlElement {
public:
    XmlElement() = default;
    explicit XmlElement(_xmlNode* node) noexcept : node_(node) {}
    explicit operator bool() const noexcept { return node_ != nullptr; }

    /// Without its prefix.
    std::string_view name() const noexcept;
    /// The name space's URI, or the prefix where none is declared; empty: neither.
    std::string_view space() const noexcept;
    // Names are compared without regard to ASCII case: feeds that write <RSS> or <pubdate> mean what the others mean.

    /// True for that local name, whatever its name space.
    bool is_called(std::string_view name) const noexcept;
    /// True for that local name in no name space or in the document's own.
    bool is(std::string_view name) const noexcept;
    /// True for that local name in a name space whose URI holds `space` or whose prefix is it.
    bool is(std::string_view name, std::string_view space) const noexcept;

    XmlElement parent() const noexcept;
    std::vector<XmlElement> children() const;
    XmlElement child(std::string_view name) const;
    XmlElement child(std::string_view name, std::string_view space) const;
    /// All text below, as written.
    std::string text() const;
    /// Whatever its prefix; empty where there is none.
    std::string attribute(std::string_view name) const;
    /// That of a name space's prefix, "xml" for xml:base.
    std::string attribute(std::string_view name, std::string_view prefix) const;

private:
    _xmlNode* node_ = nullptr;
};

/// An XML document as it should have been written. Stray ampersands and HTML's named characters are taken for what they
/// mean, errors are passed over where something is left, a document type is cut off unread: no entity is declared, none
/// is expanded, nothing is loaded. Depth (256) and size of texts (10 MB) are libxml2's limits.
class XmlDocument {
public:
    /// `text` is clean UTF-8, whatever its declaration says. An empty root: nothing could be read. Throws Error(media)
    /// for an element with more than 2,000 attributes, which would cost their square.
    static XmlDocument parse(std::string_view text);

    XmlElement root() const noexcept;
    /// The parser's first complaint ("line 3: ..."), empty for a well-formed document.
    const std::string& complaint() const noexcept { return complaint_; }

private:
    struct FreeDocument {
        void operator()(_xmlDoc* document) const noexcept;
    };
    std::unique_ptr<_xmlDoc, FreeDocument> document_;
    std::string complaint_;
};

}  // namespace fetch
