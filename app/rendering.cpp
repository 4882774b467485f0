#include "app/rendering.h"

#include "app/identity.h"
#include "core/hash.h"

#include <nlohmann/json.hpp>

namespace app {

core::Episode episode_from(const core::Show& show, const catalog::Entry& entry) {
    const core::Article& content = entry.article.content;
    core::Episode episode;
    episode.guid = entry.guid;
    episode.slug = entry.slug;
    episode.title = content.title;
    episode.link = link_of(show, entry.article);
    episode.published = entry.article.published_at;
    episode.modified = entry.modified;
    episode.authors = content.authors;
    episode.language = content.language.empty() ? show.language : content.language;
    episode.lead = content.lead;
    episode.body = content.body;
    episode.body_html = content.body_html;
    episode.article_image = content.image;
    episode.image_path = entry.picture_path;
    episode.enclosure = {entry.file.path, entry.file.bytes, entry.file.type, entry.file.sha256, entry.file.duration};
    episode.before = entry.file.before;
    episode.after = entry.file.after;
    return episode;
}

std::string rendering_key(const config::Config& config, const feed::Channel& channel) {
    const core::Show& show = config.show;
    nlohmann::json categories = nlohmann::json::array();
    for (const core::Category& category : show.categories) categories.push_back({category.name, category.sub});
    const nlohmann::json said{{"version", NEWSCAST_VERSION},
                              {"id", show.id},
                              {"title", show.title},
                              {"description", show.description},
                              {"language", show.language},
                              {"author", show.author},
                              {"owner", show.owner.name},
                              {"email", show.owner.email},
                              {"website", show.website},
                              {"base_url", show.base_url},
                              {"categories", categories},
                              {"explicit", show.explicit_content},
                              {"timezone", show.timezone},
                              {"copyright", show.copyright},
                              {"synthetic", show.synthetic_voice},
                              {"locked", show.locked},
                              {"hubs", show.hubs},
                              {"podping", !show.podping.empty()},
                              {"guid", channel.guid},
                              {"cover", channel.cover_path},
                              {"thumbnail", channel.thumbnail_path}};
    return core::sha256(said.dump());
}

std::string pages_key(const std::string& rendering_key, const catalog::Entry& entry) {
    const core::Article& content = entry.article.content;
    const nlohmann::json shown{{"rendering", rendering_key},
                               {"tags", entry.article.tag_hash},
                               {"guid", entry.guid},
                               {"file", entry.file.path},
                               {"sha256", entry.file.sha256},
                               {"picture", entry.picture_path},
                               {"found", entry.article.found.url},
                               {"image", {content.image.url, content.image.caption, content.image.credit}},
                               {"modified", entry.modified ? entry.modified->time_since_epoch().count() : 0}};
    return core::sha256(shown.dump());
}

}  // namespace app
