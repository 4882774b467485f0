#include "core/episode.h"

#include "core/hash.h"
#include "core/html.h"
#include "core/sentences.h"
#include "core/text.h"

#include <utility>

namespace core {

Text text_of(std::string body, std::string body_html) {
    Text text{std::move(body), std::move(body_html), {}};
    if (trim(text.body).empty() && trim(text.body_html).empty()) return text;
    text.hash = sha256(text.body + '\0' + text.body_html).substr(0, 32);
    return text;
}

Text text_of(std::span<const TitledText> articles) {
    std::string body;
    std::string body_html;
    for (const TitledText& article : articles) {
        body += (body.empty() ? "" : "\n\n") + article.title + "\n\n" + article.body;
        body_html += "<h2>" + escape_html(article.title) + "</h2>\n";
        if (!article.body_html.empty())
            body_html += article.body_html;
        else
            for (const std::string& paragraph : paragraphs(article.body))
                body_html += "<p>" + escape_html(paragraph) + "</p>";
        body_html += "\n";
    }
    return text_of(std::move(body), std::move(body_html));
}

std::string lead_of(std::span<const std::string> titles) {
    std::string lead;
    for (const std::string& title : titles) lead += (lead.empty() ? "" : "; ") + title;
    return lead;
}

void complete(Episode& episode, const Show& show) {
    if (episode.link.empty()) episode.link = show.website;
    if (episode.language.empty()) episode.language = show.language;
}

}  // namespace core
