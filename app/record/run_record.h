#pragma once

#include "core/made.h"
#include "core/time.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app {

// What a run did, as values: JSON, the catalog's history, metrics and the summary are renderings of them.

/// How many of what, for the summary and the exit code.
struct Tally {
    std::size_t added = 0;     ///< articles seen for the first time
    std::size_t changed = 0;   ///< articles whose page says something else now
    std::size_t made = 0;      ///< files made or tagged anew
    std::size_t failed = 0;    ///< articles and sources
    std::size_t left_out = 0;  ///< beyond max_items or before `since`
    std::size_t sources = 0;
    std::size_t sources_down = 0;  ///< sources to whose servers no connection came about
};

/// What came of one step of an article.
enum class StepOutcome {
    done,
    unchanged,     ///< it was looked at, and is as it was
    no_recording,  ///< it has none, or none yet
    duplicate,     ///< it is known under another name
    left_out,      ///< it is older than its source's `since`
    lost,          ///< what it is made of has to be fetched again first
    failed,
};
std::string_view name(StepOutcome outcome);

struct StepRecord {
    std::string step;       ///< "read", "download", "make", "align", "assemble"
    std::string rendition;  ///< of make and assemble: which file; empty: the enclosure
    StepOutcome outcome = StepOutcome::done;
    double seconds = 0.0;  ///< as a clock tells it
    double cpu_seconds =
        0.0;  ///< of newscast's own thread and of its worker; transfers and other programs are not in it
    std::uint64_t bytes = 0;  ///< fetched by a download; of the file that was made
    std::string kind;         ///< of a failure: "network", "gone", "media", "config"
    std::string message;      ///< why it failed, or what was found
    std::optional<core::Made> made;
};

/// An article, or an edition of a bulletin, with the steps that a run did for it, in their order.
struct ArticleRecord {
    std::string guid;  ///< of its episode; empty before there is one
    std::string url;   ///< its page's; empty for a local text without one
    std::string title;
    std::vector<StepRecord> steps;

    StepOutcome outcome() const;     ///< "failed" where any step has, else that of the last one that changed anything
    const core::Made* made() const;  ///< its enclosure, where that was made; else null
};

/// A source, as a run found it.
struct SourceRecord {
    std::string name;
    std::string outcome = {};  ///< "read", "unchanged", "failed"
    std::string kind = {};     ///< of a failure, as a step's
    std::size_t listed = 0;    ///< articles that it lists now
    std::size_t added = 0;     ///< of them, seen for the first time
    std::size_t left_out = 0;  ///< beyond max_items or before `since`
    std::string message = {};  ///< why it failed
};

/// A line that needed attention.
struct ProblemRecord {
    std::string source;   ///< empty where it is about none
    std::string article;  ///< likewise: its title or address
    std::string id;       ///< of that article: its GUID, else its URL
    std::string message;
};

struct RunRecord {
    std::string show;
    core::Instant began{};
    double seconds = 0.0;
    double cpu_seconds = 0.0;  ///< of all processes of this run
    int exit_code = 0;
    Tally tally;
    std::string feed;  ///< "published", "unchanged", "refused"; empty: the run did not come so far
    std::vector<SourceRecord> sources;
    std::vector<ArticleRecord> articles;
    std::vector<ProblemRecord> problems;
};

}  // namespace app
