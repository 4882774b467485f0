#pragma once

#include "core/file_descriptor.h"

#include <string_view>

namespace app {

/// A file in memory that holds the bytes, read from its beginning; `what` it is, for the message of Error(storage).
core::FileDescriptor memory_file(std::string_view bytes, std::string_view what);

/// Writes a text, or nullptr for none, into one that is open, as far as that goes; also between fork and execve.
void note(int memory_file, const char* text) noexcept;

}  // namespace app
