#include "app/publish/guard.h"

#include "core/atomic_file.h"
#include "feed/check.h"

#include <fmt/format.h>

namespace app {

namespace {

/// A feed larger than this is none of ours.
constexpr std::size_t max_feed_bytes = std::size_t{1} << 30;

std::string standing_text(Outlet& outlet, const Standing& standing, const std::string& path) {
    const auto found = standing.find(path);
    if (found == standing.end() || found->second.bytes > max_feed_bytes) return {};
    const core::FileDescriptor file = outlet.open(path);
    return core::read_file(fmt::format("/proc/self/fd/{}", file.get()), max_feed_bytes);
}

std::string text_of(const Put& put) {
    return put.text.empty() ? std::get<Render>(put.content)() : put.text;
}

}  // namespace

std::vector<std::string> worse_feeds(const Plan& plan, Outlet& outlet, const Standing& standing,
                                     std::span<const std::string> may_go, std::span<const std::string> withdrawn,
                                     core::Instant now) {
    std::vector<std::string> findings;
    for (const Put& put : plan.puts) {
        const bool is_feed = put.file.kind == core::FileKind::feed;
        if (!is_feed && put.file.kind != core::FileKind::archive) continue;
        const std::string before = standing_text(outlet, standing, put.file.path);
        for (const std::string& finding :
             feed::check_replacement(before, text_of(put), is_feed ? may_go : withdrawn, now))
            findings.push_back(put.file.path + ": " + finding);
    }
    for (const std::string& path : plan.removals) {
        if (!path.starts_with("archive-")) continue;
        const std::string lost = feed::first_lost(standing_text(outlet, standing, path), withdrawn);
        if (!lost.empty()) findings.push_back(fmt::format("{}: would go with episodes such as '{}'", path, lost));
    }
    return findings;
}

}  // namespace app
