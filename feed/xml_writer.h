#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace feed {

/// A prefix of names, and what it stands for.
struct Namespace {
    std::string_view prefix;
    std::string_view uri;
};

/// Writes an XML 1.0 document in UTF-8, indented by two spaces. Any text is safe: characters that XML cannot hold are
/// cleaned away, markup is escaped, "]]>" is split. Throws Error(storage) when libxml2 runs out of memory.
class XmlWriter {
public:
    XmlWriter();
    ~XmlWriter();
    XmlWriter(const XmlWriter&) = delete;
    XmlWriter& operator=(const XmlWriter&) = delete;

    /// Names a CSS style sheet for browsers (W3C, "Associating Style Sheets with XML"); before anything else.
    void style_sheet(const std::string& address);
    void start(const char* name);
    /// Of the element just started, before anything is put into it.
    void attribute(const char* name, const std::string& value);
    /// Declares in the element just started, behind its attributes so far, those of the namespaces that some name of
    /// the document will have used. `known` must outlive the writer.
    void namespaces(std::span<const Namespace> known);
    void text(const std::string& value);
    /// Text in CDATA sections, for HTML that a person may want to read in the source.
    void cdata(const std::string& value);
    void end();

    void element(const char* name, const std::string& value);
    void element_cdata(const char* name, const std::string& value);

    /// Ends what is open and gives the document, ending in a newline; the writer is spent afterwards.
    std::string finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// True for well-formed UTF-8 of characters that XML 1.0 allows.
bool is_xml_text(std::string_view text);

}  // namespace feed
