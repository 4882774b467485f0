#include "app/run/ledger.h"

#include "core/cpu_time.h"

#include <utility>

namespace app {

StepWatch::StepWatch(Workers& workers)
    : workers_(workers), begun_(std::chrono::steady_clock::now()), cpu_begun_(core::cpu_seconds_of_thread()) {
    // What another step left is not this one's.
    workers_.take_cpu_seconds();
}

void StepWatch::read_into(StepRecord& step) {
    step.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
    step.cpu_seconds = core::cpu_seconds_of_thread() - cpu_begun_ + workers_.take_cpu_seconds();
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
