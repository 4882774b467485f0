#pragma once

#include "app/exit_code.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace app {

/// What is to be told of one file.
struct Told {
    nlohmann::json answer = nlohmann::json::object();
    std::string line;
    bool failed = false;
};

/// Does the work on each file, one a core, and tells of each in their order, as soon as all before it have ended.
ExitCode tell_each(const std::vector<std::filesystem::path>& files, bool as_json,
                   const std::function<void(std::size_t, Told&)>& work);

}  // namespace app
