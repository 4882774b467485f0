#pragma once

#include "catalog/catalog.h"
#include "catalog/sqlite.h"

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace catalog {

/// Articles that may need a step, the most urgent first. To look through all of them for each that is claimed would
/// make a run's cost grow with the square of their number.
struct Waiting {
    Keys keys;
    core::Instant now;
    std::set<std::pair<std::int64_t, Id>> articles;  ///< urgency and article
};

struct Catalog::State {
    explicit State(const std::filesystem::path& path) : database(path) {}

    std::mutex mutex;
    Database database;

    /// After anything was done with an article it may need any step.
    void note(Id article);
    /// After a change to many: who asks next looks through all articles again.
    void forget_waiting() { waiting.clear(); }

    std::map<Step, Waiting> waiting;
};

std::int64_t to_row(core::Instant instant);
core::Instant to_instant(std::int64_t seconds);
std::string_view name(Step step);

/// The columns that read_article() takes, from `articles a` joined with its recording `r`, picture `p` and episode `e`.
extern const std::string article_columns;
extern const std::string listed_article_columns;  ///< the same, with empty bodies
extern const std::string_view article_joins;
Article read_article(Statement& row);

/// The columns that read_file() takes, from `files f`.
extern const std::string_view file_columns;
File read_file(Statement& row);

std::string to_json(const std::vector<std::string>& list);

}  // namespace catalog
