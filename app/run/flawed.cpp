#include "app/run/flawed.h"

#include "core/error.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

namespace app {

namespace {

/// With the pauses between them, more than an hour.
constexpr int most_tries = 3;

}  // namespace

Taking taking_of(RunContext& run, const catalog::KnownArticle& article, const catalog::Original& recording,
                 const std::string& flaw, bool standing) {
    const std::optional<catalog::Original>& present = article.recording;
    const std::string fact = fmt::format("flawed {}", article.id);
    const std::string known = run.catalog.fact(fact);
    const auto settled = [&](Taking taking) {
        if (!known.empty()) run.catalog.set_fact(fact, "");
        return taking;
    };
    if (recording.flaw.empty()) return settled(Taking::take);
    if (present && present->sha256 == recording.sha256)
        return settled(present->flaw == recording.flaw ? Taking::take : Taking::take_now);
    if (present && !present->flaw.empty()) return settled(Taking::take_now);
    if (standing) return settled(Taking::leave);
    int tries = 0;
    std::from_chars(known.data(), known.data() + known.size(), tries);
    if (++tries >= most_tries) return settled(Taking::take_now);
    run.catalog.set_fact(fact, std::to_string(tries));
    throw core::Error(core::ErrorKind::network,
                      fmt::format("{}; it is tried again, and taken as it is after {} tries", flaw, most_tries));
}

std::optional<core::Instant> next_look_at_flawed(const RunContext& run, const catalog::KnownArticle& article) {
    constexpr std::chrono::hours looked_for{24 * 30};
    constexpr std::chrono::hours most{24};
    const auto age = run.now - article.first_seen;
    if (age >= looked_for) return std::nullopt;
    return run.now + std::clamp<std::chrono::seconds>(age / 2, std::chrono::hours(1), most);
}

}  // namespace app
