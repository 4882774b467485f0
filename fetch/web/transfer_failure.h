#pragma once

#include "core/error.h"

#include <curl/curl.h>

#include <cstdint>
#include <string>

namespace fetch {

/// Why an exchange gave no answer.
struct Failure {
    core::ErrorKind kind = core::ErrorKind::network;
    std::string reason;
    bool passing = false;  ///< another try within this run makes sense
    bool offline = false;  ///< there was no connection to anybody, or this machine has no certificates to know them by
};

/// Of a body that is shorter than it should be.
std::string ended_early(std::uint64_t bytes);

/// What libcurl's code says of a transfer that has ended with it; `detail` is its error buffer, empty or in its words,
/// and `body_bytes` is what came.
Failure failure_of(CURL* handle, CURLcode code, const char* detail, std::uint64_t body_bytes);

}  // namespace fetch
