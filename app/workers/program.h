#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// What an external program may take.
struct ProgramLimits {
    std::chrono::seconds time{60};                  ///< on the clock, and of each core
    unsigned cores = 1;                             ///< at work at once
    std::size_t output = 128 << 20;                 ///< bytes on its standard output, and in any file
    std::uint64_t memory = std::uint64_t{1} << 30;  ///< bytes of addresses
};

/// What an external program is given beside arguments and input, and who listens to it.
struct ProgramDealings {
    std::filesystem::path folder;                ///< it works in, and has for temporary files; empty: in this process's
    std::function<void(std::string_view)> take;  ///< gets its standard output as it comes; empty: ProgramEnd has it
    std::function<bool()> ended;                 ///< asked ten times a second; true ends the program
};

/// How an external program ended.
struct ProgramEnd {
    int exit_code = 0;
    std::string output;     ///< its standard output, where nobody else takes it
    std::string complaint;  ///< the last line of its standard error, without a full stop as all of our messages
};

/// The file of a program that PATH leads to; none where there is no such program.
std::optional<std::filesystem::path> find_program(std::string_view name);

/// Runs a program to its end: without a shell, with `input` on its standard input, an environment of its own,
/// no other open file than the three, no new privileges and no core dump, in a process group of its own. It dies with
/// this process; what it started and left in its group is ended when it ends. What else it does as this user is not
/// prevented: it may read and write what the user may, talk to servers, and start what leaves its group; no limit is
/// set to the number of processes, which the kernel counts of all that the user runs. One that cannot be executed ends
/// with exit code 127 and says why. Throws Error(media) where it is killed by a signal, takes longer or says or writes
/// more than it may, Error(network) where it is ended, Error(storage) where it cannot be started, and what `take`
/// throws.
ProgramEnd run_program(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                       std::string_view input, const ProgramLimits& limits = {}, const ProgramDealings& dealings = {});

}  // namespace app
