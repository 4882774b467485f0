#include "app/run/fetched_parts.h"

#include "core/atomic_file.h"
#include "core/disk.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>

namespace app {

namespace {

using nlohmann::json;

constexpr const char* ending = ".parts";

std::filesystem::path list_of(const RunContext& run, catalog::Id article) {
    return run.workshop.source(fmt::format("{}{}", article, ending));
}

/// Nothing where there is no such file or it cannot be read: what it names is fetched again.
FetchedParts parts_in(const std::filesystem::path& file) {
    FetchedParts parts;
    std::error_code failed;
    if (!std::filesystem::exists(file, failed)) return parts;
    try {
        for (const json& entry : json::parse(core::read_file(file))) {
            fetch::Download part;
            part.sha256 = entry.at("sha256");
            part.bytes = entry.at("bytes");
            part.validators = {entry.at("etag"), entry.at("last_modified")};
            part.content_type = entry.at("type");
            part.flaw = entry.at("flaw");
            parts.emplace(entry.at("url"), std::move(part));
        }
    } catch (const std::exception&) {
        parts.clear();
    }
    return parts;
}

}  // namespace

FetchedParts fetched_parts(const RunContext& run, catalog::Id article) {
    FetchedParts parts = parts_in(list_of(run, article));
    std::erase_if(parts, [&run](const auto& part) { return !run.workshop.has_source(part.second.sha256); });
    return parts;
}

void keep_fetched_parts(const RunContext& run, catalog::Id article, const FetchedParts& parts) {
    const std::filesystem::path file = list_of(run, article);
    std::error_code failed;
    if (parts.empty()) {
        if (std::filesystem::exists(file, failed)) core::disk::discard(file);
        return;
    }
    json list = json::array();
    for (const auto& [url, part] : parts)
        list.push_back({{"url", url},
                        {"sha256", part.sha256},
                        {"bytes", part.bytes},
                        {"etag", part.validators.etag},
                        {"last_modified", part.validators.last_modified},
                        {"type", part.content_type},
                        {"flaw", part.flaw}});
    core::write_file(file, list.dump());
}

std::set<std::string> all_fetched_parts(const RunContext& run) {
    constexpr std::chrono::hours two_weeks{14 * 24};
    const auto limit = std::filesystem::file_time_type::clock::now() - two_weeks;
    std::set<std::string> hashes;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(run.workshop.sources(), failed)) {
        if (entry.path().extension() != ending) continue;
        const auto written = std::filesystem::last_write_time(entry.path(), failed);
        if (!failed && written < limit) {
            core::disk::discard(entry.path());
            continue;
        }
        for (const auto& part : parts_in(entry.path())) hashes.insert(part.second.sha256);
    }
    return hashes;
}

}  // namespace app
