#include "app/interrupt.h"

#include "app/exit_code.h"
#include "app/terminal.h"

#include <fmt/core.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <initializer_list>
#include <string_view>

namespace app {

namespace {

/// Wakes the waiting thread when there is nothing left to wait for.
constexpr int waking = SIGUSR1;

/// timeout(1) signals the process and then its group: what comes so soon is one wish, not two.
constexpr std::chrono::milliseconds one_wish{100};

/// SIGHUP is none of them: a terminal that is closed may send it twice, and systemd after a SIGTERM.
constexpr std::array pressing{SIGINT, SIGTERM};

template <typename Signals>
sigset_t set_of(const Signals& signals) {
    sigset_t set;
    ::sigemptyset(&set);
    for (const int signal : signals) ::sigaddset(&set, signal);
    return set;
}

bool is_ignored(int signal) {
    struct sigaction present {};
    return ::sigaction(signal, nullptr, &present) == 0 && present.sa_handler == SIG_IGN;
}

sigset_t awaited_signals() {
    sigset_t set = set_of(std::initializer_list<int>{SIGINT, SIGTERM, waking});
    // Who was started by nohup goes on without its terminal.
    if (!is_ignored(SIGHUP)) ::sigaddset(&set, SIGHUP);
    return set;
}

/// For a signal handler too, and past the locks of stdio, which a thread that is stuck may hold.
void say(std::string_view line) {
    constexpr std::string_view clear_live_line = "\r\x1b[K";
    if (takes_escapes(STDERR_FILENO)) [[maybe_unused]]
        const ssize_t cleared = ::write(STDERR_FILENO, clear_live_line.data(), clear_live_line.size());
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, line.data(), line.size());
}

void end_at_once(int) {
    say("newscast: ended at once by a second signal; the next run goes on where this one was\n");
    ::_exit(static_cast<int>(ExitCode::some_failed));
}

void take_as_one(const sigset_t& signals) {
    const auto end = std::chrono::steady_clock::now() + one_wish;
    for (auto left = end - std::chrono::steady_clock::now(); left.count() > 0;
         left = end - std::chrono::steady_clock::now()) {
        const timespec pause{0, std::chrono::nanoseconds(left).count()};
        ::sigtimedwait(&signals, nullptr, &pause);
    }
}

}  // namespace

Interrupt::Interrupt() {
    const sigset_t signals = awaited_signals();
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    waiter_ = std::thread([this] { wait_for_signals(); });
}

Interrupt::~Interrupt() {
    ending_ = true;
    ::pthread_kill(waiter_.native_handle(), waking);
    waiter_.join();
}

void Interrupt::wait_for_signals() {
    const sigset_t signals = awaited_signals();
    int signal = waking;
    while (signal == waking && !ending_) ::sigwait(&signals, &signal);
    if (ending_) return;
    say(fmt::format(
        "newscast: interrupted by SIG{}; what is under way is finished by the next run; a second signal ends "
        "this one at once\n",
        ::sigabbrev_np(signal)));
    const sigset_t again = set_of(pressing);
    take_as_one(again);
    // From here on a handler of this thread alone, so that nothing that an action or another thread waits for delays
    // it.
    struct sigaction at_once {};
    at_once.sa_handler = end_at_once;
    for (const int pressed : pressing) ::sigaction(pressed, &at_once, nullptr);
    ::pthread_sigmask(SIG_UNBLOCK, &again, nullptr);
    {
        const std::lock_guard lock(mutex_);
        requested_ = true;
        if (action_) action_();
    }
    wait_for_end();
}

void Interrupt::wait_for_end() {
    const auto began = std::chrono::steady_clock::now();
    const sigset_t end = set_of(std::initializer_list<int>{waking});
    constexpr timespec moment{0, 100'000'000};
    while (!ending_) {
        ::sigtimedwait(&end, nullptr, &moment);
        const std::lock_guard lock(mutex_);
        if (!patience_ || std::chrono::steady_clock::now() - began < *patience_) continue;
        say("newscast: something that was being read did not end; ended all the same, the next run goes on\n");
        ::_exit(static_cast<int>(ExitCode::some_failed));
    }
}

Interrupt::Patience::Patience(Interrupt& interrupt, std::chrono::seconds length) : interrupt_(interrupt) {
    const std::lock_guard lock(interrupt.mutex_);
    interrupt.patience_ = length;
}

Interrupt::Patience::~Patience() {
    const std::lock_guard lock(interrupt_.mutex_);
    interrupt_.patience_.reset();
}

Interrupt::Hook::Hook(Interrupt& interrupt, std::function<void()> action) : interrupt_(interrupt) {
    const std::lock_guard lock(interrupt.mutex_);
    interrupt.action_ = std::move(action);
    if (interrupt.requested_) interrupt.action_();
}

Interrupt::Hook::~Hook() {
    const std::lock_guard lock(interrupt_.mutex_);
    interrupt_.action_ = nullptr;
}

}  // namespace app
