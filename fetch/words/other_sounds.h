#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fetch {

/// Why the URL cannot be an article's recording whatever stands around it: a live stream, a template that a script
/// would fill, an address that speaks any text; empty where nothing speaks against it. `reference` is as the page
/// writes it.
std::string reason_against_url(std::string_view reference, std::string_view url);

/// Why it is hardly one by its name: a jingle, a signal, a bulletin. The page may know better.
std::string doubt_about_url(std::string_view url);

/// True for a name of hardly more than a word, as scripts and widgets give their own sounds ("correct.mp3").
bool is_bare_name(std::string_view url);

/// The same of the keys of data that lead to it, in words, from the inside out.
std::string reason_against_keys(const std::vector<std::string>& words, std::string_view url);

/// The same of the classes around it in the markup, which say less.
std::string reason_against_classes(const std::vector<std::string>& words);

}  // namespace fetch
