#include "core/disk_fault.h"

#include "core/error.h"

#include <fmt/core.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>

namespace core::disk {

namespace {

using Act = Fault::Act;

constexpr std::array<std::pair<std::string_view, Act>, 5> acts{{{"fail", Act::fail},
                                                                {"from", Act::fail_from},
                                                                {"surprise", Act::surprise},
                                                                {"end", Act::end},
                                                                {"tear", Act::tear}}};
constexpr int max_error = 256;

/// What forked processes share.
struct Ledger {
    Fault fault;
    std::atomic<std::uint64_t> calls = 0;
};
static_assert(std::atomic<std::uint64_t>::is_always_lock_free, "or it could not be shared between processes");

/// One page, made when something is armed for the first time and kept to the end: other threads and processes may
/// count in it at any time.
Ledger& ledger() {
    static Ledger* const shared = [] {
        void* page = ::mmap(nullptr, sizeof(Ledger), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, /*fd=*/-1,
                            /*offset=*/0);
        if (page == MAP_FAILED) throw system_error("cannot share", "the count of disk calls", errno);
        return std::construct_at(static_cast<Ledger*>(page));
    }();
    return *shared;
}

[[noreturn]] void refuse(std::string_view text) {
    throw Error(
        ErrorKind::config,
        fmt::format("NEWSCAST_FAULT: '{}' is not one of count, fail@N:ERROR, from@N:ERROR, surprise@N, end@N, tear@N",
                    text));
}

/// The errno that C calls by this name; 0 where there is none.
int error_number(const std::string& name) {
    for (int error = 1; error < max_error; ++error) {
        const char* known = ::strerrorname_np(error);
        if (known != nullptr && name == known) return error;
    }
    return 0;
}

}  // namespace

std::atomic<bool> armed = false;

void arm(const Fault& fault) {
    armed = false;
    ledger().fault = fault;
    ledger().calls = 0;
    armed = true;
}

void disarm() noexcept {
    armed = false;
}

std::uint64_t calls() noexcept {
    return armed ? ledger().calls.load() : 0;
}

Fault parse_fault(std::string_view text) {
    if (text == "count") return {};
    const std::size_t mark = text.find('@');
    Fault fault;
    for (const auto& [word, act] : acts)
        if (text.substr(0, mark) == word) fault.act = act;
    if (mark == std::string_view::npos || fault.act == Act::count) refuse(text);
    const std::string_view rest = text.substr(mark + 1);
    const auto [end, wrong] = std::from_chars(rest.data(), rest.data() + rest.size(), fault.at);
    if (wrong != std::errc() || fault.at == 0) refuse(text);
    const std::string_view error = rest.substr(static_cast<std::size_t>(end - rest.data()));
    const bool fails = fault.act == Act::fail || fault.act == Act::fail_from;
    if (fails && error.starts_with(':')) fault.error = error_number(std::string(error.substr(1)));
    if (fails ? fault.error == 0 : !error.empty()) refuse(text);
    return fault;
}

std::optional<Fault> arm_from_environment() {
    const char* text = std::getenv("NEWSCAST_FAULT");
    if (text == nullptr) return std::nullopt;
    const Fault fault = parse_fault(text);
    arm(fault);
    return fault;
}

Turn take_turn() {
    const Fault& fault = ledger().fault;
    const std::uint64_t number = ++ledger().calls;
    Turn turn;
    if (fault.act == Act::fail_from ? number < fault.at : number != fault.at) return turn;
    if (fault.act == Act::end) end_process();
    if (fault.act == Act::surprise) throw std::logic_error(fmt::format("a surprise at disk call {}", number));
    if (fault.act == Act::tear)
        turn.ends_half_done = true;
    else
        turn.error = fault.error;
    return turn;
}

void end_process() noexcept {
    ::kill(::getpid(), SIGKILL);
    ::_exit(128 + SIGKILL);  // for the compiler: nothing is left to come here
}

}  // namespace core::disk
