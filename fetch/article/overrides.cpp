#include "fetch/article/overrides.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "core/source.h"

namespace fetch {
Overrides::Overrides(const PageParts& page, const std::map<std::string, std::string>& xpath)
    : page_(page), xpath_(xpath) {
    for (const auto& [field, expression] : xpath) {
        if (std::ranges::find(core::article_fields, field) != core::article_fields.end()) continue;
        throw core::Error(core::ErrorKind::config,
                          fmt::format("cannot use XPath '{}': an article has no field '{}'", expression, field));
    }
}

std::vector<XPathMatch> Overrides::matches(const std::string& field) const {
    const auto found = xpath_.find(field);
    if (found == xpath_.end()) return {};
    std::vector<XPathMatch> all = page_.document().select(found->second);
    std::erase_if(all, [](const XPathMatch& match) { return match.value.empty() && !match.node; });
    return all;
}

Fact Overrides::first(const std::string& field) const {
    for (XPathMatch& match : matches(field)) {
        if (!match.value.empty()) return {std::move(match.value), "xpath"};
    }
    return {};
}

Fact Overrides::or_else(const std::string& field, Fact own) const {
    Fact found = first(field);
    return found ? found : own;
}

}  // namespace fetch
