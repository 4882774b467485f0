#include "tests/support/page_tables.h"

#include <algorithm>

namespace support {

namespace {

std::string trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(' ') - begin + 1));
}

std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells;
    for (std::size_t begin = 1; begin < line.size();) {
        const std::size_t end = std::min(line.find('|', begin), line.size());
        cells.push_back(trimmed(line.substr(begin, end - begin)));
        begin = end + 1;
    }
    return cells;
}

}  // namespace

std::vector<PageRow> rows_of(std::string_view page) {
    std::vector<PageRow> rows;
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < page.size();) {
        const std::size_t end = std::min(page.find('\n', begin), page.size());
        const std::string_view line = page.substr(begin, end - begin);
        begin = end + 1;
        ++number;
        if (!line.starts_with("|")) continue;
        if (line.starts_with("|---"))
            rows.pop_back();  // the head
        else
            rows.push_back({number, cells_of(line)});
    }
    return rows;
}

}  // namespace support
