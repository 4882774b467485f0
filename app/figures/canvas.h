#pragma once

#include "app/figures/scale.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app::figures {

/// A title, a sentence, a name: whatever it holds, it is text between tags and in attributes.
std::string html_text(std::string_view text);

/// "1 episode", "3 episodes".
std::string counted(std::size_t count, std::string_view one, std::string_view many);

/// What stands around a plot.
struct Frame {
    std::string id;       ///< of the page's element, no other's
    std::string title;    ///< what is drawn
    std::string unit;     ///< of the upright axis
    std::string summary;  ///< what the plot shows, in words and numbers
    std::string by;       ///< what stands along the level axis: "when it was published"
};

/// The colours of Okabe and Ito that can be told apart by everybody and seen on the paper of light and of dark pages:
/// classes of the style sheet.
enum class Ink { blue, orange, green, purple, grey };

enum class Mark { dot, square, line, dashes, band, bar };

/// A line of a legend.
struct Key {
    std::string name;
    Mark mark = Mark::dot;
    Ink ink = Ink::blue;
};

/// A table of what a plot shows.
struct Table {
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> rows;  ///< the first cell of each is its heading
};

/// The table as HTML.
std::string table_html(const Table& table);
/// The same, to be unfolded.
std::string folded_table(const std::string& summary, const Table& table);

/// A plot as SVG that is as wide as its page leaves it. Places go from 0 to 1, from the left and from the top. What has
/// a size of its own, letters and lines and dots, keeps that at any width.
class Canvas {
public:
    void upright_axis(const Scale& scale);
    /// Every second label is left out where the page is narrow.
    void level_axis(std::span<const Tick> ticks);

    /// Lines and dots of one ink; a path is of parts as dot() gives them.
    void stroke(const std::string& path, Mark mark, Ink ink);
    void fill(const std::string& path, Ink ink);
    /// A line from edge to edge.
    void across(double top, Ink ink);
    /// All between two heights.
    void band(double top, double bottom, Ink ink);
    /// A ring around a point that has something to say.
    void ring(double left, double top, const std::string& says);
    /// What a part of the plot says to who points at it.
    void area(double left, double width, const std::string& says);
    void write(double left, const std::string& text);  ///< above the plot

    // Parts of a path.
    static std::string dot(double left, double top);
    static std::string square(double left, double top);
    static std::string bar(double left, double right, double top, double bottom);
    static std::string upright(double left, double top, double bottom);
    static std::string level(double left, double right, double top);

    /// The whole figure.
    std::string figure(const Frame& frame, std::span<const Key> legend, const std::vector<std::string>& remarks,
                       const std::string& table) const;

private:
    std::string below_;  ///< the grid and what else lies below
    std::string drawn_;  ///< in the stretched part
    std::string above_;  ///< rings and letters
};

/// A figure of which there is nothing to draw.
std::string empty_figure(const Frame& frame);

}  // namespace app::figures
