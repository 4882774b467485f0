#include "app/commands/output.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace app {

void print(const std::string& text) {
    std::fputs(text.c_str(), stdout);
}

void print(const nlohmann::json& value) {
    print(value.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

}  // namespace app
