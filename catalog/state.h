#pragma once

#include "catalog/catalog.h"
#include "catalog/sqlite.h"

#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace catalog {

struct Catalog::State {
    explicit State(const std::filesystem::path& path) : database(path) {}

    std::mutex mutex;
    Database database;
    std::map<Step, std::deque<Id>> waiting;  ///< articles found to need a step and not yet claimed
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
