#include "feed/xml_writer.h"

#include "core/error.h"
#include "core/text.h"

#include <libxml/xmlIO.h>
#include <libxml/xmlwriter.h>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>

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

/// The same for two and three bytes that need no closer look, 0 for the rest; four bytes must be readable.
std::size_t common_sequence(const unsigned char* p) {
    if constexpr (std::endian::native != std::endian::little) return 0;
    std::uint32_t bytes = 0;
    std::memcpy(&bytes, p, sizeof bytes);
    if ((bytes & 0xC0E0) == 0x80C0 && p[0] >= 0xC2) return 2;
    if ((bytes & 0xC0C0F0) == 0x8080E0 && p[0] >= 0xE1 && p[0] <= 0xEC) return 3;
    return 0;
}

/// How many of the eight bytes at `p` are printable ASCII before the first that is not: most of most texts, tested at
/// once.
std::size_t plain_bytes(const unsigned char* p) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, p, sizeof bytes);
    constexpr std::uint64_t ones = 0x0101010101010101;
    // Below 0x20 the subtraction borrows into the high bit; it spoils only the bytes above, and the lowest mark counts.
    const std::uint64_t marks = (bytes | (bytes - ones * 0x20)) & (ones * 0x80);
    if (marks == 0) return sizeof bytes;
    if constexpr (std::endian::native == std::endian::little)
        return static_cast<std::size_t>(std::countr_zero(marks)) / 8;
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
    const unsigned char* const end = p + text.size();
    while (p != end) {
        if (end - p >= 8) {
            const std::size_t plain = plain_bytes(p);
            p += plain;
            if (plain == 8) continue;
        }
        if (*p < 0x80) {
            if (*p < 0x20 && *p != '\t' && *p != '\n' && *p != '\r') return false;
            ++p;
            continue;
        }
        do {
            const std::size_t length = end - p >= 4 ? common_sequence(p) : 0;
            const std::size_t sure = length > 0 ? length : sequence(p, static_cast<std::size_t>(end - p));
            if (sure == 0) return false;
            p += sure;
        } while (p != end && *p >= 0x80);
    }
    return true;
}

struct XmlWriter::State {
    std::string document;
    Writer writer;  // writes into the document, so it goes first
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
    std::string document = std::move(state_->document);
    if (document.empty() || document.back() != '\n') document += '\n';
    return document;
}

}  // namespace feed
