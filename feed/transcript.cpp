#include "feed/transcript.h"

#include "core/language.h"
#include "core/text.h"
#include "feed/description.h"
#include "feed/page.h"
#include "feed/paths.h"
#include "feed/sanitize.h"
#include "feed/site_assets.h"

#include <fmt/core.h>

namespace feed {

std::string transcript_html(const core::Show& show, const Channel& channel, const core::Episode& episode) {
    const Words& say = words(show.language);
    const std::string& language = episode.language.empty() ? show.language : episode.language;
    const std::string title = escape_html(episode.title);
    std::string lead;
    if (!core::trim(episode.lead).empty() && !text_repeats_lead(episode))
        lead = "<p>" + escape_html(core::trim(episode.lead)) + "</p>\n";
    std::string html = fmt::format(
        "<!doctype html>\n<html lang=\"{}\"{}>\n<head>\n<meta charset=\"utf-8\">\n{}"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{} – {}</title>\n",
        escape_html(language), core::direction_of(language) == "rtl" ? " dir=\"rtl\"" : "", content_policy(), title,
        escape_html(show.title));
    html += fmt::format(
        "<meta name=\"description\" content=\"{}\">\n<link rel=\"canonical\" href=\"{}\">\n<link rel=\"icon\" "
        "type=\"image/svg+xml\" href=\"../assets/icon.svg\">\n<link rel=\"stylesheet\" href=\"../{}\">\n</head>\n",
        escape_html(core::truncate(episode_lead(episode), 300, language)),
        escape_html(show.base_url + episode_page_path(episode)), style_address(channel));
    html += fmt::format("<body>\n{}<main id=\"content\" class=\"wrap\">\n<div class=\"text\">\n<h1>{}</h1>\n",
                        crumb(show, channel, "../"), title);
    html += fmt::format("<p class=\"faint\">{}</p>\n{}{}\n</div>\n<div class=\"end\"{}>\n<p>{}</p>\n",
                        escape_html(author_of(show, episode)), lead, article_html(episode), words_language(show),
                        say.untimed);
    return html + fmt::format("<p><a href=\"../{}\">{}</a></p>\n</div>\n</main>\n</body>\n</html>\n",
                              episode_page_path(episode), say.to_episode);
}

}  // namespace feed
