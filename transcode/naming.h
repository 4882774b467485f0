#pragma once

#include "core/error.h"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

namespace transcode {

/// Does something with one of several recordings; an Error(media) of it names which: "part 2 of 3: ...".
template <typename Work>
auto naming(std::string_view what, std::size_t index, std::size_t count, Work work) {
    try {
        return work();
    } catch (const core::Error& error) {
        if (error.kind() != core::ErrorKind::media) throw;
        throw error.with_context(fmt::format("{} {} of {}", what, index + 1, count));
    }
}

}  // namespace transcode
