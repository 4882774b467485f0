#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fetch {

/// From the first slash behind the host to the query; the whole of what is no absolute URL.
std::string_view path_of(std::string_view url);
/// Behind the question mark.
std::string_view query_of(std::string_view url);

bool holds(const std::vector<std::string>& words, std::span<const std::string_view> wanted);
bool holds(const std::vector<std::string>& words, std::initializer_list<std::string_view> wanted);
bool is_number(std::string_view word);

}  // namespace fetch
