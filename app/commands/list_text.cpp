#include "app/commands/list_text.h"

#include "app/commands/layout.h"
#include "core/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace app {

namespace {

using catalog::Stage;
using catalog::Standing;

constexpr std::size_t day_width = 10;    // 2024-07-08
constexpr std::size_t state_width = 11;  // to assemble
constexpr std::size_t title_begins = day_width + 2 + state_width + 2;

/// What stands in the line for how far it has come: of what waits, which step it is that waits.
std::string state_of(const Standing& standing) {
    switch (standing.stage) {
        case Stage::waiting:
            return standing.step == "edition" ? "waiting" : "to " + standing.step;
        case Stage::left_out:
            return "left out";
        default:
            return std::string(name(standing.stage));
    }
}

/// Red is what somebody should look at, green what listeners have; what is no matter any more is faint.
std::string_view colour_of(Stage stage) {
    switch (stage) {
        case Stage::published:
            return "\x1b[32m";
        case Stage::waiting:
            return "\x1b[33m";
        case Stage::failing:
            return "\x1b[31m";
        default:
            return "\x1b[2m";
    }
}

std::vector<std::string> reasons_of(const Standing& standing, const std::string& zone) {
    std::vector<std::string> reasons;
    if (!standing.reason.empty()) reasons.push_back(standing.reason);
    if (standing.stage == Stage::waiting && standing.step == "edition")
        reasons.emplace_back("is heard in bulletins only, and in none yet");
    if (standing.stage == Stage::published && !standing.step.empty())
        reasons.emplace_back(standing.step == "download" ? "another recording of it is to be downloaded"
                                                         : "it is to be made anew");
    if (!standing.told.empty()) reasons.push_back("its page is now " + standing.told);
    for (const catalog::Failure& failure : standing.failures) reasons.push_back(words_of(failure, zone));
    return reasons;
}

std::string_view words_of(Stage stage) {
    switch (stage) {
        case Stage::silent:
            return "without a recording";
        case Stage::left_out:
            return "too old to be taken";
        case Stage::duplicate:
            return "the same as another";
        case Stage::retired:
            return "past retention";
        default:
            return name(stage);
    }
}

}  // namespace

std::string list_text(std::span<const Standing> standings, const std::string& zone, std::size_t columns,
                      Colours colours) {
    columns = std::max(columns, least_columns);
    std::string text;
    if (!standings.empty()) text += fmt::format("{:<{}}  {:<{}}  title\n", "date", day_width, "state", state_width);
    for (const Standing& standing : standings) {
        std::string state = core::padded(state_of(standing), state_width);
        if (colours == Colours::yes) state = fmt::format("{}{}\x1b[0m", colour_of(standing.stage), state);
        text += fmt::format("{}  {}  {}\n", minute(standing.date, zone).substr(0, day_width), state,
                            core::fitted(core::one_line(standing.name), columns - title_begins));
        for (const std::string& reason : reasons_of(standing, zone)) text += paragraph(reason, columns, title_begins);
    }
    return text;
}

std::string counts_of(std::span<const Standing> standings) {
    constexpr std::array stages{Stage::published, Stage::waiting, Stage::failing,  Stage::withdrawn,
                                Stage::retired,   Stage::silent,  Stage::left_out, Stage::duplicate};
    std::string text;
    for (const Stage stage : stages) {
        const auto count = std::ranges::count(standings, stage, &Standing::stage);
        if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, words_of(stage));
    }
    return text;
}

std::string words_of(const catalog::Failure& failure, const std::string& zone) {
    return fmt::format("failed to {}{}, {}, next try {}: {}", catalog::name(failure.step),
                       failure.rendition.empty() ? "" : fmt::format(" rendition '{}'", failure.rendition),
                       counted(static_cast<std::size_t>(failure.attempts), "try", "tries"),
                       minute(failure.next_try, zone), failure.message);
}

}  // namespace app
