#pragma once

#include "core/error.h"

#include <span>
#include <string_view>

namespace app {

/// The program's exit codes.
enum class ExitCode {
    done = 0,  ///< also: nothing new, or another run holds the show's lock
    some_failed = 1,
    wrong_use = 2,
    machine = 3,
};

struct ExitMeaning {
    ExitCode code;
    std::string_view text;
};

/// What each tells an operator, in their order: for the manual, and whatever else explains them.
std::span<const ExitMeaning> exit_meanings();

/// How the program ends where this goes wrong and ends all that was asked for.
constexpr ExitCode exit_code_of(core::ErrorKind kind) {
    switch (kind) {
        case core::ErrorKind::config:
            return ExitCode::wrong_use;
        case core::ErrorKind::storage:
            return ExitCode::machine;
        case core::ErrorKind::network:
        case core::ErrorKind::gone:
        case core::ErrorKind::media:
            return ExitCode::some_failed;
    }
    return ExitCode::machine;
}

/// The one that tells more: of several pieces of work the worst counts.
constexpr ExitCode worse(ExitCode a, ExitCode b) {
    return a < b ? b : a;
}

}  // namespace app
