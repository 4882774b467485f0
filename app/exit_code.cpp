#include "app/exit_code.h"

#include <array>

namespace app {

std::span<const ExitMeaning> exit_meanings() {
    static constexpr std::array<ExitMeaning, 4> all{{
        {ExitCode::done, "done, or nothing to do"},
        {ExitCode::some_failed,
         "some articles failed; the others are published, and the failed ones are tried again later with growing "
         "pauses"},
        {ExitCode::wrong_use, "the configuration or the command line is wrong; nothing was done"},
        {ExitCode::machine, "this machine failed: disk, database, no network (no server could be reached at all)"},
    }};
    return all;
}

}  // namespace app
