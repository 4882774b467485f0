#pragma once

#include "core/time.h"
#include "tests/app/publishing_fixture.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace app {

using namespace std::chrono_literals;

/// A river's newspaper: a feed whose items name recordings, and pages that are not always what a reader expects.
class RiverPaper : public PublishingFixture {
protected:
    RiverPaper() { take_feed(); }

    struct Item {
        std::string name;  ///< its recording is /NAME.wav
        std::string title;
        std::string link;            ///< the path of its page
        std::string guid = {};       ///< empty: none
        std::string text = {};       ///< as HTML
        std::chrono::hours age{1};   ///< when it was published, before the present
        std::string enclosure = {};  ///< its recording's path where that is another
    };

    /// The show listens to /feed.xml and nothing else.
    void take_feed() {
        core::Source source;
        source.kind = core::SourceKind::feed;
        source.url = paper.server.url("/feed.xml");
        paper.config.sources = {source};
    }
    void take_page() {
        core::Source source;
        source.kind = core::SourceKind::page;
        source.url = paper.server.url("/");
        source.include = {"\\.html$"};
        paper.config.sources = {source};
    }
    void print_feed(const std::vector<Item>& items) {
        std::string xml =
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Sông Nước</title>"
            "<link>http://paper.example/</link><description>Tin.</description>";
        for (const Item& item : items)
            xml += fmt::format(
                "<item><title>{}</title><link>{}</link>{}<pubDate>{}</pubDate><description><![CDATA[{}]]>"
                "</description><enclosure url=\"{}\" type=\"audio/wav\" length=\"0\"/></item>",
                item.title, paper.server.url(item.link),
                item.guid.empty() ? "" : "<guid isPermaLink=\"false\">" + item.guid + "</guid>",
                core::format_rfc2822(opened - item.age, "UTC"), item.text,
                paper.server.url(item.enclosure.empty() ? "/" + item.name + ".wav" : item.enclosure));
        serve("/feed.xml", xml + "</channel></rss>", "application/rss+xml");
    }
    void serve(const std::string& path, const std::string& body, const std::string& type = "text/html; charset=utf-8",
               int status = 200) {
        paper.server.on(path, support::answer(status, body, {{"Content-Type", type}}));
    }

    /// What a run says, one line a problem.
    std::vector<std::string> lines(ExitCode expected) {
        const std::string said = complaints(expected);
        std::vector<std::string> all;
        for (std::size_t start = 0; start < said.size();) {
            const std::size_t end = std::min(said.find('\n', start), said.size());
            all.push_back(said.substr(start, end - start));
            start = end + 1;
        }
        return all;
    }

    /// What stands in the feed between the two, item by item.
    std::vector<std::string> in_items(const std::string& before, const std::string& after) const {
        std::vector<std::string> found;
        const std::string feed = paper.feed();
        for (std::size_t at = feed.find(before, feed.find("<item>")); at != std::string::npos;
             at = feed.find(before, at + 1)) {
            const std::size_t start = at + before.size();
            found.push_back(feed.substr(start, feed.find(after, start) - start));
        }
        return found;
    }
    std::vector<std::string> titles() const {
        std::vector<std::string> found = in_items("<title>", "</title>");
        std::sort(found.begin(), found.end());
        return found;
    }
    std::vector<std::string> guids() const { return in_items("<guid isPermaLink=\"false\">", "</guid>"); }
    std::vector<std::string> dates() const { return in_items("<pubDate>", "</pubDate>"); }

    const core::Instant opened = paper.now;
};

}  // namespace app
