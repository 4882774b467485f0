#pragma once

namespace app {

/// The life of the process from which workers are forked: takes requests from `control` until that is closed, and runs
/// each in a child of its own. A child gets open descriptors and a value, does one of transcode's works within limits
/// of time, memory and size, sends its result or error as JSON in CBOR, and ends.
[[noreturn]] void run_zygote(int control);

}  // namespace app
