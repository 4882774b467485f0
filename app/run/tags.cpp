#include "app/run/tags.h"

#include "core/hash.h"

#include <nlohmann/json.hpp>

#include <utility>
#include <vector>

namespace app {

namespace {

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

/// Where the article can be read: its page, else the show's website.
std::string link_of(const core::Show& show, const catalog::KnownArticle& article) {
    if (!article.content.url.empty()) return article.content.url;
    return article.link.url.empty() ? show.website : article.link.url;
}

}  // namespace

std::string tag_hash(const core::Article& article, core::Instant published_at) {
    const nlohmann::json shown{{"title", article.title},
                               {"authors", article.authors},
                               {"language", article.language},
                               {"lead", article.lead},
                               {"body", article.body},
                               {"url", article.url},
                               {"published", published_at.time_since_epoch().count()}};
    return core::sha256(shown.dump());
}

core::Tags show_tags(const config::Config& config, core::Instant published, const std::string& guid,
                     std::string cover) {
    const core::Show& show = config.show;
    core::Tags tags;
    tags.artist = show.author;
    tags.album = show.title;
    tags.date = core::format_iso8601(core::to_written(published, show.timezone)).substr(0, 19);
    tags.language = show.language;
    tags.article_url = show.website;
    tags.guid = guid;
    tags.feed_url = show.feed_url();
    tags.publisher = show.owner.name.empty() ? show.author : show.owner.name;
    tags.copyright = show.copyright;
    tags.cover = std::move(cover);
    return tags;
}

core::Tags tags_for(const config::Config& config, const catalog::KnownArticle& article, const std::string& guid,
                    std::string cover) {
    const core::Article& content = article.content;
    core::Tags tags = show_tags(config, article.published_at, guid, std::move(cover));
    tags.title = content.title;
    if (!content.authors.empty()) tags.artist = joined(content.authors);
    if (!content.language.empty()) tags.language = content.language;
    tags.lead = content.lead;
    tags.lyrics = content.body;
    tags.article_url = link_of(config.show, article);
    return tags;
}

}  // namespace app
