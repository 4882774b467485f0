#pragma once

#include "app/run/run.h"
#include "core/recipe.h"

#include <filesystem>
#include <string>
#include <vector>

namespace app {

/// The commands behind the command line, one function each. They throw core::Error for what makes them fail as a whole.

struct RunOptions {
    std::vector<std::filesystem::path> configs;
    bool verbose = false;
    bool accept_worse_feed = false;
    bool remake = false;   ///< make every file anew, although nothing that decides it was changed
    bool dry_run = false;  ///< say what publishing would do, and do nothing
};
ExitCode run(const RunOptions& options);

struct ExplainOptions {
    std::string target;    ///< URL or file
    std::string base_url;  ///< of a file
    std::string timezone;  ///< for a time that names none; empty: printed without an offset
    bool json = false;
};
ExitCode explain(const ExplainOptions& options);

struct MeasureOptions {
    std::vector<std::filesystem::path> files;
    bool dual_mono = true;
    bool json = false;
};
ExitCode measure(const MeasureOptions& options);

struct NormalizeOptions {
    std::vector<std::filesystem::path> inputs;
    std::filesystem::path output;  ///< a file, or a folder (needed for several inputs)
    core::Recipe recipe;
    bool explain = false;
    bool json = false;
};
ExitCode normalize(const NormalizeOptions& options);

struct StatusOptions {
    std::vector<std::filesystem::path> configs;
    bool json = false;
};
ExitCode status(const StatusOptions& options);

struct WithdrawOptions {
    std::string episode;  ///< GUID or the article's URL
    std::string reason;
    std::filesystem::path config;
};
ExitCode withdraw(const WithdrawOptions& options);
ExitCode restore(const WithdrawOptions& options);

struct InitOptions {
    std::string url;
    std::string timezone = "UTC";
    std::filesystem::path output;
};
ExitCode init(const InitOptions& options);

struct DoctorOptions {
    std::vector<std::filesystem::path> configs;
    bool live = false;
};
ExitCode doctor(const DoctorOptions& options);

struct ServeOptions {
    std::filesystem::path folder;
    std::string address = "127.0.0.1";
    int port = 8080;
};
ExitCode serve(const ServeOptions& options);

}  // namespace app
