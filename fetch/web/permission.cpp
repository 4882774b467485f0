#include "fetch/web/permission.h"

#include "fetch/markup/url.h"
#include "fetch/web/address.h"

#include <netdb.h>

#include <memory>

namespace fetch {

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
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.c_str(), nullptr, &wanted, &found) != 0) return true;
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, &::freeaddrinfo);
    for (const addrinfo* each = found; each != nullptr; each = each->ai_next)
        if (!reach.allows(*each->ai_addr)) return false;
    return true;
}

}  // namespace fetch
