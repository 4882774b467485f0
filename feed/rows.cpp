#include "feed/rows.h"

#include "core/text.h"
#include "feed/description.h"
#include "feed/page.h"
#include "feed/paths.h"
#include "feed/sanitize.h"
#include "feed/timed_text.h"
#include "feed/versions.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace feed {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t lead_bytes_in_search = 200;

std::string dumped(const Json& data) {
    return data.dump(-1, ' ', false, Json::error_handler_t::replace);
}

double seconds_of(std::chrono::milliseconds time) {
    return static_cast<double>(time.count()) / 1000.0;
}

/// Of an episode with one chapter nothing is to be marked.
Json chapters_data(const core::Episode& episode) {
    Json chapters = Json::array();
    if (episode.chapters.size() > 1)
        for (const core::Chapter& chapter : episode.chapters)
            chapters.push_back({{"start", seconds_of(chapter.start)}, {"title", chapter.title}});
    return chapters;
}

const std::string& thumbnail_of(const Channel& channel, const core::Episode& episode) {
    return episode.thumbnail_path.empty() ? page_cover(channel) : episode.thumbnail_path;
}

std::string row(const core::Show& show, const Channel& channel, const core::Episode& episode, std::string_view root) {
    const std::string bulletin = episode.bulletin.empty() ? ""
                                                          : fmt::format(" · <span{}>{}</span>", words_language(show),
                                                                        words(show.language).bulletin);
    return fmt::format(
        "<li class=\"row\"{}>\n{}<div><h4><a class=\"title\" dir=\"auto\" href=\"{}{}\"{}>{}</a></h4>\n"
        "<p class=\"faint\"><span class=\"hidden-text\">{} · </span>{}{} {}</p></div>\n{}</li>\n",
        episode_attributes(show, episode, root), thumbnail_html(channel, episode, root, "lazy"), root,
        episode_page_path(episode), text_language(show, episode), escape_html(episode.title),
        time_html(episode.published, show), core::format_duration(episode.enclosure().made.duration), bulletin,
        state_html(show), play_html(show, episode, root, PlayLink::sign));
}

}  // namespace

std::string state_html(const core::Show& show) {
    return fmt::format("<span class=\"state new\"{}>{}</span>", words_language(show), words(show.language).fresh);
}

std::string day_of(const core::Show& show, const core::Episode& episode) {
    return core::format_iso8601(core::to_written(episode.published, show.timezone)).substr(0, 10);
}

std::string episode_attributes(const core::Show& show, const core::Episode& episode, std::string_view root) {
    std::string html = fmt::format(" data-id=\"{}\" data-seconds=\"{}\" data-day=\"{}\"", escape_html(episode.guid),
                                   seconds_text(episode.enclosure().made.duration), day_of(show, episode));
    const std::vector<Version> all = versions(episode, words(show.language));
    if (all.size() > 1) html += fmt::format(" data-files=\"{}\"", escape_html(versions_json(all, root)));
    if (const Json chapters = chapters_data(episode); !chapters.empty())
        html += fmt::format(" data-chapters=\"{}\"", escape_html(dumped(chapters)));
    return html;
}

std::string play_html(const core::Show& show, const core::Episode& episode, std::string_view root, PlayLink look) {
    const Words& say = words(show.language);
    const std::string address = fmt::format("{}{}", root, escape_html(episode.enclosure().path));
    const std::string title = escape_html(episode.title);
    if (look == PlayLink::sign)
        return fmt::format(
            "<a class=\"play\" href=\"{}\">{}<span class=\"hidden-text\"><span{} class=\"word\">{}</span>: "
            "{}</span></a>\n",
            address, icon_svg(play_outline), words_language(show), say.play, title);
    return fmt::format(
        "<a class=\"play main\" href=\"{}\">{}<span{} class=\"word\">{}</span> <span>{}</span>"
        "<span class=\"hidden-text\">: {}</span></a>\n",
        address, icon_svg(play_outline), words_language(show), say.play,
        core::format_duration(episode.enclosure().made.duration), title);
}

std::string thumbnail_html(const Channel& channel, const core::Episode& episode, std::string_view root,
                           std::string_view loading) {
    return fmt::format("<img class=\"thumb\" src=\"{}{}\" alt=\"\" width=\"72\" height=\"72\" loading=\"{}\">\n", root,
                       escape_html(thumbnail_of(channel, episode)), loading);
}

std::string day_button(const core::Show& show, const std::string& day, std::size_t episodes) {
    return fmt::format("<button type=\"button\" class=\"all\" data-day=\"{}\"{} hidden>{}</button>\n", day,
                       words_language(show),
                       fill(words(show.language).the_day, episodes, words(show.language).language));
}

std::string day_lists(const core::Show& show, const Channel& channel, std::span<const core::Episode> episodes,
                      std::string_view root, std::string_view without_button) {
    std::string html;
    for (std::size_t begin = 0; begin < episodes.size();) {
        const std::string day = day_of(show, episodes[begin]);
        std::size_t end = begin;
        std::string rows;
        for (; end < episodes.size() && day_of(show, episodes[end]) == day; ++end)
            rows += row(show, channel, episodes[end], root);
        html += fmt::format("<div class=\"day\"><h3>{}</h3>\n{}</div>\n<ul class=\"episodes\">\n{}</ul>\n",
                            escape_html(core::format_full_day(episodes[begin].published, show.timezone, show.language)),
                            end - begin > 1 && day != without_button ? day_button(show, day, end - begin) : "", rows);
        begin = end;
    }
    return html;
}

std::string search_entries(const core::Show& show, const Channel& channel, std::span<const core::Episode> episodes) {
    Json entries = Json::array();
    for (const core::Episode& episode : episodes) {
        Json entry = {{"id", episode.guid},
                      {"title", episode.title},
                      {"page", episode_page_path(episode)},
                      {"image", thumbnail_of(channel, episode)},
                      {"seconds", seconds_of(episode.enclosure().made.duration)},
                      {"shown", core::format_day(episode.published, show.timezone, show.language)},
                      {"authors", author_of(show, episode)},
                      {"files", Json::parse(versions_json(versions(episode, words(show.language)), ""))}};
        if (const std::string lead(core::trim(episode.lead)); !lead.empty())
            entry["lead"] = core::truncate(core::collapse_space(lead), lead_bytes_in_search, episode.language);
        if (Json chapters = chapters_data(episode); !chapters.empty()) entry["chapters"] = std::move(chapters);
        entries.push_back(std::move(entry));
    }
    return "newscastSearch(" + dumped(entries) + ");\n";
}

}  // namespace feed
