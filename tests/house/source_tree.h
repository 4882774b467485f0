#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace house {

/// An #include line.
struct Include {
    std::string name;
    bool angle = false;  ///< <name>, not "name"
    std::size_t line = 0;
};

/// A C++ file of the project.
struct SourceFile {
    std::string path;  ///< from the repository's root: "fetch/http.cpp"
    std::string text;
    std::vector<std::string> code;  ///< its lines without comments and without what stands in quotes
    std::vector<Include> includes;

    std::string folder() const { return path.substr(0, path.find('/')); }
    bool is_header() const { return path.ends_with(".h"); }
};

/// The text with comments, strings and character literals blanked; line ends stay.
std::string without_comments_and_strings(std::string_view text);

std::vector<Include> includes_of(std::string_view text);

/// All .cpp and .h files below these folders of the root, by path.
std::vector<SourceFile> read_sources(const std::filesystem::path& root, const std::vector<std::string>& folders);

/// The library that a header in angle brackets belongs to: "libcurl", "" for C++, C and the system, "?" for an unknown
/// one.
std::string library_of(const std::string& header);

}  // namespace house
