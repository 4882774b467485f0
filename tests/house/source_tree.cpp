#include "tests/house/source_tree.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <regex>
#include <sstream>
#include <utility>

namespace house {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

/// Where the literal or comment that begins at `i` ends, or `i` itself where neither begins.
std::size_t skip(std::string_view text, std::size_t i) {
    const auto after = [&](std::string_view mark, std::size_t from) {
        const std::size_t at = text.find(mark, from);
        return at == std::string_view::npos ? text.size() : at + mark.size();
    };
    const auto end_of_line = [&] { return std::min(text.find('\n', i), text.size()); };
    if (text.substr(i, 2) == "//") return end_of_line();
    if (text.substr(i, 2) == "/*") return after("*/", i + 2);
    if (text.substr(i, 2) == "R\"") {
        const std::size_t open = text.find('(', i);
        if (open == std::string_view::npos) return i;
        return after(')' + std::string(text.substr(i + 2, open - i - 2)) + '"', open);
    }
    const bool digit_separator =
        text[i] == '\'' && i > 0 && std::isxdigit(static_cast<unsigned char>(text[i - 1])) != 0;
    if (text[i] != '"' && (text[i] != '\'' || digit_separator)) return i;
    std::size_t end = i + 1;
    while (end < text.size() && text[end] != text[i] && text[end] != '\n') end += text[end] == '\\' ? 2 : 1;
    return std::min(end + 1, text.size());
}

}  // namespace

std::string without_comments_and_strings(std::string_view text) {
    std::string code(text);
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t end = skip(text, i);
        for (std::size_t k = i; k < end; ++k) {
            if (code[k] != '\n') code[k] = ' ';
        }
        i = std::max(end, i + 1);
    }
    return code;
}

std::vector<Include> includes_of(std::string_view text) {
    static const std::regex pattern(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
    std::vector<Include> includes;
    std::size_t number = 0;
    for (const std::string& line : lines_of(std::string(text))) {
        ++number;
        std::smatch match;
        if (std::regex_search(line, match, pattern)) includes.push_back({match[2], match[1] == "<", number});
    }
    return includes;
}

std::vector<SourceFile> read_sources(const std::filesystem::path& root, const std::vector<std::string>& folders) {
    std::vector<SourceFile> files;
    for (const std::string& folder : folders) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
            const std::string extension = entry.path().extension();
            if (!entry.is_regular_file() || (extension != ".cpp" && extension != ".h")) continue;
            SourceFile file;
            file.path = entry.path().lexically_relative(root);
            file.text = read(entry.path());
            file.code = lines_of(without_comments_and_strings(file.text));
            file.includes = includes_of(file.text);
            files.push_back(std::move(file));
        }
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

std::string library_of(const std::string& header) {
    // Its length is counted by the compiler: an empty entry would be the beginning of every header.
    static constexpr auto libraries = std::to_array<std::pair<std::string_view, std::string_view>>({
        {"libav", "libav"},
        {"libsw", "libav"},
        {"curl/", "libcurl"},
        {"ebur128.h", "libebur128"},
        {"libxml/", "libxml2"},
        {"sqlite3.h", "SQLite"},
        {"toml++/", "toml++"},
        {"CLI/", "CLI11"},
        {"httplib.h", "cpp-httplib"},
        {"unicode/", "ICU"},
        {"openssl/", "libcrypto"},
        {"qrencode.h", "libqrencode"},
        {"uchardet/uchardet.h", "uchardet"},
        {"re2/", "RE2"},
        {"pango/", "Pango"},
        {"zlib.h", "zlib"},
        {"systemd/", "libsystemd"},
        {"nlohmann/", "JSON"},
        {"fmt/", "fmt"},
        {"gtest/", "GoogleTest"},
        {"gmock/", "GoogleTest"},
        {"benchmark/", "Google Benchmark"},
        {"sys/", ""},
        {"linux/", ""},
        {"netinet/", ""},
        {"arpa/", ""},
    });
    for (const auto& [prefix, library] : libraries) {
        if (header.starts_with(prefix)) return std::string(library);
    }
    if (header.find('.') == std::string::npos) return "";  // C++'s own have no extension
    static constexpr auto system = std::to_array<std::string_view>(
        {"unistd.h", "fcntl.h",  "poll.h",     "signal.h",  "pthread.h", "netdb.h", "pwd.h",
         "sched.h",  "dirent.h", "stdio.h",    "stdlib.h",  "string.h",  "time.h",  "malloc.h",
         "iconv.h",  "spawn.h",  "sysexits.h", "termios.h", "syscall.h", "syslog.h"});
    if (std::ranges::find(system, header) != system.end()) return "";
    // TagLib's headers have no common prefix.
    if (std::filesystem::exists(std::filesystem::path("/usr/include/taglib") / header)) return "TagLib";
    return "?";
}

}  // namespace house
