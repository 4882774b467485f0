#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace support {

/// A row of a table in a page of Markdown; heads and the lines below them are none.
struct PageRow {
    std::size_t line = 0;
    std::vector<std::string> cells;
};

/// All rows of a page, in their order.
std::vector<PageRow> rows_of(std::string_view page);

}  // namespace support
