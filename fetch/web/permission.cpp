#include "fetch/web/permission.h"

#include "fetch/markup/url.h"
#include "fetch/web/address.h"

#include <netdb.h>

#include <memory>
#include <utility>

namespace fetch {

namespace {

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

/// The addresses of a host's name; none with the resolver's word why.
std::pair<Addresses, int> look_up(const std::string& host) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int failed = ::getaddrinfo(host.c_str(), nullptr, &wanted, &found);
    return {Addresses(failed == 0 ? found : nullptr, &::freeaddrinfo), failed};
}

}  // namespace

bool needs_permission(const std::string& url, const core::Limits& limits) {
    core::Limits strict = limits;
    strict.allow_hosts.clear();
    return !is_permitted(url, strict);
}

bool is_permitted(const std::string& url, const core::Limits& limits) {
    const auto parts = parse_url(url);
    if (!parts) return true;
    const Reach reach(limits);
    if (reach.refuses(*parts)) return false;
    if (!limits.proxy.empty() || reach.trusts(*parts)) return true;
    const std::string host = reach.stand_in(*parts).value_or(parts->host);
    const auto [found, failed] = look_up(host);
    for (const addrinfo* each = found.get(); each != nullptr; each = each->ai_next)
        if (!reach.allows(*each->ai_addr)) return false;
    return true;
}

std::string name_fault(const std::string& url, const core::Limits& limits) {
    const auto parts = parse_url(url);
    if (!parts || !limits.proxy.empty()) return {};
    std::string host = Reach(limits).stand_in(*parts).value_or(parts->host);
    if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
    const int failed = look_up(host).second;
    return failed == 0 ? "" : ::gai_strerror(failed);
}

}  // namespace fetch
