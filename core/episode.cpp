#include "core/episode.h"

#include "core/hash.h"
#include "core/text.h"

#include <utility>

namespace core {

Text text_of(std::string body, std::string body_html) {
    Text text{std::move(body), std::move(body_html), {}};
    if (trim(text.body).empty() && trim(text.body_html).empty()) return text;
    text.hash = sha256(text.body + '\0' + text.body_html).substr(0, 32);
    return text;
}

void complete(Episode& episode, const Show& show) {
    if (episode.link.empty()) episode.link = show.website;
    if (episode.language.empty()) episode.language = show.language;
}

}  // namespace core
