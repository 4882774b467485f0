#pragma once

#include "app/exit_code.h"

#include <filesystem>
#include <string>

namespace app {

struct WithdrawOptions {
    std::string episode;  ///< GUID or the article's URL
    std::string reason;
    std::filesystem::path config;
};

/// Takes an episode out of feed, site and media, and brings it back.
ExitCode withdraw(const WithdrawOptions& options);
ExitCode restore(const WithdrawOptions& options);

}  // namespace app
