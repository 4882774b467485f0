#include "app/commands/article_look.h"

#include "app/built_recording.h"
#include "core/atomic_file.h"
#include "core/error.h"
#include "fetch/article/article.h"
#include "fetch/article/item.h"

#include <utility>

namespace app {

namespace {

core::Article page_of(fetch::Http& http, const core::Link& link, const core::Source& rules) {
    constexpr std::size_t max_file_bytes = 16 << 20;
    if (!link.file.empty())
        return fetch::read_article({"", "", core::read_file(link.file, max_file_bytes), rules.xpath, rules.audio_url});
    if (link.url.empty() || link.shares_page) return fetch::read_item(link);
    fetch::Request request;
    request.url = link.url;
    request.obey_robots = !rules.ignore_robots;
    fetch::Response response = http.get(request);
    core::Article article = fetch::read_article(
        {response.url, response.header("content-type"), std::move(response.body), rules.xpath, rules.audio_url});
    if (!link.recording) {
        const Asked asked = ask_for_built(http, article, {link.url, request.obey_robots});
        if (asked.no_answer) throw core::Error(*asked.no_answer);
    }
    return article;
}

}  // namespace

ArticleLook look_at(fetch::Http& http, const core::Link& link, const core::Source& rules) {
    ArticleLook look;
    look.article = page_of(http, link, rules);
    if (look.article.title.empty()) look.article.title = link.title;
    look.has_recording = link.recording || (!look.article.audio.empty() && !look.article.ambiguous);
    if (look.has_recording) look.recording = link.recording ? link.recording->url : look.article.audio.front().url;
    return look;
}

}  // namespace app
