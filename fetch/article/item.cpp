#include "fetch/article/item.h"

#include "core/html.h"
#include "core/text.h"
#include "fetch/article/blocks.h"
#include "fetch/article/body.h"
#include "fetch/article/composed.h"
#include "fetch/article/page_parts.h"

namespace fetch {

core::Article read_item(const core::Link& link) {
    core::Article article;
    article.url = link.url;
    article.title = core::collapse_space(link.title);
    article.published = link.published;
    article.rules["title"] = article.rules["published"] = "feed item";
    if (link.html.empty()) return article;
    // A whole page around it: then the same rules as for pages tell its text from its furniture.
    const PageParts page("<!DOCTYPE html><html><body><article>" + link.html + "</article></body></html>", link.url);
    const std::vector<HtmlNode>& articles = page.elements("article");
    if (articles.empty()) return article;
    const ArticleBody body = read_body(page, text_blocks(page), article.title, {}, articles.front());
    article.body = body.text();
    article.body_html = body.html();
    compose(article);
    if (!article.body.empty()) article.rules["body"] = "feed item";
    return article;
}

}  // namespace fetch
