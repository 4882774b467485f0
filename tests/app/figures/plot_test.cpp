#include "app/figures/columns.h"
#include "app/figures/scatter.h"

#include <gmock/gmock.h>

#include <limits>
#include <regex>
#include <string>

namespace app::figures {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::local_days;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr local_days monday{std::chrono::year(2024) / 7 / 8};
constexpr double silence = -std::numeric_limits<double>::infinity();

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

/// The path of a class in the drawn part, behind the legend's.
std::string path_of(const std::string& html, const std::string& of_class) {
    const std::size_t plot = html.find("preserveAspectRatio");
    const std::string begin = "<path class=\"" + of_class + "\" d=\"";
    const std::size_t at = html.find(begin, plot);
    if (at == std::string::npos) return {};
    return html.substr(at + begin.size(), html.find('"', at + begin.size()) - at - begin.size());
}

Scatter loudness(std::vector<Sample> samples) {
    return {{"loud", "Loudness", "LUFS", "One plot.", "day"},
            {{{"after", Mark::dot, Ink::blue}, std::move(samples)}},
            Reference{"target", -16.0, 1.0, "near"},
            std::nullopt,
            0.1,
            "episodes"};
}

TEST(ScatterPlot, PlacesEachSampleByTimeAndValue) {
    const std::string html = scatter(loudness({{monday + 0s, -15.0}, {monday + days(1) + 12h, -20.0}}));
    // From -20 to -15 in steps of one; two days.
    EXPECT_EQ(path_of(html, "dot c1"), "M0 0h0M3000 1000h0");
    EXPECT_THAT(html, AllOf(HasSubstr("<title id=\"loud-title\">Loudness, LUFS</title>"),
                            HasSubstr("<desc id=\"loud-desc\">One plot.</desc>"), HasSubstr(">-20</text>"),
                            HasSubstr(">2024-07-09</text>"), HasSubstr("target"), HasSubstr("near")));
    // The tolerance of one lies around the target, a step below the top.
    EXPECT_THAT(html, HasSubstr("<rect class=\"band c3\" width=\"100%\" y=\"0%\" height=\"40%\"/>"));
    EXPECT_THAT(html, HasSubstr("<line class=\"dashes c5\" x2=\"100%\" y1=\"20%\" y2=\"20%\"/>"));
    EXPECT_THAT(html, HasSubstr("<tr><th scope=\"row\"><bdi>2024-07-09</bdi></th><td>1</td><td>-20.0</td></tr>"));
}

TEST(ScatterPlot, ShowsSilenceAtItsLowerEdge) {
    const std::string html = scatter(loudness({{monday + 0s, silence}, {monday + 12h, -16.0}}));
    EXPECT_THAT(path_of(html, "dot c1"), HasSubstr("M0 1000h0"));
    EXPECT_THAT(html, AllOf(HasSubstr(">-inf</text>"), HasSubstr("At the lower edge: 1 value of silence (-inf LUFS)."),
                            Not(HasSubstr("nan"))));
    const std::string all = scatter(loudness({{monday + 0s, silence}}));
    EXPECT_THAT(all, AllOf(HasSubstr(">-16"), HasSubstr(">-inf</text>"), Not(HasSubstr("nan"))));
}

TEST(ScatterPlot, RingsWhatHasSomethingToSay) {
    const std::string html = scatter(loudness({{monday + 0s, -12.0, "Bài <một>: -12.0 LUFS"}, {monday + 1h, -16.0}}));
    EXPECT_EQ(count(html, "<circle"), 1u);
    EXPECT_THAT(html, HasSubstr("<title>Bài &lt;một&gt;: -12.0 LUFS</title>"));
}

TEST(ScatterPlot, PutsManyTogetherAndSaysSo) {
    std::vector<Sample> samples;
    for (std::size_t index = 0; index <= scatter_points; ++index)
        samples.push_back({monday + days(index % 10) + 1h, -16.0 - static_cast<double>(index % 7)});
    std::ranges::stable_sort(samples, {}, &Sample::at);
    const std::string html = scatter(loudness(samples));
    EXPECT_EQ(count(path_of(html, "dot c1"), "M"), 10u);
    EXPECT_EQ(count(path_of(html, "line c1"), "V"), 10u);
    EXPECT_THAT(html, HasSubstr("There are too many episodes to draw each: a mark is the median of a day"));
    EXPECT_THAT(html, HasSubstr("<td>101</td><td>-19.0 (-22.0 to -16.0)</td>"));
    // A silence has a mark of its own, and its day's line ends where it did.
    samples.front().value = silence;
    const std::string silent = scatter(loudness(samples));
    EXPECT_EQ(count(path_of(silent, "dot c1"), "M"), 11u);
    EXPECT_EQ(count(path_of(silent, "line c1"), "V1000"), 0u);
    samples.pop_back();
    const std::string few = scatter(loudness(samples));
    EXPECT_EQ(count(path_of(few, "dot c1"), "M"), scatter_points);
    EXPECT_THAT(few, Not(HasSubstr("too many")));
}

TEST(ScatterPlot, DrawsALineInSteps) {
    Scatter sizes{{"size", "Size", "MB", "", "day"},
                  {{{"all", Mark::line, Ink::blue}, {{monday + 0s, 5.0}, {monday + 12h, 10.0}}}},
                  std::nullopt,
                  0.0,
                  0.1,
                  "files"};
    EXPECT_EQ(path_of(scatter(sizes), "line c1"), "M0 1000V500M0 500H2000M2000 500V0M2000 0H4000");
    std::vector<Sample> many;
    for (int index = 0; index < 5000; ++index) many.push_back({monday + std::chrono::hours(index), index * 1.0});
    sizes.series.front().samples = many;
    const std::string html = scatter(sizes);
    EXPECT_LT(html.size(), 20'000u);
    EXPECT_THAT(html, HasSubstr("<td>4999.0</td>"));
}

TEST(ScatterPlot, OfNothingIsAWord) {
    const std::string html = scatter(loudness({}));
    EXPECT_EQ(html, "<figure id=\"loud\">\n<figcaption><h3>Loudness</h3>\n<p>One plot.</p></figcaption>\n</figure>\n");
}

Stack failures(std::vector<Counted> counts) {
    return {{"fails", "Failures", "failures", "Some.", "day"},
            {{"network", Mark::bar, Ink::blue}, {"gone", Mark::bar, Ink::orange}},
            std::move(counts),
            {}};
}

TEST(StackPlot, PilesPartsUpByDay) {
    const std::string html =
        stack(failures({{monday, 0, 1}, {monday, 0, 1}, {monday, 1, 2}, {monday + days(3), 1, 1}}));
    // Four days, so a bar is a twelfth of the width; 4 is the height.
    EXPECT_EQ(path_of(html, "bar c1"), "M333 1000H667V500H333Z");
    EXPECT_EQ(path_of(html, "bar c2"), "M333 500H667V0H333ZM3333 1000H3667V750H3333Z");
    EXPECT_THAT(html, HasSubstr("<title>2024-07-08: 2 network, 2 gone</title>"));
    EXPECT_THAT(html, HasSubstr("<bdi>2024-07-08</bdi></th><td>2</td><td>2</td><td>4</td></tr>"));
    EXPECT_THAT(html, Not(HasSubstr("<bdi>2024-07-09</bdi>")));
    EXPECT_EQ(count(html, "class=\"area\""), 2u);
    EXPECT_THAT(html, HasSubstr("x=\"12.5%\" y=\"100%\" dy=\"18\">2024-07-08</text>"));
}

TEST(StackPlot, OfOneDayHasItsDateInTheMiddle) {
    EXPECT_THAT(stack(failures({{monday, 0, 1}})), HasSubstr("x=\"50%\" y=\"100%\" dy=\"18\">2024-07-08</text>"));
}

TEST(StackPlot, NamesInItsLegendOnlyWhatItShows) {
    const std::string html = stack(failures({{monday, 1, 1}}));
    const std::string legend = html.substr(html.find("<ul"), html.find("</ul>") - html.find("<ul"));
    EXPECT_THAT(legend, AllOf(HasSubstr("gone"), Not(HasSubstr("network"))));
}

TEST(StackPlot, CutsTheFewThatStandFarAboveAllOthers) {
    std::vector<Counted> counts{{monday, 0, 900}};
    for (int day = 1; day < 12; ++day) counts.push_back({monday + days(day), 0, 10});
    const std::string html = stack(failures(counts));
    EXPECT_THAT(html, AllOf(HasSubstr("class=\"over first\""), HasSubstr("\u2191900</text>"),
                            HasSubstr("One bar is higher than the plot; \u2191 has the number."),
                            HasSubstr(">10</text>"), Not(HasSubstr(">900</text>"))));
    counts.front().count = 30;
    EXPECT_THAT(stack(failures(counts)), AllOf(Not(HasSubstr("\u2191")), HasSubstr(">30</text>")));
}

TEST(StackPlot, PutsManyDaysTogetherAndSaysSo) {
    std::vector<Counted> counts;
    for (int day = 0; day < 700; ++day) counts.push_back({monday + days(day), 0, 1});
    const std::string html = stack(failures(counts));
    EXPECT_THAT(html, AllOf(HasSubstr("There are too many days to draw each: a bar is a month."),
                            HasSubstr("<bdi>2025-02</bdi></th><td>28</td>")));
    EXPECT_LE(count(html, "class=\"area\""), most_bars);
}

TEST(HistogramPlot, CountsWhatLiesBetweenEdges) {
    const std::vector<Edge> edges{{0.0, "0"}, {5.0, "5 min"}, {60.0, "1 h"}, {1440.0, "1 d"}};
    Histogram histogram{{"delay", "Delay", "episodes", "", "delay"}, {0.0, 4.9, 5.0, 70.0, 80.0}, edges, "episodes"};
    std::string html = figures::histogram(histogram);
    EXPECT_THAT(html, AllOf(HasSubstr("<bdi>0 to 5 min</bdi></th><td>2</td>"),
                            HasSubstr("<bdi>5 min to 1 h</bdi></th><td>1</td>"),
                            HasSubstr("<bdi>1 h to 1 d</bdi></th><td>2</td>"), Not(HasSubstr("and more"))));
    EXPECT_EQ(count(path_of(html, "bar c1"), "M"), 3u);
    histogram.values.push_back(1e9);
    html = figures::histogram(histogram);
    EXPECT_THAT(html, AllOf(HasSubstr("<bdi>1 d and more</bdi></th><td>1</td>"),
                            HasSubstr("The last bar is of all from 1 d on.")));
}

}  // namespace
}  // namespace app::figures
