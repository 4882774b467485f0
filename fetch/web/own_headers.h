#pragma once

#include "core/limits.h"
#include "fetch/markup/url.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace fetch {

/// Names and values of headers as they are sent.
using HeaderLines = std::vector<std::pair<std::string, std::string>>;

/// The operator's own headers, each for one host (Limits::headers). Their values may be secrets.
class OwnHeaders {
public:
    explicit OwnHeaders(const std::vector<core::HostHeader>& given);

    HeaderLines of(const Url& url) const;

private:
    std::map<std::string, HeaderLines> hosts_;  ///< as Url::host spells them
};

/// The place of a header's name, in whatever case; null: it is not there.
std::string* find_header(HeaderLines& lines, std::string_view name);

}  // namespace fetch
