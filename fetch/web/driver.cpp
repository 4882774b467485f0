#include "fetch/web/driver.h"

#include "core/error.h"

#include <fmt/format.h>
#include <pthread.h>

#include <algorithm>
#include <csignal>
#include <utility>

namespace fetch {

namespace {

constexpr std::chrono::milliseconds longest_sleep{60'000};
constexpr std::string_view interrupted = "interrupted";

void check(CURLMcode code, std::string_view what) {
    if (code == CURLM_OK) return;
    throw core::Error(core::ErrorKind::network, fmt::format("cannot {}: {}", what, curl_multi_strerror(code)));
}

/// All signals go to the program's own threads; SIGPIPE from a library's write must not end it.
void block_signals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

}  // namespace

Driver::Driver(const core::Limits& limits) : limits_(limits), multi_(curl_multi_init(), &curl_multi_cleanup) {
    if (multi_ == nullptr) throw core::Error(core::ErrorKind::network, "cannot set up transfers: out of memory");
    const long connections = static_cast<long>(std::clamp<std::size_t>(limits.concurrency * 2, 8, 256));
    check(curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, connections), "set up transfers");
    thread_ = std::thread([this] {
        block_signals();
        loop();
    });
}

Driver::~Driver() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        cancelled_ = true;
    }
    changed_.notify_all();
    curl_multi_wakeup(multi_.get());
    thread_.join();
}

void Driver::run(Exchange& exchange) {
    Job job{&exchange, false};
    std::unique_lock lock(mutex_);
    if (cancelled_) {
        exchange.abandon(std::string(interrupted));
        return;
    }
    waiting_.push_back(&job);
    curl_multi_wakeup(multi_.get());
    changed_.wait(lock, [&job] { return job.done; });
}

bool Driver::pause(std::chrono::milliseconds duration) {
    std::unique_lock lock(mutex_);
    return !changed_.wait_for(lock, duration, [this] { return cancelled_; });
}

void Driver::cancel() {
    {
        const std::lock_guard lock(mutex_);
        cancelled_ = true;
    }
    changed_.notify_all();
    curl_multi_wakeup(multi_.get());
}

bool Driver::is_cancelled() const {
    const std::lock_guard lock(mutex_);
    return cancelled_;
}

void Driver::slow_down(const std::string& host, std::chrono::milliseconds delay) {
    const std::lock_guard lock(mutex_);
    Host& entry = hosts_[host];
    if (delay <= entry.delay) return;
    entry.delay = delay;
    entry.next = std::max(entry.next, Clock::now() + delay);
}

void Driver::loop() {
    for (;;) {
        std::chrono::milliseconds sleep{0};
        {
            const std::lock_guard lock(mutex_);
            if (cancelled_) end_all();
            if (stopping_) return;
            sleep = admit();
        }
        int running = 0;
        CURLMcode code = curl_multi_perform(multi_.get(), &running);
        collect();
        if (code == CURLM_OK)
            code = curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(sleep.count()), nullptr);
        if (code != CURLM_OK) {
            // Out of memory or descriptors: nothing can be driven on, but nobody may be left waiting.
            const std::lock_guard lock(mutex_);
            cancelled_ = true;
        }
    }
}

std::chrono::milliseconds Driver::admit() {
    const auto now = Clock::now();
    std::chrono::milliseconds sleep = longest_sleep;
    for (auto place = waiting_.begin(); place != waiting_.end();) {
        if (active_.size() >= std::max<std::size_t>(limits_.concurrency, 1)) break;
        Job* job = *place;
        Host& host = hosts_[job->exchange->url().host];
        if (host.active >= std::max<std::size_t>(limits_.per_host, 1)) {
            ++place;
            continue;
        }
        if (host.next > now) {
            sleep = std::min(sleep, std::chrono::ceil<std::chrono::milliseconds>(host.next - now));
            ++place;
            continue;
        }
        place = waiting_.erase(place);
        active_.push_back(job);
        ++host.active;
        host.next = now + std::max(limits_.host_delay, host.delay);
        const CURLMcode code = curl_multi_add_handle(multi_.get(), job->exchange->handle());
        if (code != CURLM_OK) {
            job->exchange->abandon(curl_multi_strerror(code));
            end(std::prev(active_.end()));
        }
    }
    return sleep;
}

void Driver::collect() {
    bool ended = true;
    while (ended) {
        ended = false;
        int left = 0;
        const CURLMsg* message = curl_multi_info_read(multi_.get(), &left);
        if (message == nullptr) break;
        ended = true;
        if (message->msg != CURLMSG_DONE) continue;
        CURL* handle = message->easy_handle;
        const CURLcode result = message->data.result;
        const std::lock_guard lock(mutex_);
        const auto job = std::find_if(active_.begin(), active_.end(),
                                      [handle](const Job* each) { return each->exchange->handle() == handle; });
        if (job == active_.end()) continue;
        curl_multi_remove_handle(multi_.get(), handle);
        (*job)->exchange->finish(result);
        end(job);
        curl_multi_wakeup(multi_.get());  // its place is free: others may start before the poll sleeps
    }
}

void Driver::end(std::list<Job*>::iterator place) {
    Job* job = *place;
    Host& host = hosts_[job->exchange->url().host];
    --host.active;
    active_.erase(place);
    job->done = true;
    changed_.notify_all();
}

void Driver::end_all() {
    while (!active_.empty()) {
        Job* job = active_.front();
        curl_multi_remove_handle(multi_.get(), job->exchange->handle());
        job->exchange->abandon(std::string(interrupted));
        end(active_.begin());
    }
    for (Job* job : waiting_) {
        job->exchange->abandon(std::string(interrupted));
        job->done = true;
    }
    waiting_.clear();
    changed_.notify_all();
}

}  // namespace fetch
