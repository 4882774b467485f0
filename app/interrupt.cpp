#include "app/interrupt.h"

#include <pthread.h>
#include <signal.h>

namespace app {

namespace {

sigset_t ending_signals() {
    sigset_t signals;
    ::sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&signals, signal);
    return signals;
}

}  // namespace

Interrupt::Interrupt() {
    const sigset_t signals = ending_signals();
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    waiter_ = std::thread([this, signals] {
        int signal = 0;
        while (::sigwait(&signals, &signal) == 0 && !ending_) {
            requested_ = true;
            const std::lock_guard lock(mutex_);
            if (action_) action_();
        }
    });
}

Interrupt::~Interrupt() {
    ending_ = true;
    ::pthread_kill(waiter_.native_handle(), SIGTERM);
    waiter_.join();
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
