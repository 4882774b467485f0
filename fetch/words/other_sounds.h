#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fetch {

/// Why the URL cannot be an article's recording whatever stands around it: a live stream, a jingle, a template that a
/// script would fill; empty where nothing speaks against it. `reference` is as the page writes it.
std::string reason_against_url(std::string_view reference, std::string_view url);

/// The same of the keys of data that lead to it, in words, from the inside out.
std::string reason_against_keys(const std::vector<std::string>& words, std::string_view url);

/// The same of the classes around it in the markup, which say less.
std::string reason_against_classes(const std::vector<std::string>& words);

}  // namespace fetch
