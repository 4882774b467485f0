#include "app/figures/canvas.h"

#include "core/columns.h"
#include "core/html.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace app::figures {

namespace {

/// Of the stretched part. Whole numbers keep paths short, and are finer than what screens can show.
constexpr double width = 4000.0;
constexpr double height = 1000.0;

long across_units(double left) {
    return std::lround(left * width);
}

long down_units(double top) {
    return std::lround(top * height);
}

std::string percent(double place) {
    std::string text = fmt::format("{:.2f}", place * 100.0);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0%" : text + "%";
}

std::string_view class_of(Ink ink) {
    constexpr std::array<std::string_view, 5> names{"c1", "c2", "c3", "c4", "c5"};
    return names[static_cast<std::size_t>(ink)];
}

std::string_view class_of(Mark mark) {
    constexpr std::array<std::string_view, 6> names{"dot", "square", "line", "dashes", "band", "bar"};
    return names[static_cast<std::size_t>(mark)];
}

/// Letters at an edge would stick out of the page, or lie on others.
std::string_view side_of(double left) {
    constexpr double edge = 0.06;
    return left < edge ? " first" : left > 1.0 - edge ? " last" : "";
}

std::string key_html(const Key& key) {
    std::string drawn;
    switch (key.mark) {
        case Mark::dot:
            drawn = fmt::format("<path class=\"dot {}\" d=\"M9 6h0\"/>", class_of(key.ink));
            break;
        case Mark::square:
            drawn = fmt::format("<path class=\"square {}\" d=\"M9 6h.1\"/>", class_of(key.ink));
            break;
        case Mark::line:
        case Mark::dashes:
            drawn = fmt::format("<path class=\"{} {}\" d=\"M0 6h18\"/>", class_of(key.mark), class_of(key.ink));
            break;
        case Mark::band:
            drawn = fmt::format("<rect class=\"band {}\" width=\"18\" height=\"12\"/>", class_of(key.ink));
            break;
        case Mark::bar:
            drawn = fmt::format("<rect class=\"bar {}\" x=\"3\" width=\"12\" height=\"12\"/>", class_of(key.ink));
            break;
    }
    return fmt::format("<li><svg class=\"key\" viewBox=\"0 0 18 12\" aria-hidden=\"true\">{}</svg>{}</li>\n", drawn,
                       html_text(key.name));
}

std::string heading(const Frame& frame) {
    return fmt::format("<figure id=\"{0}\">\n<figcaption><h3>{1}</h3>\n<p>{2}</p></figcaption>\n", html_text(frame.id),
                       html_text(frame.title), html_text(frame.summary));
}

}  // namespace

std::string html_text(std::string_view text) {
    return core::escape_html(core::one_line(text));
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string table_html(const Table& table) {
    std::string html = "<div class=\"table\" tabindex=\"0\"><table>\n<thead><tr>";
    for (const std::string& cell : table.head) html += "<th scope=\"col\">" + html_text(cell) + "</th>";
    html += "</tr></thead>\n<tbody>\n";
    for (const std::vector<std::string>& row : table.rows) {
        html += "<tr>";
        for (std::size_t index = 0; index < row.size(); ++index)
            html += index == 0 ? fmt::format("<th scope=\"row\"><bdi>{}</bdi></th>", html_text(row[index]))
                               : fmt::format("<td>{}</td>", html_text(row[index]));
        html += "</tr>\n";
    }
    return html + "</tbody></table></div>\n";
}

std::string folded_table(const std::string& summary, const Table& table) {
    return fmt::format("<details><summary>{}</summary>\n{}</details>\n", html_text(summary), table_html(table));
}

std::string Canvas::dot(double left, double top) {
    return fmt::format("M{} {}h0", across_units(left), down_units(top));
}

std::string Canvas::square(double left, double top) {
    // A line without a length has no direction, so that printers see no square at its end.
    return fmt::format("M{} {}h1", across_units(left), down_units(top));
}

std::string Canvas::bar(double left, double right, double top, double bottom) {
    return fmt::format("M{} {}H{}V{}H{}Z", across_units(left), down_units(bottom), across_units(right), down_units(top),
                       across_units(left));
}

std::string Canvas::upright(double left, double top, double bottom) {
    return fmt::format("M{} {}V{}", across_units(left), down_units(top), down_units(bottom));
}

std::string Canvas::level(double left, double right, double top) {
    return fmt::format("M{} {}H{}", across_units(left), down_units(top), across_units(right));
}

void Canvas::upright_axis(const Scale& scale) {
    for (const Tick& tick : scale.ticks) {
        const std::string top = percent(1.0 - tick.place);
        below_ += fmt::format("<line class=\"grid\" x2=\"100%\" y1=\"{0}\" y2=\"{0}\"/>\n", top);
        above_ += fmt::format("<text class=\"up\" x=\"-6\" y=\"{}\" dy=\"4\">{}</text>\n", top, html_text(tick.label));
    }
}

void Canvas::level_axis(std::span<const Tick> ticks) {
    for (std::size_t index = 0; index < ticks.size(); ++index) {
        const Tick& tick = ticks[index];
        const std::string left = percent(tick.place);
        const std::string narrow = index % 2 == 1 ? " wide" : "";
        below_ += fmt::format("<line class=\"tick\" x1=\"{0}\" x2=\"{0}\" y1=\"100%\" y2=\"100%\"/>\n", left);
        above_ += fmt::format("<text class=\"level{}{}\" x=\"{}\" y=\"100%\" dy=\"18\">{}</text>\n",
                              side_of(tick.place), narrow, left, html_text(tick.label));
    }
}

void Canvas::stroke(const std::string& path, Mark mark, Ink ink) {
    if (path.empty()) return;
    drawn_ += fmt::format("<path class=\"{} {}\" d=\"{}\"/>\n", class_of(mark), class_of(ink), path);
}

void Canvas::fill(const std::string& path, Ink ink) {
    stroke(path, Mark::bar, ink);
}

void Canvas::across(double top, Ink ink) {
    below_ += fmt::format("<line class=\"dashes {}\" x2=\"100%\" y1=\"{}\" y2=\"{}\"/>\n", class_of(ink), percent(top),
                          percent(top));
}

void Canvas::band(double top, double bottom, Ink ink) {
    below_ += fmt::format("<rect class=\"band {}\" width=\"100%\" y=\"{}\" height=\"{}\"/>\n", class_of(ink),
                          percent(top), percent(bottom - top));
}

void Canvas::ring(double left, double top, const std::string& says) {
    above_ += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"7\"><title>{}</title></circle>\n", percent(left),
                          percent(top), html_text(says));
}

void Canvas::area(double left, double width_of_it, const std::string& says) {
    above_ += fmt::format("<rect class=\"area\" x=\"{}\" width=\"{}\" height=\"100%\"><title>{}</title></rect>\n",
                          percent(left), percent(width_of_it), html_text(says));
}

void Canvas::write(double left, const std::string& text) {
    above_ += fmt::format("<text class=\"over{}\" x=\"{}\" y=\"-5\">{}</text>\n", side_of(left), percent(left),
                          html_text(text));
}

std::string Canvas::figure(const Frame& frame, std::span<const Key> legend, const std::vector<std::string>& remarks,
                           const std::string& table) const {
    std::string html = heading(frame);
    if (!legend.empty()) {
        html += "<ul class=\"legend\">\n";
        for (const Key& key : legend) html += key_html(key);
        html += "</ul>\n";
    }
    html += fmt::format("<p class=\"unit\" aria-hidden=\"true\">{}</p>\n", html_text(frame.unit));
    html += fmt::format(
        "<div class=\"plot\"><svg role=\"img\" aria-labelledby=\"{0}-title {0}-desc\">\n<title id=\"{0}-title\">{1}, "
        "{2}</title>\n<desc id=\"{0}-desc\">{3}</desc>\n",
        html_text(frame.id), html_text(frame.title), html_text(frame.unit), html_text(frame.summary));
    html += below_;
    html += fmt::format(
        "<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\">\n{}</svg>\n", width,
        height, drawn_);
    html += above_ + "</svg></div>\n";
    html += fmt::format("<p class=\"by\" aria-hidden=\"true\">{}</p>\n", html_text(frame.by));
    if (!remarks.empty()) {
        html += "<div class=\"faint\">\n";
        for (const std::string& remark : remarks) html += fmt::format("<p>{}</p>\n", html_text(remark));
        html += "</div>\n";
    }
    return html + table + "</figure>\n";
}

std::string empty_figure(const Frame& frame) {
    return heading(frame) + "</figure>\n";
}

}  // namespace app::figures
