#pragma once

#include "app/record/run_record.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace app {

/// The version of what `run --json` and `history --json` write, as docs/run.schema.json has it: names stay, and what is
/// added makes no other version.
inline constexpr int run_json_version = 1;

/// All of a process's run: that of each show, and their sum.
nlohmann::json json_of(const std::vector<RunRecord>& shows, double seconds, double cpu_seconds, int exit_code);

/// One show's run.
nlohmann::json json_of(const RunRecord& record);

/// The same for the catalog's history: without articles that were only looked at, and with no more than the first
/// thousand of the others; "articles_left_out" says how many are not there.
nlohmann::json history_json_of(const RunRecord& record);

}  // namespace app
