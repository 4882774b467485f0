#include "app/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <string_view>

namespace app {

std::size_t columns_on(int descriptor) {
    winsize window{};
    if (::ioctl(descriptor, TIOCGWINSZ, &window) == 0 && window.ws_col > 0) return window.ws_col;
    constexpr std::size_t usual = 80;
    const char* said = std::getenv("COLUMNS");
    if (said == nullptr) return usual;
    const std::string_view text(said);
    std::size_t columns = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), columns);
    const bool is_number = failed == std::errc() && end == text.data() + text.size();
    return is_number && columns > 0 ? columns : usual;
}

std::size_t rows_on(int descriptor) {
    constexpr std::size_t usual = 24;
    winsize window{};
    return ::ioctl(descriptor, TIOCGWINSZ, &window) == 0 && window.ws_row > 0 ? window.ws_row : usual;
}

bool takes_escapes(int descriptor) {
    const char* said = std::getenv("TERM");
    const std::string_view kind = said == nullptr ? "" : said;
    return !kind.empty() && kind != "dumb" && ::isatty(descriptor) == 1;
}

bool takes_colours(int descriptor) {
    const char* unwanted = std::getenv("NO_COLOR");
    return (unwanted == nullptr || *unwanted == '\0') && takes_escapes(descriptor);
}

}  // namespace app
