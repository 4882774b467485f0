#include "feed/episode_pages.h"

#include "core/language.h"
#include "core/text.h"
#include "feed/captions.h"
#include "feed/chapters.h"
#include "feed/description.h"
#include "feed/embed.h"
#include "feed/page.h"
#include "feed/paths.h"
#include "feed/rows.h"
#include "feed/sanitize.h"
#include "feed/structured_data.h"
#include "feed/subscribe_card.h"
#include "feed/timed_text.h"
#include "feed/transcript.h"
#include "feed/versions.h"

#include <fmt/core.h>

#include <cmath>

namespace feed {

namespace {

/// "−16": what it was brought to, which is all that a listener needs of its loudness.
std::string levelled_html(const core::Show& show, const core::Episode& episode) {
    const Words& say = words(show.language);
    const core::Loudness& reading = episode.enclosure().made.after;
    // Silence has no level, and an episode without readings reads zero.
    if (!std::isfinite(reading.integrated_lufs) || reading == core::Loudness()) return {};
    const auto level = std::lround(reading.integrated_lufs);
    return fmt::format("<p>{}</p>\n", fill(say.levelled, fmt::format("{}{}", level < 0 ? "−" : "", std::abs(level))));
}

std::string chapters_html(const core::Show& show, const core::Episode& episode) {
    if (episode.chapters.empty()) return {};
    std::string html = fmt::format(
        "<section class=\"card\" aria-labelledby=\"chapters\">\n<h2 id=\"chapters\"{}>{}</h2>\n<ol "
        "class=\"chapters\">\n",
        words_language(show), words(show.language).chapters);
    for (const core::Chapter& chapter : episode.chapters) {
        const std::string start = seconds_text(chapter.start);
        const std::string title = escape_html(chapter.title);
        html += fmt::format(
            "<li><a href=\"../{}#t={}\" data-start=\"{}\"><time>{}</time> <span class=\"name\">{}</span></a>",
            escape_html(episode.enclosure().path), start, start,
            core::format_duration(std::chrono::floor<std::chrono::seconds>(chapter.start)), title);
        if (is_web_link(chapter.url))
            html +=
                fmt::format("\n<a class=\"more\" href=\"{}\"{}>{}<span class=\"hidden-text\">: {}</span></a>",
                            escape_html(chapter.url), words_language(show), words(show.language).read_article, title);
        html += "</li>\n";
    }
    return html + "</ol>\n</section>\n";
}

/// The article's picture on top, uncut; the square one that apps have where it is the only one.
std::string picture_html(const core::Show& show, const core::Episode& episode) {
    const core::PagePicture& picture = episode.page_picture;
    if (picture.path.empty()) return {};
    const core::Image& image = episode.article_image;
    std::string caption = image.caption;
    if (!image.credit.empty()) caption += caption.empty() ? image.credit : " (" + image.credit + ")";
    const std::string told = caption.empty() ? "" : fmt::format("\n<figcaption>{}</figcaption>", escape_html(caption));
    return fmt::format("<figure{}>\n<img src=\"../{}\" alt=\"{}\" width=\"{}\" height=\"{}\">{}\n</figure>\n",
                       text_language(show, episode), escape_html(picture.path),
                       escape_html(image.caption.empty() ? episode.title : image.caption), picture.width,
                       picture.height, told);
}

std::string byline(const core::Show& show, const core::Episode& episode) {
    const Words& say = words(show.language);
    std::string html = "<p class=\"faint\">" + time_html(episode.published, show) + " · " +
                       core::format_duration(episode.enclosure().made.duration) + " · " +
                       escape_html(fill(say.by, core::format_list(authors_of(show, episode), show.language)));
    if (episode.modified) {
        html += " · " + fill(say.corrected, time_html(*episode.modified, show));
    }
    return html + " " + state_html(show) + "</p>\n";
}

/// Of several files each is named with what it costs to load.
std::string downloads_html(const core::Episode& episode, const Words& say) {
    const std::vector<Version> all = versions(episode, say);
    std::string html;
    for (const Version& version : all)
        html +=
            fmt::format("{}<a href=\"../{}\" download>{}</a>", html.empty() ? "" : " · ",
                        escape_html(version.file->path), all.size() == 1 ? say.download : escape_html(version.label()));
    return all.size() == 1 ? html : fmt::format("{}: {}", say.download, html);
}

/// For browsers without script; with it the one player plays.
std::string own_player(const core::Episode& episode, const Words& say) {
    std::string sources;
    for (const Version& version : versions(episode, say))
        sources += fmt::format("<source src=\"../{}\" type=\"{}\">\n", escape_html(version.file->path),
                               escape_html(version.browser_type));
    return fmt::format("<noscript>\n<audio id=\"audio\" controls preload=\"none\">\n{}</audio>\n</noscript>\n",
                       sources);
}

std::string neighbours_html(const core::Show& show, const Neighbours& neighbours) {
    const Words& say = words(show.language);
    const auto one = [&](const core::Episode* episode, std::string_view relation, std::string_view label) {
        if (episode == nullptr) return std::string();
        return fmt::format("<a rel=\"{}\" href=\"../{}\"><span{}>{}</span> {}</a>\n", relation,
                           episode_page_path(*episode), words_language(show), label, escape_html(episode->title));
    };
    const std::string links =
        one(neighbours.newer, "next", say.newer_episode) + one(neighbours.older, "prev", say.older_episode);
    return links.empty() ? links : "<nav class=\"neighbours\">\n" + links + "</nav>\n";
}

PageHead head_of(const core::Show& show, const Channel& channel, const core::Episode& episode) {
    PageHead head = {.path = episode_page_path(episode),
                     .title = episode.title,
                     .description = core::truncate(episode_lead(episode), 300, episode.language),
                     .json_ld = episode_data(show, channel, episode),
                     .image_path = episode.image_path.empty() ? channel.cover_path : episode.image_path};
    head.more = meta_property("og:type", "article") +
                meta_property("og:audio", show.base_url + episode.enclosure().path) +
                meta_property("og:audio:type", episode.enclosure().type) +
                meta_property("article:published_time",
                              core::format_iso8601(core::to_written(episode.published, show.timezone))) +
                fmt::format("<link rel=\"alternate\" type=\"application/json+oembed\" title=\"{}\" href=\"{}\">\n",
                            escape_html(episode.title), escape_html(show.base_url + oembed_path(episode)));
    return head;
}

/// What stands under the text: where it comes from, and what can be taken along.
std::string end_html(const core::Show& show, const core::Episode& episode) {
    const Words& say = words(show.language);
    std::string html = fmt::format("<div class=\"end\"{}>\n<p>", words_language(show));
    if (is_web_link(episode.link) && episode.bulletin.empty())
        html += fmt::format("{}: <a href=\"{}\">{}</a> · ", say.source, escape_html(episode.link), say.read_article);
    html += downloads_html(episode, say);
    if (const std::string transcript = transcript_path(episode); !transcript.empty())
        html += fmt::format(" · <a href=\"../{}\">{}</a>", transcript, say.transcript);
    html += "</p>\n" + levelled_html(show, episode);
    return html + fmt::format(
                      "<details>\n<summary>{0}</summary>\n<div class=\"address\">\n<label for=\"embed-code\">{0}"
                      "<input id=\"embed-code\" readonly value=\"{1}\"></label>\n<button type=\"button\" "
                      "class=\"copy\" data-done=\"{2}\" hidden>{3}</button>\n</div>\n</details>\n</div>\n",
                      say.embed, escape_html(embed_code(show, episode)), say.copied, say.copy);
}

std::string episode_html(const core::Show& show, const Channel& channel, const core::Episode& episode,
                         const Neighbours& neighbours) {
    const Words& say = words(show.language);
    const bool leads = !core::trim(episode.lead).empty() && !text_repeats_lead(episode);
    const std::string ui = words_language(show);
    const std::string picture =
        episode.image_path.empty() ? "" : fmt::format(" data-picture=\"../{}\"", escape_html(episode.image_path));
    SentenceMarks marks(episode.read_along.cues, episode.language.empty() ? show.language : episode.language);
    std::string body = crumb(show, channel, "../");
    body +=
        fmt::format("<main id=\"content\" class=\"wrap\">\n<article{}{}{}>\n<h1 class=\"title\" dir=\"auto\">{}</h1>\n",
                    episode_attributes(show, episode, "../"), picture, text_language(show, episode),
                    marks.mark(escape_html(episode.title)));
    body += byline(show, episode) + "<div class=\"actions\">\n" + play_html(show, episode, "../", PlayLink::filled) +
            fmt::format("<button type=\"button\" data-share{}>{}</button>\n", ui, say.share) +
            subscribe_html(show, channel, "../") + "</div>\n" + own_player(episode, say) + picture_html(show, episode) +
            chapters_html(show, episode);
    body += "<div class=\"text\">\n";
    if (!episode.read_along.cues.empty())
        body += fmt::format("<p class=\"faint hint\"{} hidden>{}</p>\n", ui, escape_html(say.tap_sentence));
    if (leads) body += "<p class=\"lead\">" + marks.mark(escape_html(episode_lead(episode))) + "</p>\n";
    body += marks.mark(article_html(episode)) + "\n</div>\n";
    if (const std::string_view remark = voice_remark(show, episode); !remark.empty())
        body += fmt::format("<p class=\"faint\"{}>{}</p>\n", ui, remark);
    body += "</article>\n" + neighbours_html(show, neighbours) + end_html(show, episode) + "</main>\n";
    return page(show, channel, head_of(show, channel, episode), body);
}

}  // namespace

std::vector<std::string> episode_paths(const core::Episode& episode) {
    std::vector<std::string> paths = {episode_page_path(episode), embed_path(episode), oembed_path(episode)};
    for (std::string path : {transcript_path(episode), chapters_path(episode)})
        if (!path.empty()) paths.push_back(std::move(path));
    for (TimedTranscript& transcript : timed_transcripts(episode)) paths.push_back(std::move(transcript.path));
    return paths;
}

std::string episode_file(const core::Show& show, const Channel& channel, const core::Episode& episode,
                         const Neighbours& neighbours, const std::string& path) {
    if (path == embed_path(episode)) return embed_html(show, channel, episode);
    if (path == oembed_path(episode)) return oembed_json(show, channel, episode);
    if (path == transcript_path(episode)) return transcript_html(show, channel, episode);
    if (path.ends_with(".vtt")) return web_vtt(episode.read_along.cues);
    if (path.ends_with(".srt")) return sub_rip(episode.read_along.cues);
    if (path.starts_with("transcripts/")) return transcript_json(episode.read_along.cues);
    return path == chapters_path(episode) ? chapters_json(show, episode)
                                          : episode_html(show, channel, episode, neighbours);
}

std::vector<SiteFile> episode_pages(const core::Show& show, const Channel& channel, const core::Episode& episode,
                                    const Neighbours& neighbours) {
    std::vector<SiteFile> pages;
    for (const std::string& path : episode_paths(episode))
        pages.push_back({path, episode_file(show, channel, episode, neighbours, path)});
    return pages;
}

}  // namespace feed
