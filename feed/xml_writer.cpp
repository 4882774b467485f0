#include "feed/xml_writer.h"

#include "core/error.h"
#include "core/text.h"

#include <libxml/tree.h>
#include <libxml/xmlwriter.h>
#include <cstddef>

namespace feed {

namespace {

struct BufferDeleter {
    void operator()(xmlBuffer* buffer) const noexcept { xmlBufferFree(buffer); }
};
struct WriterDeleter {
    void operator()(xmlTextWriter* writer) const noexcept { xmlFreeTextWriter(writer); }
};
using Buffer = std::unique_ptr<xmlBuffer, BufferDeleter>;
using Writer = std::unique_ptr<xmlTextWriter, WriterDeleter>;

const xmlChar* xml(const char* text) {
    return reinterpret_cast<const xmlChar*>(text);
}

void check(bool good) {
    if (!good) throw core::Error(core::ErrorKind::storage, "cannot write XML: out of memory");
}

/// Length of the UTF-8 sequence of an allowed character at `p`, 0 for anything else.
std::size_t sequence(const unsigned char* p, std::size_t left) {
    const auto follows = [&](std::size_t index) { return index < left && (p[index] & 0xC0) == 0x80; };
    if (p[0] < 0x80) return p[0] >= 0x20 || p[0] == '\t' || p[0] == '\n' || p[0] == '\r' ? 1 : 0;
    if (p[0] >= 0xC2 && p[0] <= 0xDF) return follows(1) ? 2 : 0;
    if (p[0] >= 0xE0 && p[0] <= 0xEF) {
        if (!follows(1) || !follows(2)) return 0;
        if (p[0] == 0xE0 && p[1] < 0xA0) return 0;                   // overlong
        if (p[0] == 0xED && p[1] >= 0xA0) return 0;                  // surrogates
        if (p[0] == 0xEF && p[1] == 0xBF && p[2] >= 0xBE) return 0;  // U+FFFE, U+FFFF
        return 3;
    }
    if (p[0] >= 0xF0 && p[0] <= 0xF4) {
        if (!follows(1) || !follows(2) || !follows(3)) return 0;
        if ((p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] >= 0x90)) return 0;
        return 4;
    }
    return 0;
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
    const auto* p = reinterpret_cast<const unsigned char*>(text.data());
    std::size_t left = text.size();
    while (left > 0) {
        const std::size_t length = sequence(p, left);
        if (length == 0) return false;
        p += length;
        left -= length;
    }
    return true;
}

struct XmlWriter::State {
    Buffer buffer;
    Writer writer;  // writes into the buffer, so it goes first
};

XmlWriter::XmlWriter() : state_(std::make_unique<State>()) {
    state_->buffer = Buffer(xmlBufferCreate());
    check(state_->buffer != nullptr);
    state_->writer = Writer(xmlNewTextWriterMemory(state_->buffer.get(), 0));
    check(state_->writer != nullptr);
    xmlTextWriter* writer = state_->writer.get();
    check(xmlTextWriterSetIndent(writer, 1) == 0);
    check(xmlTextWriterSetIndentString(writer, xml("  ")) == 0);
    check(xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nullptr) >= 0);
}

XmlWriter::~XmlWriter() = default;

void XmlWriter::start(const char* name) {
    check(xmlTextWriterStartElement(state_->writer.get(), xml(name)) >= 0);
}

void XmlWriter::attribute(const char* name, const std::string& value) {
    with_clean(value, [&](const std::string& clean) {
        check(xmlTextWriterWriteAttribute(state_->writer.get(), xml(name), xml(clean.c_str())) >= 0);
    });
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
    const xmlChar* content = xmlBufferContent(state_->buffer.get());
    check(content != nullptr);
    std::string document(reinterpret_cast<const char*>(content),
                         static_cast<std::size_t>(xmlBufferLength(state_->buffer.get())));
    if (document.empty() || document.back() != '\n') document += '\n';
    return document;
}

}  // namespace feed
