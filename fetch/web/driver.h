#pragma once

#include "core/limits.h"
#include "fetch/web/exchange.h"

#include <curl/curl.h>

#include <chrono>
#include <condition_variable>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace fetch {

/// The one thread that drives all transfers with libcurl's multi interface, at most Limits::concurrency at once,
/// per_host to one host, and host_delay between two starts to one host.
class Driver {
public:
    explicit Driver(const core::Limits& limits);
    ~Driver();
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;

    /// Runs the exchange and blocks until it has ended. The callbacks run on the driver's thread.
    void run(Exchange& exchange);
    /// Sleeps; false when cancel() ended the sleep.
    bool pause(std::chrono::milliseconds duration);
    /// Ends everything that runs or waits, now and from now on.
    void cancel();
    bool is_cancelled() const;
    /// A longer host_delay for one host (robots.txt's Crawl-delay); a shorter one changes nothing.
    void slow_down(const std::string& host, std::chrono::milliseconds delay);

private:
    using Clock = std::chrono::steady_clock;
    struct Job {
        Exchange* exchange = nullptr;
        bool done = false;
    };
    struct Host {
        std::size_t active = 0;
        Clock::time_point next{};  ///< no start before
        std::chrono::milliseconds delay{0};
    };

    void loop();
    /// Starts what may start; returns how long the poll may sleep. The mutex is held.
    std::chrono::milliseconds admit();
    void collect();
    void end_all();
    void end(std::list<Job*>::iterator job);

    const core::Limits& limits_;
    std::unique_ptr<CURLM, decltype(&curl_multi_cleanup)> multi_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::list<Job*> waiting_;
    std::list<Job*> active_;
    std::map<std::string, Host> hosts_;
    bool cancelled_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace fetch
