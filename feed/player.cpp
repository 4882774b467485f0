#include "feed/player.h"

#include "core/language.h"
#include "feed/page.h"
#include "feed/sanitize.h"
#include "feed/words.h"

#include <fmt/core.h>

namespace feed {

namespace {

std::string hidden(std::string_view text) {
    return fmt::format("<span class=\"hidden-text\">{}</span>", escape_html(text));
}

/// A button with a sign and its name.
std::string sign_button(std::string_view action, std::string_view sign, std::string_view name) {
    return fmt::format(
        "<button type=\"button\" class=\"quiet\" data-do=\"{}\"><span aria-hidden=\"true\" "
        "dir=\"ltr\">{}</span>{}</button>\n",
        action, sign, hidden(name));
}

std::string text_button(std::string_view action, std::string_view text, std::string_view attributes = "") {
    return fmt::format("<button type=\"button\" data-do=\"{}\"{}>{}</button>\n", action, attributes, escape_html(text));
}

std::string speeds(const Words& say) {
    std::string html;
    for (const std::string rate : {"0.75", "1", "1.25", "1.5", "1.75", "2"})
        html += fmt::format("<option value=\"{0}\"{1}>{2}×</option>", rate, rate == "1" ? " selected" : "",
                            core::format_number(std::stod(rate), 2, say.language));
    return html;
}

std::string sleep_times(const Words& say) {
    std::string html = fmt::format("<option value=\"0\" selected>{}</option>", say.off);
    for (const unsigned minutes : {5, 15, 30, 45, 60})
        html += fmt::format("<option value=\"{}\">{}</option>", minutes, fill(say.minutes, minutes, say.language));
    return html + fmt::format("<option value=\"end\">{}</option>", say.at_end);
}

std::string setting(std::string_view name, std::string_view label, const std::string& options,
                    std::string_view attributes = "") {
    return fmt::format("<label{}>{} <select data-part=\"{}\">{}</select></label>\n", attributes, label, name, options);
}

/// What is asked for now and then, behind "more".
std::string sheet_html(const Words& say, std::string_view root) {
    return fmt::format(
               "<div id=\"sheet\" data-part=\"sheet\" class=\"wrap\" tabindex=\"-1\" hidden>\n<div "
               "class=\"settings\">\n{}{}{}"
               "</div>\n",
               setting("speed", say.speed, speeds(say)), setting("sleep", say.sleep, sleep_times(say)),
               setting("version", say.version, "", " hidden")) +
           "<p class=\"actions\">\n" + text_button("previous", say.previous_chapter, " data-chapters") +
           text_button("following", say.next_chapter, " data-chapters") +
           fmt::format("<a class=\"button\" data-part=\"read\" href=\"{}index.html\">{}</a>\n", escape_html(root),
                       say.read) +
           text_button("share", say.share_here) +
           fmt::format("<a class=\"button\" data-part=\"download\" href=\"{}index.html\" download>{}</a>\n",
                       escape_html(root), say.download) +
           text_button("help", say.keyboard) +
           fmt::format(
               "</p>\n<h2 data-chapters>{}</h2>\n<ol data-part=\"chapters\" data-chapters></ol>\n"
               "<h2 data-queue>{}</h2>\n<ol data-part=\"queue\" data-queue></ol>\n",
               say.chapters, say.queue) +
           text_button("clear", say.clear, " data-queue") + "</div>\n";
}

std::string bar_html(const Words& say, std::string_view root, const std::string& cover) {
    return fmt::format(
               "<div class=\"wrap\">\n<p class=\"trouble\" data-part=\"trouble\" role=\"alert\" hidden></p>\n"
               "<p class=\"told\" data-part=\"told\" role=\"status\"></p>\n</div>\n"
               "<div class=\"wrap bar\" data-part=\"bar\">\n<div class=\"seek\"><span data-part=\"elapsed\">0:00</span>"
               "<span class=\"track\"><input type=\"range\" data-part=\"seek\" min=\"0\" max=\"1\" step=\"any\" "
               "value=\"0\" "
               "aria-label=\"{}\"><span class=\"marks\" data-part=\"marks\"></span></span>"
               "<span data-part=\"length\">0:00</span></div>\n<div class=\"controls\">\n"
               "<img class=\"cover\" data-part=\"cover\" src=\"{}{}\" alt=\"\" width=\"44\" height=\"44\" "
               "loading=\"lazy\">\n"
               "<p class=\"now\"><a data-part=\"title\" dir=\"auto\" href=\"{}index.html\"></a><span "
               "data-part=\"chapter\" dir=\"auto\"></span></p>\n",
               say.position, escape_html(root), escape_html(cover), escape_html(root)) +
           sign_button("back", "−15", fill(say.back_seconds, 15, say.language)) +
           fmt::format("<button type=\"button\" class=\"main\" data-do=\"toggle\" data-part=\"toggle\">{}{}</button>\n",
                       icon_svg(play_outline), hidden(say.play)) +
           sign_button("forward", "+30", fill(say.forward_seconds, 30, say.language)) +
           fmt::format(
               "<button type=\"button\" class=\"quiet\" data-do=\"more\" data-part=\"more\" aria-expanded=\"false\" "
               "aria-controls=\"sheet\">{}{}</button>\n</div>\n</div>\n",
               icon_svg("M12 8l-6 6 1.4 1.4L12 10.8l4.6 4.6L18 14z"), hidden(say.more));
}

}  // namespace

std::string player_html(const core::Show& show, const Channel& channel, std::string_view root) {
    const Words& say = words(show.language);
    const std::string ui = words_language(show);
    return fmt::format(
               "<section id=\"player\" class=\"player\"{} aria-label=\"{}\" data-show=\"{}\" data-base=\"{}\" "
               "data-words=\"{}\" hidden>\n",
               ui, say.player, escape_html(show.title), escape_html(show.base_url), escape_html(script_words(say))) +
           sheet_html(say, root) + bar_html(say, root, page_cover(channel)) + "</section>\n" +
           fmt::format(
               "<dialog id=\"help\"{} aria-labelledby=\"keyboard\">\n<form method=\"dialog\">\n<h2 "
               "id=\"keyboard\">{}</h2>\n<p>{}</p>\n<label><input type=\"checkbox\" checked> {}</label>\n"
               "<button>{}</button>\n</form>\n</dialog>\n",
               ui, say.keyboard, escape_html(say.keys), say.keys_wanted, say.close);
}

}  // namespace feed
