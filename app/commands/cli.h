#pragma once

namespace app {

/// The command line: parses it, runs the command, returns the exit code (see ExitCode). Never throws.
int main(int argc, char** argv);

}  // namespace app
