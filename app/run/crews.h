#pragma once

#include "app/interrupt.h"
#include "app/run/steps.h"

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>

namespace app {

/// Two crews take work from the catalog until none is left: one waits for the web, one keeps the cores busy. A storage
/// error of any of them ends the run; everything else concerns one article.
class Crews {
public:
    Crews(Steps& steps, Interrupt& interrupt) : steps_(steps), interrupt_(interrupt) {}

    /// Blocks until nothing is left to do, or the run is interrupted. Throws Error(storage).
    void work(std::size_t fetchers, std::size_t makers);

private:
    void guarded(const std::function<void()>& body);
    bool ending() const { return failure_ != nullptr || interrupt_.requested(); }
    void fetch_until_done();
    void make_until_done();

    Steps& steps_;
    Interrupt& interrupt_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t fetching_ = 0;  ///< fetchers that are not idle
    std::size_t rounds_ = 0;    ///< pieces of fetching that were done
    std::exception_ptr failure_;
};

}  // namespace app
