#include "feed/index_pages.h"

#include "core/text.h"
#include "feed/description.h"
#include "feed/page.h"
#include "feed/paths.h"
#include "feed/qr.h"
#include "feed/sanitize.h"
#include "feed/structured_data.h"
#include "feed/subscribe.h"
#include "feed/versions.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <map>

namespace feed {

namespace {

constexpr std::size_t newest_on_index = 30;
constexpr std::size_t lead_bytes_in_list = 320;

/// "2024-07" in the show's zone.
std::string month_of(const core::Episode& episode, const core::Show& show) {
    return core::format_iso8601(core::to_written(episode.published, show.timezone)).substr(0, 7);
}

std::string month_path(const std::string& month) {
    return "months/" + month + ".html";
}

/// "7/2024": understood in every language that this program's shows are written in.
std::string month_label(const std::string& month) {
    const std::string number = month.substr(month[5] == '0' ? 6 : 5);
    return number + "/" + month.substr(0, 4);
}

std::string list_item(const core::Show& show, const core::Episode& episode, std::string_view root) {
    const Words& say = words(show.language);
    const std::string page_address = std::string(root) + episode_page_path(episode);
    const std::string title = escape_html(episode.title);
    std::string html = "<li>\n<p class=\"faint\">" + time_html(episode.published, show) + " · " +
                       core::format_duration(episode.enclosure().made.duration);
    if (!episode.bulletin.empty()) html += fmt::format(" · <span{}>{}</span>", words_language(show), say.bulletin);
    html += "</p>\n";
    html += fmt::format("<h3><a href=\"{}\">{}</a></h3>\n", page_address, title);
    if (const std::string lead = episode_lead(episode); !lead.empty()) {
        html += "<p>" + escape_html(core::truncate(lead, lead_bytes_in_list, episode.language)) + "</p>\n";
    }
    const std::vector<Version> all = versions(episode, say);
    const std::string offered =
        all.size() > 1 ? fmt::format(" data-versions=\"{}\"", escape_html(versions_json(all, root))) : "";
    html += fmt::format(
        "<a class=\"button play\" href=\"{0}{1}\" data-title=\"{2}\" data-page=\"{3}\" data-play=\"{4}\" "
        "data-pause=\"{5}\"{6}>"
        "<span class=\"sign\" aria-hidden=\"true\">▶</span> <span class=\"word\">{4}</span>"
        "<span class=\"hidden-text\">: {2}</span></a>\n</li>\n",
        root, escape_html(episode.enclosure().path), title, page_address, say.play, say.pause, offered);
    return html;
}

std::string list(const core::Show& show, std::span<const core::Episode> episodes, std::string_view root) {
    std::string html = "<ul class=\"episodes\" id=\"list\">\n";
    for (const core::Episode& episode : episodes) html += list_item(show, episode, root);
    return html + "</ul>\n";
}

/// How to subscribe to one feed; `number` tells the elements of several on one page apart.
std::string subscribe_html(const Words& say, const std::string& url, std::size_t number) {
    std::string html = "<ul class=\"apps\">\n";
    for (const SubscribeLink& link : subscribe_links(url)) {
        html += fmt::format("<li><a href=\"{}\">{}</a></li>\n", escape_html(link.url), link.app);
    }
    const std::string id = number == 0 ? "feed-address" : fmt::format("feed-address-{}", number + 1);
    html += fmt::format(
        "</ul>\n<div class=\"address\">\n<label for=\"{4}\">{0}<input id=\"{4}\" type=\"url\" "
        "readonly "
        "value=\"{1}\"></label>\n<button type=\"button\" class=\"button copy\" data-done=\"{2}\" "
        "hidden>{3}</button>\n"
        "<a class=\"button\" href=\"{1}\">RSS</a>\n</div>\n",
        say.feed_address, escape_html(url), say.copied, say.copy, id);
    if (const std::string code = qr_svg(url, std::string(say.feed_address)); !code.empty()) {
        html += fmt::format("<details>\n<summary>{}</summary>\n{}\n</details>\n", say.scan, code);
    }
    return html;
}

std::string subscribe_html(const core::Show& show, const Channel& channel) {
    const Words& say = words(show.language);
    std::vector<FeedLink> feeds = {{feed_path(), show.title}};
    feeds.insert(feeds.end(), channel.others.begin(), channel.others.end());
    std::string html = fmt::format(
        "<section class=\"card subscribe\" aria-labelledby=\"subscribe\"{}>\n<h2 id=\"subscribe\">{}</h2>\n"
        "<p>{}</p>\n",
        words_language(show), say.subscribe, say.subscribe_hint);
    for (std::size_t number = 0; number < feeds.size(); ++number) {
        if (feeds.size() > 1)
            html += fmt::format("<h3 lang=\"{}\" dir=\"auto\">{}</h3>\n", escape_html(show.language),
                                escape_html(feeds[number].title));
        html += subscribe_html(say, show.base_url + feeds[number].path, number);
    }
    return html + "</section>\n";
}

std::string search_html(const core::Show& show) {
    const Words& say = words(show.language);
    return fmt::format(
        "<form id=\"search\" class=\"search\" role=\"search\" data-titles=\"search.json\" data-found=\"{}\" "
        "data-none=\"{}\" "
        "hidden>\n<label for=\"words\">{}</label>\n<input id=\"words\" type=\"search\" autocomplete=\"off\" "
        "placeholder=\"{}\">\n<p id=\"result-count\" class=\"faint\" role=\"status\"></p>\n</form>\n"
        "<ol id=\"results\" class=\"episodes\" hidden></ol>\n",
        say.matches, say.no_match, say.search, say.search_hint);
}

std::string show_header(const core::Show& show, const Channel& channel) {
    std::string html = fmt::format(
        "<header class=\"wrap\">\n<div class=\"show\">\n<img class=\"cover\" src=\"{}\" alt=\"\" width=\"112\" "
        "height=\"112\" "
        "fetchpriority=\"high\">\n<div class=\"about\">\n<h1>{}</h1>\n",
        escape_html(page_cover(channel)), escape_html(show.title));
    const std::string description = show_description(show);
    html += description.starts_with("<p>") ? description : "<p>" + description + "</p>";
    html += "\n<p class=\"faint\">";
    html += show.website.empty()
                ? escape_html(show.author)
                : fmt::format("<a href=\"{}\">{}</a>", escape_html(show.website), escape_html(show.author));
    return html + "</p>\n</div>\n</div>\n</header>\n";
}

using Months = std::map<std::string, std::span<const core::Episode>, std::greater<>>;

/// Neighbours of one month; episodes come newest first, so a month stands together.
Months months_of(const core::Show& show, std::span<const core::Episode> episodes) {
    Months months;
    for (std::size_t begin = 0; begin < episodes.size();) {
        const std::string month = month_of(episodes[begin], show);
        std::size_t end = begin + 1;
        while (end < episodes.size() && month_of(episodes[end], show) == month) ++end;
        months[month] = episodes.subspan(begin, end - begin);
        begin = end;
    }
    return months;
}

std::string months_html(const core::Show& show, const std::vector<std::string>& months) {
    std::string html =
        fmt::format("<nav aria-labelledby=\"older\">\n<h2 id=\"older\"{}>{}</h2>\n<ul class=\"months\">\n",
                    words_language(show), words(show.language).older);
    for (const std::string& month : months) {
        html += fmt::format("<li><a href=\"{}\">{}</a></li>\n", month_path(month), month_label(month));
    }
    return html + "</ul>\n</nav>\n";
}

std::string month_html(const core::Show& show, const Channel& channel, const std::string& path,
                       std::span<const core::Episode> episodes) {
    const Words& say = words(show.language);
    const std::string month = month_of(episodes.front(), show);
    const PageHead head = {.path = path,
                           .title = fmt::format("{} {}", say.episodes, month_label(month)),
                           .description = fmt::format("{}: {} {}", show.title, say.episodes, month_label(month)),
                           .open_graph = meta_property("og:type", "website"),
                           .json_ld = "",
                           .image_path = channel.cover_path};
    std::string body = fmt::format(
        "<header class=\"wrap crumb\">\n<a href=\"../index.html\">{}</a>\n</header>\n<main id=\"content\" "
        "class=\"wrap\">\n"
        "<h1>{}</h1>\n<h2 class=\"hidden-text\">{}</h2>\n",
        escape_html(show.title), escape_html(head.title), say.episodes);
    body += list(show, episodes, "../") + "</main>\n" + player_html(show, nullptr, "../");
    return page(show, channel, head, body);
}

std::string index_html(const core::Show& show, const Channel& channel, std::span<const core::Episode> newest,
                       const std::vector<std::string>& months) {
    const Words& say = words(show.language);
    const PageHead head = {.path = "index.html",
                           .title = show.title,
                           .description = core::truncate(plain_description(show), 300, show.language),
                           .open_graph = meta_property("og:type", "website"),
                           .json_ld = series_data(show, channel),
                           .image_path = channel.cover_path};
    std::string body =
        show_header(show, channel) + "<main id=\"content\" class=\"wrap\">\n" + subscribe_html(show, channel);
    body +=
        fmt::format("<h2{}>{}</h2>\n", words_language(show), say.episodes) + search_html(show) + list(show, newest, "");
    if (!months.empty()) body += months_html(show, months);
    body += "</main>\n" + player_html(show, nullptr, "");
    return page(show, channel, head, body);
}

std::string search_json(const core::Show& show, std::span<const core::Episode> episodes) {
    nlohmann::ordered_json titles = nlohmann::ordered_json::array();
    for (const core::Episode& episode : episodes) {
        const std::string day = core::format_iso8601(core::to_written(episode.published, show.timezone)).substr(0, 10);
        titles.push_back({{"title", episode.title}, {"page", episode_page_path(episode)}, {"day", day}});
    }
    return titles.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

std::vector<ListPage> list_pages(const core::Show& show, std::span<const core::Episode> episodes) {
    const std::size_t newest = std::min(newest_on_index, episodes.size());
    std::vector<ListPage> pages = {{"index.html", 0, newest, {}}};
    if (newest < episodes.size()) {
        for (const auto& [month, of_month] : months_of(show, episodes)) {
            pages.front().months.push_back(month);
            const auto first = static_cast<std::size_t>(of_month.data() - episodes.data());
            pages.push_back({month_path(month), first, of_month.size(), {}});
        }
    }
    pages.push_back({"search.json", 0, episodes.size(), {}});
    return pages;
}

std::string list_page(const core::Show& show, const Channel& channel, std::span<const core::Episode> episodes,
                      const ListPage& page) {
    const std::span<const core::Episode> shown = episodes.subspan(page.first, page.count);
    if (page.path == "search.json") return search_json(show, shown);
    return page.path == "index.html" ? index_html(show, channel, shown, page.months)
                                     : month_html(show, channel, page.path, shown);
}

}  // namespace feed
