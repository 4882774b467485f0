#include "feed/subscribe_card.h"

#include "feed/page.h"
#include "feed/paths.h"
#include "feed/qr.h"
#include "feed/sanitize.h"
#include "feed/site_assets.h"
#include "feed/subscribe.h"
#include "feed/words.h"

#include <fmt/core.h>

namespace feed {

namespace {

/// How to subscribe to one feed; `number` tells the elements of several on one page apart.
std::string feed_html(const core::Show& show, const FeedLink& feed, std::string_view root, std::size_t number) {
    const Words& say = words(show.language);
    const std::string url = show.base_url + feed.path;
    std::string html = "<ul class=\"apps\">\n";
    for (const SubscribeLink& link : subscribe_links(url)) {
        // Shown where the app does not answer.
        const std::string web = link.web.empty() ? ""
                                                 : fmt::format("<a class=\"web\" href=\"{}\" hidden>{}</a>", link.web,
                                                               fill(say.get_app, link.app));
        html += fmt::format("<li data-on=\"{}\"><a class=\"button\" href=\"{}\">{}</a>{}</li>\n", link.platforms,
                            escape_html(link.url), link.app, web);
    }
    const std::string id = number == 0 ? "feed-address" : fmt::format("feed-address-{}", number + 1);
    html += fmt::format(
        "</ul>\n<div class=\"address\">\n<label for=\"{4}\">{0}<input id=\"{4}\" type=\"url\" readonly "
        "value=\"{1}\"></label>\n"
        "<button type=\"button\" class=\"copy\" data-done=\"{2}\" hidden>{3}</button>\n<a class=\"button\" "
        "href=\"{1}\">RSS</a>\n</div>\n",
        say.feed_address, escape_html(url), say.copied, say.copy, id);
    if (url.size() > max_qr_bytes) return html;
    return html + fmt::format(
                      "<p class=\"faint\">{0}</p>\n<img class=\"qr\" src=\"{1}{2}\" alt=\"{3}\" width=\"192\" "
                      "height=\"192\" loading=\"lazy\">\n",
                      say.scan, root, qr_path(feed.path), escape_html(url));
}

}  // namespace

std::string subscribe_html(const core::Show& show, const Channel& channel, std::string_view root) {
    const Words& say = words(show.language);
    std::vector<FeedLink> feeds = {{feed_path(), show.title}};
    feeds.insert(feeds.end(), channel.others.begin(), channel.others.end());
    std::string html = fmt::format(
        "<details class=\"subscribe\"{}>\n<summary class=\"button\">{}</summary>\n<div class=\"card\">\n<p>{}</p>\n",
        words_language(show), say.subscribe, say.subscribe_hint);
    for (std::size_t number = 0; number < feeds.size(); ++number) {
        if (feeds.size() > 1)
            html += fmt::format("<p lang=\"{}\" dir=\"auto\"><strong>{}</strong></p>\n", escape_html(show.language),
                                escape_html(feeds[number].title));
        html += feed_html(show, feeds[number], root, number);
    }
    return html + "</div>\n</details>\n";
}

}  // namespace feed
