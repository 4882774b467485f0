#include "fetch/web/permission.h"

#include "fetch/markup/url.h"
#include "fetch/web/address.h"

#include <netdb.h>

#include <memory>

namespace fetch {

bool needs_permission(const std::string& url, const core::Limits& limits) {
    const auto parts = parse_url(url);
    if (!parts) return false;
    core::Limits strict = limits;
    strict.allow_hosts.clear();
    const Reach reach(strict);
    if (reach.refuses(*parts)) return true;
    if (!limits.proxy.empty()) return false;
    const std::string host = reach.stand_in(*parts).value_or(parts->host);
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.c_str(), nullptr, &wanted, &found) != 0) return false;
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, &::freeaddrinfo);
    for (const addrinfo* each = found; each != nullptr; each = each->ai_next)
        if (!is_public(*each->ai_addr)) return true;
    return false;
}

}  // namespace fetch
