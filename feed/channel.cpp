#include "feed/channel.h"

#include <libxml/xmlreader.h>

#include <memory>
#include <string>

namespace feed {

namespace {

using Reader = std::unique_ptr<xmlTextReader, decltype(&xmlFreeTextReader)>;
using Characters = std::unique_ptr<xmlChar, decltype(xmlFree)>;

constexpr int channel_depth = 2;  ///< of what stands in rss/channel

std::string text_of(xmlChar* characters) {
    const Characters owned(characters, xmlFree);
    return owned ? std::string(reinterpret_cast<const char*>(owned.get())) : std::string();
}

std::string attribute(xmlTextReader* reader, const char* name) {
    return text_of(xmlTextReaderGetAttribute(reader, reinterpret_cast<const xmlChar*>(name)));
}

void take(xmlTextReader* reader, core::Show& show) {
    const std::string name = text_of(xmlTextReaderName(reader));
    if (name == "title") show.title = text_of(xmlTextReaderReadString(reader));
    if (name == "link") show.website = text_of(xmlTextReaderReadString(reader));
    if (name == "language") show.language = text_of(xmlTextReaderReadString(reader));
    if (name == "atom:link" && attribute(reader, "rel") == "self") show.base_url = attribute(reader, "href");
}

}  // namespace

std::optional<core::Show> show_of(std::string_view beginning) {
    const Reader reader(xmlReaderForMemory(beginning.data(), static_cast<int>(beginning.size()), nullptr, "UTF-8",
                                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING),
                        xmlFreeTextReader);
    if (!reader) return std::nullopt;
    core::Show show;
    while (xmlTextReaderRead(reader.get()) == 1) {
        if (xmlTextReaderNodeType(reader.get()) != XML_READER_TYPE_ELEMENT ||
            xmlTextReaderDepth(reader.get()) != channel_depth)
            continue;
        if (text_of(xmlTextReaderName(reader.get())) == "item") break;
        take(reader.get(), show);
    }
    constexpr std::string_view file = "feed.xml";
    if (show.title.empty() || !show.base_url.ends_with(file)) return std::nullopt;
    show.base_url.resize(show.base_url.size() - file.size());
    return show;
}

}  // namespace feed
