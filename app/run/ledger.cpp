#include "app/run/ledger.h"

#include <time.h>

#include <utility>

namespace app {

namespace {

double thread_cpu_seconds() {
    timespec used{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    constexpr double nano = 1e-9;
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * nano;
}

}  // namespace

StepWatch::StepWatch(Workers& workers)
    : workers_(workers), begun_(std::chrono::steady_clock::now()), cpu_begun_(thread_cpu_seconds()) {
    // What another step left is not this one's.
    workers_.take_cpu_seconds();
}

void StepWatch::read_into(StepRecord& step) {
    step.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
    step.cpu_seconds = thread_cpu_seconds() - cpu_begun_ + workers_.take_cpu_seconds();
}

void Ledger::note(const std::string& key, Noted noted) {
    const std::lock_guard lock(mutex_);
    const auto [place, is_new] = places_.emplace(key, articles_.size());
    if (is_new) articles_.emplace_back();
    ArticleRecord& article = articles_[place->second];
    ArticleRecord& names = noted.article;
    if (!names.guid.empty()) article.guid = std::move(names.guid);
    if (!names.url.empty()) article.url = std::move(names.url);
    if (!names.title.empty()) article.title = std::move(names.title);
    article.steps.push_back(std::move(noted.step));
}

void Ledger::note(const SourceRecord& source) {
    const std::lock_guard lock(mutex_);
    sources_.push_back(source);
}

std::vector<ArticleRecord> Ledger::articles() const {
    const std::lock_guard lock(mutex_);
    return articles_;
}

std::vector<SourceRecord> Ledger::sources() const {
    const std::lock_guard lock(mutex_);
    return sources_;
}

}  // namespace app
