#include "fetch/web/address.h"

#include "core/error.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace fetch {

namespace {

using Bytes6 = std::array<std::uint8_t, 16>;

struct Block4 {
    std::uint32_t network;
    int bits;
};

constexpr std::uint32_t ipv4(unsigned a, unsigned b, unsigned c, unsigned d) {
    return a << 24 | b << 16 | c << 8 | d;
}

constexpr std::array special4 = {
    Block4{ipv4(0, 0, 0, 0), 8},                                          // this network
    Block4{ipv4(10, 0, 0, 0), 8},                                         // private
    Block4{ipv4(100, 64, 0, 0), 10},                                      // shared by carriers
    Block4{ipv4(127, 0, 0, 0), 8},                                        // loopback
    Block4{ipv4(169, 254, 0, 0), 16},                                     // link-local, and the clouds' metadata
    Block4{ipv4(172, 16, 0, 0), 12},                                      // private
    Block4{ipv4(192, 0, 0, 0), 24},                                       // protocol assignments
    Block4{ipv4(192, 0, 2, 0), 24},                                       // documentation
    Block4{ipv4(192, 88, 99, 0), 24},                                     // 6to4 relays
    Block4{ipv4(192, 168, 0, 0), 16},                                     // private
    Block4{ipv4(198, 18, 0, 0), 15},                                      // benchmarks
    Block4{ipv4(198, 51, 100, 0), 24}, Block4{ipv4(203, 0, 113, 0), 24},  // documentation
    Block4{ipv4(224, 0, 0, 0), 4},                                        // multicast
    Block4{ipv4(240, 0, 0, 0), 4},                                        // reserved, broadcast
};

bool is_public4(std::uint32_t address) {
    return std::none_of(special4.begin(), special4.end(), [address](const Block4& block) {
        const std::uint32_t mask = ~std::uint32_t{0} << (32 - block.bits);
        return (address & mask) == block.network;
    });
}

bool is_public6(const Bytes6& a) {
    const std::uint32_t last = ipv4(a[12], a[13], a[14], a[15]);
    const auto begins_with = [&a](std::initializer_list<std::uint8_t> prefix) {
        return std::equal(prefix.begin(), prefix.end(), a.begin());
    };
    if (begins_with({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff})) return is_public4(last);     // ::ffff:0:0/96
    if (begins_with({0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0})) return is_public4(last);  // 64:ff9b::/96
    if ((a[0] & 0xe0) != 0x20) return false;                                                  // not in 2000::/3
    if (begins_with({0x20, 0x01}) && a[2] < 2) return false;     // 2001::/23: Teredo, benchmarks, ORCHID
    if (begins_with({0x20, 0x01, 0x0d, 0xb8})) return false;     // documentation
    if (begins_with({0x20, 0x02})) return false;                 // 6to4
    if (begins_with({0x3f, 0xff}) && a[2] < 0x10) return false;  // 3fff::/20: documentation
    // ISATAP carries an IPv4 address behind any prefix.
    if ((a[8] & 0xfd) == 0 && a[9] == 0 && a[10] == 0x5e && a[11] == 0xfe) return is_public4(last);
    return true;
}

/// Copies the socket address into the structure of its family; sockaddr alone is too small for IPv6.
template <typename Address>
Address as(const sockaddr& address) {
    Address result{};
    std::memcpy(&result, &address, sizeof result);
    return result;
}

std::string without_brackets(std::string_view host) {
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    if (host.size() > 1 && host.back() == '.') host.remove_suffix(1);
    return std::string(host);
}

/// A host as parse_url() spells it, without brackets; as it is when it is none.
std::string usual_spelling(std::string_view host) {
    const bool bare6 = host.find(':') != std::string_view::npos && !host.starts_with('[');
    const std::string found = host_of(bare6 ? fmt::format("http://[{}]/", host) : fmt::format("http://{}/", host));
    return without_brackets(found.empty() ? host : std::string_view(found));
}

/// The socket address of a host that is an address written out.
std::optional<sockaddr_storage> literal(const std::string& host) {
    sockaddr_storage storage{};
    in_addr v4{};
    in6_addr v6{};
    if (inet_pton(AF_INET, host.c_str(), &v4) == 1) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr = v4;
        std::memcpy(&storage, &address, sizeof address);
        return storage;
    }
    if (inet_pton(AF_INET6, host.c_str(), &v6) == 1) {
        sockaddr_in6 address{};
        address.sin6_family = AF_INET6;
        address.sin6_addr = v6;
        std::memcpy(&storage, &address, sizeof address);
        return storage;
    }
    return std::nullopt;
}

/// The next field of a connect_to entry; colons inside brackets belong to an address.
std::string next_field(std::string_view& rest) {
    std::size_t from = 0;
    if (rest.starts_with('[')) from = std::min(rest.find(']'), rest.size());
    const std::size_t end = std::min(rest.find(':', from), rest.size());
    std::string field(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return field;
}

}  // namespace

bool is_public(const sockaddr& address) {
    if (address.sa_family == AF_INET) return is_public4(ntohl(as<sockaddr_in>(address).sin_addr.s_addr));
    if (address.sa_family != AF_INET6) return false;
    Bytes6 bytes{};
    const auto v6 = as<sockaddr_in6>(address);
    std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
    return is_public6(bytes);
}

std::string address_text(const sockaddr& address) {
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    const char* text = nullptr;
    if (address.sa_family == AF_INET) {
        const auto v4 = as<sockaddr_in>(address);
        text = inet_ntop(AF_INET, &v4.sin_addr, buffer.data(), buffer.size());
    } else if (address.sa_family == AF_INET6) {
        const auto v6 = as<sockaddr_in6>(address);
        text = inet_ntop(AF_INET6, &v6.sin6_addr, buffer.data(), buffer.size());
    }
    return text == nullptr ? std::string() : std::string(text);
}

Reach::Reach(const core::Limits& limits) {
    for (const std::string& host : limits.allow_hosts) allowed_.push_back(usual_spelling(host));
    for (const std::string& entry : limits.connect_to) {
        std::string_view rest = entry;
        const std::string host = next_field(rest);
        std::string port = next_field(rest);
        const std::string target = next_field(rest);
        const bool four_fields = std::count(entry.begin(), entry.end(), ':') >= 3;
        const bool numbers = port.find_first_not_of("0123456789") == std::string::npos &&
                             rest.find_first_not_of("0123456789") == std::string_view::npos;
        if (!four_fields || !numbers) {
            throw core::Error(core::ErrorKind::config,
                              fmt::format("cannot use connect_to '{}': it must be HOST1:PORT1:HOST2:PORT2", entry));
        }
        mappings_.push_back({host.empty() ? host : usual_spelling(host), std::move(port),
                             target.empty() ? target : usual_spelling(target)});
    }
}

bool Reach::is_allowed(std::string_view host) const {
    return std::find(allowed_.begin(), allowed_.end(), host) != allowed_.end();
}

std::optional<std::string> Reach::stand_in(const Url& url) const {
    const std::string host = without_brackets(url.host);
    for (const Mapping& mapping : mappings_) {
        if (!mapping.host.empty() && mapping.host != host) continue;
        if (!mapping.port.empty() && mapping.port != std::to_string(url.port)) continue;
        return mapping.target.empty() ? host : mapping.target;
    }
    return std::nullopt;
}

bool Reach::trusts(const Url& url) const {
    if (is_allowed(without_brackets(url.host))) return true;
    const auto target = stand_in(url);
    return target && is_allowed(*target);
}

bool Reach::allows(const sockaddr& address) const {
    return is_public(address) || is_allowed(address_text(address));
}

std::optional<std::string> Reach::refuses(const Url& url) const {
    if (trusts(url)) return std::nullopt;
    const std::string host = stand_in(url).value_or(without_brackets(url.host));
    if (host == "localhost" || host.ends_with(".localhost")) return fmt::format("'{}' is this machine", host);
    const auto address = literal(host);
    if (address && !is_public(reinterpret_cast<const sockaddr&>(*address))) {
        return fmt::format("address {} is not public", host);
    }
    return std::nullopt;
}

}  // namespace fetch
