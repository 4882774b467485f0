#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string_view>

namespace core::disk {

/// What is to go wrong at core/disk.h's calls, for tests. They are counted from 1 on, in all processes that were forked
/// after arm() together.
struct Fault {
    enum class Act {
        count,      ///< nothing: the calls are counted
        fail,       ///< one call fails
        fail_from,  ///< that call and all after it fail, as on a disk that is full
        surprise,   ///< one call throws what nobody throws here, as a bug or a library might
        end,        ///< the process ends before the call has done anything, as by SIGKILL
        tear,       ///< the process ends when half of the call's bytes are written; as `end` where it writes none
    };
    Act act = Act::count;
    std::uint64_t at = 0;  ///< the number of the call
    int error = 0;         ///< the errno of a failure
};

/// Counts anew from here. Before other threads change files, and before the forks that are to count with it.
void arm(const Fault& fault);
void disarm() noexcept;
/// How many calls there were since arm(); 0 when nothing is armed.
std::uint64_t calls() noexcept;

/// "count", "fail@17:ENOSPC", "from@17:ENOSPC", "surprise@17", "end@17" or "tear@17"; throws Error(config) for anything
/// else.
Fault parse_fault(std::string_view text);
/// Arms what the environment's NEWSCAST_FAULT asks for, if it is set; throws Error(config) where it is malformed.
std::optional<Fault> arm_from_environment();

/// What core/disk.cpp does with a call.
struct Turn {
    int error = 0;                ///< not 0: the call fails with it
    bool ends_half_done = false;  ///< half of the bytes are written, then end_process()
};

/// Set while something is armed.
extern std::atomic<bool> armed;
/// Counts a call and says what is to become of it; ends the process where that is what is armed.
Turn take_turn();
[[noreturn]] void end_process() noexcept;

}  // namespace core::disk
