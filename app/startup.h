#pragma once

namespace app {

/// Makes this process safe from how it was started; first of all, before anything is opened.
/// - A standard stream that was closed is opened, empty, so that writing to it still fails: else the next file that is
///   opened would be it, and what is printed would go into that.
/// - A file that passes the limit of files (ulimit -f) is an error of the call that writes it, not a signal that ends
///   the process or a worker.
void start_up();

}  // namespace app
