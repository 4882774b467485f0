#pragma once

#include "app/commands/chosen.h"

namespace app {

/// All that the program takes on its command line. The parser, its help and whatever else tells of options read them
/// here.
void declare_commands(CLI::App& program, Chosen& chosen);

}  // namespace app
