#include "feed/index_pages.h"

#include "core/text.h"
#include "feed/description.h"
#include "feed/page.h"
#include "feed/paths.h"
#include "feed/rows.h"
#include "feed/sanitize.h"
#include "feed/structured_data.h"
#include "feed/subscribe_card.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace feed {

namespace {

constexpr std::size_t newest_on_index = 15;
constexpr std::string_view search_path = "search.js";
constexpr std::string_view titles_path = "search.json";

/// "2024-07" in the show's zone.
std::string month_of(const core::Show& show, const core::Episode& episode) {
    return day_of(show, episode).substr(0, 7);
}

std::string month_path(const std::string& month) {
    return "months/" + month + ".html";
}

std::string search_html(const core::Show& show) {
    const Words& say = words(show.language);
    return fmt::format(
        "<form id=\"search\" class=\"search\" role=\"search\" data-entries=\"{}\"{} hidden>\n<label "
        "for=\"words\">{}</label>\n<input id=\"words\" type=\"search\" autocomplete=\"off\" placeholder=\"{}\">\n<p "
        "id=\"result-count\" class=\"faint\" role=\"status\"></p>\n</form>\n<ol id=\"results\" class=\"episodes\" "
        "hidden></ol>\n",
        search_path, words_language(show), say.search, say.search_hint);
}

/// Whatever the description's length, the newest episode stays in sight: one line of it, and all behind "about".
std::string show_header(const core::Show& show, const Channel& channel) {
    const Words& say = words(show.language);
    const std::string description = show_description(show);
    const std::string author = show.website.empty() ? escape_html(show.author)
                                                    : fmt::format("<a href=\"{}\">{}</a>", escape_html(show.website),
                                                                  escape_html(show.author));
    return fmt::format(
        "<header class=\"wrap\">\n<div class=\"show\">\n<img class=\"cover\" src=\"{}\" alt=\"\" width=\"112\" "
        "height=\"112\" fetchpriority=\"high\">\n<div>\n<h1>{}</h1>\n<p class=\"line\">{}</p>\n</div>\n</div>\n"
        "<div class=\"tools\">\n{}<details class=\"about\">\n<summary{}>{}</summary>\n<div class=\"card\">\n{}\n"
        "<p class=\"faint\">{}</p>\n</div>\n</details>\n</div>\n</header>\n",
        escape_html(page_cover(channel)), escape_html(show.title),
        escape_html(core::truncate(plain_description(show), 200, show.language)), subscribe_html(show, channel, ""),
        words_language(show), say.about, description, author);
}

/// The newest episode, or the bulletin of its day: the first thing to play.
std::size_t first_to_hear(const core::Show& show, std::span<const core::Episode> newest) {
    const std::string day = day_of(show, newest.front());
    for (std::size_t index = 0; index < newest.size() && day_of(show, newest[index]) == day; ++index)
        if (!newest[index].bulletin.empty()) return index;
    return 0;
}

std::string hero(const core::Show& show, const Channel& channel, const core::Episode& episode, std::size_t of_the_day) {
    const Words& say = words(show.language);
    const std::string ui = words_language(show);
    return fmt::format(
        "<section class=\"card hero\" aria-labelledby=\"newest\"{}>\n<div>\n<p class=\"faint\"><span{}>{}</span> · "
        "{} {}</p>\n<h2 id=\"newest\"><a class=\"title\" dir=\"auto\" "
        "href=\"{}\"{}>{}</a></h2>\n</div>\n{}"
        "<p class=\"actions\">\n{}{}</p>\n</section>\n",
        episode_attributes(show, episode, ""), ui, episode.bulletin.empty() ? say.newest : say.bulletin,
        time_html(episode.published, show), state_html(show), episode_page_path(episode), text_language(show, episode),
        escape_html(episode.title), thumbnail_html(channel, episode, "", "eager"),
        play_html(show, episode, "", PlayLink::filled),
        of_the_day > 1 ? day_button(show, day_of(show, episode), of_the_day) : "");
}

std::string months_html(const core::Show& show, const std::vector<Month>& months) {
    std::string html = fmt::format("<nav aria-labelledby=\"older\">\n<h2 id=\"older\"{}>{}</h2>\n",
                                   words_language(show), words(show.language).older);
    std::string year;
    for (const Month& month : months) {
        if (const std::string its = month.key.substr(0, 4); its != year) {
            html += fmt::format("{}<h3>{}</h3>\n<ul class=\"months\">\n", year.empty() ? "" : "</ul>\n", its);
            year = its;
        }
        html += fmt::format("<li><a href=\"{}\">{}</a></li>\n", month_path(month.key), escape_html(month.name));
    }
    return html + "</ul>\n</nav>\n";
}

std::string month_neighbours(const core::Show& show, const std::vector<Month>& months) {
    const Words& say = words(show.language);
    const auto one = [&](const Month& month, std::string_view relation, std::string_view label) {
        if (month.key.empty()) return std::string();
        return fmt::format("<a rel=\"{}\" href=\"../{}\"><span{}>{}</span> {} {}</a>\n", relation,
                           month_path(month.key), words_language(show), label, escape_html(month.name),
                           month.key.substr(0, 4));
    };
    const std::string links = one(months.at(0), "next", say.newer_month) + one(months.at(1), "prev", say.older_month);
    return links.empty() ? links : "<nav class=\"neighbours\">\n" + links + "</nav>\n";
}

std::string month_html(const core::Show& show, const Channel& channel, const ListPage& page_of,
                       std::span<const core::Episode> episodes) {
    const Words& say = words(show.language);
    const std::string month = core::format_month(episodes.front().published, show.timezone, show.language);
    const PageHead head = {.path = page_of.path,
                           .title = month,
                           .description = fmt::format("{}: {}, {}", show.title, say.episodes, month),
                           .more = meta_property("og:type", "website"),
                           .image_path = channel.cover_path};
    const std::string body = fmt::format(
        "{}<main id=\"content\" class=\"wrap\">\n<h1>{}</h1>\n<h2 class=\"hidden-text\"{}>{}</h2>\n{}{}</main>\n",
        crumb(show, channel, "../"), escape_html(month), words_language(show), say.episodes,
        day_lists(show, channel, episodes, "../"), month_neighbours(show, page_of.months));
    return page(show, channel, head, body);
}

/// What follows the first: all others by days.
std::string newest_html(const core::Show& show, const Channel& channel, std::span<const core::Episode> newest,
                        bool is_cut) {
    if (newest.empty())
        return fmt::format("<p class=\"card\"{}>{}</p>\n", words_language(show), words(show.language).no_episodes);
    const std::size_t first = first_to_hear(show, newest);
    const std::string day = day_of(show, newest[first]);
    std::size_t of_the_day = 0;
    std::vector<core::Episode> others;
    for (std::size_t index = 0; index < newest.size(); ++index) {
        if (day_of(show, newest[index]) == day) ++of_the_day;
        if (index != first) others.push_back(newest[index]);
    }
    // The first's day is played by the button beside it.
    const bool is_all_of_day = !is_cut || day != day_of(show, newest.back());
    std::string html = hero(show, channel, newest[first], is_all_of_day ? of_the_day : 0);
    html += fmt::format("<h2{}>{}</h2>\n", words_language(show), words(show.language).episodes) + search_html(show);
    html += "<div id=\"list\">\n";
    const auto rest =
        std::ranges::find_if(others, [&](const core::Episode& each) { return day_of(show, each) != day; });
    const auto same_day = static_cast<std::size_t>(rest - others.begin());
    const std::string cut_day = is_cut ? day_of(show, newest.back()) : std::string();
    html += day_lists(show, channel, std::span(others).first(same_day), "", day);
    html += day_lists(show, channel, std::span(others).subspan(same_day), "", cut_day);
    return html + "</div>\n";
}

/// All titles as plain JSON, for programs of others: [{"title", "page", "day"}], newest first.
std::string titles_json(const core::Show& show, std::span<const core::Episode> episodes) {
    nlohmann::ordered_json titles = nlohmann::ordered_json::array();
    for (const core::Episode& episode : episodes)
        titles.push_back(
            {{"title", episode.title}, {"page", episode_page_path(episode)}, {"day", day_of(show, episode)}});
    return titles.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string index_html(const core::Show& show, const Channel& channel, std::span<const core::Episode> newest,
                       const ListPage& page_of) {
    const PageHead head = {.path = "index.html",
                           .title = show.title,
                           .description = core::truncate(plain_description(show), 300, show.language),
                           .more = meta_property("og:type", "website"),
                           .json_ld = series_data(show, channel),
                           .image_path = channel.cover_path};
    std::string body = show_header(show, channel) + "<main id=\"content\" class=\"wrap\">\n" +
                       newest_html(show, channel, newest, page_of.is_cut);
    if (!page_of.months.empty()) body += months_html(show, page_of.months);
    return page(show, channel, head, body + "</main>\n");
}

}  // namespace

std::vector<ListPage> list_pages(const core::Show& show, std::span<const core::Episode> episodes) {
    const std::size_t newest = std::min(newest_on_index, episodes.size());
    std::vector<ListPage> pages = {{.path = "index.html", .count = newest}};
    if (newest < episodes.size()) {
        ListPage& index = pages.front();
        index.is_cut = day_of(show, episodes[newest - 1]) == day_of(show, episodes[newest]);
        std::vector<ListPage> of_months;
        // Episodes come newest first, so a month stands together.
        for (std::size_t begin = 0; begin < episodes.size();) {
            const std::string key = month_of(show, episodes[begin]);
            std::size_t end = begin;
            while (end < episodes.size() && month_of(show, episodes[end]) == key) ++end;
            index.months.push_back(
                {key, core::format_month_name(episodes[begin].published, show.timezone, show.language)});
            of_months.push_back({.path = month_path(key), .first = begin, .count = end - begin});
            begin = end;
        }
        const std::vector<Month> months = index.months;
        for (std::size_t at = 0; at < of_months.size(); ++at) {
            of_months[at].months = {at > 0 ? months[at - 1] : Month(),
                                    at + 1 < months.size() ? months[at + 1] : Month()};
            pages.push_back(std::move(of_months[at]));
        }
    }
    for (const std::string_view path : {search_path, titles_path})
        pages.push_back({.path = std::string(path), .count = episodes.size()});
    return pages;
}

std::string list_page(const core::Show& show, const Channel& channel, std::span<const core::Episode> episodes,
                      const ListPage& page) {
    const std::span<const core::Episode> shown = episodes.subspan(page.first, page.count);
    if (page.path == search_path) return search_entries(show, channel, shown);
    if (page.path == titles_path) return titles_json(show, shown);
    return page.path == "index.html" ? index_html(show, channel, shown, page) : month_html(show, channel, page, shown);
}

}  // namespace feed
