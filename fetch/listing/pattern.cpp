#include "fetch/listing/pattern.h"

#include "core/error.h"

#include <fmt/format.h>
#include <re2/re2.h>

namespace fetch {

namespace {

re2::RE2::Options options() {
    re2::RE2::Options chosen;
    chosen.set_log_errors(false);
    return chosen;
}

std::string fault_of(const re2::RE2& compiled) {
    if (compiled.ok()) return {};
    // What RE2 objects to is a piece of the expression, or all of it.
    const std::size_t place = compiled.pattern().find(compiled.error_arg());
    return fmt::format("column {}: {}", place == std::string::npos ? 1 : place + 1, compiled.error());
}

}  // namespace

std::string pattern_fault(const std::string& expression) {
    return fault_of(re2::RE2(expression, options()));
}

Pattern::Pattern(const std::string& expression) : compiled_(std::make_shared<const re2::RE2>(expression, options())) {
    if (const std::string fault = fault_of(*compiled_); !fault.empty())
        throw core::Error(core::ErrorKind::config,
                          fmt::format("cannot use the expression '{}': {}", expression, fault));
}

bool Pattern::is_in(std::string_view text) const {
    return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *compiled_);
}

}  // namespace fetch
