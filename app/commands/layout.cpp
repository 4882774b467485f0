#include "app/commands/layout.h"

#include "core/columns.h"

#include <fmt/format.h>

#include <algorithm>

namespace app {

std::string minute(core::Instant instant, const std::string& zone) {
    std::string text = core::format_iso8601(core::to_written(instant, zone)).substr(0, minute_width);
    std::ranges::replace(text, 'T', ' ');
    return text;
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string paragraph(std::string_view text, std::size_t columns, std::size_t spaces) {
    std::string lines;
    for (const std::string& line : core::folded(text, columns - spaces))
        lines += std::string(spaces, ' ') + line + "\n";
    return lines;
}

std::string hanging(const std::string& begin, std::string_view text, std::size_t columns) {
    const std::size_t from = core::columns_of(begin);
    const std::string lines = paragraph(text, columns, from);
    return begin + (lines.empty() ? "\n" : lines.substr(from));
}

std::string fact(std::string_view name, const std::string& value) {
    return value.empty() ? value : fmt::format("    {:<10}  {}\n", name, core::one_line(value));
}

std::string told_fact(std::string_view name, const std::string& value, std::size_t columns) {
    return core::one_line(value).empty() ? "" : hanging(fmt::format("    {:<10}  ", name), value, columns);
}

}  // namespace app
