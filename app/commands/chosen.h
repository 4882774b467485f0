#pragma once

#include "app/exit_code.h"

#include <functional>

namespace CLI {
class App;
}  // namespace CLI

namespace app {

/// What a command line has chosen, to be done once all of it is understood. Each command's add_NAME() says what it
/// takes on the command line, and sets it where that command was named.
using Chosen = std::function<ExitCode()>;

}  // namespace app
