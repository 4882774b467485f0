#include "feed/xml_writer.h"

#include "core/error.h"
#include "core/text.h"

#include <libxml/xmlIO.h>
#include <libxml/xmlwriter.h>
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <vector>

namespace feed {

namespace {

struct WriterDeleter {
    void operator()(xmlTextWriter* writer) const noexcept { xmlFreeTextWriter(writer); }
};
struct OutputDeleter {
    void operator()(xmlOutputBuffer* output) const noexcept { xmlOutputBufferClose(output); }
};
using Writer = std::unique_ptr<xmlTextWriter, WriterDeleter>;
using Output = std::unique_ptr<xmlOutputBuffer, OutputDeleter>;

constexpr std::size_t first_reserve = 256 << 10;

const xmlChar* xml(const char* text) {
    return reinterpret_cast<const xmlChar*>(text);
}

void check(bool good) {
    if (!good) throw core::Error(core::ErrorKind::storage, "cannot write XML: out of memory");
}

/// Called by libxml2: appends to the document; no exception may pass through it.
int append(void* document, const char* bytes, int size) noexcept {
    try {
        static_cast<std::string*>(document)->append(bytes, static_cast<std::size_t>(size));
        return size;
    } catch (const std::bad_alloc&) {
        return -1;
    }
}

bool follows(const unsigned char* p) {
    return (*p & 0xC0) == 0x80;
}

/// Length of the UTF-8 sequence of an allowed character beyond ASCII at `p`, 0 for anything else.
std::size_t sequence(const unsigned char* p, std::size_t left) {
    if (p[0] >= 0xC2 && p[0] <= 0xDF) return left >= 2 && follows(p + 1) ? 2 : 0;
    if (p[0] >= 0xE0 && p[0] <= 0xEF) {
        if (left < 3 || !follows(p + 1) || !follows(p + 2)) return 0;
        if (p[0] == 0xE0 && p[1] < 0xA0) return 0;                   // overlong
        if (p[0] == 0xED && p[1] >= 0xA0) return 0;                  // surrogates
        if (p[0] == 0xEF && p[1] == 0xBF && p[2] >= 0xBE) return 0;  // U+FFFE, U+FFFF
        return 3;
    }
    if (p[0] >= 0xF0 && p[0] <= 0xF4) {
        if (left < 4 || !follows(p + 1) || !follows(p + 2) || !follows(p + 3)) return 0;
        if ((p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] >= 0x90)) return 0;
        return 4;
    }
    return 0;
}

using Bytes [[gnu::vector_size(16)]] = std::uint8_t;

Bytes load(const unsigned char* p) {
    Bytes bytes;
    std::memcpy(&bytes, p, sizeof bytes);
    return bytes;
}

/// Not zero where the sixteen bytes at `p`, which two others stand in front of, hold anything but the common: printable
/// ASCII, line ends and tabs, and sequences of two and three bytes that need no closer look.
Bytes uncommon(const unsigned char* p) {
    const Bytes here = load(p);
    const Bytes before = load(p - 1);
    const Bytes earlier = load(p - 2);
    const auto continues = (here & 0xC0) == 0x80;
    const auto must_continue = (before >= 0xC2) | (earlier >= 0xE1);
    const auto control = (here < 0x20) & (here != '\t') & (here != '\n') & (here != '\r');
    const auto rare = ((here >= 0xC0) & (here < 0xC2)) | (here == 0xE0) | (here >= 0xED);
    return (Bytes)((continues ^ must_continue) | control | rare);
}

bool is_zero(Bytes bytes) {
    std::array<std::uint64_t, 2> halves{};
    std::memcpy(halves.data(), &bytes, sizeof bytes);
    return (halves[0] | halves[1]) == 0;
}

/// True only for text in which every character is common; most of most texts, sixteen bytes at once.
bool is_common(std::string_view text) {
    constexpr std::size_t step = sizeof(Bytes);
    const auto* p = reinterpret_cast<const unsigned char*>(text.data());
    // The ends are looked at in a copy, with spaces around them: nothing outside the text is read.
    std::array<unsigned char, 2 + 2 * step> edge;
    edge.fill(' ');
    const std::size_t first = std::min(text.size(), step);
    std::memcpy(edge.data() + 2, p, first);
    Bytes found = uncommon(edge.data() + 2);
    if (first < step) return is_zero(found);
    std::size_t at = step;
    for (; at + step <= text.size(); at += step) found |= uncommon(p + at);
    edge.fill(' ');
    std::memcpy(edge.data(), p + at - 2, text.size() - at + 2);
    found |= uncommon(edge.data() + 2);
    return is_zero(found);
}

/// Gives the text, or its cleaned copy, to `write` as a C string.
template <typename Write>
void with_clean(const std::string& text, Write write) {
    if (is_xml_text(text)) {
        write(text);
    } else {
        write(core::clean_utf8(text));
    }
}

}  // namespace

bool is_xml_text(std::string_view text) {
    if (is_common(text)) return true;
    const auto* p = reinterpret_cast<const unsigned char*>(text.data());
    const unsigned char* const end = p + text.size();
    while (p != end) {
        if (*p < 0x80) {
            if (*p < 0x20 && *p != '\t' && *p != '\n' && *p != '\r') return false;
            ++p;
            continue;
        }
        const std::size_t length = sequence(p, static_cast<std::size_t>(end - p));
        if (length == 0) return false;
        p += length;
    }
    return true;
}

struct XmlWriter::State {
    std::string document;
    Writer writer;  // writes into the document, so it goes first
    std::span<const Namespace> known;
    std::vector<bool> used;       // of `known`, in its order
    std::size_t declared_at = 0;  // where in the document those are declared

    void note(std::string_view name) {
        const std::size_t colon = name.find(':');
        if (colon == std::string_view::npos) return;
        const auto found = std::ranges::find(known, name.substr(0, colon), &Namespace::prefix);
        if (found != known.end()) used[static_cast<std::size_t>(found - known.begin())] = true;
    }
};

XmlWriter::XmlWriter() : state_(std::make_unique<State>()) {
    state_->document.reserve(first_reserve);
    Output output(xmlOutputBufferCreateIO(append, nullptr, &state_->document, nullptr));
    check(output != nullptr);
    state_->writer = Writer(xmlNewTextWriter(output.get()));
    check(state_->writer != nullptr);
    static_cast<void>(output.release());  // the writer closes it
    xmlTextWriter* writer = state_->writer.get();
    check(xmlTextWriterSetIndent(writer, 1) == 0);
    check(xmlTextWriterSetIndentString(writer, xml("  ")) == 0);
    check(xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nullptr) >= 0);
}

XmlWriter::~XmlWriter() = default;

void XmlWriter::style_sheet(const std::string& address) {
    const std::string content = "type=\"text/css\" href=\"" + address + "\"";
    check(xmlTextWriterWritePI(state_->writer.get(), xml("xml-stylesheet"), xml(content.c_str())) >= 0);
}

void XmlWriter::start(const char* name) {
    state_->note(name);
    check(xmlTextWriterStartElement(state_->writer.get(), xml(name)) >= 0);
}

void XmlWriter::attribute(const char* name, const std::string& value) {
    state_->note(name);
    with_clean(value, [&](const std::string& clean) {
        check(xmlTextWriterWriteAttribute(state_->writer.get(), xml(name), xml(clean.c_str())) >= 0);
    });
}

void XmlWriter::namespaces(std::span<const Namespace> known) {
    check(xmlTextWriterFlush(state_->writer.get()) >= 0);
    state_->declared_at = state_->document.size();
    state_->known = known;
    state_->used.assign(known.size(), false);
}

void XmlWriter::text(const std::string& value) {
    with_clean(value, [&](const std::string& clean) {
        check(xmlTextWriterWriteString(state_->writer.get(), xml(clean.c_str())) >= 0);
    });
}

void XmlWriter::cdata(const std::string& value) {
    with_clean(value, [&](const std::string& clean) {
        std::size_t begin = 0;
        // An end mark inside the text is divided between two sections.
        for (std::size_t mark = clean.find("]]>"); mark != std::string::npos; mark = clean.find("]]>", begin)) {
            const std::string part = clean.substr(begin, mark + 2 - begin);
            check(xmlTextWriterWriteCDATA(state_->writer.get(), xml(part.c_str())) >= 0);
            begin = mark + 2;
        }
        check(xmlTextWriterWriteCDATA(state_->writer.get(), xml(clean.c_str() + begin)) >= 0);
    });
}

void XmlWriter::end() {
    check(xmlTextWriterEndElement(state_->writer.get()) >= 0);
}

void XmlWriter::element(const char* name, const std::string& value) {
    start(name);
    text(value);
    end();
}

void XmlWriter::element_cdata(const char* name, const std::string& value) {
    start(name);
    cdata(value);
    end();
}

std::string XmlWriter::finish() {
    check(xmlTextWriterEndDocument(state_->writer.get()) >= 0);
    check(xmlTextWriterFlush(state_->writer.get()) >= 0);
    std::string document = std::move(state_->document);
    std::string declarations;
    for (std::size_t index = 0; index < state_->known.size(); ++index) {
        const Namespace& each = state_->known[index];
        if (state_->used[index])
            declarations.append(" xmlns:").append(each.prefix).append("=\"").append(each.uri).append("\"");
    }
    document.insert(state_->declared_at, declarations);
    if (document.empty() || document.back() != '\n') document += '\n';
    return document;
}

}  // namespace feed
