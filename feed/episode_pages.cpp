#include "feed/episode_pages.h"

#include "core/text.h"
#include "feed/captions.h"
#include "feed/chapters.h"
#include "feed/description.h"
#include "feed/page.h"
#include "feed/paths.h"
#include "feed/sanitize.h"
#include "feed/structured_data.h"
#include "feed/timed_text.h"
#include "feed/transcript.h"
#include "feed/versions.h"

#include <fmt/core.h>

#include <cmath>

namespace feed {

namespace {

/// "−16,0": one decimal, with a real minus.
std::string level(double value, const Words& say) {
    std::string text = fmt::format("{:.1f}", std::abs(value));
    text.replace(text.find('.'), 1, say.decimal);
    return (value < 0 && text.find_first_not_of("0.,") != std::string::npos ? "−" : "") + text;
}

std::string loudness_html(const core::Show& show, const core::Episode& episode) {
    const Words& say = words(show.language);
    const core::Loudness& before = episode.enclosure().made.before;
    const core::Loudness& after = episode.enclosure().made.after;
    // Silence has no level, and an episode without readings reads zero.
    const auto known = [](const core::Loudness& reading) {
        return std::isfinite(reading.integrated_lufs) && std::isfinite(reading.true_peak_dbtp) &&
               reading != core::Loudness();
    };
    if (!known(before) || !known(after)) return {};
    return fmt::format("<p class=\"loudness\">{}: {} → {} LUFS · {} → {} dBTP · {} → {} LU</p>\n", say.loudness,
                       level(before.integrated_lufs, say), level(after.integrated_lufs, say),
                       level(before.true_peak_dbtp, say), level(after.true_peak_dbtp, say), level(before.range_lu, say),
                       level(after.range_lu, say));
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
            "<li><a href=\"../{}#t={}\" data-start=\"{}\"><time>{}</time> <span class=\"title\">{}</span></a>",
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

/// Behind a click: the file is as large as podcast apps want it, too large for a reader on a slow line to wait for.
std::string picture_html(const core::Show& show, const core::Episode& episode) {
    if (episode.image_path.empty()) return {};
    const core::Image& image = episode.article_image;
    std::string caption = image.caption;
    if (!image.credit.empty()) caption += caption.empty() ? image.credit : " (" + image.credit + ")";
    const std::string label(words(show.language).picture);
    return fmt::format(
        "<details>\n<summary>{}</summary>\n<figure>\n<img src=\"../{}\" alt=\"{}\" width=\"736\" height=\"736\" "
        "loading=\"lazy\">\n</figure>\n</details>\n",
        escape_html(caption.empty() ? label : label + ": " + caption), escape_html(episode.image_path),
        escape_html(caption.empty() ? episode.title : caption));
}

/// Where the text's language is not the show's, readers are told.
std::string text_language(const core::Show& show, const core::Episode& episode) {
    if (episode.language.empty() || episode.language == show.language) return {};
    return " lang=\"" + escape_html(episode.language) + "\"";
}

std::string crumb(const core::Show& show, const Channel& channel) {
    return fmt::format(
        "<header class=\"wrap crumb\">\n<img class=\"cover\" src=\"../{}\" alt=\"\" width=\"48\" height=\"48\">\n"
        "<a href=\"../index.html\">{}</a>\n</header>\n",
        escape_html(page_cover(channel)), escape_html(show.title));
}

std::string byline(const core::Show& show, const core::Episode& episode) {
    const Words& say = words(show.language);
    std::string html = "<p class=\"faint\">" + time_html(episode.published, show) + " · " +
                       core::format_duration(episode.enclosure().made.duration) + " · " +
                       escape_html(fill(say.by, author_of(show, episode)));
    if (episode.modified) {
        html += " · " + fill(say.corrected, time_html(*episode.modified, show));
    }
    return html + "</p>\n";
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

std::string episode_html(const core::Show& show, const Channel& channel, const core::Episode& episode) {
    const Words& say = words(show.language);
    const std::string lead = episode_lead(episode);
    const bool leads = !core::trim(episode.lead).empty() && !text_repeats_lead(episode);
    const std::string ui = words_language(show);
    PageHead head = {.path = episode_page_path(episode),
                     .title = episode.title,
                     .description = core::truncate(lead, 300, episode.language),
                     .open_graph = meta_property("og:type", "article"),
                     .json_ld = episode_data(show, channel, episode),
                     .image_path = episode.image_path.empty() ? channel.cover_path : episode.image_path};
    head.open_graph += meta_property("og:audio", show.base_url + episode.enclosure().path);
    head.open_graph += meta_property("og:audio:type", episode.enclosure().type);
    head.open_graph += meta_property("article:published_time",
                                     core::format_iso8601(core::to_written(episode.published, show.timezone)));

    std::string body = crumb(show, channel);
    SentenceMarks marks(episode.read_along.cues, episode.language.empty() ? show.language : episode.language);
    body += fmt::format("<main id=\"content\" class=\"wrap\">\n<article{}>\n<h1>{}</h1>\n",
                        text_language(show, episode), marks.mark(escape_html(episode.title)));
    body += byline(show, episode) + player_html(show, &episode, "../") + chapters_html(show, episode);
    body += "<div class=\"text\">\n";
    if (!episode.read_along.cues.empty())
        body += fmt::format("<p class=\"faint hint\"{} hidden>{}</p>\n", ui, escape_html(say.tap_sentence));
    if (leads) body += "<p class=\"lead\">" + marks.mark(escape_html(lead)) + "</p>\n";
    body += marks.mark(article_html(episode)) + "\n</div>\n" + picture_html(show, episode);
    if (const std::string_view remark = voice_remark(show, episode); !remark.empty())
        body += fmt::format("<p class=\"faint\"{}>{}</p>\n", ui, remark);
    body += fmt::format("</article>\n<div class=\"end\"{}>\n<p>", ui);
    if (is_web_link(episode.link) && episode.bulletin.empty()) {
        body += fmt::format("{}: <a href=\"{}\">{}</a> · ", say.source, escape_html(episode.link), say.read_article);
    }
    body += downloads_html(episode, say);
    if (const std::string transcript = transcript_path(episode); !transcript.empty()) {
        body += fmt::format(" · <a href=\"../{}\">{}</a>", transcript, say.transcript);
    }
    body += "</p>\n" + loudness_html(show, episode) + "</div>\n</main>\n";
    return page(show, channel, head, body);
}

}  // namespace

std::vector<std::string> episode_paths(const core::Episode& episode) {
    std::vector<std::string> paths = {episode_page_path(episode)};
    for (std::string path : {transcript_path(episode), chapters_path(episode)})
        if (!path.empty()) paths.push_back(std::move(path));
    for (TimedTranscript& transcript : timed_transcripts(episode)) paths.push_back(std::move(transcript.path));
    return paths;
}

std::string episode_file(const core::Show& show, const Channel& channel, const core::Episode& episode,
                         const std::string& path) {
    if (path == transcript_path(episode)) return transcript_html(show, episode);
    if (path.ends_with(".vtt")) return web_vtt(episode.read_along.cues);
    if (path.ends_with(".srt")) return sub_rip(episode.read_along.cues);
    if (path.starts_with("transcripts/")) return transcript_json(episode.read_along.cues);
    return path == chapters_path(episode) ? chapters_json(show, episode) : episode_html(show, channel, episode);
}

std::vector<SiteFile> episode_pages(const core::Show& show, const Channel& channel, const core::Episode& episode) {
    std::vector<SiteFile> pages;
    for (const std::string& path : episode_paths(episode))
        pages.push_back({path, episode_file(show, channel, episode, path)});
    return pages;
}

}  // namespace feed
