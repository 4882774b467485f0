#include "feed/archive.h"

#include "feed/paths.h"
#include "feed/rss_parts.h"
#include "feed/xml_writer.h"

#include <fmt/core.h>

#include <algorithm>

namespace feed {

std::vector<std::size_t> assign_archives(std::span<const std::size_t> pages, std::size_t existing,
                                         const ArchivePolicy& policy) {
    std::vector<std::size_t> assigned(pages.begin(), pages.end());
    std::vector<std::size_t> waiting;  // places of the episodes without a page, newest first
    for (std::size_t place = 0; place < assigned.size(); ++place) {
        if (assigned[place] == 0) waiting.push_back(place);
        existing = std::max(existing, assigned[place]);
    }
    const std::size_t least = std::max<std::size_t>(1, policy.items / 2);
    if (waiting.size() < policy.items + least) return assigned;
    const std::size_t capacity = std::max<std::size_t>(1, policy.page_items);
    std::size_t number = existing;
    std::size_t in_page = capacity;
    for (std::size_t index = waiting.size(); index > policy.items; --index) {
        if (in_page == capacity) {
            ++number;
            in_page = 0;
        }
        assigned[waiting[index - 1]] = number;
        ++in_page;
    }
    return assigned;
}

std::string archive(const core::Show& show, const Channel& channel, std::size_t number, std::size_t previous,
                    std::span<const core::Episode> episodes) {
    check_show(show, channel);
    core::Instant last_change{};
    for (const core::Episode& episode : episodes) {
        last_change = std::max({last_change, episode.published, episode.modified.value_or(episode.published)});
    }
    XmlWriter xml;
    start_channel(xml);
    xml.start("fh:archive");
    xml.end();
    write_link(xml, "self", show.base_url + archive_path(number), "application/rss+xml");
    for (const char* relation : {"current", "first"})
        write_link(xml, relation, show.base_url + channel.path, "application/rss+xml");
    write_older(xml, show, previous);
    write_show(xml, show, channel, last_change);
    for (const core::Episode& episode : episodes) write_item(xml, show, episode);
    xml.end();
    xml.end();
    return xml.finish();
}

}  // namespace feed
