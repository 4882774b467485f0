#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// What an external program may take.
struct ProgramLimits {
    std::chrono::seconds time{60};                  ///< on the clock, and of a core
    std::size_t output = 128 << 20;                 ///< bytes on its standard output, and in any file
    std::uint64_t memory = std::uint64_t{1} << 30;  ///< bytes of addresses
};

/// How an external program ended.
struct ProgramEnd {
    int exit_code = 0;
    std::string output;     ///< its standard output
    std::string complaint;  ///< the last line of its standard error
};

/// The file of a program that PATH leads to; none where there is no such program.
std::optional<std::filesystem::path> find_program(std::string_view name);

/// Runs a program to its end: without a shell, with `input` on its standard input, an environment of its own,
/// no other open file than the three, no new privileges and no core dump, in a process group of its own. It dies with
/// this process; what it started and left in its group is ended when it ends. One that cannot be executed ends with
/// exit code 127 and says why. Throws Error(media) where it is killed by a signal, takes longer or says more than it
/// may, and Error(storage) where it cannot be started.
ProgramEnd run_program(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                       std::string_view input, const ProgramLimits& limits = {});

}  // namespace app
