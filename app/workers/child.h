#pragma once

#include <cstdint>

namespace app {

// What a process that was forked does of itself: system calls only, so that threads of its parent do not matter.

/// Lets the kernel end this process together with its parent, which is that process.
void die_with(int parent);

/// A limit of this process (RLIMIT_...), never more than it was started with.
void limit(int resource, std::uint64_t value);

}  // namespace app
