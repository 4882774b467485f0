#include "feed/transcript.h"

#include "core/text.h"
#include "feed/description.h"
#include "feed/page.h"
#include "feed/paths.h"
#include "feed/sanitize.h"
#include "feed/site_assets.h"

#include <fmt/core.h>

namespace feed {

std::string transcript_html(const core::Show& show, const core::Episode& episode) {
    const Words& say = words(show.language);
    const std::string& language = episode.language.empty() ? show.language : episode.language;
    std::string lead;
    if (!core::trim(episode.lead).empty() && !text_repeats_lead(episode)) {
        lead = "<p>" + escape_html(core::trim(episode.lead)) + "</p>\n";
    }
    return fmt::format(
        "<!doctype html>\n<html lang=\"{0}\">\n<head>\n<meta charset=\"utf-8\">\n{13}"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{1} – {2}</title>\n"
        "<meta name=\"description\" content=\"{12}\">\n<link rel=\"canonical\" href=\"{3}\">\n<link rel=\"icon\" "
        "type=\"image/svg+xml\" "
        "href=\"../assets/icon.svg\">\n"
        "<link rel=\"stylesheet\" href=\"../{4}\">\n</head>\n<body>\n<main class=\"wrap text\">\n<h1>{1}</h1>\n"
        "<p class=\"faint\">{5}</p>\n{6}{7}\n<p class=\"faint\"{8}>{9} <a "
        "href=\"../{10}\">{11}</a></p>\n</main>\n</body>\n"
        "</html>\n",
        escape_html(language), escape_html(episode.title), escape_html(show.title),
        escape_html(show.base_url + episode_page_path(episode)), style_address(), escape_html(author_of(show, episode)),
        lead, article_html(episode), words_language(show), say.untimed, episode_page_path(episode), say.play,
        escape_html(core::truncate(episode_lead(episode), 300, language)), content_policy());
}

}  // namespace feed
