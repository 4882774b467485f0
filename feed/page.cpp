#include "feed/page.h"

#include "core/language.h"
#include "core/text.h"
#include "feed/description.h"
#include "feed/player.h"
#include "feed/sanitize.h"
#include "feed/site_assets.h"

#include <fmt/core.h>

#include <algorithm>

namespace feed {

namespace {

/// As Open Graph writes a language: "vi_VN" where the tag has a region, else the language alone.
std::string open_graph_locale(std::string language) {
    std::replace(language.begin(), language.end(), '-', '_');
    return language;
}

std::string root_for(const PageHead& head) {
    return head.root.empty() ? std::string(root_of(head.path)) : head.root;
}

std::string head_html(const core::Show& show, const Channel& channel, const PageHead& head) {
    const std::string root = escape_html(root_for(head));
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
    line(fmt::format("<link rel=\"manifest\" href=\"{}manifest.webmanifest\">", root));
    line(fmt::format("<link rel=\"icon\" type=\"image/svg+xml\" href=\"{}assets/icon.svg\">", root));
    line(fmt::format("<link rel=\"stylesheet\" href=\"{}{}\">", root, style_address(channel)));
    line(fmt::format("<script src=\"{}{}\" defer></script>", root, script_address()));
    line("<meta name=\"theme-color\" content=\"#fbfaf7\" media=\"(prefers-color-scheme: light)\">");
    line("<meta name=\"theme-color\" content=\"#14171a\" media=\"(prefers-color-scheme: dark)\">");
    html += meta_property("og:title", head.title);
    html += meta_property("og:description", head.description);
    html += meta_property("og:url", address);
    html += meta_property("og:site_name", show.title);
    html += meta_property("og:locale", open_graph_locale(show.language));
    html += meta_property("og:image", show.base_url + head.image_path);
    html += head.more;
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
    const Words& say = words(show.language);
    if (!are_borrowed(say, show.language)) return {};
    return fmt::format(" lang=\"{}\" dir=\"{}\"", say.language, core::direction_of(say.language));
}

std::string text_language(const core::Show& show, const core::Episode& episode) {
    if (episode.language.empty() || episode.language == show.language) return {};
    return fmt::format(" lang=\"{}\" dir=\"{}\"", escape_html(episode.language), core::direction_of(episode.language));
}

const std::string& page_cover(const Channel& channel) {
    return channel.thumbnail_path.empty() ? channel.cover_path : channel.thumbnail_path;
}

std::string time_html(core::Instant instant, const core::Show& show) {
    return fmt::format("<time datetime=\"{}\">{}</time>",
                       core::format_iso8601(core::to_written(instant, show.timezone)),
                       escape_html(core::format_day(instant, show.timezone, show.language)));
}

std::string crumb(const core::Show& show, const Channel& channel, std::string_view root) {
    return fmt::format(
        "<header class=\"wrap crumb\">\n<img class=\"cover\" src=\"{0}{1}\" alt=\"\" width=\"40\" height=\"40\">\n"
        "<a href=\"{0}index.html\">{2}</a>\n</header>\n",
        escape_html(root), escape_html(page_cover(channel)), escape_html(show.title));
}

std::string icon_svg(std::string_view outline) {
    return fmt::format("<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"{}\"/></svg>", outline);
}

std::string page(const core::Show& show, const Channel& channel, const PageHead& head, std::string_view body) {
    const Words& say = words(show.language);
    const std::string ui = words_language(show);
    const bool is_right_to_left = core::direction_of(show.language) == "rtl";
    std::string html =
        fmt::format("<!doctype html>\n<html lang=\"{}\"{}>\n<head>\n{}</head>\n<body{}>\n", escape_html(show.language),
                    is_right_to_left ? " dir=\"rtl\"" : "", head_html(show, channel, head),
                    head.body_class.empty() ? "" : fmt::format(" class=\"{}\"", head.body_class));
    if (head.body_class.empty())
        html += fmt::format("<a class=\"skip\" href=\"#content\"{}>{}</a>\n", ui, say.skip_to_content);
    html += body;
    if (head.body_class.empty())
        html += fmt::format("<footer class=\"wrap\"{}>\n<div class=\"end\">\n{}<p>{}</p>\n</div>\n</footer>\n", ui,
                            show.copyright.empty() ? "" : fmt::format("<p>{}</p>\n", escape_html(show.copyright)),
                            fill(say.written, "newscast"));
    return html + player_html(show, channel, root_for(head)) + "</body>\n</html>\n";
}

}  // namespace feed
