#include "app/commands/output.h"

#include "core/error.h"
#include "core/login.h"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <cstdio>

namespace app {

void print(const std::string& text) {
    // At once, so that a disk that is full, or a reader that is gone, is told while there is somebody to tell it.
    if (std::fputs(core::without_logins(text).c_str(), stdout) < 0 || std::fflush(stdout) != 0)
        throw core::system_error("cannot write", "standard output", errno);
}

void print(const nlohmann::json& value) {
    print(value.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

}  // namespace app
