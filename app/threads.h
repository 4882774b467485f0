#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace app {

/// Runs the body in so many threads, each with its number, and waits for all; then throws the first thing that any of
/// them threw. What leaves a thread by itself would end the whole program.
inline void in_threads(std::size_t count, const std::function<void(std::size_t)>& body) {
    std::mutex mutex;
    std::exception_ptr first;
    {
        std::vector<std::jthread> threads;
        threads.reserve(count);
        for (std::size_t number = 0; number < count; ++number)
            threads.emplace_back([&, number] {
                try {
                    body(number);
                } catch (...) {
                    const std::lock_guard lock(mutex);
                    if (!first) first = std::current_exception();
                }
            });
    }
    if (first) std::rethrow_exception(first);
}

}  // namespace app
