// docs/limits.md against the source: the fixed bounds that it tells are those of the program, and none is left out.

#include "tests/house/source_tree.h"
#include "tests/support/page_tables.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <regex>
#include <set>

namespace {

const std::filesystem::path root = NEWSCAST_SOURCE_DIR;

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

double number(const std::string& digits) {
    return std::stod(std::regex_replace(digits, std::regex("[',]"), ""));
}

/// What a constant is worth; times in seconds. Nothing for what is more than numbers, products, shifts and durations.
std::optional<double> value_of(std::string expression) {
    static const std::vector<std::pair<std::regex, std::string>> units{
        {std::regex(R"((?:std::)?(?:chrono::)?days\(([^()]*)\))"), "$1 * 86400"},
        {std::regex(R"((?:std::)?(?:chrono::)?hours\(([^()]*)\))"), "$1 * 3600"},
        {std::regex(R"((?:std::)?(?:chrono::)?minutes\(([^()]*)\))"), "$1 * 60"},
        {std::regex(R"((?:std::)?(?:chrono::)?seconds\(([^()]*)\))"), "$1"},
        {std::regex(R"((\d)h\b)"), "$1 * 3600"},
        {std::regex(R"((\d)min\b)"), "$1 * 60"},
        {std::regex(R"([\w:]+\{([\d']+)\})"), "$1"},       // std::size_t{1}
        {std::regex(R"((\d)(?:u|ull|ul|UL|U)\b)"), "$1"},  // 16u
    };
    for (const auto& [pattern, meant] : units) expression = std::regex_replace(expression, pattern, meant);
    static const std::regex whole(R"(\s*[\d'.]+(\s*(\*|<<)\s*[\d'.]+)*\s*)");
    if (!std::regex_match(expression, whole)) return std::nullopt;
    static const std::regex step(R"((\*|<<)?\s*([\d'.]+))");
    double value = 1.0;
    for (std::sregex_iterator part(expression.begin(), expression.end(), step), end; part != end; ++part) {
        const double factor = number((*part)[2]);
        value *= (*part)[1] == "<<" ? std::pow(2.0, factor) : factor;
    }
    return value;
}

/// What a page tells: "64 KiB", "7 days", "20,000", "20, the latest".
double told_value(const std::string& told) {
    static const std::map<std::string, double> units{{"KiB", 1024.0},   {"MiB", 1048576.0}, {"GiB", 1073741824.0},
                                                     {"seconds", 1.0},  {"minutes", 60.0},  {"hour", 3600.0},
                                                     {"hours", 3600.0}, {"days", 86400.0}};
    std::smatch parts;
    static const std::regex form(R"(([\d,.]*\d),? ?([A-Za-z]*).*)");
    if (!std::regex_match(told, parts, form)) return std::nan("");
    const auto unit = units.find(parts[2]);
    return number(parts[1]) * (unit == units.end() ? 1.0 : unit->second);
}

/// The constant's line in a file; empty where there is none or more than one of the name.
std::string expression_of(const std::string& text, const std::string& name) {
    // A constant, a member's default, or one with its value in braces.
    const std::regex form("\\b" + name + R"((?: = |\{)([^;]*?)\}?;)");
    std::string found;
    for (std::sregex_iterator match(text.begin(), text.end(), form), end; match != end; ++match) {
        if (!found.empty() && found != (*match)[1]) return {};
        found = (*match)[1];
    }
    return found;
}

/// The value of a constant in braces is of the type before it: "std::chrono::minutes longest{5}".
std::string with_type(const std::string& text, const std::string& name, const std::string& expression) {
    std::smatch type;
    const std::regex form(R"(chrono::(\w+) )" + name + R"(\{)");
    return std::regex_search(text, type, form) ? type[1].str() + "(" + expression + ")" : expression;
}

struct Place {
    std::string file;
    std::string name;
    bool operator<(const Place& other) const { return std::tie(file, name) < std::tie(other.file, other.name); }
};

std::optional<Place> place_of(const std::string& cell) {
    std::smatch parts;
    static const std::regex form("`([^`]+)`: `([^`]+)`");
    if (!std::regex_match(cell, parts, form)) return std::nullopt;
    return Place{parts[1], parts[2]};
}

TEST(Limits, ThePageTellsTheValuesOfTheSource) {
    std::size_t compared = 0;
    for (const support::PageRow& row : support::rows_of(read(root / "docs/limits.md"))) {
        const std::optional<Place> place = place_of(row.cells.back());
        if (!place) continue;
        const std::string at = "docs/limits.md:" + std::to_string(row.line) + ": ";
        const std::string text = read(root / place->file);
        const std::string expression = with_type(text, place->name, expression_of(text, place->name));
        const std::optional<double> value = value_of(expression);
        ASSERT_TRUE(value) << at << place->file << " has no constant " << place->name << " of one value: '"
                           << expression << "'";
        EXPECT_EQ(told_value(row.cells[1]), *value) << at << place->name << " is " << expression;
        ++compared;
    }
    EXPECT_GT(compared, 60u);
}

/// Bounds that nobody meets from outside, each with its reason.
const std::map<Place, std::string> inner{
    {{"app/commands/former_podcast.cpp", "most_rows"}, "how much of a list is printed"},
    {{"app/publish/claim.cpp", "max_marker_bytes"}, "a file of ours"},
    {{"app/publish/scaled.cpp", "max_bytes"}, "a file of ours, of a picture that was bounded before"},
    {{"app/run/shared_recordings.cpp", "most_named"}, "how many a line names"},
    {{"app/workers/channel.cpp", "most_descriptors"}, "follows from most_inputs"},
    {{"core/atomic_file.cpp", "max_stem"}, "follows from max_name"},
    {{"core/disk_fault.cpp", "max_error"}, "for tests"},
    {{"core/fingerprint.h", "most_members"}, "of our own values"},
    {{"feed/description.h", "max_value_characters"}, "of a standard"},
    {{"fetch/listing/feed_reader.cpp", "most_told"}, "how much a line shows"},
    {{"fetch/web/matroska_outline.cpp", "most_tracks_bytes"}, "what is looked at of a file to see whether it is whole"},
    {{"fetch/web/matroska_outline.cpp", "most_head_bytes"}, "of a standard"},
    {{"fetch/web/matroska_outline.cpp", "most_elements"}, "what is looked at of a file to see whether it is whole"},
    {{"fetch/web/mp4_outline.cpp", "most_index_bytes"}, "what is looked at of a file to see whether it is whole"},
    {{"fetch/web/mp4_outline.cpp", "most_boxes"}, "what is looked at of a file to see whether it is whole"},
    {{"fetch/web/part_file.cpp", "max_facts_bytes"}, "a file of ours"},
    {{"fetch/web/robots.cpp", "max_bytes"}, "the same as max_robots_bytes"},
    {{"transcode/assemble.cpp", "most_lift_lu"}, "how levelling works"},
    {{"transcode/assemble.cpp", "most_named"}, "how many a line names"},
    {{"fetch/web/driver.cpp", "longest_sleep"}, "how transfers are driven"},
    {{"transcode/complaints.cpp", "longest_line"}, "how much of a library's words is kept"},
    {{"transcode/complaints.cpp", "max_bytes"}, "how much of a library's words is kept"},
    {{"transcode/evidence.cpp", "most_passages"}, "how aligning works"},
    {{"transcode/evidence.cpp", "most_parts"}, "how aligning works"},
    {{"transcode/findings.cpp", "most_apart_lu"}, "docs/loudness.md tells what is found in a sound"},
    {{"transcode/findings.cpp", "most_at_full_scale"}, "docs/loudness.md tells what is found in a sound"},
    {{"transcode/findings.cpp", "most_gain_db"}, "docs/loudness.md tells what is found in a sound"},
    {{"transcode/findings.cpp", "most_limited_db"}, "docs/loudness.md tells what is found in a sound"},
    {{"transcode/lettering.cpp", "most_bytes"}, "of our own words on a cover"},
    {{"transcode/mp3_gain.cpp", "most_gain"}, "of a standard"},
    {{"transcode/mp3_header.h", "max_frame_bytes"}, "of a standard"},
    {{"transcode/ogg_page.h", "longest_ogg_header_bytes"}, "of a standard"},
    {{"transcode/ogg_page.h", "longest_ogg_page_bytes"}, "of a standard"},
    {{"transcode/sentence_path.cpp", "longest_stand"}, "how aligning works"},
    {{"transcode/survey.cpp", "longest_trace"}, "what is remembered of a recording instead of decoding it again"},
};

TEST(Limits, NoBoundOfTheSourceIsLeftOutOfThePage) {
    std::set<Place> told;
    for (const support::PageRow& row : support::rows_of(read(root / "docs/limits.md")))
        if (const std::optional<Place> place = place_of(row.cells.back())) told.insert(*place);
    // At the beginning of a line, or in a value: what stands in a function belongs to how it works.
    const std::regex constant(R"(^(?:    static |inline )?constexpr [^=;(]*\b((?:max|most|longest|job)_\w+)(?: = |\{))",
                              std::regex::multiline);
    std::set<Place> all;
    for (const house::SourceFile& file :
         house::read_sources(root, {"core", "config", "fetch", "transcode", "catalog", "feed", "app"})) {
        // How pages are read is made of many guesses of what is usual.
        if (std::regex_search(file.path, std::regex("^fetch/(article|words|dates)/"))) continue;
        for (std::sregex_iterator match(file.text.begin(), file.text.end(), constant), end; match != end; ++match)
            all.insert({file.path, (*match)[1]});
    }
    EXPECT_GT(all.size(), 60u);
    for (const Place& place : all)
        EXPECT_TRUE(told.contains(place) || inner.contains(place))
            << place.file << ": docs/limits.md does not tell " << place.name
            << "; add a row to it, or, where nobody meets it from outside, a line with the reason to `inner` in "
               "tests/house/limits_test.cpp";
    for (const auto& [place, reason] : inner)
        EXPECT_TRUE(all.contains(place)) << place.file << " has no " << place.name
                                         << " any more: take it out of `inner`";
}

TEST(Limits, ExpressionsAndWordsAreWorthTheSame) {
    EXPECT_EQ(value_of("std::size_t{64} << 20"), told_value("64 MiB"));
    EXPECT_EQ(value_of("16u << 20"), told_value("16 MiB"));
    EXPECT_EQ(value_of("500 * 1024"), told_value("500 KiB"));
    EXPECT_EQ(value_of("20'000"), told_value("20,000"));
    EXPECT_EQ(value_of("std::chrono::hours(24 * 7)"), told_value("7 days"));
    EXPECT_EQ(value_of("15min"), told_value("15 minutes"));
    EXPECT_EQ(value_of("24h"), told_value("24 hours"));
    EXPECT_EQ(told_value("20, the latest"), 20.0);
    EXPECT_FALSE(value_of("max_name - 1"));
}

}  // namespace
