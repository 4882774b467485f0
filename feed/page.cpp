#include "feed/page.h"

#include "core/text.h"
#include "feed/description.h"
#include "feed/sanitize.h"
#include "feed/site_assets.h"
#include "feed/versions.h"

#include <fmt/core.h>

#include <algorithm>

namespace feed {

namespace {

bool is_right_to_left(std::string_view language) {
    const std::string_view primary = language.substr(0, language.find('-'));
    return primary == "ar" || primary == "fa" || primary == "he" || primary == "ur";
}

/// As Open Graph writes a language: "vi_VN" where the tag has a region, else the language alone.
std::string open_graph_locale(std::string language) {
    std::replace(language.begin(), language.end(), '-', '_');
    return language;
}

std::string head_html(const core::Show& show, const Channel& channel, const PageHead& head) {
    const std::string_view root = root_of(head.path);
    const std::string address = show.base_url + (head.path == "index.html" ? "" : head.path);
    const std::string title = head.title == show.title ? show.title : head.title + " – " + show.title;
    std::string html;
    const auto line = [&](const std::string& text) {
        html += text;
        html += '\n';
    };
    line("<meta charset=\"utf-8\">");
    html += content_policy();
    line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    line("<title>" + escape_html(title) + "</title>");
    if (!head.description.empty()) {
        line("<meta name=\"description\" content=\"" + escape_html(head.description) + "\">");
    }
    line("<link rel=\"canonical\" href=\"" + escape_html(address) + "\">");
    line(fmt::format("<link rel=\"alternate\" type=\"application/rss+xml\" title=\"{}\" href=\"{}\">",
                     escape_html(show.title), escape_html(show.feed_url())));
    for (const FeedLink& other : channel.others) {
        line(fmt::format("<link rel=\"alternate\" type=\"application/rss+xml\" title=\"{}\" href=\"{}\">",
                         escape_html(other.title), escape_html(show.base_url + other.path)));
    }
    line(fmt::format("<link rel=\"icon\" type=\"image/svg+xml\" href=\"{}assets/icon.svg\">", root));
    line(fmt::format("<link rel=\"stylesheet\" href=\"{}{}\">", root, style_address()));
    if (head.has_script) line(fmt::format("<script src=\"{}{}\" defer></script>", root, script_address()));
    line("<meta name=\"theme-color\" content=\"#fbfaf7\" media=\"(prefers-color-scheme: light)\">");
    line("<meta name=\"theme-color\" content=\"#14171a\" media=\"(prefers-color-scheme: dark)\">");
    html += meta_property("og:title", head.title);
    html += meta_property("og:description", head.description);
    html += meta_property("og:url", address);
    html += meta_property("og:site_name", show.title);
    html += meta_property("og:locale", open_graph_locale(show.language));
    html += meta_property("og:image", show.base_url + head.image_path);
    html += head.open_graph;
    line("<meta name=\"twitter:card\" content=\"summary\">");
    if (!head.json_ld.empty()) line("<script type=\"application/ld+json\">" + head.json_ld + "</script>");
    return html;
}

}  // namespace

std::string_view root_of(std::string_view path) {
    return path.find('/') == std::string_view::npos ? "" : "../";
}

std::string_view content_policy() {
    return "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self' file:; object-src 'none'; "
           "base-uri 'none'; form-action 'none'\">\n";
}

std::string meta_property(std::string_view property, std::string_view value) {
    if (value.empty()) return {};
    return fmt::format("<meta property=\"{}\" content=\"{}\">\n", property, escape_html(value));
}

std::string words_language(const core::Show& show) {
    const std::string_view used = words(show.language).language;
    const bool same = std::string_view(show.language).substr(0, show.language.find('-')) == used;
    return same ? std::string() : fmt::format(" lang=\"{}\" dir=\"ltr\"", used);
}

const std::string& page_cover(const Channel& channel) {
    return channel.thumbnail_path.empty() ? channel.cover_path : channel.thumbnail_path;
}

std::string time_html(core::Instant instant, const core::Show& show) {
    return fmt::format("<time datetime=\"{}\">{}</time>",
                       core::format_iso8601(core::to_written(instant, show.timezone)),
                       escape_html(core::format_day(instant, show.timezone, show.language)));
}

std::string player_html(const core::Show& show, const core::Episode* episode, std::string_view root) {
    const Words& say = words(show.language);
    const auto skip = [&](std::string_view pattern, const char* sign, const char* seconds) {
        return fmt::format(
            "<button type=\"button\" class=\"button\" data-skip=\"{0}{1}\"><span aria-hidden=\"true\">{2}{1}</span>"
            "<span class=\"hidden-text\">{3}</span></button>\n",
            *sign == '+' ? "" : "-", seconds, *sign == '+' ? "+" : "−", fill(pattern, seconds));
    };
    std::string html =
        fmt::format("<section id=\"player\" class=\"player {}\"{} aria-label=\"{}\" data-show=\"{}\"",
                    episode != nullptr ? "card" : "bar", words_language(show), say.player, escape_html(show.title));
    if (episode != nullptr) {
        html += fmt::format(" data-title=\"{}\">\n", escape_html(episode->title));
        html += "<audio id=\"audio\" controls preload=\"none\">\n";
        for (const Version& version : versions(*episode, say))
            html += fmt::format("<source src=\"{}{}\" type=\"{}\" data-version=\"{}\" data-label=\"{}\">\n", root,
                                escape_html(version.file->path), escape_html(version.browser_type),
                                escape_html(version.file->id), escape_html(version.label()));
        html += "</audio>\n";
    } else {
        html += fmt::format(
            " hidden>\n<div class=\"wrap\">\n<p class=\"now\"><a id=\"now\" href=\"{}index.html\"></a></p>\n"
            "<audio id=\"audio\" controls preload=\"none\"></audio>\n",
            root);
    }
    const bool has_chapters = episode != nullptr && episode->chapters.size() > 1;
    const auto leap = [&](std::string_view name, const char* sign, int step) {
        return fmt::format(
            "<button type=\"button\" class=\"button\" data-leap=\"{}\"><span aria-hidden=\"true\">{}</span><span "
            "class=\"hidden-text\">{}</span></button>\n",
            step, sign, name);
    };
    html += "<div class=\"row\" hidden>\n";
    if (has_chapters) html += leap(say.previous_chapter, "«", -1);
    html += skip(say.back_seconds, "-", "15");
    html += skip(say.forward_seconds, "+", "30");
    if (has_chapters) html += leap(say.next_chapter, "»", 1);
    html += fmt::format("<label for=\"version\" hidden>{}\n<select id=\"version\"></select></label>\n", say.version);
    html += fmt::format("<label for=\"speed\">{}\n<select id=\"speed\">\n", say.speed);
    for (const std::string_view rate : {"0.75", "1", "1.25", "1.5", "1.75", "2"}) {
        std::string shown(rate);
        if (const std::size_t point = shown.find('.'); point != std::string::npos) shown.replace(point, 1, say.decimal);
        html += fmt::format("<option value=\"{0}\"{1}>{2}×</option>\n", rate, rate == "1" ? " selected" : "", shown);
    }
    html += "</select></label>\n</div>\n";
    html += fmt::format("<p class=\"keys faint\">{}{}</p>\n", escape_html(say.keys),
                        has_chapters ? fmt::format(" {}", say.chapter_keys) : std::string());
    if (episode == nullptr) html += "</div>\n";
    return html + "</section>\n";
}

std::string page(const core::Show& show, const Channel& channel, const PageHead& head, std::string_view body) {
    const Words& say = words(show.language);
    const std::string ui = words_language(show);
    return fmt::format(
        "<!doctype html>\n<html lang=\"{}\"{}>\n<head>\n{}</head>\n<body>\n<a class=\"skip\" "
        "href=\"#content\"{}>{}</a>\n"
        "{}<footer class=\"wrap\"{}>\n<div class=\"end\">\n{}<p>{}</p>\n</div>\n</footer>\n</body>\n</html>\n",
        escape_html(show.language), is_right_to_left(show.language) ? " dir=\"rtl\"" : "",
        head_html(show, channel, head), ui, say.skip_to_content, body, ui,
        show.copyright.empty() ? "" : fmt::format("<p>{}</p>\n", escape_html(show.copyright)),
        fill(say.written, "newscast"));
}

}  // namespace feed
