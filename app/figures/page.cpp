#include "app/figures/page.h"

#include "app/figures/canvas.h"
#include "app/figures/sound.h"
#include "app/figures/style.h"
#include "app/figures/words.h"
#include "app/figures/work.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace app::figures {

namespace {

/// The figures of a show, in their order: what each one's id ends in, and how the table of contents names it.
constexpr std::array<std::pair<const char*, const char*>, 9> figure_names{{{"loudness", "loudness"},
                                                                           {"peak", "true peak"},
                                                                           {"lanes", "lanes"},
                                                                           {"lengths", "lengths"},
                                                                           {"delay", "delay"},
                                                                           {"yield", "sources"},
                                                                           {"failures", "failures"},
                                                                           {"runs", "runs"},
                                                                           {"size", "size"}}};

std::string id_of(std::size_t show, const std::string& figure) {
    return fmt::format("show-{}-{}", show + 1, figure);
}

std::string contents(std::span<const Show> shows) {
    std::string html = "<nav aria-label=\"contents\"><ul>\n";
    for (std::size_t index = 0; index < shows.size(); ++index) {
        html +=
            fmt::format("<li><a href=\"#show-{}\"><bdi>{}</bdi></a><ul>\n", index + 1, html_text(shows[index].title));
        for (const auto& [end, name] : figure_names)
            html += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", id_of(index, end), name);
        html += "</ul></li>\n";
    }
    return html + "</ul></nav>\n";
}

std::string facts(const Show& show, Clock& clock) {
    const std::vector<catalog::EpisodeFigures>& episodes = show.done.episodes;
    std::vector<std::pair<const char*, std::string>> all{{"episodes", std::to_string(episodes.size())}};
    if (!episodes.empty()) {
        all.emplace_back("the first", iso_day(clock.day(episodes.front().published)));
        all.emplace_back("the newest", iso_day(clock.day(episodes.back().published)));
    }
    std::size_t failing = 0;
    for (const Failing& one : show.failing) failing += one.count;
    all.emplace_back("withdrawn", std::to_string(show.withdrawn));
    all.emplace_back("waiting", std::to_string(show.waiting));
    all.emplace_back("failing now", std::to_string(failing));
    std::string html = "<dl>\n";
    for (const auto& [name, value] : all)
        html += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", name, html_text(value));
    return html + "</dl>\n";
}

std::string section(const Show& show, std::size_t index, core::Instant now) {
    Clock clock(show.timezone);
    const std::chrono::local_days today = clock.day(now);
    const auto id = [&](const char* figure) { return id_of(index, figure); };
    return fmt::format(
               "<section aria-labelledby=\"show-{0}\">\n<h2 id=\"show-{0}\"><bdi>{1}</bdi></h2>\n"
               "<p class=\"faint\">{2}; days and times in {3}; now {4}</p>\n",
               index + 1, html_text(show.title), html_text(show.id), html_text(show.timezone), clock.minute(now)) +
           facts(show, clock) + loudness_figure(show, clock, id("loudness")) + peak_figure(show, clock, id("peak")) +
           furthest_episodes(show, clock) + lane_figure(show, clock, id("lanes")) + length_figure(show, id("lengths")) +
           delay_figure(show, id("delay")) + yield_figures(show, clock, id("yield"), today) +
           failure_figure(show, id("failures"), today) + run_figure(show, clock, id("runs")) +
           size_figure(show, clock, id("size")) + "</section>\n";
}

}  // namespace

std::string page(std::span<const Show> shows, core::Instant now) {
    const std::string title =
        shows.size() == 1 ? "Report: " + shows.front().title : "Report: " + counted(shows.size(), "show", "shows");
    std::string html =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        // Browsers are to hold the page to what it promises.
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src "
        "data:\"/>\n<meta name=\"robots\" content=\"noindex\"/>\n<meta name=\"referrer\" content=\"no-referrer\"/>\n"
        "<link rel=\"icon\" href=\"data:,\"/>\n";
    html += fmt::format("<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<header>\n<h1><bdi>{}</bdi></h1>\n",
                        html_text(title), style(), html_text(title));
    html += fmt::format("<p class=\"faint\">newscast {}, {}</p>\n</header>\n", NEWSCAST_VERSION,
                        html_text(core::format_iso8601(core::to_written(now, "UTC"))));
    html += contents(shows) + "<main>\n";
    for (std::size_t index = 0; index < shows.size(); ++index) html += section(shows[index], index, now);
    return html + "</main>\n</body>\n</html>\n";
}

}  // namespace app::figures
