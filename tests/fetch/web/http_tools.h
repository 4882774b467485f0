#pragma once

#include "core/error.h"
#include "core/limits.h"
#include "fetch/web/http.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>

/// What the tests of Http share.
namespace tools {

/// Quick, and allowed to reach this machine.
inline core::Limits limits(std::size_t retries) {
    core::Limits limits;
    limits.allow_hosts = {"127.0.0.1"};
    limits.retries = retries;
    limits.retry_delay = std::chrono::milliseconds(1);
    limits.total_timeout = std::chrono::seconds(20);
    return limits;
}

inline fetch::Request request(std::string url) {
    fetch::Request request;
    request.url = std::move(url);
    return request;
}

/// The error that get() throws; fails the test when it throws none.
inline core::Error error_of(fetch::Http& http, const fetch::Request& request) {
    try {
        const fetch::Response response = http.get(request);
        ADD_FAILURE() << request.url << " answered " << response.status;
    } catch (const core::Error& error) {
        return error;
    }
    return {core::ErrorKind::config, "no error"};
}

}  // namespace tools
