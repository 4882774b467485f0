#include "app/publish/plan.h"

#include "core/hash.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

namespace app {

namespace {

/// Texts up to this size in all are kept from planning to writing; beyond it they are rendered a second time.
constexpr std::size_t kept_bytes = 64 << 20;

/// What a wanted file will be, with its hash.
struct Settled {
    core::PublishedFile file;
    std::string text;
};

Settled settle(const Wanted& wanted) {
    Settled settled{{wanted.path, wanted.kind, wanted.key, {}, 0, wanted.type, {}, false}, {}};
    if (const auto* render = std::get_if<Render>(&wanted.content)) {
        settled.text = (*render)();
        settled.file.sha256 = core::sha256(settled.text);
        settled.file.bytes = settled.text.size();
        return settled;
    }
    const Blob& blob = std::holds_alternative<Blob>(wanted.content) ? std::get<Blob>(wanted.content)
                                                                    : std::get<SameAs>(wanted.content).blob;
    settled.file.sha256 = blob.sha256;
    settled.file.bytes = blob.bytes;
    return settled;
}

const core::PublishedFile* line_of(const Manifest& manifest, const std::string& path) {
    const auto found = manifest.find(path);
    return found == manifest.end() ? nullptr : &found->second;
}

const core::StandingFile* standing_at(const Standing& standing, const std::string& path) {
    const auto found = standing.find(path);
    return found == standing.end() ? nullptr : &found->second;
}

class Planner {
public:
    Planner(const Manifest& manifest, const Standing& standing) : manifest_(manifest), standing_(standing) {}

    void want(const Wanted& wanted) {
        wanted_.insert(wanted.path);
        const core::PublishedFile* line = line_of(manifest_, wanted.path);
        const core::StandingFile* stands = standing_at(standing_, wanted.path);
        const bool whole = line != nullptr && is_whole(*line, standing_);
        if (whole && line->key == wanted.key) return;
        Settled settled = settle(wanted);
        if (whole && line->sha256 == settled.file.sha256) return note(std::move(settled.file), line->stamp);
        if (stands != nullptr && stands->sha256 == settled.file.sha256)
            return note(std::move(settled.file), stands->stamp);
        if (stands != nullptr && line == nullptr && !manifest_.empty() && !wanted.own_name)
            plan_.objections.push_back(
                fmt::format("'{}' stands where a file of newscast's belongs and is none; move it away", wanted.path));
        put(wanted, std::move(settled), line, stands != nullptr, whole);
    }

    Plan finish() {
        for (const auto& [path, line] : manifest_) {
            if (wanted_.contains(path)) continue;
            if (standing_.contains(path))
                plan_.removals.push_back(path);
            else
                plan_.forgotten.push_back(path);
        }
        std::ranges::stable_sort(plan_.puts, {}, [](const Put& put) { return put.file.kind; });
        return std::move(plan_);
    }

private:
    void note(core::PublishedFile file, const std::string& stamp) {
        file.stamp = stamp;
        plan_.noted.push_back(std::move(file));
    }

    void put(const Wanted& wanted, Settled settled, const core::PublishedFile* line, bool stands, bool whole) {
        Put put{std::move(settled.file), Put::Reason::created, wanted.content, {}};
        if (line != nullptr) put.reason = whole || line->intended ? Put::Reason::changed : Put::Reason::restored;
        if (line == nullptr && stands) put.reason = Put::Reason::changed;
        if (kept_ + settled.text.size() <= kept_bytes) {
            kept_ += settled.text.size();
            put.text = std::move(settled.text);
        }
        plan_.puts.push_back(std::move(put));
    }

    const Manifest& manifest_;
    const Standing& standing_;
    std::set<std::string> wanted_;
    std::size_t kept_ = 0;
    Plan plan_;
};

std::string_view word(Put::Reason reason) {
    switch (reason) {
        case Put::Reason::created:
            return "new";
        case Put::Reason::changed:
            return "changed";
        case Put::Reason::restored:
            return "restored";
    }
    return {};
}

}  // namespace

bool is_whole(const core::PublishedFile& line, const Standing& standing) {
    const core::StandingFile* stands = standing_at(standing, line.path);
    return stands != nullptr && !line.intended && stands->bytes == line.bytes && stands->stamp == line.stamp;
}

std::vector<const Wanted*> doubtful(std::span<const Wanted> wanted, const Manifest& manifest,
                                    const Standing& standing) {
    std::vector<const Wanted*> files;
    for (const Wanted& one : wanted) {
        const core::StandingFile* stands = standing_at(standing, one.path);
        const core::PublishedFile* line = line_of(manifest, one.path);
        if (stands == nullptr || !stands->sha256.empty() || (line != nullptr && is_whole(*line, standing))) continue;
        files.push_back(&one);
    }
    return files;
}

Plan plan(std::span<const Wanted> wanted, const Manifest& manifest, const Standing& standing) {
    Planner planner(manifest, standing);
    for (const Wanted& one : wanted) planner.want(one);
    return planner.finish();
}

std::vector<std::string> describe(const Plan& plan) {
    std::vector<std::string> lines;
    for (const std::string& objection : plan.objections) lines.push_back("objection: " + objection);
    for (const Put& put : plan.puts) {
        const auto* same = std::get_if<SameAs>(&put.content);
        lines.push_back(fmt::format("put {} {} ({}, {} bytes{})", core::name(put.file.kind), put.file.path,
                                    word(put.reason), put.file.bytes, same != nullptr ? ", as " + same->path : ""));
    }
    for (const std::string& path : plan.removals) lines.push_back("remove " + path);
    return lines;
}

}  // namespace app
