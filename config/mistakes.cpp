#include "config/mistakes.h"

#include <algorithm>
#include <charconv>

namespace config {

namespace {

/// Of "FILE:LINE: what is wrong".
unsigned line_of(std::string_view mistake, std::string_view file) {
    unsigned line = 0;
    if (mistake.size() > file.size())
        std::from_chars(mistake.data() + file.size() + 1, mistake.data() + mistake.size(), line);
    return line;
}

}  // namespace

void Mistakes::add(const core::Error& error) {
    std::string_view text = error.what();
    for (;;) {
        const std::size_t end = text.find('\n');
        lines_.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + 1);
    }
}

bool Mistakes::name(std::string_view part) const {
    return std::ranges::any_of(lines_, [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

std::string Mistakes::right() const {
    constexpr std::string_view mark = "it must be ";
    const std::size_t at = lines_.empty() ? std::string::npos : lines_.front().find(mark);
    return at == std::string::npos ? std::string() : lines_.front().substr(at + mark.size());
}

std::vector<std::string> Mistakes::in_order() const {
    std::vector<std::string> sorted = lines_;
    std::ranges::stable_sort(sorted, {}, [&](const std::string& line) { return line_of(line, file_); });
    return sorted;
}

void Mistakes::tell() const {
    if (lines_.empty()) return;
    std::string all;
    for (const std::string& line : in_order()) all += (all.empty() ? "" : "\n") + line;
    throw core::Error(core::ErrorKind::config, all);
}

}  // namespace config
