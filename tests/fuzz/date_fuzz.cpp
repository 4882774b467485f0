#include "core/time.h"
#include "fetch/dates/written_date.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

// The first line is the language, the rest the text. What is read can be written and read again, and is a real time.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::size_t end = bytes.find('\n');
    const std::string_view language = bytes.substr(0, end);
    const std::string_view text = end == std::string_view::npos ? std::string_view() : bytes.substr(end + 1);
    const auto written = fetch::parse_written_date(text, language);
    if (!written) return 0;
    if (written->offset && std::chrono::abs(*written->offset) > std::chrono::hours(15)) std::abort();
    if (!written->has_clock && written->offset) std::abort();
    const auto again = core::parse_iso8601(core::format_iso8601(*written));
    if (!again || again->local != written->local || again->offset != written->offset) std::abort();
    return 0;
}
