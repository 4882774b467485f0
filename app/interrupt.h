#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace app {

/// Turns SIGINT, SIGTERM and SIGHUP into a flag, a line on standard error and a call, on a thread of its own, so that
/// what must be ended (transfers, workers) is ended outside a signal handler. A second SIGINT or SIGTERM ends the
/// process at once with ExitCode::some_failed, whatever its threads are at; the workers die with it. To be made after
/// the Workers and before other threads, which inherit the blocked signals.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    bool requested() const { return requested_; }

    /// While it lives, `action` is called once when a signal comes; at once if one has come already.
    class Hook {
    public:
        Hook(Interrupt& interrupt, std::function<void()> action);
        ~Hook();
        Hook(const Hook&) = delete;
        Hook& operator=(const Hook&) = delete;

    private:
        Interrupt& interrupt_;
    };

    /// While it lives, a signal leaves the process so long to come to an end by itself; then it is ended as by a second
    /// signal. For work that looks at nothing while it is at it, such as the reading of a page. What a run has
    /// published and remembered by then stays; the rest is the next run's.
    class Patience {
    public:
        Patience(Interrupt& interrupt, std::chrono::seconds length);
        ~Patience();
        Patience(const Patience&) = delete;
        Patience& operator=(const Patience&) = delete;

    private:
        Interrupt& interrupt_;
    };

private:
    void wait_for_signals();
    void wait_for_end();

    std::atomic<bool> requested_ = false;
    std::atomic<bool> ending_ = false;
    std::mutex mutex_;
    std::function<void()> action_;
    std::optional<std::chrono::seconds> patience_;
    std::thread waiter_;
};

}  // namespace app
