#include "fetch/article/composed.h"

#include "core/text.h"

#include <string>
#include <string_view>

namespace fetch {
namespace {

void compose(std::string& text) {
    text = core::clean_utf8(text);
}

/// A stroke (U+0338) is the only mark that makes a character of one that tags are written with: "≯" for a tag's end.
void compose_html(std::string& html) {
    constexpr std::string_view stroke = "\xCC\xB8";
    for (const char* edge : {"<", ">"}) {
        const std::string joined = edge + std::string(stroke);
        for (std::size_t at = html.find(joined); at != std::string::npos; at = html.find(joined, at))
            html.erase(at + 1, stroke.size());
    }
    compose(html);
}

}  // namespace

void compose(core::Article& article) {
    for (std::string* field : {&article.title, &article.lead, &article.body, &article.section, &article.image.caption,
                               &article.image.credit})
        compose(*field);
    for (std::string& name : article.authors) compose(name);
    for (std::string& word : article.keywords) compose(word);
    compose_html(article.body_html);
}

}  // namespace fetch
