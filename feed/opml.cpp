#include "feed/opml.h"

#include "feed/xml_writer.h"

namespace feed {

std::string opml(std::string_view title, std::span<const core::Show> shows) {
    XmlWriter xml;
    xml.start("opml");
    xml.attribute("version", "2.0");
    xml.start("head");
    xml.element("title", std::string(title));
    xml.end();
    xml.start("body");
    for (const core::Show& show : shows) {
        xml.start("outline");
        xml.attribute("type", "rss");
        xml.attribute("text", show.title);
        xml.attribute("title", show.title);
        xml.attribute("xmlUrl", show.feed_url());
        xml.attribute("htmlUrl", show.website.empty() ? show.base_url : show.website);
        xml.attribute("language", show.language);
        xml.end();
    }
    xml.end();
    xml.end();
    return xml.finish();
}

}  // namespace feed
