#pragma once

#include "core/limits.h"
#include "fetch/markup/url.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sockaddr;

namespace fetch {

/// True for an address that anyone on the internet may be reached at: what IANA's special-purpose registries for IPv4
/// and IPv6 (RFC 6890) call globally reachable, also where an IPv4 address is wrapped in an IPv6 one (mapped, NAT64).
/// Tunnels (6to4, Teredo), multicast and other families are not public.
bool is_public(const sockaddr& address);

/// The address as text, IPv6 without brackets; empty for other families.
std::string address_text(const sockaddr& address);

/// Which hosts may be reached: every public address, and what the operator allows beyond that.
class Reach {
public:
    /// Throws Error(config) for a connect_to entry that is not HOST1:PORT1:HOST2:PORT2.
    explicit Reach(const core::Limits& limits);

    /// The host of connect_to that stands in for the URL's, where one does.
    std::optional<std::string> stand_in(const Url& url) const;

    /// True when the operator named the URL's host, or its stand-in, in allow_hosts.
    bool trusts(const Url& url) const;
    /// True for a public address and for one in allow_hosts.
    bool allows(const sockaddr& address) const;
    /// Why the URL may not even be asked for, told from its host alone: an address written out that is not public, or a
    /// name of this machine. Names are judged by their addresses, when the socket is opened.
    std::optional<std::string> refuses(const Url& url) const;

private:
    struct Mapping {
        std::string host;  ///< empty: any
        std::string port;  ///< empty: any
        std::string target;
    };
    bool is_allowed(std::string_view host) const;

    std::vector<std::string> allowed_;
    std::vector<Mapping> mappings_;
};

}  // namespace fetch
