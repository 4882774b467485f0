#include "app/run/news.h"

#include "core/ascii.h"

#include <algorithm>
#include <chrono>

namespace app {

bool is_news(catalog::Catalog& catalog, core::Instant now, const std::string& matter, std::string text) {
    const std::string fact = "told " + matter;
    const std::string told = catalog.fact(fact);
    if (text.empty()) {
        if (!told.empty()) catalog.set_fact(fact, "");
        return false;
    }
    std::erase_if(text, [](char c) { return core::is_ascii_digit(c); });
    const std::size_t blank = std::min(told.find(' '), told.size());
    const auto when = core::parse_iso8601(told.substr(0, blank));
    const auto age = when ? now - core::to_instant(*when, "UTC") : std::chrono::hours(24);
    if (age >= std::chrono::seconds(0) && age < std::chrono::hours(24) &&
        told.substr(std::min(blank + 1, told.size())) == text)
        return false;
    catalog.set_fact(fact, core::format_iso8601(core::to_written(now, "UTC")) + " " + text);
    return true;
}

}  // namespace app
