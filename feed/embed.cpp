#include "feed/embed.h"

#include "core/text.h"
#include "feed/description.h"
#include "feed/page.h"
#include "feed/paths.h"
#include "feed/rows.h"
#include "feed/sanitize.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace feed {

namespace {

constexpr int embed_width = 480;
constexpr int embed_height = 200;

}  // namespace

std::string embed_html(const core::Show& show, const Channel& channel, const core::Episode& episode) {
    const PageHead head = {.path = embed_path(episode),
                           .title = episode.title,
                           .description = core::truncate(episode_lead(episode), 300, episode.language),
                           .more = "<meta name=\"robots\" content=\"noindex\">\n",
                           .image_path = episode.image_path.empty() ? channel.cover_path : episode.image_path,
                           .body_class = "embed"};
    const std::string body = fmt::format(
        "<main id=\"content\" class=\"wrap\">\n<article{}{}>\n{}<p class=\"faint\">{}</p>\n<h1><a class=\"title\" "
        "href=\"../{}\" target=\"_blank\" rel=\"noopener\">{}</a></h1>\n{}</article>\n</main>\n",
        episode_attributes(show, episode, "../"), text_language(show, episode),
        thumbnail_html(channel, episode, "../", "eager"), escape_html(show.title), episode_page_path(episode),
        escape_html(episode.title), play_html(show, episode, "../", PlayLink::filled));
    return page(show, channel, head, body);
}

std::string embed_code(const core::Show& show, const core::Episode& episode) {
    return fmt::format(
        "<iframe src=\"{}\" width=\"100%\" height=\"{}\" style=\"border:0\" loading=\"lazy\" title=\"{}\"></iframe>",
        escape_html(show.base_url + embed_path(episode)), embed_height, escape_html(episode.title));
}

std::string oembed_json(const core::Show& show, const Channel& channel, const core::Episode& episode) {
    nlohmann::ordered_json data = {{"version", "1.0"},
                                   {"type", "rich"},
                                   {"provider_name", show.title},
                                   {"provider_url", show.base_url},
                                   {"title", episode.title},
                                   {"author_name", author_of(show, episode)},
                                   {"html", embed_code(show, episode)},
                                   {"width", embed_width},
                                   {"height", embed_height}};
    // A picture is given with its size or not at all.
    if (const core::PagePicture& picture = episode.page_picture; !picture.path.empty()) {
        data["thumbnail_url"] = show.base_url + picture.path;
        data["thumbnail_width"] = picture.width;
        data["thumbnail_height"] = picture.height;
    } else if (!channel.thumbnail_path.empty()) {
        data["thumbnail_url"] = show.base_url + channel.thumbnail_path;
        data["thumbnail_width"] = cover_thumbnail_side;
        data["thumbnail_height"] = cover_thumbnail_side;
    }
    return data.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace feed
