#include "core/error.h"

#include <fmt/core.h>

#include <system_error>

namespace core {

Error system_error(std::string_view what, std::string_view path, int error_number) {
    return Error(ErrorKind::storage,
                 fmt::format("{} '{}': {}", what, path, std::generic_category().message(error_number)));
}

}  // namespace core
