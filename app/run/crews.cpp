#include "app/run/crews.h"

#include <thread>
#include <vector>

namespace app {

void Crews::work(std::size_t fetchers, std::size_t makers) {
    {
        std::vector<std::jthread> threads;
        fetching_ = fetchers;
        for (std::size_t index = 0; index < fetchers; ++index)
            threads.emplace_back([this] { guarded([this] { fetch_until_done(); }); });
        for (std::size_t index = 0; index < makers; ++index)
            threads.emplace_back([this] { guarded([this] { make_until_done(); }); });
    }
    if (failure_) std::rethrow_exception(failure_);
}

void Crews::guarded(const std::function<void()>& body) {
    try {
        body();
    } catch (...) {
        const std::lock_guard lock(mutex_);
        if (!failure_) failure_ = std::current_exception();
        changed_.notify_all();
    }
}

void Crews::fetch_until_done() {
    bool idle = false;
    std::unique_lock lock(mutex_);
    while (!ending()) {
        const std::size_t seen = rounds_;
        lock.unlock();
        const bool worked = steps_.do_next(catalog::Step::read) || steps_.do_next(catalog::Step::download);
        lock.lock();
        if (worked) {
            ++rounds_;
            changed_.notify_all();
            continue;
        }
        // Another fetcher that is still at work may leave something to download.
        if (!idle) --fetching_;
        idle = true;
        changed_.notify_all();
        changed_.wait(lock, [&] { return fetching_ == 0 || rounds_ != seen || ending(); });
        if (fetching_ == 0) break;
        if (rounds_ != seen) {
            ++fetching_;
            idle = false;
        }
    }
    if (!idle && fetching_ > 0) --fetching_;
    changed_.notify_all();
}

void Crews::make_until_done() {
    std::unique_lock lock(mutex_);
    while (!ending()) {
        const std::size_t seen = rounds_;
        const bool last_look = fetching_ == 0;
        lock.unlock();
        const bool worked = steps_.do_next(catalog::Step::make) || steps_.do_next(catalog::Step::align);
        lock.lock();
        if (worked) continue;
        if (last_look) break;
        changed_.wait(lock, [&] { return fetching_ == 0 || rounds_ != seen || ending(); });
    }
}

}  // namespace app
