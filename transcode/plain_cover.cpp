#include "transcode/plain_cover.h"

#include "core/error.h"
#include "core/hash.h"
#include "core/text.h"
#include "transcode/av.h"
#include "transcode/complaints.h"
#include "transcode/jpeg.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

extern "C" {
#include <libavfilter/buffersink.h>
#include <libavutil/opt.h>
}

namespace transcode {

namespace {

using core::Error;
using core::ErrorKind;

/// A line of the cover, its middle at a share of the side from the top.
struct Line {
    std::string text;
    double middle = 0.0;
    double size = 0.0;  ///< of the letters, a share of the side
};

std::string font_file() {
    for (const char* path :
         {"/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
          "/usr/share/fonts/dejavu/DejaVuSans-Bold.ttf", "/usr/share/fonts/TTF/DejaVuSans-Bold.ttf"}) {
        std::error_code ignored;
        if (std::filesystem::exists(path, ignored)) return path;
    }
    throw Error(ErrorKind::media, "cannot draw a cover: no font found (Debian: fonts-dejavu-core)");
}

/// Roughly how wide a text is in DejaVu Sans Bold, in its letters' size; rather too wide than too narrow.
double width_of(std::string_view text) {
    double width = 0.0;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if ((byte & 0xC0U) == 0x80U) continue;  // the rest of a character that is counted already
        if (byte >= 0xE2U && byte < 0xF0U)
            width += 1.0;
        else if (std::string_view("ijlI.,:;'|! ").find(letter) != std::string_view::npos)
            width += 0.42;
        else if (std::string_view("mwMW@%").find(letter) != std::string_view::npos)
            width += 1.12;
        else
            width += byte >= 'A' && byte <= 'Z' ? 0.84 : 0.74;
    }
    return width;
}

std::vector<std::string> wrapped(const std::string& text, double most_width) {
    std::vector<std::string> lines;
    std::string line;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string word = text.substr(at, end - at);
        if (!line.empty() && width_of(line + " " + word) > most_width) {
            lines.push_back(line);
            line.clear();
        }
        line += (line.empty() ? "" : " ") + word;
        at = end + 1;
    }
    if (!line.empty()) lines.push_back(line);
    return lines;
}

/// The largest letters in which the text fits into so many lines of the cover's width.
std::vector<Line> laid_out(const std::string& text, double middle, double largest, std::size_t most_lines) {
    constexpr double usable = 0.84;
    constexpr double smallest = 0.03;
    constexpr double leading = 1.25;
    double size = largest;
    std::vector<std::string> lines;
    for (;; size *= 0.93) {
        lines = wrapped(text, usable / size);
        double widest = 0.0;
        for (const std::string& line : lines) widest = std::max(widest, width_of(line));
        if ((lines.size() <= most_lines && widest * size <= usable) || size < smallest) break;
    }
    lines.resize(std::min(lines.size(), most_lines));
    std::vector<Line> result;
    const double top = middle - (static_cast<double>(lines.size()) - 1.0) / 2.0 * leading * size;
    for (std::size_t i = 0; i < lines.size(); ++i)
        result.push_back({lines[i], top + static_cast<double>(i) * leading * size, size});
    return result;
}

/// A colour that belongs to the title, dark enough for white letters.
std::string colour_of(const std::string& title) {
    const int digest = std::stoi(core::sha256(title).substr(0, 6), nullptr, 16);
    const double hue = static_cast<double>(digest % 360);
    const auto channel = [hue](double shift) {
        const double k = std::fmod(shift + hue / 30.0, 12.0);
        constexpr double lightness = 0.28;
        constexpr double saturation = 0.55;
        const double a = saturation * lightness;
        return static_cast<int>(
            std::lround(255.0 * (lightness - a * std::max(-1.0, std::min({k - 3.0, 9.0 - k, 1.0})))));
    };
    return fmt::format("0x{:02X}{:02X}{:02X}", channel(0.0), channel(8.0), channel(4.0));
}

AVFilterContext& new_filter(AVFilterGraph& graph, const char* filter, const std::string& name) {
    AVFilterContext* context = avfilter_graph_alloc_filter(&graph, avfilter_get_by_name(filter), name.c_str());
    if (context == nullptr)
        throw Error(ErrorKind::media, fmt::format("cannot draw a cover: libav has no filter '{}'", filter));
    return *context;
}

void set(AVFilterContext& filter, const char* option, const std::string& value) {
    av(av_opt_set(&filter, option, value.c_str(), AV_OPT_SEARCH_CHILDREN), "draw a cover");
}

AVFilterContext& append(AVFilterContext& last, AVFilterContext& filter) {
    av(avfilter_init_str(&filter, nullptr), "draw a cover");
    av(avfilter_link(&last, 0, &filter, 0), "draw a cover");
    return filter;
}

}  // namespace

PictureFacts plain_cover(int output, const std::string& title, const std::string& author, int side) {
    quiet_libav();
    const std::string font = font_file();
    std::vector<Line> lines = laid_out(core::collapse_space(title), 0.44, 0.13, 5);
    for (Line& line : laid_out(core::collapse_space(author), 0.86, 0.05, 2)) lines.push_back(std::move(line));

    const FilterGraphPtr graph = allocated(FilterGraphPtr(avfilter_graph_alloc()));
    graph->nb_threads = 1;
    AVFilterContext& colour = new_filter(*graph, "color", "colour");
    set(colour, "color", colour_of(title));
    set(colour, "size", fmt::format("{}x{}", side, side));
    av(avfilter_init_str(&colour, nullptr), "draw a cover");
    AVFilterContext* last = &colour;
    AVFilterContext& format = new_filter(*graph, "format", "format");
    set(format, "pix_fmts", "rgb24");
    last = &append(*last, format);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        AVFilterContext& text = new_filter(*graph, "drawtext", fmt::format("line{}", i));
        set(text, "fontfile", font);
        set(text, "text", lines[i].text);
        set(text, "expansion", "none");
        set(text, "fontcolor", "white");
        set(text, "fontsize", fmt::format("{}", std::lround(lines[i].size * side)));
        set(text, "x", "(w-text_w)/2");
        set(text, "y", fmt::format("{}-ascent/2", std::lround(lines[i].middle * side)));
        last = &append(*last, text);
    }
    AVFilterContext& sink = append(*last, new_filter(*graph, "buffersink", "sink"));
    av(avfilter_graph_config(graph.get(), nullptr), "draw a cover");
    const FramePtr frame = new_frame();
    av(av_buffersink_get_frame(&sink, frame.get()), "draw a cover");
    return write_jpeg(*frame, {side, side}, output);
}

}  // namespace transcode
