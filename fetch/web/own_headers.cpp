#include "fetch/web/own_headers.h"

#include "core/ascii.h"

namespace fetch {

OwnHeaders::OwnHeaders(const std::vector<core::HostHeader>& given) {
    for (const core::HostHeader& header : given) {
        const bool bare_ipv6 = header.host.find(':') != std::string::npos && !header.host.starts_with('[');
        const std::string host = host_of("http://" + (bare_ipv6 ? "[" + header.host + "]" : header.host) + "/");
        if (!host.empty()) hosts_[host].emplace_back(header.name, header.value);
    }
}

HeaderLines OwnHeaders::of(const Url& url) const {
    const auto found = hosts_.find(url.host);
    return found == hosts_.end() ? HeaderLines() : found->second;
}

std::string* find_header(HeaderLines& lines, std::string_view name) {
    const std::string wanted = core::ascii_lower(name);
    for (auto& [each, value] : lines)
        if (core::ascii_lower(each) == wanted) return &value;
    return nullptr;
}

}  // namespace fetch
