#include "tests/fetch/web/resolver_stub.h"

#include <dlfcn.h>
#include <netdb.h>

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>

namespace resolver {

namespace {

struct State {
    std::mutex mutex;
    std::condition_variable changed;
    std::map<std::string, std::vector<std::string>> answers;
    std::map<std::string, int> lookups;
    std::set<std::string> hanging;
    int inside = 0;  ///< look-ups that have not returned
};

State& state() {
    static State state;
    return state;
}

/// The scripted answer; empty for "does not resolve".
std::string next_answer(const std::string& name) {
    std::unique_lock lock(state().mutex);
    const int number = state().lookups[name]++;
    ++state().inside;
    state().changed.wait(lock, [&] { return state().hanging.count(name) == 0; });
    --state().inside;
    state().changed.notify_all();
    const auto found = state().answers.find(name);
    if (found == state().answers.end() || found->second.empty()) return {};
    return found->second[std::min(static_cast<std::size_t>(number), found->second.size() - 1)];
}

}  // namespace

void script(const std::string& name, std::vector<std::string> answers) {
    const std::lock_guard lock(state().mutex);
    state().answers[name] = std::move(answers);
    state().lookups[name] = 0;
}

Hang::Hang(std::string name) : name_(std::move(name)) {
    const std::lock_guard lock(state().mutex);
    state().hanging.insert(name_);
}

Hang::~Hang() {
    std::unique_lock lock(state().mutex);
    state().hanging.erase(name_);
    state().changed.notify_all();
    // Look-ups that were given up end before what they use does.
    state().changed.wait(lock, [] { return state().inside == 0; });
}

int lookups(const std::string& name) {
    const std::lock_guard lock(state().mutex);
    return state().lookups[name];
}

}  // namespace resolver

extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints, addrinfo** result) {
    using Function = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
    static const auto system = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "getaddrinfo"));
    if (node == nullptr || !std::string(node).ends_with(".test")) return system(node, service, hints, result);
    const std::string answer = resolver::next_answer(node);
    if (answer.empty()) return EAI_AGAIN;
    return system(answer.c_str(), service, hints, result);
}
