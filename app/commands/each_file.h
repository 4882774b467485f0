#pragma once

#include "app/exit_code.h"
#include "core/file_descriptor.h"

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
    ExitCode failed = ExitCode::done;  ///< why it is a failure, whose line goes to standard error
};

/// A file that the operator named. One that cannot be opened is that file's failure, not the machine's: Error(media).
core::FileDescriptor open_named(const std::filesystem::path& file);

/// Does the work on each file, one a core, and tells of each in their order, as soon as all before it have ended. What
/// the work on one throws is that file's failure; the worst of them is the exit code.
ExitCode tell_each(const std::vector<std::filesystem::path>& files, bool as_json,
                   const std::function<void(std::size_t, Told&)>& work);

}  // namespace app
