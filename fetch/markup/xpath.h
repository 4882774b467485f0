#pragma once

#include <string>

namespace fetch {

/// What makes this no XPath 1.0 expression that could ever be used on a page; empty where nothing does. Nothing is
/// registered beside XPath's own functions and the prefix "xml", so any other function, prefix or variable is a mistake
/// wherever it stands, also in a predicate that no page has come to yet.
std::string xpath_fault(const std::string& expression);

/// libxml2's error codes of XPath in words; it has none for its callbacks. `byte`: where, from 0.
std::string describe_xpath_error(int code, int byte);

}  // namespace fetch
