#include "feed/channel.h"

#include "feed/paths.h"

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

/// Addresses as they are written.
struct Addresses {
    std::string self;
    std::string next;
};

void take(xmlTextReader* reader, core::Show& show, Addresses& addresses) {
    const std::string name = text_of(xmlTextReaderName(reader));
    if (name == "title") show.title = text_of(xmlTextReaderReadString(reader));
    if (name == "link") show.website = text_of(xmlTextReaderReadString(reader));
    if (name == "language") show.language = text_of(xmlTextReaderReadString(reader));
    if (name == "itunes:new-feed-url") addresses.next = text_of(xmlTextReaderReadString(reader));
    if (name == "atom:link" && attribute(reader, "rel") == "self") addresses.self = attribute(reader, "href");
}

}  // namespace

std::optional<PublishedFeed> published_feed(std::string_view beginning) {
    const Reader reader(xmlReaderForMemory(beginning.data(), static_cast<int>(beginning.size()), nullptr, "UTF-8",
                                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING),
                        xmlFreeTextReader);
    if (!reader) return std::nullopt;
    PublishedFeed feed;
    Addresses addresses;
    while (xmlTextReaderRead(reader.get()) == 1) {
        if (xmlTextReaderNodeType(reader.get()) != XML_READER_TYPE_ELEMENT ||
            xmlTextReaderDepth(reader.get()) != channel_depth)
            continue;
        if (text_of(xmlTextReaderName(reader.get())) == "item") break;
        take(reader.get(), feed.show, addresses);
    }
    feed.path = addresses.self.substr(addresses.self.rfind('/') + 1);
    if (feed.show.title.empty() || (feed.path != feed_path() && bulletin_of(feed.path).empty())) return std::nullopt;
    feed.show.base_url = addresses.self.substr(0, addresses.self.size() - feed.path.size());
    feed.moved_away = !addresses.next.empty() && addresses.next != addresses.self;
    return feed;
}

}  // namespace feed
