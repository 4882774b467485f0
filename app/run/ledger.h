#pragma once

#include "app/record/run_record.h"
#include "app/workers/workers.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace app {

/// What a step costs, from when it is made: of this thread and of what workers do for it.
class StepWatch {
public:
    explicit StepWatch(Workers& workers);
    /// Notes what was used so far.
    void read_into(StepRecord& step);

private:
    Workers& workers_;
    std::chrono::steady_clock::time_point begun_;
    double cpu_begun_;
};

/// A step and whose it is, while it is being done.
struct Noted {
    ArticleRecord article;  ///< its names
    StepRecord step;

    void fail(std::string_view kind, std::string message) {
        step.outcome = StepOutcome::failed;
        step.kind = kind;
        step.message = std::move(message);
    }
};

/// What a run does, as it is done. Thread-safe.
class Ledger {
public:
    template <typename Change>
    void count(Change change) {
        const std::lock_guard lock(mutex_);
        change(tally_);
    }
    Tally tally() const {
        const std::lock_guard lock(mutex_);
        return tally_;
    }

    /// A step of an article or edition has ended. `key` says which one it is, whatever it is called by now; names that
    /// are given are the latest.
    void note(const std::string& key, Noted noted);
    void note(const SourceRecord& source);

    /// What was noted, in the order in which it was first come across.
    std::vector<ArticleRecord> articles() const;
    std::vector<SourceRecord> sources() const;

private:
    mutable std::mutex mutex_;
    Tally tally_;
    std::vector<SourceRecord> sources_;
    std::vector<ArticleRecord> articles_;
    std::map<std::string, std::size_t> places_;  ///< of keys among the articles
};

}  // namespace app
