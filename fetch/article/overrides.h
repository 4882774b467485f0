#pragma once

#include <map>
#include <string>
#include <vector>

#include "fetch/article/page_parts.h"

namespace fetch {

/// The operator's own XPath expressions, each for a field of the article.
class Overrides {
public:
    /// Throws Error(config) for a field that no article has; expressions are checked when they are used.
    Overrides(const PageParts& page, const std::map<std::string, std::string>& xpath);

    bool has(const std::string& field) const { return xpath_.contains(field); }
    /// What the field's expression finds, in document order; empty also where there is none.
    std::vector<XPathMatch> matches(const std::string& field) const;
    /// The first of them that is not empty; its rule is "xpath".
    Fact first(const std::string& field) const;
    /// `own` unless the operator's expression finds something.
    Fact or_else(const std::string& field, Fact own) const;

private:
    const PageParts& page_;
    const std::map<std::string, std::string>& xpath_;
};

}  // namespace fetch
