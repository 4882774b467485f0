#include "feed/site.h"

#include "feed/sanitize.h"
#include "feed/words.h"

#include <fmt/core.h>

namespace feed {

std::vector<Page> site(const core::Show& show, const Channel& channel, std::span<const core::Episode> episodes) {
    const Words& say = words(show.language);
    std::string html = fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n"
        "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"{}\" title=\"{}\">\n</head>\n<body>\n<main>\n"
        "<h1>{}</h1>\n<p><img src=\"{}\" alt=\"\" width=\"200\" height=\"200\"></p>\n<p><a href=\"{}\">{}</a></p>\n",
        escape_html(show.language), escape_html(show.title), escape_html(show.feed_url()), escape_html(show.title),
        escape_html(show.title), escape_html(channel.cover_path), escape_html(show.feed_url()), say.subscribe);
    for (const core::Episode& episode : episodes) {
        html += fmt::format(
            "<article>\n<h2>{}</h2>\n<p>{}</p>\n<audio controls preload=\"none\" src=\"{}\"></audio>\n</article>\n",
            escape_html(episode.title), escape_html(core::format_day(episode.published, show.timezone, show.language)),
            escape_html(episode.enclosure.path));
    }
    html += "</main>\n</body>\n</html>\n";
    return {{"index.html", std::move(html)}};
}

}  // namespace feed
