#pragma once

#include <string>

namespace core {

/// What a server gave to ask later whether a resource has changed (RFC 9110 section 8.8); empty where it gave none.
struct Validators {
    std::string etag;
    std::string last_modified;

    bool operator==(const Validators&) const = default;
    bool empty() const { return etag.empty() && last_modified.empty(); }
};

}  // namespace core
