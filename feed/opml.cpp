#include "feed/opml.h"

#include "feed/xml_writer.h"

namespace feed {

std::string opml(std::string_view title, std::span<const OfferedFeed> feeds) {
    XmlWriter xml;
    xml.start("opml");
    xml.attribute("version", "2.0");
    xml.start("head");
    xml.element("title", std::string(title));
    xml.end();
    xml.start("body");
    for (const OfferedFeed& feed : feeds) {
        xml.start("outline");
        xml.attribute("type", "rss");
        xml.attribute("text", feed.title);
        xml.attribute("title", feed.title);
        xml.attribute("xmlUrl", feed.url);
        xml.attribute("htmlUrl", feed.page);
        xml.attribute("language", feed.language);
        xml.end();
    }
    xml.end();
    xml.end();
    return xml.finish();
}

}  // namespace feed
